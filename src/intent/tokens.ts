const stopWords = new Set("the and or to a an of for with this that is are be".split(" "));

/**
 * The words of a text as the `n3` command cuts them: lower case, everything but letters and digits
 * between them, without stop-words; no stemming (namel3ss-registry §11).
 */
export function tokensOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !stopWords.has(word));
}
