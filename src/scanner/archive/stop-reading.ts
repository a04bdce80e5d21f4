/** The names that a report's `limitsHit` uses for what the reader itself counts. */
export type ReadingLimit =
  | "compressed"
  | "unpacked"
  | "file"
  | "entries"
  | "path"
  | "depth"
  | "extended-header"
  | "ratio"
  | "json";

/**
 * Ends the reading of an archive: a limit was passed, or the bytes make no sense. It is a verdict
 * about the bytes, so `scan` turns it into a report; any other error is a fault of the source.
 */
export class StopReading extends Error {
  override readonly name = "StopReading";
  /** Null when the archive is unreadable rather than too big. */
  readonly limit: ReadingLimit | null;

  constructor(limit: ReadingLimit | null, message: string) {
    super(message);
    this.limit = limit;
  }
}
