import type { ClientName } from "./clients.ts";

export const parts = [
  "http",
  "publish",
  "scan",
  "install",
  "login",
  "memory",
  "crowd",
  "search",
  "experts",
  "mcp",
  "intent",
  "admin",
] as const;
export type Part = (typeof parts)[number];

/** What a figure should be. Falling short is marked and never fails the run. */
export type Aim = { readonly ratioAtLeast: number } | { readonly below: number };

export interface Measure {
  readonly part: Part;
  readonly what: string;
  readonly unit: "req/s" | "MB/s" | "publishes/s" | "logins/s" | "ms" | "s" | "MB";
  readonly ours: number;
  /** The same work without a registry: a bare server, a bare gunzip, the upstream itself. */
  readonly bare?: number;
  /** Ours to bare, as the median of pairs that were measured one right after the other. */
  readonly ratio?: number;
  readonly aim?: Aim;
  readonly note?: string;
}

export interface Skipped {
  readonly part: Part;
  readonly what: string;
  readonly skipped: string;
}

export type Result = Measure | Skipped;

export interface BenchOptions {
  /** How often each figure is taken, ours and bare in turns. */
  readonly rounds: number;
  /** Length of one round of load. */
  readonly seconds: number;
  readonly generator: "wrk" | "own";
  /** Who installs. */
  readonly clients: readonly ClientName[];
  /** Where servers under test write CPU profiles, or null. */
  readonly profiles: string | null;
  /** Says what is going on, for a person who waits. */
  readonly say: (line: string) => void;
}

/** @param p between 0 and 1 */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.ceil(p * sorted.length) - 1;
  return sorted[Math.max(0, at)] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? Number.NaN;
  return (lower + upper) / 2;
}

export interface Pair {
  readonly ours: number;
  readonly bare: number;
}

/** Medians of both sides. The ratio is taken in each pair first: noise that hits both cancels out. */
export function comparePairs(pairs: readonly Pair[]): {
  ours: number;
  bare: number;
  ratio: number;
} {
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    bare: median(pairs.map((pair) => pair.bare)),
    ratio: median(pairs.map((pair) => pair.ours / pair.bare)),
  };
}

export function isShort(measure: Measure): boolean {
  const { aim } = measure;
  if (aim === undefined) return false;
  return "below" in aim ? measure.ours >= aim.below : (measure.ratio ?? 0) < aim.ratioAtLeast;
}
