import { installedPath } from "./archive/installed-path.ts";
import { StopReading } from "./archive/stop-reading.ts";
import type { ReleaseFacts } from "./facts.ts";
import type { ScanLimits } from "./limits.ts";
import type { Rule, Subject } from "./rule.ts";
import { judge, type Scanned } from "./scan.ts";
import type { UnpackedEntry, Unpacking } from "./unpack.ts";

/** One file of a folder that is to be judged as if it were packed. */
export interface LocalFile {
  /** From the folder, with slashes. */
  readonly path: string;
  readonly mode: number;
  readonly size: number;
  /** @throws StopReading when it cannot be read */
  read(): Promise<Uint8Array>;
}

/**
 * Judges the files of a folder as `scan` judges a tarball; there is no archive that could be odd.
 *
 * @param open lists the files anew each time
 */
export async function scanFiles(
  open: () => AsyncIterable<LocalFile>,
  subject: Subject,
  limits: ScanLimits,
  rules: readonly Rule[],
  previous: ReleaseFacts | null = null,
): Promise<Scanned> {
  return await judge(() => asUnpacking(open(), limits), subject, limits, rules, previous);
}

function asUnpacking(files: AsyncIterable<LocalFile>, limits: ScanLimits): Unpacking {
  async function* entries(): AsyncGenerator<UnpackedEntry> {
    let count = 0;
    let unpackedBytes = 0;
    for await (const { path, mode, size, read } of files) {
      count += 1;
      unpackedBytes += size;
      if (count > limits.entries) {
        throw new StopReading("entries", `the folder has more than ${limits.entries} files`);
      }
      if (size > limits.fileBytes) {
        throw new StopReading(
          "file",
          `the folder holds a file larger than ${limits.fileBytes} bytes`,
        );
      }
      if (unpackedBytes > limits.unpackedBytes) {
        throw new StopReading(
          "unpacked",
          `the folder holds more than ${limits.unpackedBytes} bytes`,
        );
      }
      const rawPath = `package/${path}`;
      let isRead = false;
      yield {
        entry: {
          rawPath,
          path: installedPath(rawPath).path,
          type: "file",
          typeFlag: "0",
          linkTarget: null,
          mode,
          size,
        },
        async read() {
          if (isRead) return null;
          isRead = true;
          return await read();
        },
      };
    }
  }
  return { entries: entries(), notes: [] };
}
