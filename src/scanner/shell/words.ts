import { shellPrograms } from "./programs.ts";

/** `/usr/bin/Curl.EXE` → `curl`: how a command is looked up in the lists. */
export function baseName(command: string): string {
  const last = command.slice(Math.max(command.lastIndexOf("/"), command.lastIndexOf("\\")) + 1);
  return last.toLowerCase().replace(/\.(?:exe|cmd|bat|com)$/, "");
}

/** Splits a value as an unquoted variable is split. */
export function splitWords(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}

/** `sudo -E env A=1 curl x` → `curl x`, one layer a call; the same array when there is no layer. */
export function unwrap(argv: readonly string[]): readonly string[] {
  const program = baseName(argv[0] ?? "");
  if (!shellPrograms.wrappers.has(program)) return argv;
  // `command -v curl` asks where something is and starts nothing.
  if (program === "command" && /^-[vV]$/.test(argv[1] ?? "")) return argv;
  let index = 1;
  for (; index < argv.length; index++) {
    const word = argv[index] ?? "";
    if (program === "env" && (word === "-S" || word === "--split-string")) {
      return [...splitWords(argv[index + 1] ?? ""), ...argv.slice(index + 2)];
    }
    const isOption = /^[-+]/.test(word) || (program === "start" && /^\/|^$/.test(word));
    const isAssignment = /^[A-Za-z_]\w*=/.test(word);
    const isDuration = /^g?timeout$/.test(program) && /^[0-9.]+[smhd]?$/.test(word);
    if (!isOption && !isAssignment && !isDuration) break;
    if (
      /^(?:-u|-g|-n|-c|-s|-k|-e|--user|--signal|-windowstyle|-verb|-workingdirectory)$/i.test(word)
    ) {
      if (takesValue(program, word)) index++;
    }
  }
  return argv.slice(index);
}

function takesValue(program: string, option: string): boolean {
  const byProgram: Readonly<Record<string, string>> = {
    sudo: "-u -g --user",
    doas: "-u",
    env: "-u",
    nice: "-n",
    ionice: "-c -n",
    timeout: "-s -k --signal",
    gtimeout: "-s -k --signal",
    dotenv: "-e",
    "start-process": "-windowstyle -verb -workingdirectory",
    saps: "-windowstyle -verb -workingdirectory",
  };
  return (byProgram[program] ?? "").split(" ").includes(option.toLowerCase());
}

/**
 * What `cmd.exe` would make of the same line: carets escape, `%NAME%` is a variable, and `$` and
 * backticks mean nothing. Null when the line is not written for it.
 */
export function asWindowsReads(text: string): string | null {
  if (!/\^\S|%[A-Za-z_]\w*%|powershell|pwsh/i.test(text)) return null;
  return text
    .replace(/\^([^\s])/g, "$1")
    .replaceAll("`", "")
    .replaceAll("$", "\\$")
    .replace(/%([A-Za-z_]\w*)%/g, "$${$1}");
}
