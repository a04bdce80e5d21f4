/** Whether French or Italian wrote the, not or of onto a word with an apostrophe. */
export function isElision(text: string, at: number): boolean {
  const mark = text.charCodeAt(at + 1) === 0x75 ? at + 2 : at + 1;
  const code = text.charCodeAt(mark);
  return (code === 0x27 || code === 0x2019) && "ndlsmtjcqNDLSMTJCQ".includes(text.charAt(at));
}

/** How many characters of an Arabic word may be written onto it from others. */
export function clitics(text: string, start: number): readonly number[] {
  const first = text.charAt(start);
  const skips: number[] = [];
  let at = 0;
  if ("وفبلكس".includes(first)) {
    at = 1;
    skips.push(1);
  }
  if (text.startsWith("ال", start + at)) skips.push(at + 2);
  else if (at === 1 && "وفبلكس".includes(text.charAt(start + 1))) {
    skips.push(2);
    if (text.startsWith("ال", start + 2)) skips.push(4);
  }
  return skips;
}
