import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { addBundle } from "../../intent/add-bundle.ts";
import { maxBundleBytes } from "../../intent/bundle/read-bundle.ts";
import { bundleBytes } from "../../intent/bundle-bytes.ts";
import { readBody } from "../body.ts";
import { matchesEtag } from "../npm/etag.ts";
import { decodeSegment } from "../npm/path.ts";
import { route } from "../route.ts";
import { sourceRoot } from "./wire.ts";

/** Clients send the colon as it is; others escape it, or send the digits alone. */
const Digest = z
  .string()
  .transform(decodeSegment)
  .transform((text) => {
    const [, hex] = /^(?:sha256:)?([0-9a-f]{64})$/.exec(text) ?? [];
    if (hex !== undefined) return `sha256:${hex}`;
    throw new RegistryError("not_found", "a bundle is named by sha256: and 64 hex digits");
  });

/** The bytes of a bundle. They never change, so clients may keep them for good. */
export const bundleRoute = route({
  method: "GET",
  path: `${sourceRoot}/bundle/:digest`,
  summary: "The bundle with a digest: a pack, or an Expert as a pack",
  access: "open",
  params: z.object({ digest: Digest }),
  reply: { status: 200 },
  async run(app, { request, params: { digest } }) {
    const bytes = await bundleBytes(app, digest);
    const etag = `"${digest}"`;
    const headers = {
      "content-type": "application/zip",
      "content-disposition": `attachment; filename="${digest.slice(7, 19)}.n3pack.zip"`,
      "cache-control": "public, max-age=31536000, immutable",
      etag,
    };
    if (matchesEtag(request.headers.get("if-none-match"), etag)) {
      return new Response(null, { status: 304, headers });
    }
    return new Response(bytes, { headers: { ...headers, "content-length": String(bytes.size) } });
  },
});

/** What `agentregistry registry add` and publishers' tools send: the archive as it is. */
export const addBundleRoute = route({
  method: "PUT",
  path: `${sourceRoot}/bundle`,
  summary: "Add a version of a pack: the bytes of its .n3pack.zip",
  access: "publish",
  body: "stream",
  reply: {
    status: 201,
    body: z.object({
      status: z.literal("ok"),
      pack_id: z.string(),
      pack_version: z.string(),
      pack_digest: z.string(),
      entry: z.looseObject({}),
      repeated: z.boolean().describe("The same bytes had been added before."),
      warnings: z.array(z.string()),
    }),
  },
  async run(app, { request, caller, base }) {
    const { entry, isRepeat, warnings } = await addBundle(app, caller, upload(request));
    const source = { kind: "registry_url", uri: `${base}${sourceRoot}` };
    return {
      status: "ok",
      pack_id: entry.pack_id,
      pack_version: entry.pack_version,
      pack_digest: entry.pack_digest,
      entry: { ...entry, source },
      repeated: isRepeat,
      warnings,
    };
  },
});

async function* upload(request: Request): AsyncGenerator<Uint8Array> {
  try {
    yield* readBody(request, maxBundleBytes);
  } catch (error) {
    if (!(error instanceof RegistryError) || error.code !== "too_large") throw error;
    throw new RegistryError("too_large", `a bundle may have ${maxBundleBytes} bytes at most`);
  }
}
