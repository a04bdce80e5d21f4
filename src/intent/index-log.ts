import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";

/**
 * `index.jsonl`: every entry that there ever was, a line each, in the order in which they came. It is
 * only ever appended to; what is current says the compact index.
 */
export interface IndexLog extends AsyncDisposable {
  /** On return the lines survive a power loss. */
  append(lines: readonly string[]): Promise<void>;
  /** Which lines it has. */
  known(): Promise<LineSet>;
}

export interface LineSet {
  has(line: string): boolean;
}

const chunkBytes = 64 * 1024;

/** Opens the log of a folder. A last line that a crash has torn is cut off, and that is said. */
export async function openIndexLog(folder: string, log: Logger): Promise<IndexLog> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, "index.jsonl");
  const file = await open(path, "a+", 0o600);
  const torn = await cutTornLine(file);
  if (torn > 0) {
    log.warn(
      { file: path, bytes: torn },
      "the last line of the intent index was torn by a crash; it is cut off and written anew",
    );
  }
  return {
    async append(lines) {
      if (lines.length === 0) return;
      await file.appendFile(`${lines.join("\n")}\n`);
      await file.datasync();
    },
    async known() {
      const hashes = new Set<bigint | number>();
      for await (const line of linesOf(path)) hashes.add(Bun.hash(line));
      return { has: (line) => hashes.has(Bun.hash(line)) };
    },
    [Symbol.asyncDispose]: () => file.close(),
  };
}

/** Cuts off what follows the last line break; says how many bytes that were. */
async function cutTornLine(file: FileHandle): Promise<number> {
  const { size } = await file.stat();
  let end = size;
  while (end > 0) {
    const start = Math.max(0, end - chunkBytes);
    const chunk = Buffer.alloc(end - start);
    await file.read(chunk, 0, chunk.length, start);
    const at = chunk.lastIndexOf(0x0a);
    if (at >= 0) {
      end = start + at + 1;
      break;
    }
    end = start;
  }
  if (end < size) await file.truncate(end);
  return size - end;
}

/** The lines of a file of ASCII, without their line breaks. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of createReadStream(path, {
    encoding: "latin1",
    highWaterMark: 1 << 20,
  })) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
