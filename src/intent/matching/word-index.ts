import { stemmer } from "stemmer";
import { synonymsOf } from "./synonyms.ts";
import { createSpellingIndex } from "./typos.ts";

/** What a word of a question met in an entry. */
export interface WordMatch {
  /** As it was asked. */
  readonly asked: string;
  /** As the entry has it. */
  readonly found: string;
  readonly how: "word" | "stem" | "synonym" | "spelling";
}

const weights = { word: 1, stem: 0.9, synonym: 0.6, spelling: 0.5 } as const;

/** Documents by the words in them; a document is a number that its owner chooses, from 0 without gaps. */
export interface WordIndex {
  set(document: number, words: ReadonlySet<string>): void;
  remove(document: number): void;
  /**
   * The weight of every document that a question matches, each of its words counted once at its best.
   * Null for a question without words: it matches everything.
   */
  match(asked: readonly string[]): Matches | null;
}

export interface Matches {
  /** In no order. */
  readonly matches: readonly { readonly document: number; readonly weight: number }[];
  /** By what a document matched, in the order of the question. */
  explain(document: number): readonly WordMatch[];
}

const maxAsked = 24;

export function createWordIndex(): WordIndex {
  const documents: (ReadonlySet<string> | undefined)[] = [];
  /** Ascending where documents were only added, in any order otherwise. */
  const postings = new Map<string, number[]>();
  /** Known words by their stem. */
  const stems = new Map<string, Set<string>>();
  const spelling = createSpellingIndex();
  let scores = new Float32Array(0);
  let seenIn = new Int32Array(0);

  function learn(word: string): number[] {
    const posting: number[] = [];
    postings.set(word, posting);
    const stem = stemmer(word);
    const family = stems.get(stem) ?? new Set();
    stems.set(stem, family.add(word));
    spelling.add(word);
    return posting;
  }

  function remove(document: number): void {
    for (const word of documents[document] ?? []) {
      const posting = postings.get(word);
      const at = posting?.indexOf(document) ?? -1;
      if (at >= 0) posting?.splice(at, 1);
    }
    documents[document] = undefined;
  }

  /** Known words that a word of a question stands for, best first. Spelling counts when nothing else does. */
  function expand(asked: string): WordMatch[] {
    const found = new Map<string, WordMatch["how"]>();
    const note = (word: string, how: WordMatch["how"]) => {
      if (!found.has(word) && (postings.get(word)?.length ?? 0) > 0) found.set(word, how);
    };
    note(asked, "word");
    const stem = stemmer(asked);
    for (const word of stems.get(stem) ?? []) note(word, "stem");
    for (const synonym of [...synonymsOf(asked), ...synonymsOf(stem)]) {
      note(synonym, "synonym");
      for (const word of stems.get(stemmer(synonym)) ?? []) note(word, "synonym");
    }
    if (found.size === 0) for (const word of spelling.near(asked)) note(word, "spelling");
    return [...found].map(([word, how]) => ({ asked, found: word, how }));
  }

  /** Adds the weights up; a document counts once for each word of the question, at its best. */
  function weigh(questions: readonly (readonly WordMatch[])[]): number[] {
    if (scores.length < documents.length) {
      scores = new Float32Array(documents.length * 2);
      seenIn = new Int32Array(documents.length * 2);
    }
    seenIn.fill(0);
    const touched: number[] = [];
    questions.forEach((question, index) => {
      for (const { found, how } of question) {
        const weight = weights[how];
        for (const document of postings.get(found) ?? []) {
          if (seenIn[document] === index + 1) continue;
          seenIn[document] = index + 1;
          if (scores[document] === 0) touched.push(document);
          scores[document] = (scores[document] ?? 0) + weight;
        }
      }
    });
    return touched;
  }

  return {
    set(document, words) {
      remove(document);
      documents[document] = words;
      for (const word of words) (postings.get(word) ?? learn(word)).push(document);
    },
    remove,
    match(asked) {
      if (asked.length === 0) return null;
      const questions = [...new Set(asked)].slice(0, maxAsked).map(expand);
      const touched = weigh(questions);
      const matches = touched.map((document) => ({ document, weight: scores[document] ?? 0 }));
      for (const document of touched) scores[document] = 0;
      return {
        matches,
        explain: (document) =>
          questions.flatMap((question) => {
            const words = documents[document];
            const match = question.find(({ found }) => words?.has(found));
            return match === undefined ? [] : [match];
          }),
      };
    },
  };
}
