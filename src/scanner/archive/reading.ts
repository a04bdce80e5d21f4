import type { ScanLimits } from "../limits.ts";
import type { ArchiveNote } from "../rule.ts";
import type { ByteReader } from "./byte-reader.ts";

/** One pass over an archive: where it stands and what was odd so far. */
export interface Reading {
  readonly limits: ScanLimits;
  readonly reader: ByteReader;
  readonly notes: ArchiveNote[];
  /** Where headers begin and where the body in front of each ended, in decompressed bytes. */
  readonly borders: { bodyEnd: number; header: number }[];
}

const maxNotes = 500;

/** Every such note blocks, so the first few hundred say as much as a million. */
export function note(reading: Reading, ruleId: string, message: string, file: string | null): void {
  if (reading.notes.length < maxNotes) reading.notes.push({ ruleId, message, file });
}
