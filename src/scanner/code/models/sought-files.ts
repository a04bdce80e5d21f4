import type { Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { listedEntry } from "./path-text.ts";

const longest = 256;
/** Questions that names are asked to be chosen by. */
export const asksOfNames: RegExp = /^(?:startsWith|endsWith|includes|indexOf|match|test|exec)$/;
/** Names that say what is in a file whatever its folder, in a text or in a pattern. */
const secretName =
  /(?<![\w$])\\?(\.env|\.npmrc|\.netrc|\.pgpass|\.git-credentials|\.pem|\.p12|\.pfx|\.keystore|id_(?:rsa|ed25519|ecdsa))\b(?!\\?\.(?:example|sample|template|d\b))/;
const leaves = /^[^;{}]{0,40}?\)\s{0,4}\{?\s{0,4}(?:continue|return|break)\b/;

const sought = new WeakMap<Machine, string>();

/**
 * Of the names that a folder was found to have, those are chosen that say that a secret is in them.
 * `source` is the text from the question on, `before` what stands in front of it.
 */
export function noteSought(
  machine: Machine,
  asked: readonly Value[],
  source: string,
  before: string,
): void {
  if (!asked.some(isListed)) return;
  const name = secretName.exec(source.slice(0, longest))?.[1];
  if (name === undefined) return;
  // What is left out says the opposite of what is chosen.
  const isDenied = /!\s{0,2}$/.test(before);
  if (isDenied === leaves.test(source.slice(0, longest).replace(/^[^)]*/, ""))) {
    sought.set(machine, name);
  }
}

/** What the files that were found hold, by the names that were chosen. */
export function soughtName(machine: Machine): string | null {
  return sought.get(machine) ?? null;
}

function isListed(value: Value): boolean {
  return value.type === "text" && value.value.length < longest && value.value.includes(listedEntry);
}
