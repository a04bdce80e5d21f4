import {
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  readSync,
  type Stats,
  statSync,
} from "node:fs";
import { type Command, InvalidArgumentError } from "commander";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  text,
} from "./command.ts";
import { logPath, olderLog } from "./log-file.ts";
import { type Paint, paintFor, printable } from "./terminal.ts";

const maxLines = 100_000;

/** `agentregistry logs`: what the registry wrote down, the last of it first looked at. */
export function addLogsCommand(program: Command, context: CommandContext): void {
  addCommand(program, "logs", "what the registry wrote down; --json shows the lines as they are")
    .option("-n, --lines <n>", "how many of the last lines", readCount, "50")
    .option("-f, --follow", "go on with what is added, until it is interrupted")
    .action(async (flags: Flags) => {
      const path = logPath(configOf(context, flags).home);
      const { json, terminal } = outputOf(context, flags);
      const follows = flags["follow"] === true;
      if (!follows && !existsSync(path)) {
        throw new RegistryError("not_found", `there is no log at ${path} yet`);
      }
      const paint = paintFor(terminal);
      const print = (line: string) => terminal.out(json ? line : describeLine(line, paint));
      // Opened before the end is read, so that no line is between the two.
      const added = follows ? openAdded(path) : null;
      const lines = lastLines(path, Number(text(flags["lines"])), added?.before);
      for (const line of lines) print(line);
      if (added !== null) await follow(added, print);
    });
}

function readCount(given: string): string {
  if (/^\d+$/.test(given) && Number(given) <= maxLines) return given;
  throw new InvalidArgumentError(`give a number from 0 to ${maxLines}.`);
}

const Line = z.object({
  timestamp: z.string(),
  level: z.string(),
  message: z.string().default(""),
  data: z.record(z.string(), z.unknown()).default({}),
});

/** A line for people: time, level, message, and what belongs to it. */
export function describeLine(line: string, paint: Paint): string {
  const parsed = Line.safeParse(jsonOf(line));
  if (!parsed.success) return printable(line);
  const { timestamp, level, message, data } = parsed.data;
  const paintLevel =
    level === "error" ? paint.bad : level === "warn" ? paint.doubtful : paint.strong;
  const fields = Object.entries(data).map(
    ([key, value]) => `${paint.faint(`${printable(key)}=`)}${printable(shownValue(value))}`,
  );
  return [
    paint.faint(printable(timestamp)),
    paintLevel(printable(level).toUpperCase().padEnd(5)),
    printable(message),
    ...fields,
  ].join(" ");
}

function shownValue(value: unknown): string {
  if (typeof value === "string") return /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
  const message = z.looseObject({ message: z.string() }).safeParse(value);
  return JSON.stringify(message.success ? message.data.message : value);
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const chunkBytes = 64 * 1024;

/**
 * The last lines of a log and of the older ones that it was, read from their ends.
 *
 * @param before where the newest file counts as ended
 */
export function lastLines(path: string, count: number, before = Number.MAX_SAFE_INTEGER): string[] {
  const lines: string[] = [];
  for (let age = 0; lines.length < count; age++) {
    const file = olderLog(path, age);
    if (!existsSync(file)) break;
    lines.unshift(...lastLinesOf(file, count - lines.length, age === 0 ? before : undefined));
  }
  return lines;
}

function lastLinesOf(path: string, count: number, before = Number.MAX_SAFE_INTEGER): string[] {
  const file = openSync(path, "r");
  try {
    let at = Math.min(fstatSync(file).size, before);
    let seen = 0;
    const chunks: Buffer[] = [];
    // The newline of the line before the first that is wanted has to be in.
    while (at > 0 && seen <= count) {
      const from = Math.max(0, at - chunkBytes);
      const chunk = readRange(file, from, at);
      seen += chunk.filter((byte) => byte === newline).length;
      chunks.unshift(chunk);
      at = from;
    }
    const lines = Buffer.concat(chunks).toString("utf8").split("\n");
    if (lines.at(-1) === "") lines.pop();
    return count === 0 ? [] : lines.slice(-count);
  } finally {
    closeSync(file);
  }
}

const newline = 0x0a;

function readRange(file: number, from: number, to: number): Buffer {
  const chunk = Buffer.alloc(to - from);
  return chunk.subarray(0, readSync(file, chunk, 0, chunk.length, from));
}

interface Added {
  /** Where the file ended when it was opened. */
  readonly before: number;
  /** Whole lines that were added since the last call. */
  next(): string[];
}

/** Follows a file by its name: when it was put away for a new one, the rest of it comes first. */
function openAdded(path: string): Added {
  let file: number | null = null;
  let stats: Stats | undefined;
  let at = 0;
  let rest = Buffer.alloc(0);
  const open = () => {
    file = existsSync(path) ? openSync(path, "r") : null;
    stats = file === null ? undefined : fstatSync(file);
    at = 0;
  };
  const read = () => {
    if (file === null) return;
    for (;;) {
      const chunk = readRange(file, at, at + chunkBytes);
      if (chunk.length === 0) return;
      at += chunk.length;
      rest = Buffer.concat([rest, chunk]);
    }
  };
  open();
  at = stats?.size ?? 0;
  return {
    before: at,
    next() {
      read();
      const current = statSync(path, { throwIfNoEntry: false });
      if (current !== undefined && current.ino !== stats?.ino) {
        // Between the last read and the change of names there may have been more.
        read();
        if (file !== null) closeSync(file);
        open();
        read();
      }
      const end = rest.lastIndexOf(newline);
      if (end === -1) return [];
      const lines = rest.subarray(0, end).toString("utf8").split("\n");
      rest = rest.subarray(end + 1);
      return lines;
    },
  };
}

const lookEveryMs = 200;

/** Ends with the process, when somebody interrupts it. */
async function follow(added: Added, print: (line: string) => void): Promise<never> {
  for (;;) {
    for (const line of added.next()) print(line);
    await Bun.sleep(lookEveryMs);
  }
}
