import type { JavaScriptReading, LiteralCall } from "./javascript-calls.ts";

export interface ProcessLine {
  readonly line: number;
  /** Readings of the call's arguments as command lines. */
  readonly commands: readonly string[];
}

const maxCommands = 500;

/**
 * The command lines that JavaScript text starts processes with, as far as they are literal. Names
 * that are bound from a process module count as starters whatever they are called.
 */
export function asProcessLines(reading: JavaScriptReading): readonly ProcessLine[] {
  const lines: ProcessLine[] = [];
  for (const call of reading.calls) {
    if (lines.length >= maxCommands) break;
    if (!startsProcess(call, reading)) continue;
    const { strings } = call;
    const texts = strings.flatMap((text) => [text, ...decodings(text)]);
    const commands = texts.filter((text) => /\s/.test(text));
    if (strings.length > 1) commands.push(strings.map(quoted).join(" "), strings.join(" "));
    else if (strings[0] !== undefined && commands.length === 0) commands.push(strings[0]);
    lines.push({ line: call.line, commands });
  }
  return lines;
}

function startsProcess({ callee }: LiteralCall, reading: JavaScriptReading): boolean {
  return callee.some((name) => reading.processNames.has(name));
}

/** A command that was packed as base64 or hex. */
function decodings(text: string): string[] {
  const packed = text.trim();
  const found: string[] = [];
  if (packed.length < 16 || packed.length > 65_536) return found;
  if (/^[0-9a-fA-F]+$/.test(packed)) found.push(Buffer.from(packed, "hex").toString("utf8"));
  if (/^[A-Za-z0-9+/_-]+=*$/.test(packed))
    found.push(Buffer.from(packed, "base64").toString("utf8"));
  return found.filter((decoded) => /^[\s\x20-\x7e]+$/.test(decoded));
}

function quoted(text: string): string {
  return /^[\w./:@=+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
