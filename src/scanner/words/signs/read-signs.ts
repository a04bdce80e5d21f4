import { unquoted } from "../orders/orders-in.ts";
import { readSentences } from "../sentences/read-sentences.ts";
import type { Reading, Sentence } from "../sentences/reading.ts";
import { withoutColophon } from "./colophon.ts";
import { type CommandLine, commandLinesIn } from "./command-lines.ts";
import { withConsentOpen } from "./cover-stories.ts";
import type { Part, SentenceSigns } from "./parts.ts";
import { isFromFile, signsIn } from "./sentence-signs.ts";
import { allSigns, englishSigns } from "./sign-lexicon.ts";

/**
 * Reads a stretch of text for signs, sentence by sentence.
 *
 * @param isQuoting whether what stands in quotation marks counts like the rest
 */
export function readSigns(
  whole: string,
  from: number,
  to: number,
  isQuoting: boolean,
): readonly SentenceSigns[] {
  const plain = whole.slice(from, to);
  const text = isQuoting ? plain : unquoted(withConsentOpen(withoutColophon(plain)));
  const reading = readSentences(text, 0, text.length, {
    lexicon: englishSigns(),
    isOverlapping: true,
  });
  const isProgram = programsIn(text);
  const lines = commandLinesIn(text);
  const read = reading.sentences.flatMap((sentence) => {
    // The number of a step is no sentence beside it.
    if (!letter.test(text.slice(sentence.from, sentence.to))) return [];
    if (looksEnglish(text.slice(sentence.from, sentence.to)))
      return commandsOf(sentence, reading, lines).flatMap((one) =>
        signsOf(text, reading, one, isProgram),
      );
    const again = readSentences(text, sentence.from, sentence.to, {
      lexicon: allSigns(),
      isOverlapping: true,
    });
    return again.sentences.flatMap((one) =>
      commandsOf(one, again, lines).flatMap((part) => signsOf(text, again, part, isProgram)),
    );
  });
  return read.map((one, at) => {
    const open = isCare(text, one, read[at - 1]) ? withoutVeil(one.said) : one.said;
    const isSame =
      namesAgain(one, read.slice(Math.max(0, at - near), at)) ||
      speaksAgain(text, one, read[at - 1]);
    const said = isSame ? new Set<Part>([...open, "refers"]) : open;
    return { ...one, from: from + one.from, to: from + one.to, said };
  });
}

