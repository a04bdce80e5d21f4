import type { JavaScriptReading, LiteralCall } from "./calls.ts";

export interface SpawnedCommand {
  readonly line: number;
  readonly command: string;
  /**
   * Whether this is what the process is started with. Other strings of the call may be a command
   * line behind a name that is not literal, or something else altogether.
   */
  readonly isCertain: boolean;
}

const maxCommands = 1_000;

/** The command lines that JavaScript text starts processes with, as far as they are literal. */
export function spawnedCommands(reading: JavaScriptReading): readonly SpawnedCommand[] {
  const commands: SpawnedCommand[] = [];
  for (const call of reading.calls) {
    if (commands.length >= maxCommands) break;
    if (!startsProcess(call, reading)) continue;
    const { strings, line } = call;
    const [first = ""] = strings;
    const add = (command: string, isCertain: boolean) =>
      commands.push({ line, command, isCertain });
    const isRuntime = !call.beginsLiterally && call.names.includes("execPath");
    if (isRuntime) add(["node", ...strings.map(quoted)].join(" "), true);
    else if (call.beginsLiterally && first !== "") {
      add(/\s/.test(first) ? first : strings.map(quoted).join(" "), true);
    }
    if (strings.length > 1) add(strings.join(" "), false);
    for (const text of strings) {
      if (/\s/.test(text)) add(text, false);
      for (const unpacked of decodings(text)) add(unpacked, false);
    }
  }
  return commands;
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
