import { handCode } from "../hand-code.ts";
import { unknownText } from "../marks.ts";
import { shellPrograms } from "../programs.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";
import { startFile } from "../start-file.ts";

/** What reads shell text: other shells, and the built-in commands that evaluate it. */
export const shells: CommandFamily = [
  [shellPrograms.shells, runShell],
  [["cmd"], runWindowsShell],
  [["eval", "iex", "invoke-expression"], evaluate],
  [[".", "source"], source],
];

function runShell(shell: Shell, { program, args, input, detached }: Call): string {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? "";
    if (/^-[a-z]*c$/i.test(arg) || arg === "--command") {
      return handCode(shell, "shell", args[index + 1] ?? "", input);
    }
    if (arg === "-" || arg === "-s" || arg === "--" || arg === "/dev/stdin") break;
    if (arg === "-o" || arg === "+o" || arg === "--rcfile" || arg === "--init-file") index++;
    else if (!/^[-+]/.test(arg)) {
      return startFile(shell, arg, { language: "shell", interpreter: program, detached });
    }
  }
  return input === "" ? unknownText : handCode(shell, "shell", input, "");
}

function runWindowsShell(shell: Shell, { args, input }: Call): string {
  const at = args.findIndex((arg) => /^\/[ck]/i.test(arg));
  if (at >= 0) return shell.readText(args.slice(at + 1).join(" "), input);
  return input === "" ? "" : handCode(shell, "shell", input, "");
}

function evaluate(shell: Shell, { args, input }: Call): string {
  return handCode(shell, "shell", args.length > 0 ? args.join(" ") : input, "");
}

function source(shell: Shell, { args, detached }: Call): string {
  return startFile(shell, args[0] ?? "", { language: "shell", interpreter: "sh", detached });
}
