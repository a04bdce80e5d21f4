const reach = 200;
const leastChars = 1000;
const leastRows = 20;
const rowBits = 8;

/**
 * Whether a place in a long text is a table of numbers that are written as characters: there, one
 * character after the other comes from another part of Unicode, and no language does that. Names of
 * entities and classes of characters are packed like this, and some of the numbers are controls.
 */
export function isTable(text: string, at: number): boolean {
  if (text.length < leastChars) return false;
  const rows = new Set<number>();
  for (const character of text.slice(Math.max(0, at - reach), at + reach)) {
    const code = character.codePointAt(0) ?? 0;
    if (code > 0x7f) rows.add(code >> rowBits);
  }
  return rows.size >= leastRows;
}
