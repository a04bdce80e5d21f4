import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  openSync,
  renameSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import pino, { type Logger } from "pino";

export interface LogLimits {
  readonly maxBytes: number;
  /** The one that is written to and the older ones together. */
  readonly files: number;
}

const logLimits: LogLimits = { maxBytes: 10 * 1000 * 1000, files: 7 };

export interface LogFile extends Disposable {
  write(line: string): void;
}

/**
 * A file that lines are added to. One that would grow past its limit becomes `….1`, that one `….2`, and
 * so on; the oldest goes. Written line by line, so that the last words of a process that is killed
 * are there.
 */
export function openLogFile(path: string, { maxBytes, files }: LogLimits = logLimits): LogFile {
  const open = () => {
    const opened = openSync(path, "a", 0o600);
    chmodSync(path, 0o600);
    return opened;
  };
  let file = open();
  let size = fstatSync(file).size;
  let isOpen = true;

  function rotate(): void {
    for (let age = files - 1; age > 0; age--) {
      const younger = olderLog(path, age - 1);
      if (existsSync(younger)) renameSync(younger, olderLog(path, age));
    }
    const full = file;
    file = open();
    size = 0;
    closeSync(full);
  }

  return {
    write(line) {
      // The number of a closed file may be that of another by now.
      if (!isOpen) return;
      const bytes = Buffer.byteLength(line);
      try {
        if (size > 0 && size + bytes > maxBytes) rotate();
        writeSync(file, line);
        size += bytes;
      } catch {
        // A full disk takes the log away, not the registry.
      }
    },
    [Symbol.dispose]() {
      if (isOpen) closeSync(file);
      isOpen = false;
    },
  };
}

/** The log as it was so many rotations ago; 0 is the one that is written to. */
export function olderLog(path: string, age: number): string {
  return age === 0 ? path : `${path}.${age}`;
}

export function logPath(home: string): string {
  return join(home, "run", "agentregistry.log");
}

/** A logger of lines of JSON: `{timestamp, level, message, data?}`. */
export function createLog(file: Pick<LogFile, "write">, level: string): Logger {
  return pino(
    {
      level,
      base: null,
      messageKey: "message",
      nestedKey: "data",
      formatters: { level: (label) => ({ level: label }) },
      timestamp: () => `,"timestamp":"${new Date().toISOString()}"`,
    },
    file,
  );
}
