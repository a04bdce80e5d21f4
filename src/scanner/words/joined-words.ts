const joined = /^[\p{L}\d'.,~]{1,24}(?:[-_+/|:][\p{L}\d'.,~]{1,24}){5,80}$/u;
const joint = /[-_+/|:]/g;
/** Words of a sentence, which paths, names of models and codes do not come to. */
const worded =
  /(?:^|[-_+/|:])(?:the|of|to|into|with|your|you|and|from|every|all|for|then|before|after|not|user|in)(?=[-_+/|:])/gi;
const leastWorded = 2;
const shortest = 24;
const longest = 1000;
/** Files whose names lost their marks with the others. */
const dotted =
  /\bdot ?(?=(?:env|npmrc|netrc|ssh|aws|pypirc|kube)\b)|(?<![\w.])(?=(?:npmrc|netrc|pypirc|pgpass)\b)/gi;

/**
 * The sentence that a value is whose words hang together by hyphens or the like, as a model may be given it to
 * pick; null for what is none.
 */
export function unjoined(value: string): string | null {
  if (value.length < shortest || value.length > longest || !joined.test(value)) return null;
  if ((value.match(worded)?.length ?? 0) < leastWorded) return null;
  return value
    .replace(/(?<![a-z0-9])id_(?=(?:rsa|ed25519|ecdsa)(?![a-z]))/gi, "id\u0000")
    .replace(joint, " ")
    .replace("\u0000", "_")
    .replace(dotted, ".");
}
