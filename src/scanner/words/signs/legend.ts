import type { Part, SentenceSigns } from "./parts.ts";

/** A place of an address that is left open, by its name. */
const open = /[?&/=](?:<([\w-]{1,24})>|\{{1,2}([\w-]{1,24})\}{1,2}|\$\{?([\w-]{1,24}))/g;
/** A line that begins with a name and goes on to say what it stands for. */
const row =
  /^[\s|>*-]{0,12}[`<{$]{0,3}([\w-]{1,24})[`>}]{0,3}\s{0,4}(?:[|:=–—]|-\s|is\b|stands for\b|holds\b|contains\b)/;
const legendWithin = 16;
/** What no service asks for; a key, or words that somebody typed, may be what it works with. */
const grave = ["secretFile", "proof"] as const;

/** Addresses with open places, where the lines behind them say that something valuable is put there. */
export function withLegend(
  text: string,
  sentences: readonly SentenceSigns[],
): readonly SentenceSigns[] {
  return sentences.map((one, at) => {
    if (!one.said.has("filled")) return one;
    const places = new Set(
      Array.from(text.slice(one.from, one.to).matchAll(open), ([, a, b, c]) => a ?? b ?? c ?? ""),
    );
    if (places.size === 0) return one;
    const told = sentences.slice(at + 1, at + 1 + legendWithin).filter(({ from, to }) => {
      const name = row.exec(text.slice(from, Math.min(to, from + 80)))?.[1];
      return name !== undefined && places.has(name);
    });
    const found = grave.filter((part) => told.some(({ said }) => said.has(part)));
    return found.length === 0
      ? one
      : { ...one, said: new Set<Part>([...one.said, ...found]), isResolved: true };
  });
}
