import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { quoteForMessage } from "../names/package-name.ts";
import type { NewBlock } from "./known-bad.store.ts";
import { parseBlockSubject } from "./subject.ts";

/** What a file or an address that lists bad packages holds. */
export interface BadListContents {
  /** Records that claim to be in the OSV format. */
  readonly advisories: readonly unknown[];
  readonly blocks: readonly NewBlock[];
  /** Entries that are neither, with the reason. */
  readonly refused: readonly { readonly id: string; readonly why: string }[];
}

/** Longer lists are not read to their end, which is refused rather than passed over. */
const maxEntries = 1_000_000;
const maxReason = 500;

const Entry = z.union([
  z.string().transform((subject) => ({ subject, reason: "" })),
  z.object({
    subject: z.string(),
    reason: z.string().max(maxReason).default(""),
  }),
]);

const Lists = z.object({
  blocks: z.array(z.unknown()).optional(),
  advisories: z.array(z.unknown()).optional(),
});

/**
 * Reads a list of bad packages in any of its forms: OSV records, alone, in an array or a line each; an
 * object with `blocks` and `advisories`; or plain lines of `name`, `name@range` or a digest, each with a
 * reason behind a `#` if it has one.
 *
 * @throws RegistryError `invalid` for what is no such list at all, or too long
 */
export function parseBadList(text: string): BadListContents {
  const entries = entriesOf(text);
  if (entries.length > maxEntries) {
    throw new RegistryError("invalid", `the list has more than ${maxEntries} entries`);
  }
  const advisories: unknown[] = [];
  const blocks: NewBlock[] = [];
  const refused: { id: string; why: string }[] = [];
  for (const entry of entries) {
    const parsed = Entry.safeParse(entry);
    if (!parsed.success) {
      advisories.push(entry);
      continue;
    }
    const { subject, reason } = parsed.data;
    try {
      blocks.push({ subject: parseBlockSubject(subject), reason });
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      refused.push({ id: quoteForMessage(subject), why: error.message });
    }
  }
  return { advisories, blocks, refused };
}

function entriesOf(text: string): readonly unknown[] {
  const begins = text.trimStart().charAt(0);
  if (begins !== "{" && begins !== "[") return plainLines(text);
  const whole = parsed(text);
  if (whole === undefined) return jsonLines(text);
  if (Array.isArray(whole)) return whole;
  const lists = Lists.safeParse(whole);
  const { blocks, advisories } = lists.success ? lists.data : {};
  return blocks === undefined && advisories === undefined
    ? [whole]
    : [...(blocks ?? []), ...(advisories ?? [])];
}

function plainLines(text: string): object[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const mark = line.indexOf("#");
    const subject = (mark === -1 ? line : line.slice(0, mark)).trim();
    const reason = mark === -1 ? "" : line.slice(mark + 1, mark + 1 + maxReason).trim();
    return subject === "" ? [] : [{ subject, reason }];
  });
}

function jsonLines(text: string): unknown[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  return lines.map((line, index) => {
    const value = parsed(line);
    if (value !== undefined) return value;
    throw new RegistryError("invalid", `line ${index + 1} of the list is no JSON`);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
