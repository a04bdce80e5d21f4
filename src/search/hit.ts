import { z } from "zod";

const Person = z.object({ username: z.string(), email: z.string().optional() });

/**
 * A package as search shows it, without what depends on the request. npm maps over `maintainers` and
 * reads `username` of each; a missing array crashes it (npm-wire-protocol §14.2).
 */
export const HitPackage = z.object({
  name: z.string(),
  scope: z.string(),
  version: z.string(),
  description: z.string().optional(),
  keywords: z.array(z.string()),
  date: z.string().optional(),
  license: z.string().optional(),
  author: z.object({ name: z.string() }).optional(),
  links: z.object({
    npm: z.string().optional(),
    homepage: z.string().optional(),
    repository: z.string().optional(),
    bugs: z.string().optional(),
  }),
  publisher: Person.optional(),
  maintainers: z.array(Person),
});

export const Hit = z.object({
  package: HitPackage,
  flags: z.object({
    unstable: z.boolean(),
    deprecated: z.boolean().optional(),
    insecure: z.boolean().optional(),
  }),
  score: z.object({
    final: z.number(),
    detail: z.object({ quality: z.number(), popularity: z.number(), maintenance: z.number() }),
  }),
  searchScore: z.number(),
  dependents: z.number(),
  downloads: z.object({ weekly: z.number(), monthly: z.number() }),
  /** Published here, not in the upstream. */
  isLocal: z.boolean(),
});

export type HitPackage = z.infer<typeof HitPackage>;
export type Hit = z.infer<typeof Hit>;
type Person = z.infer<typeof Person>;

/** What search shows is short text; longer is cut, in characters. */
const maxText = 1000;
const maxListed = 100;

export function shortText(value: unknown, max = maxText): string | undefined {
  if (typeof value !== "string" || value === "") return undefined;
  return value.slice(0, max).toWellFormed();
}

/** Keywords come as an array, or as one string with blanks or commas. */
export function keywordsOf(value: unknown): string[] {
  const list =
    typeof value === "string" ? value.split(/[\s,]+/) : Array.isArray(value) ? value : [];
  return list.flatMap((one) => shortText(one, 100) ?? []).slice(0, maxListed);
}

/** People by their user name, which is `name` in manifests and `username` in search results. */
export function personOf(value: unknown): Person | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { username, name, email } = value as Record<string, unknown>;
  const shown = shortText(username, 200) ?? shortText(name, 200);
  if (shown === undefined) return undefined;
  const address = shortText(email, 200);
  return { username: shown, ...(address === undefined ? {} : { email: address }) };
}

export function peopleOf(value: unknown): Person[] {
  return Array.isArray(value)
    ? value.flatMap((one) => personOf(one) ?? []).slice(0, maxListed)
    : [];
}

/** The author of a manifest: an object, or `Name <address> (page)` in one string. */
export function authorOf(value: unknown): { name: string } | undefined {
  if (typeof value === "string") {
    const name = shortText(value.replace(/[<(].*$/s, "").trim(), 200);
    return name === undefined ? undefined : { name };
  }
  const person = personOf(value);
  return person === undefined ? undefined : { name: person.username };
}

/** A link that a page may show: http or https, nothing else. */
export function webLink(value: unknown): string | undefined {
  const text = shortText(value);
  const url = text === undefined ? null : URL.parse(text);
  return url !== null && /^https?:$/.test(url.protocol) && url.username === ""
    ? url.href
    : undefined;
}

export function dateOf(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  const time = new Date(value).getTime();
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

/** Leaves out fields without a value: JSON has no undefined, and clients tell absent from null. */
export function omitMissing<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): T {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present) as T;
}
