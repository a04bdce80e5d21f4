import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import type { PackageName } from "../../names/package-name.ts";
import type { Said } from "../../packages/deprecate.ts";
import type { PublishBody } from "./publish-body.ts";

/** As much as counts of a document that a client read, changed and writes back. */
const Metadata = z.object({
  _id: z.string().optional(),
  name: z.string().optional(),
  _rev: z.string().optional(),
  versions: z.record(z.string(), z.unknown()).nullish(),
  users: z.record(z.string(), z.unknown()).nullish(),
  maintainers: z.array(z.unknown()).nullish(),
});

export type Metadata = z.infer<typeof Metadata>;

/**
 * The document when it is one without attachments; null for a publish and for what is no document.
 *
 * @throws RegistryError `invalid` when it is about another package than its URL
 */
export function metadataOf(body: PublishBody, name: PackageName): Metadata | null {
  if (!isObject(body.json) || body.tarballKeys.length > 0) return null;
  const attachments = body.json["_attachments"] ?? {};
  // Counted as they came: a schema would leave out keys such as __proto__.
  if (!isObject(attachments) || Object.keys(attachments).length > 0) return null;
  const metadata = Metadata.parse(body.json);
  if ([metadata._id ?? name, metadata.name ?? name].some((other) => other !== name)) {
    throw new RegistryError("invalid", `the document is not about ${name}, which its URL names`);
  }
  return metadata;
}

/** @throws RegistryError `invalid` for a message that is no text */
export function saidIn(versions: NonNullable<Metadata["versions"]>): Map<string, Said> {
  return new Map(Object.entries(versions).map(([version, manifest]) => [version, said(manifest)]));
}

function said(manifest: unknown): Said {
  if (!isObject(manifest) || !Object.hasOwn(manifest, "deprecated")) {
    return { message: null, isExplicit: false };
  }
  const { deprecated } = manifest;
  if (deprecated === false || deprecated === null) return { message: null, isExplicit: true };
  if (typeof deprecated !== "string") {
    throw new RegistryError("invalid", "a deprecation message is a text");
  }
  // It is printed on terminals by every client that installs the version.
  const message = deprecated.replace(/(?![\n\t])\p{Cc}/gu, "").trim();
  return { message: message === "" ? null : message, isExplicit: true };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
