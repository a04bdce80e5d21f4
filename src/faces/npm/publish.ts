import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { asHeader } from "../../gate/blocked.ts";
import { parseNewPackageName } from "../../names/package-name.ts";
import { parseDistTag, parseVersion } from "../../names/version.ts";
import { deprecate } from "../../packages/deprecate.ts";
import { publish, type Submission } from "../../packages/publish.ts";
import type { JsonObject } from "../../scanner/rule.ts";
import { refuseOtherTypes } from "../body.ts";
import { route } from "../route.ts";
import { metadataOf, saidIn } from "./metadata.ts";
import { decodeSegment } from "./path.ts";
import { type PublishBody, readPublishBody } from "./publish-body.ts";
import { starAsWritten } from "./star-document.ts";

export const PublishParams = z.object({
  name: z.string().transform(decodeSegment).transform(parseNewPackageName),
});

/** npm's own document: one version, and its tarball as base64. */
const PublishPayload = z
  .looseObject({
    name: z.string(),
    "dist-tags": z.record(z.string(), z.string()).describe("Tag to version."),
    versions: z.record(z.string(), z.looseObject({ name: z.string(), version: z.string() })),
    _attachments: z.record(
      z.string().describe("name-version.tgz"),
      z.looseObject({ data: z.string().describe("The tarball in base64.") }),
    ),
  })
  .meta({ id: "PublishPayload" });

const Document = z.looseObject({
  _id: z.string().optional(),
  name: z.string(),
  readme: z.string().optional(),
  access: z.enum(["public", "restricted"]).nullish(),
  "dist-tags": z.record(z.string(), z.string()).default({}),
  versions: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      version: z.string(),
      readme: z.string().optional(),
      dist: z
        .looseObject({ integrity: z.string().optional(), shasum: z.string().optional() })
        .default({}),
    }),
  ),
  _attachments: z
    .record(z.string(), z.looseObject({ length: z.number().optional(), data: z.unknown() }))
    .default({}),
});

/** READMEs are kept up to this length, as the public registry does. */
const maxReadmeCharacters = 64 * 1024;

/**
 * What `npm publish` sends: metadata and a base64 tarball in one JSON document. Clients write back
 * changed documents to the same path, so what the body holds decides what is meant
 * (npm-wire-protocol §1.3).
 */
export const publishRoute = route({
  method: "PUT",
  path: "/:name",
  summary: "Publish one version of a package; without a tarball: deprecate versions, or star it",
  operationId: "publishPackage",
  access: "publish",
  params: PublishParams,
  body: "stream",
  streams: PublishPayload,
  reply: {
    status: 201,
    body: z.object({
      ok: z.boolean(),
      success: z.boolean(),
      id: z.string(),
      rev: z.string(),
      warnings: z.array(z.string()).optional(),
    }),
  },

  async run(app, { request, caller, params }) {
    refuseOtherTypes(request);
    await using body = await readPublishBody(request, app.config.http.max_publish_bytes, app.blobs);
    const written = metadataOf(body, params.name);
    if (written?.versions != null) {
      await deprecate(app, caller, params.name, saidIn(written.versions), written._rev ?? null);
      return { ok: true, success: true, id: params.name, rev: written._rev ?? "" };
    }
    if (written?.users != null) {
      await starAsWritten(app, caller, params.name, written.users);
      return { ok: true, success: true, id: params.name, rev: written._rev ?? "" };
    }
    const { name, version, warnings } = await publish(app, caller, toSubmission(params, body));
    const answer = { ok: true, success: true, id: name, rev: version };
    if (warnings.length === 0) return answer;
    return Response.json({ ...answer, warnings }, { status: 201, headers: noticeOf(warnings) });
  },
});

/** npm prints it; one line has room for a few. */
function noticeOf(warnings: readonly string[]): Record<string, string> {
  const shown = warnings.slice(0, 3).join("; ");
  const more = warnings.length - 3;
  return { "npm-notice": asHeader(more > 0 ? `${shown}; and ${more} more` : shown) };
}

/** @throws RegistryError `invalid` for a document that contradicts itself, its URL or its tarball */
export function toSubmission(
  { name }: z.output<typeof PublishParams>,
  { json, tarball, tarballKeys }: PublishBody,
): Submission {
  const document = Document.parse(json);
  const [entry, ...otherVersions] = Object.entries(document.versions);
  if (entry === undefined || otherVersions.length > 0 || tarballKeys.length !== 1) {
    throw new RegistryError("invalid", "publish exactly one version with one tarball");
  }
  const [key, manifest] = entry;
  const version = parseVersion(key);
  if (parseVersion(manifest.version) !== version) {
    throw new RegistryError("invalid", "the version's key and its manifest disagree");
  }
  const names = [document.name, document._id ?? document.name, manifest.name];
  if (names.some((other) => other !== name)) {
    throw new RegistryError("invalid", `the document is not about ${name}, which its URL names`);
  }
  if (document.access === "restricted" && !name.startsWith("@")) {
    throw new RegistryError("invalid", "an unscoped package cannot be restricted");
  }
  const { length } = document._attachments[tarballKeys[0] ?? ""] ?? {};
  if (length !== undefined && length !== tarball.size) {
    throw new RegistryError("invalid", "the tarball is not as long as its document says", {
      fields: { code: "integrity_mismatch" },
    });
  }
  const readme = manifest.readme ?? document.readme ?? "";
  return {
    name,
    version,
    manifest: manifest as unknown as JsonObject,
    readme: readme.slice(0, maxReadmeCharacters),
    access: document.access ?? null,
    tags: Object.entries(document["dist-tags"]).map(([tag, target]) => {
      if (parseVersion(target) !== version) {
        throw new RegistryError("invalid", "a dist-tag of the document names another version");
      }
      return parseDistTag(tag);
    }),
    provenance: provenanceIn(document._attachments),
    tarball,
    declared: {
      integrity: manifest.dist.integrity,
      // A publisher that declares nothing has the digests filled in (npm-wire-protocol §10.3).
      shasum: manifest.dist.shasum ?? (manifest.dist.integrity ? undefined : tarball.shasum),
    },
  };
}

/** The sigstore bundle beside the tarball: raw JSON text, not base64 (npm-wire-protocol §10.2). */
function provenanceIn(attachments: Readonly<Record<string, { data: unknown }>>): string | null {
  const bundles = Object.entries(attachments).filter(([key]) => key.endsWith(".sigstore"));
  const [bundle, ...others] = bundles.map(([, { data }]) => data);
  if (bundle === undefined && bundles.length === 0) return null;
  if (typeof bundle === "string" && others.length === 0) return bundle;
  throw new RegistryError("invalid", "publish at most one sigstore bundle, as JSON text");
}
