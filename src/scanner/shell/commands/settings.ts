import type { Call, CommandFamily, Shell } from "../shell.ts";

/** What changes the shell itself: its folder, variables and aliases. */
export const settings: CommandFamily = [
  [["cd", "pushd"], changeFolder],
  [["export", "set", "declare", "local", "readonly"], setVariables],
  [["read"], readVariables],
  [["mapfile", "readarray"], readLines],
  [["alias", "doskey"], setAliases],
];

function changeFolder({ state }: Shell, { args }: Call): string {
  state.folder = state.resolve(args.find((arg) => !/^[-/][a-z]$/i.test(arg)) ?? "~");
  return "";
}

function setVariables({ state }: Shell, { args }: Call): string {
  assign(state.variables, args);
  return "";
}

function setAliases({ state }: Shell, { args }: Call): string {
  assign(state.aliases, args);
  return "";
}

function assign(names: Map<string, string>, args: readonly string[]): void {
  for (const arg of args) {
    const at = arg.indexOf("=");
    if (at > 0) names.set(arg.slice(0, at), arg.slice(at + 1));
  }
}

function readLines({ state }: Shell, { args, input }: Call): string {
  const name = args.findLast((arg) => !arg.startsWith("-"));
  if (name !== undefined) state.variables.set(name, input.trim().replaceAll("\n", " "));
  return "";
}

function readVariables({ state }: Shell, { args, input }: Call): string {
  for (const name of args) if (!name.startsWith("-")) state.variables.set(name, input);
  return "";
}
