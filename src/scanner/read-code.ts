import { posix } from "node:path";
import { startKinds } from "./chains/atom-kinds.ts";
import { type CodeFacts, noCode } from "./code/atoms.ts";
import { type InstallCode, interpretPackage } from "./code/interpret-package.ts";
import { models } from "./code/models/all.ts";
import { type InstallWords, installCode } from "./install/install-code.ts";
import type { PackageView } from "./rule.ts";
import { commandActs } from "./shell-atoms/command-acts.ts";
import { withShellAtoms } from "./shell-atoms/with-shell-atoms.ts";

/** Everything that the code of a package does: its JavaScript, its shell lines and its scripts. */
export function readCode(pkg: Omit<PackageView, "code">): CodeFacts {
  const view: PackageView = { ...pkg, code: noCode };
  const { files, words, inline } = installCode(view);
  const roots: readonly InstallCode[] = [
    ...files.map((file) => ({ file, words: words.get(file) ?? null })),
    ...inline.map(({ code, at }) => ({ inline: code, file: at.file, line: at.line ?? 1 })),
  ];
  const paths = pkg.entries.flatMap(({ path, type }) =>
    type === "file" && path !== null ? [path] : [],
  );
  const source = { text: pkg.text, paths, manifest: pkg.manifest?.json ?? null };
  const facts = interpretPackage(source, roots, models);
  if (!startsAgain(facts, words)) return withShellAtoms(facts, view);
  const untold = roots.map((root) => ("inline" in root ? root : { file: root.file }));
  return withShellAtoms(interpretPackage(source, untold, models), view);
}

/** Whether what a hook starts may start it once more, and tell it something else. */
function startsAgain({ atoms }: CodeFacts, words: InstallWords): boolean {
  if (words.size === 0) return false;
  const isTold = (path: string) => unclear.test(path) || words.has(posix.normalize(path));
  return atoms.some(
    ({ kind, surface, detail }) =>
      surface === "install" &&
      startKinds.includes(kind) &&
      commandActs(detail.text ?? "").some((act) => {
        if (act.kind === "start") return isTold(act.path);
        return act.kind === "run" && unclear.test(act.program) && isTold(act.args[0] ?? "?");
      }),
  );
}

const unclear = /[?\uE000]/;
