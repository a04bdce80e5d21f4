/**
 * The name that a path has on a file system which ignores case, Unicode spelling, invisible
 * characters, and dots or blanks at the end of a segment. Two paths with one key may be one file.
 */
export function collisionKey(path: string): string {
  const folded = /^[\x20-\x7e]*$/.test(path) ? path.toLowerCase() : foldUnicode(path);
  return /[. ](?:\/|$)/.test(folded) ? folded.split("/").map(withoutEnd).join("/") : folded;
}

/** Without the dots and blanks at its end; a pattern for it would take the square of the length. */
function withoutEnd(segment: string): string {
  let end = segment.length;
  while (segment[end - 1] === "." || segment[end - 1] === " ") end -= 1;
  return segment.slice(0, end);
}

/** Upper case first: it also unites letters whose lower case differs, such as ſ and s. */
function foldUnicode(path: string): string {
  const visible = path.replace(/\p{Default_Ignorable_Code_Point}/gu, "");
  return visible.normalize("NFD").toUpperCase().toLowerCase().normalize("NFC");
}
