import { percentile } from "../measure.ts";
import { megabytes } from "../memory-use.ts";
import type { ListResult, ScannedRelease } from "./scan-list.ts";

const shownAtTheEnds = 10;

/** What came of a list, for people: every block, what warned, and the figures. */
export function describeList(result: ListResult): string {
  const { scanned, missing, jobs, ruleset, fetchSeconds, rejudged, scanSeconds, peakBytes } =
    result;
  const times = scanned.map(({ ms }) => ms);
  const bytes = sum(scanned.map(({ unpackedBytes }) => unpackedBytes));
  const files = sum(scanned.map((release) => release.files));
  const share = (count: number) => `${count} (${((count * 100) / scanned.length).toFixed(1)} %)`;
  const of = (verdict: string) => scanned.filter((release) => release.verdict === verdict);
  const [blocked, warned] = [of("block"), of("warn")];

  return [
    `scanned   ${scanned.length} packages, ${megabytes(bytes).toFixed(0)} MB in ${files} files, ` +
      `rules ${ruleset}, ${jobs} processes`,
    `missing   ${missing.length}`,
    ...missing.map(({ name, why }) => `  ${name}: ${why}`),
    `blocked   ${share(blocked.length)}`,
    ...blocked.map(verdictLine),
    `warned    ${share(warned.length)}`,
    ...warned.map(verdictLine),
    `by rule   packages that each rule found something in`,
    ...byRule(scanned),
    `time      p50 ${shownMs(percentile(times, 0.5))}, p95 ${shownMs(percentile(times, 0.95))}, ` +
      `max ${shownMs(Math.max(...times))}`,
    `speed     ${(megabytes(bytes) / (sum(times) / 1000)).toFixed(1)} MB/s unpacked a core`,
    `memory    ${megabytes(peakBytes).toFixed(0)} MB at most in one scanning process`,
    `rejudged  ${rejudged.packages} packages without their bytes in ${rejudged.seconds.toFixed(1)} s, ` +
      `${Math.round(rejudged.packages / rejudged.seconds)} a second on one core, ` +
      `from ${megabytes(rejudged.bytes).toFixed(0)} MB`,
    `took      ${fetchSeconds.toFixed(1)} s to fetch, ${scanSeconds.toFixed(1)} s to scan`,
    "slowest",
    ...highest(scanned, ({ ms }) => ms),
    "largest",
    ...highest(scanned, ({ unpackedBytes }) => unpackedBytes),
  ].join("\n");
}

function verdictLine({ name, version, total, rules }: ScannedRelease): string {
  return `  ${name}@${version}  ${total} points  ${rules.join(" ")}`;
}

function byRule(scanned: readonly ScannedRelease[]): string[] {
  const counts = new Map<string, number>();
  for (const rule of scanned.flatMap(({ rules }) => rules)) {
    counts.set(rule, (counts.get(rule) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([rule, count]) => `  ${rule}  ${count}`);
}

function highest(
  scanned: readonly ScannedRelease[],
  by: (release: ScannedRelease) => number,
): string[] {
  return [...scanned]
    .sort((a, b) => by(b) - by(a))
    .slice(0, shownAtTheEnds)
    .map(
      ({ name, version, ms, unpackedBytes, files }) =>
        `  ${name}@${version}  ${shownMs(ms)}, ${megabytes(unpackedBytes).toFixed(1)} MB in ` +
        `${files} files`,
    );
}

const shownMs = (ms: number) => `${ms >= 100 ? Math.round(ms) : ms.toFixed(1)} ms`;
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
