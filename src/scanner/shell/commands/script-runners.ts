import { posix } from "node:path";
import { followScript } from "../follow-script.ts";
import { anyMark, unknownText } from "../marks.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";

/** What runs the package's own recipes. */
export const scriptRunners: CommandFamily = [
  [["run-s", "run-p", "npm-run-all", "concurrently"], runScripts],
  [["make", "gmake"], make],
];

function runScripts(shell: Shell, { args }: Call): string {
  for (const arg of args) {
    if (!arg.startsWith("-") && !followScript(shell, arg)) shell.readText(arg, "");
  }
  return "";
}

/** Every recipe of the Makefile is read, whatever its target. */
function make(shell: Shell, { args }: Call): string {
  const { state } = shell;
  const textOf = (name: string) => state.host.text(posix.join(state.folder, name));
  const folder = optionOf(args, /^(?:-C|--directory)$/) ?? "";
  const file = optionOf(args, /^(?:-f|--file|--makefile)$/);
  const names = file === undefined ? ["Makefile", "makefile", "GNUmakefile"] : [file];
  const path = names.map((name) => posix.join(folder, name)).find((name) => textOf(name) !== null);
  if (path === undefined || state.followed.has("make")) return unknownText;
  state.followed.add("make");
  const recipes = (textOf(path) ?? "")
    .split("\n")
    .filter((line) => line.startsWith("\t"))
    .map((line) =>
      line
        .slice(1)
        .replace(/^[@+-]+/, "")
        .replaceAll("$$", "$"),
    );
  const outer = state.place;
  state.place = { file: path, line: null, excerpt: "" };
  shell.readText(recipes.join("\n").replace(anyMark, ""), "");
  state.place = outer;
  return unknownText;
}

function optionOf(args: readonly string[], name: RegExp): string | undefined {
  const at = args.findIndex((arg) => name.test(arg));
  return at < 0 ? undefined : args[at + 1];
}
