import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { Hit } from "../../search/hit.ts";
import { search } from "../../search/search.ts";
import { route } from "../route.ts";

/** A number inside its bounds, whatever was sent: no client expects a search to fail. */
function clamped(lowest: number, highest: number, usual: number) {
  return z
    .string()
    .default(String(usual))
    .transform((text) => {
      const number = text.trim() === "" ? Number.NaN : Number(text);
      if (Number.isNaN(number)) return usual;
      return Math.trunc(Math.min(highest, Math.max(lowest, number)));
    });
}

const SearchResults = z
  .object({ objects: z.array(Hit), total: z.number(), time: z.string() })
  .meta({ id: "SearchResults" });

/** What `npm search` asks for (npm-wire-protocol §14.2). */
export const searchRoute = route({
  method: "GET",
  path: "/-/v1/search",
  summary: "Packages that fit a text: those published here, then the upstream's",
  operationId: "searchPackages",
  access: "open",
  query: z.looseObject({
    text: z.string().default(""),
    size: clamped(0, 250, 20),
    from: clamped(0, 10_000, 0),
  }),
  reply: {
    status: 200,
    body: SearchResults,
  },
  async run(app, { base, query, whoAsks }) {
    const { hits, total } = await search(app, await whoAsks(), query);
    return { objects: hits.map((hit) => shown(hit, base)), total, time: app.now().toISOString() };
  },
});

function shown(hit: Hit, base: string): Hit & { readonly updated?: string } {
  const { name, date, links } = hit.package;
  return {
    ...hit,
    package: { ...hit.package, links: { npm: `${base}/${name}`, ...links } },
    ...(date === undefined ? {} : { updated: date }),
  };
}

/** Clients from before there was a search; a list of everything would be of no use to them either. */
const everything = (path: string) =>
  route({
    method: "GET",
    path,
    summary: "Not there: search with /-/v1/search",
    access: "open",
    reply: { status: 404 },
    async run() {
      throw new RegistryError(
        "not_found",
        "this registry has no list of everything; a newer npm searches with /-/v1/search",
      );
    },
  });

export const listAllRoute = everything("/-/all");
export const listSinceRoute = everything("/-/all/since");
