import type { Cursor } from "./cursor.ts";
import type { Part, Redirect } from "./script.ts";
import { readWord } from "./word.ts";

const redirectPattern = /([0-9]{0,2})(&>>|&>|<<<|<<-|<<|<>|<&|>&|>>|>\||<(?!\()|>(?!\())/y;

/** Reads `2> file` and its relatives, or nothing. The text of a here-document is filled in later. */
export function readRedirect(cursor: Cursor, depth: number): Redirect | null {
  redirectPattern.lastIndex = cursor.position;
  const match = redirectPattern.exec(cursor.text);
  if (match === null) return null;
  const [all, descriptor = "", operator = ""] = match;
  cursor.position += all.length;
  cursor.skipBlanks();
  if (operator !== "<<" && operator !== "<<-") {
    return { operator, descriptor, target: readWord(cursor, depth) };
  }
  const delimiter = readWord(cursor, depth);
  const parts: Part[] = [];
  cursor.pending.push({
    delimiter: delimiter.map((part) => (part.kind === "text" ? part.text : "")).join(""),
    stripsTabs: operator === "<<-",
    parts,
  });
  return { operator: "<<", descriptor, target: parts };
}
