import type { Call, CommandFamily, Shell } from "../shell.ts";
import { printf } from "./printf.ts";

/** What prints its arguments or files. */
export const outputCommands: CommandFamily = [
  [["echo", "write-output"], printWords],
  [["printf"], (_, { args }) => printf(args)],
  [["cat", "type", "tac", "head", "tail"], printFiles],
];

function printWords(_: Shell, { args }: Call): string {
  return `${args.filter((arg, index) => index > 0 || !/^-[neE]+$/.test(arg)).join(" ")}\n`;
}

function printFiles({ state }: Shell, { args, input }: Call): string {
  const files = args.filter((arg) => !arg.startsWith("-"));
  return files.length === 0 ? input : files.map((file) => state.contents(file)).join("");
}
