/** JSON as the `n3` command writes it, so that the same entry has the same bytes everywhere. */
export type CanonicalValue =
  | null
  | boolean
  | number
  | string
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined };

/**
 * One line of an index: keys sorted by code point, no blanks, everything outside of printable ASCII
 * escaped with lower-case digits, U+007F included (namel3ss-registry §4).
 *
 * @throws TypeError for numbers that are not integers
 */
export function canonicalLine(value: CanonicalValue): string {
  return write(value, "", "");
}

/** The same for files that people read: two blanks a level and one newline at the end. */
export function canonicalDocument(value: CanonicalValue): string {
  return `${write(value, "\n", "  ")}\n`;
}

function write(value: CanonicalValue, lineBreak: string, step: string): string {
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number" && !Number.isSafeInteger(value)) {
    throw new TypeError("canonical JSON holds integers only");
  }
  if (value === null || typeof value !== "object") return String(value);
  const inner = lineBreak + step;
  if (isList(value)) {
    const items = value.map((item) => inner + write(item, inner, step));
    return items.length === 0 ? "[]" : `[${items.join(",")}${lineBreak}]`;
  }
  const colon = step === "" ? ":" : ": ";
  const members = Object.entries(value)
    .filter((member): member is [string, CanonicalValue] => member[1] !== undefined)
    .sort(([a], [b]) => byCodePoint(a, b))
    .map(([key, member]) => inner + quoted(key) + colon + write(member, inner, step));
  return members.length === 0 ? "{}" : `{${members.join(",")}${lineBreak}}`;
}

function isList(value: object): value is readonly CanonicalValue[] {
  return Array.isArray(value);
}

function quoted(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Order by code point; JavaScript's own puts astral characters before U+E000 to U+FFFF. */
export function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)];
    if (left === right) continue;
    const [leftAstral, rightAstral] = [isSurrogate(left), isSurrogate(right)];
    return leftAstral === rightAstral ? left - right : leftAstral ? 1 : -1;
  }
  return a.length - b.length;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}
