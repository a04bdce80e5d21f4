import type { Part, SentenceSigns } from "./parts.ts";

/** A name that a text gives to something, to speak of it later (threat catalogue EXP-T2). */
const name = "[\"'`<]?([A-Z][A-Z0-9_]{0,15}|(?<=[`<])[a-z][\\w-]{1,20}(?=[`>]))[\"'`>]?(?![\\w'’])";
const definitions: readonly RegExp[] = [
  new RegExp(
    `\\b(?:define|let|set|setze|sei|nenne|definiere|sea|soit)\\s${name}\\s(?:as|be|to|=|auf|als|como|comme)\\b`,
    "iu",
  ),
  new RegExp(
    `\\b(?:keep|store|save|remember|note|hold|treat|record|take|call|refer to|merke|speichere)\\b(?:[^.;\\n]|\\.(?=\\S)){3,200}?\\s(?:as|als|list|text|value|it|this|that)\\s${name}\\s?(?:[.,;:]|$)`,
    "iu",
  ),
  /\b(?:call|name|nenne)\s[^.;\n]{1,80}?\s([A-Z][A-Z0-9_]{0,15})(?=\s?[.,;:]|$)/u,
];
const upper = /^[A-Z][A-Z0-9_]{0,15}$|^[a-z][\w-]{1,20}$/;
const maxNames = 40;
/** To open an address with something behind it is to send that. */
const opened =
  /\b(?:request|fetch|open|get|visit|load|call|query|ping|render|post|send|schick\w{0,2}|sende|öffne|rufe?)\b/i;
const kept = [
  "secret",
  "secretFile",
  "variable",
  "keyed",
  "talk",
  "private",
  "source",
  "host",
  "token",
  "proof",
  "address",
] as const;

/** Sentences, where those that speak of a name say what it stands for as well. */
export function withDefined(
  text: string,
  sentences: readonly SentenceSigns[],
): readonly SentenceSigns[] {
  const names = new Map<string, ReadonlySet<Part>>();
  let spoken: RegExp | null = null;
  const read = sentences.map((one, at) => {
    const part = text.slice(one.from, one.to);
    const resolved = spoken === null ? one : resolve(one, part, names, spoken);
    const found = definedIn(part);
    // What the name is given to may stand in the sentence before.
    const value = [one, sentences[at - 1]].find((each) => kept.some((key) => each?.said.has(key)));
    if (found !== null && names.size < maxNames && value !== undefined) {
      names.set(found, new Set(kept.filter((key) => value.said.has(key))));
      spoken = new RegExp(`(?<![\\w'’])(?:${[...names.keys()].join("|")})(?![\\w'’])`, "g");
    }
    return resolved;
  });
  return names.size === 0 ? sentences : read;
}

function definedIn(part: string): string | null {
  for (const pattern of definitions) {
    const found = pattern.exec(part)?.[1];
    if (found !== undefined && upper.test(found)) return found;
  }
  return null;
}

function resolve(
  one: SentenceSigns,
  part: string,
  names: ReadonlyMap<string, ReadonlySet<Part>>,
  spoken: RegExp,
): SentenceSigns {
  const found = new Set(Array.from(part.matchAll(spoken), ([word]) => word));
  if (found.size === 0 || !opened.test(part)) return one;
  const said = new Set<Part>(one.said);
  for (const word of found) for (const key of names.get(word) ?? []) said.add(key);
  // What opens an address together with a name that is none sends what the name stands for.
  if (said.has("address") || said.has("opened")) {
    for (const key of ["address", "toward", "bound", "give", "refers"] as const) said.add(key);
  }
  return { ...one, said, isResolved: true };
}
