import { z } from "zod";
import { discoverAcross } from "../../intent/sources/federate.ts";
import { route } from "../route.ts";
import { Sources, selectionOf, sourceQuery, sourcesBody } from "./source-query.ts";
import { Capability, Installed, Risk, sourceRoot, Version, versionBody, whole } from "./wire.ts";

const Match = z.object({
  score: z.number(),
  words: z.array(
    z.object({
      asked: z.string(),
      found: z.string(),
      how: z.enum(["word", "stem", "synonym", "spelling"]),
    }),
  ),
});

const maxQuestion = 2_000;

/** An empty filter is none: forms and scripts send those. */
const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());

/** For an agent that looks for somebody who can do something. */
export const discoverRoute = route({
  method: "GET",
  path: `${sourceRoot}/discover`,
  summary: "Experts and packs for a purpose in plain words, the most trusted first",
  access: "open",
  query: z.looseObject({
    q: z.string().max(maxQuestion).default("").describe("What is wanted, in plain words."),
    capability: optional(Capability).describe("Only what has this capability."),
    risk: optional(Risk).describe("Only what has this risk."),
    limit: whole(1, 100, 20),
    installed: Installed.describe("What the asker has: id@version,id@version."),
    ...sourceQuery,
  }),
  reply: {
    status: 200,
    body: z.object({
      status: z.literal("ok"),
      phrase: z.string(),
      count: z.int(),
      total: z.int().describe("How many fit before the limit."),
      sources: Sources.describe("What became of asking each."),
      results: z.array(
        Version.extend({
          versions: z.int().describe("How many versions there are."),
          match: Match,
          why: z.string(),
        }),
      ),
    }),
  },
  async run(app, { base, query, whoAsks }) {
    const { q: text, capability = null, risk = null, limit, installed } = query;
    const selection = await selectionOf(app, query, whoAsks);
    const question = { text, capability, risk, limit, installed };
    const { found, total, sources } = await discoverAcross(app, question, selection);
    const results = found.map(({ score, words, why, versions, ...shown }) => ({
      ...versionBody(shown, base),
      versions,
      match: { score: Math.round(score * 100) / 100, words },
      why,
    }));
    return {
      status: "ok",
      phrase: text,
      count: results.length,
      total,
      sources: sourcesBody(sources),
      results,
    };
  },
});
