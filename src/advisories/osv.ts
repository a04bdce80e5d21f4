import { z } from "zod";
import { type PackageName, parsePackageName } from "../names/package-name.ts";
import { compareVersions, isVersion } from "../names/version.ts";
import { type Severity, severities, severityOfScore } from "./advisory.ts";
import { cvssBaseScore } from "./cvss.ts";

const text = (max: number) => z.string().max(max);
const list = <T extends z.ZodType>(item: T, max: number) => z.array(item).max(max).nullish();

/** What is read of a record in the OSV format (version 1); everything else in it is left aside. */
export const OsvRecord = z.object({
  id: z.string().regex(/^[\w.:-]{1,128}$/, "is no id of an advisory"),
  modified: z.iso.datetime({ offset: true }).nullish(),
  published: z.iso.datetime({ offset: true }).nullish(),
  withdrawn: z.iso.datetime({ offset: true }).nullish(),
  summary: text(2000).nullish(),
  aliases: list(text(128), 100),
  severity: list(z.object({ type: text(32), score: text(256) }), 10),
  affected: list(
    z.object({
      package: z.object({ ecosystem: text(64), name: text(512) }).nullish(),
      ranges: list(
        z.object({
          type: text(32),
          events: z.array(z.record(z.string(), z.string().max(256))).max(10_000),
        }),
        1000,
      ),
      versions: list(text(256), 20_000),
    }),
    10_000,
  ),
  references: list(z.object({ type: text(32), url: text(2000) }), 1000),
  database_specific: z
    .object({ severity: z.unknown(), cwe_ids: z.unknown() })
    .partial()
    .nullish()
    .catch(null),
});

export type OsvRecord = z.infer<typeof OsvRecord>;

/** Versions from `from` on (null: from the first) that are before or up to another, or all. */
export interface Interval {
  readonly from: string | null;
  readonly before?: string;
  readonly through?: string;
}

export interface Affected {
  readonly intervals: readonly Interval[];
  readonly versions: readonly string[];
}

/** An advisory as it is stored. */
export interface NewAdvisory {
  readonly osvId: string;
  readonly title: string;
  readonly severity: Severity;
  readonly url: string;
  readonly cwe: readonly string[];
  readonly aliases: readonly string[];
  readonly cvss: { readonly score: number; readonly vectorString: string | null };
  readonly publishedAt: string | null;
  readonly modifiedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly affected: ReadonlyMap<PackageName, Affected>;
}

/** What a record says about npm packages, or null when it is about none. */
export function readOsv(record: OsvRecord): NewAdvisory | null {
  const affected = affectedOf(record);
  if (affected.size === 0) return null;
  const vector = record.severity?.find(({ score }) => cvssBaseScore(score) !== null)?.score ?? null;
  const score = vector === null ? null : cvssBaseScore(vector);
  const ids: unknown = record.database_specific?.cwe_ids;
  return {
    osvId: record.id,
    title: titleOf(record),
    severity: severityOf(record, score),
    url: urlOf(record),
    cwe: cweOf(ids),
    aliases: record.aliases ?? [],
    cvss: { score: score ?? 0, vectorString: vector },
    publishedAt: record.published ?? null,
    modifiedAt: record.modified ?? null,
    withdrawnAt: record.withdrawn ?? null,
    affected,
  };
}

function cweOf(ids: unknown): string[] {
  const list: unknown[] = Array.isArray(ids) ? ids.slice(0, 100) : [];
  return list.filter((id): id is string => typeof id === "string" && /^CWE-\d{1,6}$/.test(id));
}

function titleOf({ id, summary }: OsvRecord): string {
  const title = summary?.replace(/\s+/g, " ").trim() ?? "";
  return title === "" ? id : title.slice(0, 500);
}

/** Malware is as bad as it gets; what nobody rated counts as moderate, the middle. */
function severityOf(record: OsvRecord, score: number | null): Severity {
  if (record.id.startsWith("MAL-")) return "critical";
  const given = record.database_specific?.severity;
  const word = typeof given === "string" ? given.toLowerCase() : "";
  const named = word === "medium" ? "moderate" : severities.find((severity) => severity === word);
  return named ?? (score === null ? "moderate" : severityOfScore(score));
}

