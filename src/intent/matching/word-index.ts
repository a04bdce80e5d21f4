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

/**
 * Documents by the words in them; a document is a number that its owner chooses, from 0 without gaps.
 * Words are numbers too, kept in typed arrays: sets of texts would take ten times the memory.
 */
export interface WordIndex {
  set(document: number, words: ReadonlySet<string>): void;
  remove(document: number): void;
  /**
   * The weight of every document that a question matches, each of its words counted once at its best.
   * Null for a question without words: it matches everything.
   */
  match(asked: readonly string[]): Matches | null;
  /** Documents that have one of the words exactly as it is asked, in no order. */
  withAny(words: Iterable<string>): number[];
}

export interface Matches {
  /** In no order. */
  readonly documents: readonly number[];
  /** Of each of `documents`, at its place. */
  readonly weights: Float32Array;
  /** By what a document matched, in the order of the question. */
  explain(document: number): readonly WordMatch[];
}

const maxAsked = 24;
/** More words of one document are not found. */
const maxWords = 5_000;

const none = new Uint32Array(0);

/** Documents with one word. */
class Posting {
  #documents = new Uint32Array(2);
  length = 0;

  add(document: number): void {
    if (this.length === this.#documents.length) {
      const wider = new Uint32Array(2 * this.length);
      wider.set(this.#documents);
      this.#documents = wider;
    }
    this.#documents[this.length++] = document;
  }

  remove(document: number): void {
    const at = this.#documents.subarray(0, this.length).indexOf(document);
    if (at < 0) return;
    this.#documents[at] = this.#documents[--this.length] ?? 0;
  }

  all(): Uint32Array {
    return this.#documents.subarray(0, this.length);
  }
}

export function createWordIndex(): WordIndex {
  const ids = new Map<string, number>();
  const postings: Posting[] = [];
  const documents: (Uint32Array | undefined)[] = [];
  /** Known words by their stem. */
  const stems = new Map<string, string[]>();
  const spelling = createSpellingIndex();
  /** A misspelled word may also be another form of the known one. */
  const stemSpelling = createSpellingIndex();
  let scores = new Float32Array(0);
  let seenIn = new Uint32Array(0);
  let turn = 0;

  function idOf(word: string): number {
    const known = ids.get(word);
    if (known !== undefined) return known;
    const id = postings.length;
    ids.set(word, id);
    postings.push(new Posting());
    const stem = stemmer(word);
    const family = stems.get(stem);
    if (family === undefined) stems.set(stem, [word]);
    else family.push(word);
    spelling.add(word);
    if (family === undefined) stemSpelling.add(stem);
    return id;
  }

  function postingOf(word: string): Posting | undefined {
    const id = ids.get(word);
    return id === undefined ? undefined : postings[id];
  }

  function remove(document: number): void {
    for (const id of documents[document] ?? []) postings[id]?.remove(document);
    documents[document] = undefined;
  }

  /** Known words that a word of a question stands for, best first. Spelling counts when nothing else does. */
  function expand(asked: string): WordMatch[] {
    const found = new Map<string, WordMatch["how"]>();
    const note = (word: string, how: WordMatch["how"]) => {
      if (!found.has(word) && (postingOf(word)?.length ?? 0) > 0) found.set(word, how);
    };
    note(asked, "word");
    const stem = stemmer(asked);
    for (const word of stems.get(stem) ?? []) note(word, "stem");
    for (const synonym of new Set([...synonymsOf(asked), ...synonymsOf(stem)])) {
      note(synonym, "synonym");
      for (const word of stems.get(stemmer(synonym)) ?? []) note(word, "synonym");
    }
    if (found.size > 0) return toMatches(asked, found);
    for (const word of spelling.near(asked)) note(word, "spelling");
    for (const near of stemSpelling.near(stem)) {
      for (const word of stems.get(near) ?? []) note(word, "spelling");
    }
    return toMatches(asked, found);
  }

  function makeRoom(): void {
    if (scores.length >= documents.length) return;
    scores = new Float32Array(documents.length * 2);
    seenIn = new Uint32Array(documents.length * 2);
    turn = 0;
  }

  /** Adds the weights up; a document counts once for each word of the question, at its best. */
  function weigh(questions: readonly (readonly WordMatch[])[]): number[] {
    makeRoom();
    const touched: number[] = [];
    for (const question of questions) {
      turn++;
      for (const { found, how } of question) {
        const weight = weights[how];
        const some = postingOf(found)?.all() ?? none;
        // Counted by hand: this is what a search does most, and iterators cost several times as much.
        for (let at = 0; at < some.length; at++) {
          const document = some[at] ?? 0;
          if (seenIn[document] === turn) continue;
          seenIn[document] = turn;
          const score = scores[document] ?? 0;
          if (score === 0) touched.push(document);
          scores[document] = score + weight;
        }
      }
    }
    return touched;
  }

  return {
    set(document, words) {
      remove(document);
      const known = Uint32Array.from([...words].slice(0, maxWords), idOf);
      documents[document] = known;
      for (const id of known) postings[id]?.add(document);
    },
    remove,
    match(asked) {
      if (asked.length === 0) return null;
      const questions = [...new Set(asked)].slice(0, maxAsked).map(expand);
      const touched = weigh(questions);
      const found = new Float32Array(touched.length);
      for (let at = 0; at < touched.length; at++) {
        const document = touched[at] ?? 0;
        found[at] = scores[document] ?? 0;
        scores[document] = 0;
      }
      return {
        documents: touched,
        weights: found,
        explain: (document) =>
          questions.flatMap((question) => {
            const words = documents[document];
            const match = question.find(({ found: word }) => words?.includes(ids.get(word) ?? -1));
            return match === undefined ? [] : [match];
          }),
      };
    },
    withAny(words) {
      makeRoom();
      turn++;
      const found: number[] = [];
      for (const word of words) {
        for (const document of postingOf(word)?.all() ?? []) {
          if (seenIn[document] === turn) continue;
          seenIn[document] = turn;
          found.push(document);
        }
      }
      return found;
    },
  };
}

function toMatches(asked: string, found: ReadonlyMap<string, WordMatch["how"]>): WordMatch[] {
  return [...found].map(([word, how]) => ({ asked, found: word, how }));
}
