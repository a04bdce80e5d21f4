/**
 * Words that differ from a misspelled one by a letter. Every known word is filed under itself and under
 * each form with one letter left out; two words with a form in common are close, and are then compared.
 */
export interface SpellingIndex {
  add(word: string): void;
  /** Known words one edit away, a swap of neighbours included; at most 8. */
  near(word: string): readonly string[];
}

const shortest = 4;
const longest = 24;
const maxNear = 8;

export function createSpellingIndex(): SpellingIndex {
  const filed = new Map<string, string | string[]>();
  const file = (form: string, word: string) => {
    const before = filed.get(form);
    if (before === undefined) filed.set(form, word);
    else if (typeof before === "string") filed.set(form, [before, word]);
    else before.push(word);
  };

  return {
    add(word) {
      if (word.length < shortest || word.length > longest) return;
      for (const form of formsOf(word)) file(form, word);
    },
    near(word) {
      if (word.length < shortest || word.length > longest) return [];
      const found = new Set<string>();
      for (const form of formsOf(word)) {
        const words = filed.get(form) ?? [];
        for (const candidate of typeof words === "string" ? [words] : words) {
          if (candidate !== word && isOneEdit(word, candidate)) found.add(candidate);
        }
      }
      return [...found].sort().slice(0, maxNear);
    },
  };
}

function formsOf(word: string): Set<string> {
  const forms = new Set([word]);
  for (let at = 0; at < word.length; at++) forms.add(word.slice(0, at) + word.slice(at + 1));
  return forms;
}

function isOneEdit(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  if (restA.length === restB.length) {
    const isSwap = restA[0] === restB[1] && restA[1] === restB[0];
    return restA.slice(1) === restB.slice(1) || (isSwap && restA.slice(2) === restB.slice(2));
  }
  return restA.length > restB.length ? restA.slice(1) === restB : restA === restB.slice(1);
}
