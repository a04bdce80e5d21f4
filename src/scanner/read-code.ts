import { type CodeFacts, noCode } from "./code/atoms.ts";
import { type InstallCode, interpretPackage } from "./code/interpret-package.ts";
import { models } from "./code/models/all.ts";
import { installCode } from "./install/install-code.ts";
import type { PackageView } from "./rule.ts";
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
  return withShellAtoms(interpretPackage(source, roots, models), view);
}
