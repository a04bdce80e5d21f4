import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { packageFacts } from "../gate/facts.ts";
import { type PackageName, parsePackageName, scopeOf } from "../names/package-name.ts";
import { isPrerelease, isVersion } from "../names/version.ts";
import { hostedAmong } from "../packages/packages.store.ts";
import {
  authorOf,
  dateOf,
  type Hit,
  type HitPackage,
  keywordsOf,
  omitMissing,
  peopleOf,
  personOf,
  shortText,
  webLink,
} from "./hit.ts";
import { type SearchQuery, wantsEverything } from "./query.ts";

/** Nobody waits longer than this for an upstream's search, in milliseconds. */
const budgetMs = 3000;
/** An upstream gives so many hits at once, and nobody pages deeper into it than that. */
const maxAtOnce = 250;
const maxDepth = 1000;
/** Asked for beyond what is needed, in place of hits that are dropped. */
const spare = 10;

export interface UpstreamPage {
  readonly hits: readonly Hit[];
  /** How many there are to be paged through. */
  readonly total: number;
}

const nothing: UpstreamPage = { hits: [], total: 0 };

/**
 * What the upstream finds of the packages that come from it. Which of its hits are dropped is only
 * known after reading them, so a page is cut out of the list from its beginning; else hits would be
 * skipped or shown twice. Empty when the upstream fails, whatever the reason.
 */
export async function upstreamHits(
  app: App,
  text: string,
  query: SearchQuery,
  { from, size }: { readonly from: number; readonly size: number },
): Promise<UpstreamPage> {
  const upstream = app.upstreams.default;
  if (upstream === null || !app.config.search.upstream || from >= maxDepth) return nothing;
  if (wantsEverything(query) || (await namesOurs(app, query))) return nothing;

  const deadline = AbortSignal.timeout(budgetMs);
  const kept = new Map<PackageName, Hit>();
  let read = 0;
  let theirTotal = 0;
  try {
    do {
      const missing = from + size - kept.size + spare;
      const count = Math.min(missing, maxAtOnce, maxDepth - read);
      const answer = await upstream.search(text, count, read, deadline);
      const page = readAnswer(answer, new URL(upstream.source).host);
      read += page.length;
      theirTotal = page.length === 0 ? read : Math.max(page.total, read);
      for (const hit of await keepTheirs(app, page.hits)) {
        const name = hit.package.name as PackageName;
        if (!kept.has(name)) kept.set(name, hit);
      }
    } while (kept.size < from + size && read < Math.min(theirTotal, maxDepth));
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    app.log.debug({ reason: error.message }, "searched without the upstream");
    return nothing;
  }
  const dropped = read - kept.size;
  return {
    hits: [...kept.values()].slice(from, from + size),
    total: Math.max(0, Math.min(theirTotal, maxDepth) - dropped),
  };
}

/** A search for a name or scope that belongs here is nobody else's business. */
async function namesOurs(app: Pick<App, "db">, query: SearchQuery): Promise<boolean> {
  const scopes = query.required.flat(2).filter(({ kind }) => kind === "scope");
  const asked = [...query.words, ...scopes.map(({ value }) => `@${value}/x`)];
  const scoped = asked.filter((word) => word.startsWith("@"));
  const names = scoped.flatMap((word) => nameOf(word) ?? nameOf(`${word.split("/")[0]}/x`) ?? []);
  return (await hostedAmong(app.db, names)).size > 0;
}

function nameOf(value: unknown): PackageName | null {
  try {
    return typeof value === "string" ? parsePackageName(value) : null;
  } catch {
    return null;
  }
}

/** A name has one origin: what is hosted here, or comes from another upstream, is not this one's to show. */
async function keepTheirs(app: App, hits: readonly Hit[]): Promise<Hit[]> {
  const names = hits.map((hit) => hit.package.name as PackageName);
  const hosted = await hostedAmong(app.db, names);
  const kept: Hit[] = [];
  for (const hit of hits) {
    const name = hit.package.name as PackageName;
    if (hosted.has(name) || app.upstreams.of(name) !== app.upstreams.default) continue;
    const facts = await packageFacts(app, name);
    if (facts.listed(hit.package.version, null).outcome === "serve") kept.push(hit);
  }
  return kept;
}

interface TheirAnswer {
  readonly hits: readonly Hit[];
  /** How many they sent, readable or not. */
  readonly length: number;
  readonly total: number;
}

/** @throws RegistryError `upstream_failed` for what is no search result */
function readAnswer(answer: unknown, upstreamHost: string): TheirAnswer {
  const { objects, total } = fieldsOf(answer);
  if (!Array.isArray(objects)) {
    throw new RegistryError("upstream_failed", "the upstream registry has no search");
  }
  const some = objects.slice(0, maxAtOnce);
  return {
    hits: some.flatMap((object) => readHit(object, upstreamHost) ?? []),
    length: some.length,
    total: Math.floor(numberOf(total)),
  };
}

/** Only known fields, each of the type that clients rely on. */
function readHit(object: unknown, upstreamHost: string): Hit | null {
  const { package: inner, score, searchScore, dependents, downloads, flags } = fieldsOf(object);
  const shown = readPackage(fieldsOf(inner), upstreamHost);
  if (shown === null) return null;
  const { final, detail } = fieldsOf(score);
  const { quality, popularity, maintenance } = fieldsOf(detail);
  const { weekly, monthly } = fieldsOf(downloads);
  const { deprecated, insecure, unstable } = fieldsOf(flags);
  return {
    package: shown,
    flags: {
      unstable: Boolean(unstable) || isPrerelease(shown.version) || shown.version.startsWith("0."),
      ...(deprecated ? { deprecated: true } : {}),
      ...(insecure ? { insecure: true } : {}),
    },
    score: {
      final: numberOf(final),
      detail: {
        quality: numberOf(quality),
        popularity: numberOf(popularity),
        maintenance: numberOf(maintenance),
      },
    },
    searchScore: numberOf(searchScore),
    dependents: numberOf(dependents),
    downloads: { weekly: numberOf(weekly), monthly: numberOf(monthly) },
    isLocal: false,
  };
}

function readPackage(fields: Record<string, unknown>, upstreamHost: string): HitPackage | null {
  const name = nameOf(fields["name"]);
  const { version } = fields;
  if (name === null || typeof version !== "string" || !isVersion(version)) return null;
  const links = fieldsOf(fields["links"]);
  const link = (value: unknown) => {
    const url = webLink(value);
    return url === undefined || URL.parse(url)?.host === upstreamHost ? undefined : url;
  };
  return omitMissing<HitPackage>({
    name,
    scope: scopeOf(name) ?? "unscoped",
    version,
    description: shortText(fields["description"]),
    keywords: keywordsOf(fields["keywords"]),
    date: dateOf(fields["date"]),
    license: shortText(fields["license"], 100),
    author: authorOf(fields["author"]),
    links: omitMissing<HitPackage["links"]>({
      homepage: link(links["homepage"]),
      repository: link(links["repository"]),
      bugs: link(links["bugs"]),
    }),
    publisher: personOf(fields["publisher"]),
    maintainers: peopleOf(fields["maintainers"]),
  });
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}

/** Some upstreams send counts as text. */
function numberOf(value: unknown): number {
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? Math.max(0, number) : 0;
}
