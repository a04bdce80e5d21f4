import { sourcesOfCommand } from "../carried-sources.ts";
import { unknownText } from "../marks.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";
import { splitWords } from "../words.ts";

/** What starts the command among its arguments once for everything that it is given or finds. */
export const starters: CommandFamily = [
  [["xargs"], startOnItems],
  [["find"], startOnFiles],
  [["trap"], (shell, { args }) => shell.readText(args[0] ?? "", "")],
];

function startOnItems(shell: Shell, { args, input, detached }: Call): string {
  const at = args.findIndex(
    (arg, index) => !arg.startsWith("-") && !/^-[IiLnPsd]$/.test(args[index - 1] ?? ""),
  );
  const glued = args.find((arg) => /^-[Ii]./.test(arg))?.slice(2);
  const placeholder = glued ?? (args.includes("-I") ? args[args.indexOf("-I") + 1] : undefined);
  const item = input.trim();
  const command = at < 0 ? [] : args.slice(at);
  const filled =
    placeholder !== undefined
      ? command.map((word) => word.replaceAll(placeholder, item))
      : [...command, ...splitWords(item)];
  return shell.run(filled, { input: "", detached, silenced: false });
}

function startOnFiles(shell: Shell, { args, input, detached }: Call): string {
  const at = args.findIndex((arg) => /^-(?:exec|execdir|ok)$/.test(arg));
  const found = sourcesOfCommand(shell.state, "find", args);
  const command = args.slice(at + 1).map((arg) => arg.replaceAll("{}", `{}${found}`));
  if (at >= 0) shell.run(command, { input, detached, silenced: false });
  return unknownText;
}
