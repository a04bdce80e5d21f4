import type { Entry } from "../rule.ts";
import { type Column, column, valueAt } from "./column.ts";

/** Entries by column: of a large package their many like objects are most of what there is to read. */
export interface PackedEntries {
  /** Of plain files, in archive order; each column is as long as the first one. */
  readonly rawPaths: readonly string[];
  readonly modes: Column<number>;
  readonly sizes: readonly number[];
  /** All of them in one text, because a piece of a text costs less than a text. */
  readonly digests: string;
  readonly longestLines: readonly number[];
  readonly entropies: readonly number[];
  readonly magics: Column<string>;
  /** All others, each with its index among all. */
  readonly others: readonly (readonly [index: number, entry: Entry])[];
}

type PlainFile = Entry & { readonly shape: NonNullable<Entry["shape"]> };

const digestChars = 64;
const plainKeys = ["digest", "bytes", "longestLine", "entropy", "magic", "appendedBytes"];

export function packEntries(entries: readonly Entry[]): PackedEntries {
  const plain = entries.filter(isPlain);
  return {
    rawPaths: plain.map(({ rawPath }) => rawPath),
    modes: column(plain.map(({ mode }) => mode)),
    sizes: plain.map(({ size }) => size),
    digests: plain.map(({ shape }) => shape.digest).join(""),
    longestLines: plain.map(({ shape }) => shape.longestLine),
    entropies: plain.map(({ shape }) => shape.entropy),
    magics: column(plain.map(({ shape }) => shape.magic)),
    others: [...entries.entries()].filter(([, entry]) => !isPlain(entry)),
  };
}

/** Throws for columns that do not fit together. */
export function unpackEntries(packed: PackedEntries): readonly Entry[] {
  const { rawPaths, modes, sizes, digests, longestLines, entropies, magics, others } = packed;
  if (digests.length !== rawPaths.length * digestChars) throw new Error("a digest is missing");
  const entries: Entry[] = [];
  let from = 0;
  for (let index = 0; index < rawPaths.length; index++) {
    const rawPath = valueAt(rawPaths, index);
    for (let other = others[from]; other?.[0] === entries.length; other = others[from]) {
      entries.push(other[1]);
      from += 1;
    }
    const size = valueAt(sizes, index);
    const digest = digests.slice(index * digestChars, (index + 1) * digestChars);
    entries.push({
      rawPath,
      path: placed(rawPath),
      type: "file",
      typeFlag: "0",
      linkTarget: null,
      mode: valueAt(modes, index),
      size,
      digest,
      shape: {
        digest,
        bytes: size,
        longestLine: valueAt(longestLines, index),
        entropy: valueAt(entropies, index),
        magic: valueAt(magics, index),
        appendedBytes: 0,
      },
    });
  }
  for (const [, entry] of others.slice(from)) entries.push(entry);
  return entries;
}

/** Whether everything about an entry stands in the columns, or follows from them. */
function isPlain(entry: Entry): entry is PlainFile {
  const { rawPath, path, type, typeFlag, linkTarget, size, digest, shape } = entry;
  return (
    shape !== null &&
    type === "file" &&
    typeFlag === "0" &&
    linkTarget === null &&
    path === placed(rawPath) &&
    digest === shape.digest &&
    digest.length === digestChars &&
    size === shape.bytes &&
    shape.appendedBytes === 0 &&
    Object.keys(shape).every((key) => plainKeys.includes(key))
  );
}

/** Where an honest name is installed. */
function placed(rawPath: string): string {
  return rawPath.slice(rawPath.indexOf("/") + 1);
}
