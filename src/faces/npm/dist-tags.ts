import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { parseDistTag, parseVersion } from "../../names/version.ts";
import { listTags, removeTag, setTags } from "../../packages/tags.ts";
import { parseJson, readText } from "../body.ts";
import { route } from "../route.ts";
import { NameParams, TagParams } from "./params.ts";

/** A tag's version, or all tags of a package, fit into so many bytes. */
const maxBytes = 256 * 1024;

const Done = z.object({ ok: z.boolean(), success: z.boolean(), id: z.string() });
const Tags = z.record(z.string(), z.string());

const all = "/-/package/:name/dist-tags";
const one = "/-/package/:name/dist-tags/:tag";

export const listTagsRoute = route({
  method: "GET",
  path: all,
  summary: "The dist-tags of a package",
  access: "open",
  params: NameParams,
  reply: { status: 200, body: Tags },
  run: async (app, { params: { name }, whoAsks }) =>
    Object.fromEntries(await listTags(app, name, whoAsks)),
});

/** Several tags in one request; only some scripts do that. */
const severalTags = (method: "POST" | "PUT", summary: string) =>
  route({
    method,
    path: all,
    summary,
    access: "publish",
    params: NameParams,
    body: "stream",
    reply: { status: 200, body: Done },
    async run(app, { request, caller, params: { name } }) {
      const written = Tags.parse(parseJson(await readText(request, maxBytes)));
      const tags = Object.entries(written).map(
        ([tag, version]) => [parseDistTag(tag), parseVersion(version)] as const,
      );
      await setTags(app, caller, name, new Map(tags), method === "POST");
      return { ok: true, success: true, id: name };
    },
  });

export const mergeTagsRoute = severalTags("POST", "Set dist-tags; others stay");
export const replaceTagsRoute = severalTags("PUT", "Set dist-tags; others but latest go");

const setTag = (path: string, summary: string) =>
  route({
    method: "PUT",
    path,
    summary,
    access: "publish",
    params: TagParams,
    body: "stream",
    reply: { status: 200, body: Done },
    async run(app, { request, caller, params: { name, tag: text } }) {
      const tag = parseDistTag(text);
      const version = versionIn(await readText(request, maxBytes));
      await setTags(app, caller, name, new Map([[tag, version]]), true);
      return { ok: true, success: true, id: name };
    },
  });

/** What `npm dist-tag add` sends. */
export const setTagRoute = setTag(one, "Point a dist-tag at a version");
/** The same of clients from before there were dist-tag endpoints. */
export const setTagLegacyRoute = setTag("/:name/:tag", "Point a dist-tag at a version (old form)");

export const removeTagRoute = route({
  method: "DELETE",
  path: one,
  summary: "Take a dist-tag away",
  access: "publish",
  params: TagParams,
  reply: { status: 200, body: Done },
  async run(app, { caller, params: { name, tag } }) {
    await removeTag(app, caller, name, parseDistTag(tag));
    return { ok: true, success: true, id: name };
  },
});

/** A JSON string, as npm sends it, or the bare version, as scripts do; under any content type. */
function versionIn(body: string) {
  const text = body.trim();
  const value = text.startsWith('"') ? parseJson(text) : text;
  if (typeof value !== "string" || value === "") {
    throw new RegistryError("invalid", 'send the version as a JSON string, such as "1.0.0"');
  }
  return parseVersion(value);
}
