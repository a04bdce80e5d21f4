/**
 * How much of a tarball the scanner is willing to read (threat catalogue §15.2). Passing any of
 * these blocks the tarball with the reason "limit": what was not read is never called clean.
 */
export interface ScanLimits {
  /** Bytes of the tarball as it travels. */
  readonly compressedBytes: number;
  /** Bytes of the whole archive after decompression, headers and padding included. */
  readonly unpackedBytes: number;
  /** Bytes of one file. */
  readonly fileBytes: number;
  /** Headers of any kind, also the ones that only extend the next. */
  readonly entries: number;
  /** Characters of one path. */
  readonly pathLength: number;
  /** Segments of one path. */
  readonly depth: number;
  /** Bytes of one extended header or long name; installing clients drop larger ones (1 MiB). */
  readonly extendedHeaderBytes: number;
  /** Unpacked bytes for each compressed byte, looked at once `ratioFromBytes` are unpacked. */
  readonly ratio: number;
  readonly ratioFromBytes: number;
  readonly jsonBytes: number;
  readonly jsonDepth: number;
  /** Text that is kept for rules to read: of one file, and of all files together. */
  readonly textBytesPerFile: number;
  readonly textBytes: number;
  /** Wall-clock milliseconds; only the pool, which has a clock, enforces it. */
  readonly timeMs: number;
  /** Resident bytes of the scanning process; only the pool enforces it. */
  readonly memoryBytes: number;
}

const MiB = 1024 * 1024;

export const defaultLimits: ScanLimits = {
  compressedBytes: 256 * MiB,
  unpackedBytes: 1024 * MiB,
  fileBytes: 256 * MiB,
  entries: 150_000,
  pathLength: 1024,
  depth: 64,
  extendedHeaderBytes: MiB,
  ratio: 200,
  ratioFromBytes: 64 * MiB,
  jsonBytes: 8 * MiB,
  jsonDepth: 128,
  textBytesPerFile: 4 * MiB,
  textBytes: 64 * MiB,
  timeMs: 30_000,
  // The largest packages that everybody installs need up to 1.7 GiB while their trees stand in memory.
  memoryBytes: 2048 * MiB,
};
