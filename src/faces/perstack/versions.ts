import { z } from "zod";
import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import type { ExpertKey } from "../../expert/key.ts";
import type { ExpertVersions } from "../../packages/experts.ts";
import { route } from "../route.ts";
import { KeyParams } from "./params.ts";
import { renderedExpert, respond } from "./rendered.ts";
import { perstackRoot } from "./root.ts";
import { ExpertDigest, expertDigests } from "./wire.ts";

export const listExpertVersionsRoute = route({
  method: "GET",
  path: `${perstackRoot}/:key/versions`,
  summary: "The versions of an Expert, the highest first",
  access: "open",
  checksPathFirst: true,
  params: KeyParams,
  reply: {
    status: 200,
    body: z.object({
      data: z.object({ versions: z.array(ExpertDigest), latest: z.string() }),
      meta: z.object({ total: z.int() }),
    }),
  },
  async run(app, { request, params: { key }, whoAsks }) {
    const rendered = await renderedExpert(app, whoAsks, "versions", nameAlone(key), (shown) =>
      answerFor(app, shown),
    );
    return respond(rendered, request);
  },
  again(app, { params: { key } }) {
    return (request) => {
      const rendered = app.expertAnswers.get(key.name, "versions", key.name);
      return rendered === null ? null : respond(rendered, request);
    };
  },
});

/** A version or a tag in the key changes nothing (perstack-registry §4.2). */
function nameAlone({ name }: ExpertKey): ExpertKey {
  return { name, version: null, tag: null };
}

async function answerFor(app: App, { name, versions, latest }: ExpertVersions) {
  if (latest === null) throw new RegistryError("not_found", `${name} has no latest version`);
  return {
    data: { versions: await expertDigests(app, name, versions), latest: latest.version },
    meta: { total: versions.length },
  };
}
