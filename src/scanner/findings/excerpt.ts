const maxCharacters = 160;

/**
 * Makes a piece of an attacker's text showable: at most 160 printable characters, everything that
 * does not show itself (controls, invisible and direction-changing characters, blanks other than a
 * space) written as \u{hex}.
 */
export function excerptOf(raw: string): string {
  let shown = "";
  // No character shortens when it is escaped, so the first 160 are enough.
  for (const character of raw.slice(0, 2 * maxCharacters)) {
    const next = isPlain(character) ? character : escaped(character);
    if (shown.length + next.length > maxCharacters) return shown;
    shown += next;
  }
  return shown;
}

function isPlain(character: string): boolean {
  if (character === " ") return true;
  if (/^[\p{C}\p{Z}\p{M}\p{Default_Ignorable_Code_Point}\ufffd]$/u.test(character)) return false;
  // Blank although they count as symbols or letters: Braille blank, Hangul fillers.
  return !/^[\u2800\u3164\uffa0\u115f\u1160]$/u.test(character);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
