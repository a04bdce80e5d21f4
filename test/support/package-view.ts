import { createHash } from "node:crypto";
import { noCode } from "../../src/scanner/code/atoms.ts";
import type { Entry, JsonObject, PackageView, Subject } from "../../src/scanner/rule.ts";

export interface ViewOptions {
  /** Texts by path inside the package. A missing package.json is written from `manifest`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly manifest?: JsonObject;
  readonly subject?: Partial<Subject>;
}

/** A package as rules see it, in memory and without an archive. */
export function packageView({ files = {}, manifest = {}, subject = {} }: ViewOptions): PackageView {
  const given = files["package.json"];
  const json: JsonObject =
    given === undefined ? { name: "sample", version: "1.0.0", ...manifest } : JSON.parse(given);
  const text = given ?? JSON.stringify(json, null, 2);
  const texts = new Map(Object.entries({ ...files, "package.json": text }));
  return {
    subject: { origin: "upstream", name: null, version: null, manifest: null, ...subject },
    entries: [...texts].map(([path, content]) => entry(path, content)),
    archive: [],
    manifest: { json, text },
    code: noCode,
    previous: null,
    text: (path) => texts.get(path) ?? null,
  };
}

function entry(path: string, content: string): Entry {
  return {
    rawPath: `package/${path}`,
    path,
    type: "file",
    typeFlag: "0",
    linkTarget: null,
    mode: 0o644,
    size: Buffer.byteLength(content),
    digest: createHash("sha256").update(content).digest("hex"),
    shape: null,
  };
}
