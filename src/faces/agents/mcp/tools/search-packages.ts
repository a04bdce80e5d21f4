import { z } from "zod";
import { search } from "../../../../search/search.ts";
import { limitInput, offsetInput } from "../inputs.ts";
import { reads, tool } from "../tool.ts";
import { Untrusted, untrusted } from "../untrusted.ts";

export const searchPackages = tool({
  name: "search_packages",
  title: "Search packages",
  description: "Packages that fit some words: those published here, then the upstream's.",
  hints: reads,
  input: z.object({
    query: z.string().max(500).describe("Words; all of them must fit."),
    limit: limitInput(20, 50),
    offset: offsetInput,
  }),
  output: z.object({
    packages: z.array(
      z.object({
        name: z.string(),
        version: z.string(),
        description: Untrusted.nullable(),
        published_at: z.string().nullable(),
        is_local: z.boolean().describe("Published here, not in the upstream."),
      }),
    ),
    total: z.number(),
  }),
  async run(app, { input: { query, limit, offset }, whoAsks }) {
    const request = { text: query, size: limit, from: offset };
    const { hits, total } = await search(app, await whoAsks(), request);
    return {
      packages: hits.map(({ package: found, isLocal }) => ({
        name: found.name,
        version: found.version,
        description: untrusted(found.description, 300),
        published_at: found.date ?? null,
        is_local: isLocal,
      })),
      total,
    };
  },
});
