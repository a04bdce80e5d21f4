import { createHash } from "node:crypto";
import { type CodeFacts, noCode } from "../../src/scanner/code/atoms.ts";
import type { ReleaseFacts } from "../../src/scanner/facts.ts";
import { readLexical } from "../../src/scanner/lexical/read-lexical.ts";
import { shapeOf } from "../../src/scanner/package/shape-of.ts";
import { readCode } from "../../src/scanner/read-code.ts";
import type { Entry, JsonObject, PackageView, Subject } from "../../src/scanner/rule.ts";
import { noProse, type ProseFacts } from "../../src/scanner/words/prose.ts";
import { readProse } from "../../src/scanner/words/read-prose.ts";

export interface ViewOptions {
  /** Texts by path inside the package. A missing package.json is written from `manifest`. */
  readonly files?: Readonly<Record<string, string>>;
  readonly manifest?: JsonObject;
  readonly subject?: Partial<Subject>;
  /** Files that are no text. */
  readonly binaries?: Readonly<Record<string, Uint8Array>>;
  /** What interpreting the code would find out; when left out, the code is interpreted. */
  readonly code?: Partial<CodeFacts>;
  /** What is known of the version before. */
  readonly previous?: ReleaseFacts | null;
}

/** A package as rules see it, in memory and without an archive. */
export function packageView({
  files = {},
  manifest = {},
  subject = {},
  binaries = {},
  code,
  previous = null,
}: ViewOptions): PackageView {
  const given = files["package.json"];
  const json: JsonObject =
    given === undefined ? { name: "sample", version: "1.0.0", ...manifest } : JSON.parse(given);
  const text = given ?? JSON.stringify(json, null, 2);
  const texts = new Map(Object.entries({ ...files, "package.json": text }));
  const view: Omit<PackageView, "lexical"> = {
    subject: { origin: "upstream", name: null, version: null, manifest: null, ...subject },
    entries: [...texts, ...Object.entries(binaries)].map(([path, content]) =>
      entry(path, Buffer.from(content)),
    ),
    archive: [],
    manifest: { json, text },
    code: noCode,
    prose: noProse,
    previous,
    text: (path: string) => texts.get(path) ?? null,
  };
  const whole = { ...view, lexical: readLexical(view) };
  let read: CodeFacts | null = code === undefined ? null : { ...noCode, ...code };
  let prose: ProseFacts | null = null;
  return {
    ...whole,
    get prose() {
      prose ??= readProse(whole);
      return prose;
    },
    // Most rules do not ask, and interpreting is the dear part.
    get code() {
      read ??= readCode(whole);
      return read;
    },
  };
}

function entry(path: string, content: Uint8Array): Entry {
  const digest = createHash("sha256").update(content).digest("hex");
  const shape = shapeOf();
  shape.add(content);
  return {
    rawPath: `package/${path}`,
    path,
    type: "file",
    typeFlag: "0",
    linkTarget: null,
    mode: 0o644,
    size: content.length,
    digest,
    shape: shape.finish(digest),
  };
}
