import { unknownText } from "../marks.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";
import { printf } from "./printf.ts";

/** What prints its arguments or files. */
export const outputCommands: CommandFamily = [
  [["echo", "write-output"], printWords],
  [["printf"], (_, { args }) => printf(args)],
  [["cat", "type", "tac", "head", "tail"], printFiles],
  [["command", "which"], printPlace],
];

function printWords(_: Shell, { args }: Call): string {
  return `${args.filter((arg, index) => index > 0 || !/^-[neE]+$/.test(arg)).join(" ")}\n`;
}

/** `command -v curl` prints where it is, and what is started by that path is what was asked for. */
function printPlace(_: Shell, { program, args }: Call): string {
  if (program === "command" && !args.some((arg) => /^-[vV]$/.test(arg))) return unknownText;
  const names = args.filter((arg) => !arg.startsWith("-"));
  return names.map((name) => `${name.includes("/") ? name : `/usr/bin/${name}`}\n`).join("");
}

function printFiles({ state }: Shell, { args, input }: Call): string {
  const files = args.filter((arg) => !arg.startsWith("-"));
  return files.length === 0 ? input : files.map((file) => state.contents(file)).join("");
}
