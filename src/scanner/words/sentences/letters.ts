/** Whether a letter is of the Latin script, as words of several languages share it. */
export function isLatin(code: number): boolean {
  return code < 0x250;
}

/** Whether a code unit is half of a character beyond the first plane, as mathematical letters are. */
export function isPair(code: number): boolean {
  return code >= 0xd800 && code <= 0xdfff;
}

/** Whether a script has no blanks between words, so that a word may end and begin at every character. */
export function isUnspaced(code: number): boolean {
  return code >= 0x2e80 && !isPair(code) && !(code >= 0xfb50 && code < 0xff66);
}
