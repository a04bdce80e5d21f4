import { posix } from "node:path";
import type { Call, CommandFamily, Shell } from "../shell.ts";

/** What writes, copies and removes files. */
export const fileCommands: CommandFamily = [
  [["tee"], writeInput],
  [["dd"], copyBlocks],
  [["sed"], editInPlace],
  [["mktemp", "tempfile"], makeTemporary],
  [["cp", "copy", "mv", "move", "ln", "install", "rsync", "xcopy", "ren", "rename"], copyFiles],
  [["rm", "unlink", "del", "erase", "shred", "rimraf", "rmdir", "rd", "remove-item"], removeFiles],
];

function writeInput({ state }: Shell, { args, input }: Call): string {
  for (const path of args) if (!path.startsWith("-")) state.write(path, input);
  return input;
}

function copyBlocks({ state }: Shell, { args, input }: Call): string {
  const to = args.find((arg) => arg.startsWith("of="));
  if (to !== undefined) state.write(to.slice(3), input);
  return input;
}

/** Its name is made up, and the same wherever it is used later. */
function makeTemporary({ state }: Shell): string {
  return `/tmp/${state.acts.length}.made`;
}

function editInPlace({ state }: Shell, { args, input }: Call): string {
  if (args.some((arg) => /^-[a-z]*i/i.test(arg))) {
    const path = args.at(-1) ?? "";
    state.add({ kind: "write", path: state.resolve(path), from: null });
  }
  return input;
}

function copyFiles({ state }: Shell, { program, args }: Call): string {
  const plain = args.filter((arg) => !/^-|^\/[a-z]$/i.test(arg));
  const to = plain.at(-1);
  if (plain.length < 2 || to === undefined) return "";
  for (const from of plain.slice(0, -1)) {
    const content = state.files.get(state.resolve(from)) ?? state.markOfFile(from);
    const isFolder = to.endsWith("/") || to === "." || plain.length > 2;
    const target = isFolder ? `${to.replace(/\/$/, "")}/${posix.basename(from)}` : to;
    state.write(target, content, from);
    if (program === "mv" || program === "move") {
      state.add({ kind: "remove", path: state.resolve(from) });
    }
  }
  return "";
}

function removeFiles({ state }: Shell, { args }: Call): string {
  for (const arg of args) {
    if (!/^-|^\/[a-z]$/i.test(arg)) state.add({ kind: "remove", path: state.resolve(arg) });
  }
  return "";
}