/** The page that explains it best. */
function urlOf({ id, aliases, references }: OsvRecord): string {
  const github = [id, ...(aliases ?? [])].find((one) => /^GHSA(-[\w]{4}){3}$/.test(one));
  if (github !== undefined) return `https://github.com/advisories/${github}`;
  const pages = (references ?? []).filter(({ url }) =>
    /^https?:$/.test(URL.parse(url)?.protocol ?? ""),
  );
  const best = pages.find(({ type }) => type === "ADVISORY") ?? pages[0];
  return best?.url ?? `https://osv.dev/vulnerability/${id}`;
}

function affectedOf(record: OsvRecord): Map<PackageName, Affected> {
  const byName = new Map<PackageName, Affected>();
  for (const { package: subject, ranges, versions } of record.affected ?? []) {
    const name = subject?.ecosystem === "npm" ? nameOf(subject.name) : null;
    if (name === null) continue;
    const before = byName.get(name) ?? { intervals: [], versions: [] };
    const ordered = (ranges ?? []).filter(({ type }) => type === "SEMVER" || type === "ECOSYSTEM");
    const intervals = [
      ...before.intervals,
      ...ordered.flatMap(({ events }) => intervalsOf(events)),
    ];
    const single = (versions ?? []).filter(
      (version) => isVersion(version) && !isInIntervals(version, intervals),
    );
    const all = [...new Set([...before.versions, ...single])].sort(compareVersions);
    if (intervals.length + all.length > 0) byName.set(name, { intervals, versions: all });
  }
  return byName;
}

function nameOf(given: string): PackageName | null {
  try {
    return parsePackageName(given);
  } catch {
    return null;
  }
}

interface Event {
  readonly kind: "introduced" | "fixed" | "last_affected";
  readonly at: string;
}

/** `introduced` opens an interval, `fixed` or `last_affected` closes it; "0" is before every version. */
function intervalsOf(events: readonly Readonly<Record<string, string>>[]): Interval[] {
  const kinds = ["introduced", "fixed", "last_affected"] as const;
  const known = events.flatMap((event): Event[] =>
    kinds.flatMap((kind) => {
      const at = event[kind];
      return at !== undefined && (at === "0" || isVersion(at)) ? [{ kind, at }] : [];
    }),
  );
  const rank = { fixed: 0, introduced: 1, last_affected: 2 };
  known.sort((a, b) => compareEvents(a.at, b.at) || rank[a.kind] - rank[b.kind]);

  const intervals: Interval[] = [];
  let open: string | null = null;
  for (const { kind, at } of known) {
    if (kind === "introduced") {
      open ??= at;
    } else if (open !== null) {
      const from = open === "0" ? null : open;
      intervals.push({ from, ...(kind === "fixed" ? { before: at } : { through: at }) });
      open = null;
    }
  }
  if (open !== null) intervals.push({ from: open === "0" ? null : open });
  return intervals;
}

function compareEvents(a: string, b: string): number {
  if (a === "0" || b === "0") return a === b ? 0 : a === "0" ? -1 : 1;
  return compareVersions(a, b);
}

/** Whether what is said now holds all that was said before; in doubt it does not. */
export function coversAll(now: Affected, before: Affected): boolean {
  const intervals = new Set(now.intervals.map((interval) => JSON.stringify(interval)));
  const versions = new Set(now.versions);
  return (
    before.intervals.every((interval) => intervals.has(JSON.stringify(interval))) &&
    before.versions.every((version) => versions.has(version))
  );
}

/** Whether a version is one that an advisory is about. */
export function isAffected(version: string, { intervals, versions }: Affected): boolean {
  return (
    isInIntervals(version, intervals) || versions.some((one) => compareVersions(one, version) === 0)
  );
}

function isInIntervals(version: string, intervals: readonly Interval[]): boolean {
  return intervals.some(
    ({ from, before, through }) =>
      (from === null || compareVersions(version, from) >= 0) &&
      (before === undefined || compareVersions(version, before) < 0) &&
      (through === undefined || compareVersions(version, through) <= 0),
  );
}

/** The same as a range of npm's: `>=1.0.0 <1.2.3 || 2.0.0`. */
export function rangeOf({ intervals, versions }: Affected): string {
  const parts = intervals.map(({ from, before, through }) => {
    const bounds = [
      ...(from === null ? [] : [`>=${from}`]),
      ...(before === undefined ? [] : [`<${before}`]),
      ...(through === undefined ? [] : [`<=${through}`]),
    ];
    return bounds.length === 0 ? "*" : bounds.join(" ");
  });
  return [...parts, ...versions].join(" || ");
}
