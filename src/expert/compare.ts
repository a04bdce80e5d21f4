import { capabilitiesOf } from "./capability.ts";
import type { ExpertDefinition } from "./definition.ts";

/** One difference between two definitions; `before` or `after` is null where there was nothing. */
export interface Change {
  /** Such as `description`, `skills.web.packageName`, `delegates`, `capabilities.network`. */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface Comparison {
  readonly changes: readonly Change[];
  /** The instruction line by line: `-` left, `+` came, a blank stayed. Empty when it is the same. */
  readonly instruction: readonly string[];
}

/** What a reader of two definitions has to know, most of all what the second may touch. Pure. */
export function compareDefinitions(before: ExpertDefinition, after: ExpertDefinition): Comparison {
  const changes: Change[] = [];
  note(changes, "description", before.description, after.description);
  const [had, has] = [new Set(before.delegates), new Set(after.delegates)];
  for (const key of had) if (!has.has(key)) note(changes, "delegates", key, null);
  for (const key of has) if (!had.has(key)) note(changes, "delegates", null, key);
  noteFields(changes, "skills", before.skills, after.skills, (what, old, now) =>
    old === undefined || now === undefined
      ? note(changes, what, textOf(old), textOf(now))
      : noteFields(changes, what, old, now),
  );
  noteFields(changes, "capabilities", capabilitiesOf(before), capabilitiesOf(after));
  return { changes, instruction: lineDiff(before.instruction, after.instruction) };
}

function noteFields(
  changes: Change[],
  at: string,
  before: object,
  after: object,
  each = (what: string, old: object | undefined, now: object | undefined) =>
    note(changes, what, textOf(old), textOf(now)),
): void {
  const old = new Map<string, object | undefined>(Object.entries(before));
  const now = new Map<string, object | undefined>(Object.entries(after));
  for (const name of new Set([...old.keys(), ...now.keys()])) {
    if (textOf(old.get(name)) === textOf(now.get(name))) continue;
    each(`${at}.${name}`, old.get(name), now.get(name));
  }
}

function note(changes: Change[], what: string, before: string | null, after: string | null): void {
  if (before !== after) changes.push({ what, before, after });
}

function textOf(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Past so many pairs of lines, all that is between equal ends counts as replaced. */
const maxPairs = 1_000_000;

function lineDiff(before: string, after: string): string[] {
  if (before === after) return [];
  const [a, b] = [before.split("\n"), after.split("\n")];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA -= 1;
    endB -= 1;
  }
  return [
    ...a.slice(0, start).map((line) => ` ${line}`),
    ...middle(a.slice(start, endA), b.slice(start, endB)),
    ...a.slice(endA).map((line) => ` ${line}`),
  ];
}

/** The longest common subsequence, by the usual table from the end. */
function middle(a: readonly string[], b: readonly string[]): string[] {
  const gone = (lines: readonly string[]) => lines.map((line) => `-${line}`);
  const come = (lines: readonly string[]) => lines.map((line) => `+${line}`);
  if (a.length * b.length > maxPairs) return [...gone(a), ...come(b)];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      lines.push(` ${a[i]}`);
      i += 1;
      j += 1;
    } else if (at(i + 1, j) >= at(i, j + 1)) {
      lines.push(`-${a[i]}`);
      i += 1;
    } else {
      lines.push(`+${b[j]}`);
      j += 1;
    }
  }
  return [...lines, ...gone(a.slice(i)), ...come(b.slice(j))];
}
