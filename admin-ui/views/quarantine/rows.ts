import { signal } from "@preact/signals";
import type { Answer } from "../../channel/channel.ts";
import { severities } from "../../parts/severity.tsx";

export type Row = Answer<"getQuarantineRows">["rows"][number];
export type State = Row["state"] | "all";

export const states: readonly State[] = ["held", "approved", "rejected", "released", "all"];

export function readState(text: string | null): State {
  return states.find((state) => state === text) ?? "held";
}

/** The most severe first, of those the one that was held last. */
export function inOrder(rows: readonly Row[]): Row[] {
  return rows.toSorted(
    (a, b) =>
      severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
      b.quarantinedAt.localeCompare(a.quarantinedAt) ||
      a.file.localeCompare(b.file),
  );
}

const texts = new WeakMap<Row, string>();

/** Rows in which every word of a text stands somewhere. */
export function withWords(rows: readonly Row[], text: string): readonly Row[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  return rows.filter((row) => words.every((word) => textOf(row).includes(word)));
}

function textOf(row: Row): string {
  const known = texts.get(row);
  if (known !== undefined) return known;
  const { name, version, reason, rules, severity, source, risk, decidedBy } = row;
  const text =
    `${name}@${version} ${reason ?? ""} ${rules.join(" ")} ${severity} ${source} ${risk} risk ` +
    `${decidedBy ?? ""}`;
  texts.set(row, text.toLowerCase());
  return text.toLowerCase();
}

export const labelOf = ({ name, version }: Pick<Row, "name" | "version">) => `${name}@${version}`;

/** What the list and the record share: somebody goes from one to the other and back all the time. */
export const selected = signal<ReadonlySet<string>>(new Set());
/** The record where somebody is in the list, by its id. */
export const cursor = signal<string | null>(null);
/** What the list is narrowed to, as its address has it. */
export const narrowed = signal<{ readonly state: string; readonly q: string }>({
  state: "",
  q: "",
});
/** What came while the list was open, until somebody opened it. */
export const fresh = signal<ReadonlySet<string>>(new Set());

let known: ReadonlySet<string> | null = null;

/** Marks what waits by now and did not before. @returns those records */
export function markFresh(rows: readonly Row[]): readonly Row[] {
  const held = rows.filter(({ state }) => state === "held");
  const came = known === null ? [] : held.filter(({ id }) => known?.has(id) === false);
  known = new Set([...(known ?? []), ...held.map(({ id }) => id)]);
  if (came.length > 0) fresh.value = new Set([...fresh.peek(), ...came.map(({ id }) => id)]);
  return came;
}

/** Selects a record, or takes it out of the selection. */
export function toggle(id: string): void {
  const before = selected.peek();
  selected.value = before.has(id) ? without(before, id) : new Set([...before, id]);
}

export function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const rest = new Set(ids);
  rest.delete(id);
  return rest;
}
