/**
 * Words that differ from a misspelled one by a letter. All known words of about its length are compared:
 * filing each of them under every form with a letter left out would be faster and take far more memory.
 */
export interface SpellingIndex {
  add(word: string): void;
  /** Known words one edit away, a swap of neighbours included; at most 8. */
  near(word: string): readonly string[];
}

const shortest = 4;
const longest = 24;
const maxNear = 8;
/** So many words are known; those that come later are found in their right spelling only. */
const maxWords = 200_000;

/** Words of one length, each with the letters that are in it. */
interface Shelf {
  readonly words: string[];
  readonly letters: number[];
}

export function createSpellingIndex(): SpellingIndex {
  const shelves: Shelf[] = Array.from({ length: longest + 2 }, () => ({ words: [], letters: [] }));
  let count = 0;

  return {
    add(word) {
      const shelf = shelves[word.length];
      if (word.length < shortest || word.length > longest || shelf === undefined) return;
      if (count++ >= maxWords) return;
      shelf.words.push(word);
      shelf.letters.push(lettersOf(word));
    },
    near(word) {
      if (word.length < shortest || word.length > longest) return [];
      const letters = lettersOf(word);
      const found: string[] = [];
      for (const length of [word.length, word.length - 1, word.length + 1]) {
        const shelf = shelves[length];
        for (let at = 0; at < (shelf?.words.length ?? 0); at++) {
          // An edit adds a letter, takes one away, or both; most words differ by more.
          let others = letters ^ (shelf?.letters[at] ?? 0);
          others &= others - 1;
          if ((others & (others - 1)) !== 0) continue;
          const candidate = shelf?.words[at] ?? "";
          if (isOneEdit(word, candidate)) found.push(candidate);
        }
      }
      return found.sort().slice(0, maxNear);
    },
  };
}

/** A bit for each letter, digits and other scripts sharing some. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) & 31);
  return letters;
}

/** Whether one letter more, less, changed, or swapped with its neighbour makes one word the other. */
function isOneEdit(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a.charCodeAt(endA - 1) === b.charCodeAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [restA, restB] = [endA - start, endB - start];
  if (restA <= 1 && restB <= 1) return restA + restB > 0;
  if (restA !== 2 || restB !== 2) return false;
  return (
    a.charCodeAt(start) === b.charCodeAt(start + 1) &&
    a.charCodeAt(start + 1) === b.charCodeAt(start)
  );
}
