import { createHash } from "node:crypto";
import { rawEntry, rawTarball } from "./raw-tar.ts";

/** Contents by path inside the package. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/**
 * A package as `npm pack` makes one: the same files give the same bytes. A missing package.json is
 * written from `manifest`.
 */
export function tarball(files: Files, manifest: object = {}): Uint8Array {
  const json = JSON.stringify({ name: "sample", version: "1.0.0", ...manifest }, null, 2);
  const all = Object.entries({ "package.json": json, ...files });
  return rawTarball(...all.map(([path, body]) => rawEntry({ name: `package/${path}` }, body)));
}

export interface Digests {
  readonly integrity: string;
  readonly shasum: string;
}

export function digestsOf(bytes: Uint8Array): Digests {
  return {
    integrity: `sha512-${createHash("sha512").update(bytes).digest("base64")}`,
    shasum: createHash("sha1").update(bytes).digest("hex"),
  };
}

export interface PublishOptions {
  /** Fields of the version's manifest. */
  readonly manifest?: object;
  /** The dist-tag; `latest` when left out. */
  readonly tag?: string;
  /** Laid over the document, so that a test can lie in any field. */
  readonly document?: object;
  /** Laid over the attachment. */
  readonly attachment?: object;
  readonly dist?: object;
}

/** The document that `npm publish` sends. */
export function publishBody(
  name: string,
  version: string,
  bytes: Uint8Array,
  { manifest = {}, tag = "latest", document = {}, attachment = {}, dist = {} }: PublishOptions = {},
): Record<string, unknown> {
  const url = `http://publisher.invalid/${name}/-/${name}-${version}.tgz`;
  return {
    _id: name,
    name,
    "dist-tags": { [tag]: version },
    versions: {
      [version]: {
        name,
        version,
        ...manifest,
        _id: `${name}@${version}`,
        dist: { ...digestsOf(bytes), tarball: url, ...dist },
      },
    },
    access: null,
    _attachments: {
      [`${name}-${version}.tgz`]: {
        content_type: "application/octet-stream",
        data: Buffer.from(bytes).toString("base64"),
        length: bytes.length,
        ...attachment,
      },
    },
    ...document,
  };
}