const program =
  /^[ \t]{0,8}(`{3,8}|~{3,8})[ \t]{0,4}(?:[jt]sx?|[cm][jt]s|typescript|javascript|py|python|go|rust|rs|java|kotlin|swift|c|cpp|c\+\+|cs|csharp|php|ruby|rb|html|s?css|vue|svelte|astro|sql|graphql|solidity|sol|dart|lua|xml|proto|jsonc?|json5|ya?ml|toml|ini)\b[^\n]{0,200}\n/gim;

/** Whether a stretch is in a fenced example of a program: the words in it are names, and no orders. */
function programsIn(text: string): (from: number, to: number) => boolean {
  const ranges: { readonly from: number; readonly to: number }[] = [];
  for (const { 0: opening, 1: fence = "", index } of text.matchAll(program)) {
    const from = index + opening.length;
    if (from < (ranges.at(-1)?.to ?? 0)) continue;
    const end = text.indexOf(`\n${fence}`, from - 1);
    ranges.push({ from, to: end < 0 ? text.length : end });
  }
  return (from, to) => {
    const middle = (from + to) / 2;
    return ranges.some((range) => middle >= range.from && middle < range.to);
  };
}

/** A client is made with its own key; who takes all of them has no client in mind. */
const wholeEnvironment = /\b(?:process\.env|os\.environ)\b(?![.[\w])/;

/** Words that are further from each other say nothing together, whether a full stop is between them or not. */
const longest = 400;

/** A sentence, or a command that stands in it below others. */
interface Stretch extends Sentence {
  /** Of a command: whether it works with what one before it set. */
  readonly isResumed?: boolean;
}

/** A sentence without the commands that stand below each other in it, and each of those. */
function commandsOf(
  sentence: Sentence,
  { starts }: Reading,
  lines: readonly CommandLine[],
): readonly Stretch[] {
  const within = linesWithin(lines, sentence.from, sentence.to);
  if (within.length === 0) return [sentence];
  let { first } = sentence;
  return [{ from: sentence.from }, ...within].map((line, at) => {
    const to = within[at]?.from ?? sentence.to;
    let last = first;
    while (last < sentence.last && (starts[last] ?? to) < to) last += 1;
    const part = { ...sentence, ...line, to, first, last };
    first = last;
    return part;
  });
}

/** Whether a command says nothing in words: a note beside it does, and a sentence that it writes somewhere. */
function isOnlyNames(line: string): boolean {
  return !/^\s{0,12}#|\s#\s|["'][^"'\n]{0,200}\s[^"'\n]{1,200}\s[^"'\n]{1,200}["']/.test(line);
}

/** What a command shows by its names; it goes on with nothing but what a file or a variable carries over. */
function namesOf(text: string, reading: Reading, sentence: Sentence): SentenceSigns {
  const one = signsIn(text, reading, { ...sentence, last: sentence.first });
  if (one.said.has("uploads") && isFromFile(text.slice(sentence.from, sentence.to))) return one;
  return { ...one, said: new Set([...one.said].filter((part) => part !== "refers")) };
}

function linesWithin(lines: readonly CommandLine[], from: number, to: number) {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.from ?? 0) <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < lines.length && (lines[end]?.from ?? to) < to) end += 1;
  return lines.slice(low, end);
}

/** What a sentence shows; of a very long one, what its parts show one after the other. */
function signsOf(
  text: string,
  reading: Reading,
  sentence: Stretch,
  isProgram: (from: number, to: number) => boolean,
): readonly SentenceSigns[] {
  if (sentence.isResumed !== undefined) {
    const { isResumed, ...plain } = sentence;
    const isNamed = isOnlyNames(text.slice(sentence.from, sentence.to));
    const read = isNamed
      ? [namesOf(text, reading, plain)]
      : signsOf(text, reading, plain, isProgram);
    if (!isResumed) return read;
    return read.map((one) => ({ ...one, said: new Set<Part>([...one.said, "refers"]) }));
  }
  if (isProgram(sentence.from, sentence.to)) {
    const one = signsIn(text, reading, { ...sentence, last: sentence.first });
    if (wholeEnvironment.test(text.slice(sentence.from, sentence.to))) return [one];
    const said = [...one.said].filter((part) => part !== "variable" && part !== "keyed");
    return [{ ...one, said: new Set(said) }];
  }
  if (sentence.to - sentence.from <= longest) return [signsIn(text, reading, sentence)];
  const parts: SentenceSigns[] = [];
  let { from, first } = sentence;
  while (from < sentence.to) {
    const blank = /\s/g;
    blank.lastIndex = from + longest;
    const end = blank.exec(text)?.index ?? sentence.to;
    const to = end + longest / 4 >= sentence.to ? sentence.to : end;
    let last = first;
    while (last < sentence.last && (reading.starts[last] ?? to) < to) last += 1;
    const { said, ...rest } = signsIn(text, reading, { ...sentence, from, to, first, last });
    // Each goes on with what the one before spoke of.
    parts.push({ ...rest, said: parts.length === 0 ? said : new Set<Part>([...said, "refers"]) });
    from = to;
    first = last;
  }
  return parts;
}

/** So far back a file is remembered that a sentence names again. */
const near = 3;

function namesAgain({ names }: SentenceSigns, before: readonly SentenceSigns[]): boolean {
  return names.some((name) => before.some((one) => one.names.includes(name)));
}

const definite = /\b(?:the|this|that|these|those)\s(?:[\w-]{2,14}\s)?([a-z]{5,20})\b/gi;

/** Whether what goes to a place is what the sentence before spoke of, by the same noun. */
function speaksAgain(text: string, one: SentenceSigns, before: SentenceSigns | undefined): boolean {
  if (before === undefined || !one.said.has("bound")) return false;
  const earlier = text.slice(before.from, before.to).toLowerCase();
  return Array.from(text.slice(one.from, one.to).matchAll(definite)).some(([, noun = ""]) =>
    earlier.includes(noun.toLowerCase()),
  );
}

/** Whether words stand in it that only English has, or none but names and commands. */
function looksEnglish(whole: string): boolean {
  const sentence = whole.replace(/`[^`\n]{1,200}`|\bhttps?:\S{1,200}/g, " ");
  const english = sentence.match(onlyEnglish)?.length ?? 0;
  if (english === 0) return !letters.test(sentence);
  return english * 8 >= (sentence.match(/[\p{L}']{1,40}/gu)?.length ?? 0);
}

const letter = /\p{L}/u;
const letters = /\p{L}{3}/u;
const onlyEnglish =
  /(?<![\p{L}\p{N}])(?:the|of|and|to|with|that|this|are|from|you|your|not|must|when|which|by|be|it|its|should|before|any|each|every|for|them|their|they|what|into|has|have|will|then|never|without)(?![\p{L}\p{N}])/giu;

/** Not to print a secret, here or where the sentence before names it, is care. */
function isCare(
  text: string,
  { from, to, said }: SentenceSigns,
  before: SentenceSigns | undefined,
): boolean {
  if (!said.has("denied") || !unprinted.test(text.slice(from, to))) return false;
  const isGoing =
    !said.has("described") && (said.has("address") || before?.said.has("address") === true);
  return !isGoing && (isSecret(said) || (before !== undefined && isSecret(before.said)));
}

const kept = ["secret", "token", "variable", "secretFile", "keyed", "private"] as const;

function isSecret(said: ReadonlySet<Part>): boolean {
  return kept.some((part) => said.has(part));
}

function withoutVeil(said: ReadonlySet<Part>): ReadonlySet<Part> {
  const open = new Set(said);
  for (const part of ["quiet", "untold", "unseen"] as const) open.delete(part);
  return open;
}

const unprinted =
  /\b(?:never|not|n['’]t)\s(?:\w{2,10}\s){0,2}(?:print|log|show|write|include|repeat|display|quote|expose|reveal|output|commit|store|put|echo|return|list|record|paste)\b|\bleave\s(?:it|them|these)\sout\b/i;
