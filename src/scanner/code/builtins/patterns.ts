import { toText } from "../coerce.ts";
import type { Engine } from "../engine.ts";
import { union } from "../taints.ts";
import type { ObjectValue, Taint, Text, Value } from "../value.ts";
import { hasMarks, numberValue, textValue, undefinedValue, unknownOf } from "../values.ts";

export interface RunnablePattern {
  readonly regexp: RegExp | string;
  readonly isGlobal: boolean;
  readonly cost: number;
}

/**
 * How much text a pattern may run on, by how many unbounded repetitions it has: each can multiply
 * the time by the length once more.
 */
const maxChars = [8 * 1024 * 1024, 16 * 1024, 512, 128, 48] as const;
const maxPattern = 2000;
const maxMatches = 100_000;

/** A package's pattern as the runtime's, when it is sure to end soon on a text of a length; else null. */
export function runnable(object: ObjectValue, length: number): RunnablePattern | null {
  const source = object.props.get("source");
  const flags = object.props.get("flags");
  if (source?.type !== "text" || !source.isWhole || flags?.type !== "text") return null;
  const limit = charsFor(source.value);
  if (length > limit) return null;
  try {
    const regexp = new RegExp(source.value, flags.value);
    return { regexp, isGlobal: regexp.global, cost: (length >> 5) + 1 };
  } catch {
    return null;
  }
}

const limits = new Map<string, number>();

function charsFor(source: string): number {
  let limit = limits.get(source);
  if (limit === undefined) {
    limit = source.length > maxPattern ? 0 : measure(source);
    if (limits.size > 2000) limits.clear();
    limits.set(source, limit);
  }
  return limit;
}

/** Looks at a pattern character by character; a repetition around another one is never run. */
function measure(source: string): number {
  let unbounded = 0;
  /** For each open group: whether something in it repeats without end. */
  const groups: boolean[] = [];
  let lastRepeats = false;
  for (let at = 0; at < source.length; at += 1) {
    const char = source[at];
    if (char === "\\") {
      if (/[1-9k]/.test(source[at + 1] ?? "")) return 0;
      at += 1;
      lastRepeats = false;
    } else if (char === "[") {
      at = classEnd(source, at);
      lastRepeats = false;
    } else if (char === "(") {
      groups.push(false);
      lastRepeats = false;
    } else if (char === ")") {
      lastRepeats = groups.pop() ?? false;
      if (lastRepeats && groups.length > 0) groups[groups.length - 1] = true;
    } else if (char === "*" || char === "+" || char === "{") {
      const bounds = char === "{" ? /^\{(\d+)(,?)(\d*)\}/.exec(source.slice(at, at + 16)) : null;
      if (char === "{" && bounds === null) continue;
      const max =
        bounds === null || (bounds[2] === "," && bounds[3] === "")
          ? Number.POSITIVE_INFINITY
          : Number(bounds[3] === "" ? bounds[1] : bounds[3]);
      if (lastRepeats && max > 1) return 0;
      if (bounds !== null) at += bounds[0].length - 1;
      if (source[at + 1] === "?") at += 1;
      // Nothing behind it can fail, so that nobody tries again with less.
      if (max > 100 && at < source.length - 1) {
        unbounded += 1;
        if (groups.length > 0) groups[groups.length - 1] = true;
      }
      if (max > 100_000 && bounds !== null && max !== Number.POSITIVE_INFINITY) return 0;
    } else {
      lastRepeats = false;
    }
  }
  return maxChars[unbounded] ?? 0;
}

function classEnd(source: string, from: number): number {
  let at = from + 1;
  while (at < source.length && source[at] !== "]") at += source[at] === "\\" ? 2 : 1;
  return at;
}

export function matchAll(text: string, regexp: RegExp): readonly RegExpExecArray[] {
  const global = regexp.global ? regexp : new RegExp(regexp.source, `${regexp.flags}g`);
  const found: RegExpExecArray[] = [];
  for (const match of text.matchAll(global)) {
    found.push(match);
    if (found.length >= maxMatches) break;
  }
  return found;
}

/** `replace` with a function of the package, which sees each match. */
export function replaceMatches(
  engine: Engine,
  text: Text,
  pattern: RunnablePattern,
  callback: Value,
  taint: Taint,
): Value {
  const matches = matchesOf(text.value, pattern);
  let all = taint;
  let isWhole = text.isWhole;
  let end = 0;
  const pieces: string[] = [];
  for (const match of matches) {
    if (!engine.spend(4)) return unknownOf(all);
    const groups = match.pieces.map((piece) =>
      piece === undefined
        ? undefinedValue
        : textValue(piece, taint, text.isWhole || !hasMarks(piece)),
    );
    const result = engine.callValue(callback, [...groups, numberValue(match.index), text], null);
    const replaced = toText(engine, result);
    all = union(all, engine.taintOf(result));
    pieces.push(text.value.slice(end, match.index), replaced?.value ?? "\uF8E0");
    isWhole &&= replaced?.isWhole === true;
    end = match.index + (match.pieces[0]?.length ?? 0);
  }
  pieces.push(text.value.slice(end));
  const joined = pieces.join("");
  return textValue(joined, all, isWhole);
}

interface Match {
  readonly index: number;
  readonly pieces: readonly (string | undefined)[];
}

function matchesOf(text: string, { regexp, isGlobal }: RunnablePattern): readonly Match[] {
  if (typeof regexp !== "string") {
    if (isGlobal)
      return matchAll(text, regexp).map((found) => ({ index: found.index, pieces: [...found] }));
    const found = regexp.exec(text);
    return found === null ? [] : [{ index: found.index, pieces: [...found] }];
  }
  const found: Match[] = [];
  for (
    let at = text.indexOf(regexp);
    at >= 0;
    at = text.indexOf(regexp, at + Math.max(1, regexp.length))
  ) {
    found.push({ index: at, pieces: [regexp] });
    if (!isGlobal || found.length >= maxMatches) break;
  }
  return found;
}
