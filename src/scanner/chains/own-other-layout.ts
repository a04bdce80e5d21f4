import type { Atom } from "../code/atoms.ts";
import type { PackageView } from "../rule.ts";
import { codeIndex } from "./code-index.ts";

/** Folders that packages have of their own, and that no package is called by. */
const above =
  /^<package>\/\.\.\/((?:bin|lib|dist|build|out|vendor|native|prebuilds|binaries)\/[^\n]{1,400})$/;

/**
 * Whether a write above the package's folder is one into it: a script that lies deeper in its repository
 * than in what is published asks where it is, and the same call also names the folder of the package.
 */
export function isOwnInOtherLayout(pkg: PackageView, { file, line, detail }: Atom): boolean {
  const own = above.exec(detail.path ?? "")?.[1];
  if (own === undefined || own.includes("..")) return false;
  return codeIndex(pkg.code)
    .inFile(file)
    .some(
      (other) =>
        other.kind === "snk.write" &&
        other.line === line &&
        other.detail.path === `<package>/${own}`,
    );
}
