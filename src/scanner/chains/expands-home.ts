import type { Atom } from "../code/atoms.ts";
import type { PackageView } from "../rule.ts";
import { codeIndex } from "./code-index.ts";

const near = 4;
/** `path === "~"`, `path.startsWith("~/")`, `path[0] === "~"`, `path.replace(/^~/, …)`. */
const tilde = /["'`]~[/\\]{0,2}["'`]|\/\^~/;

/**
 * Whether the home folder is only what `~` stands for at the beginning of a path that a caller hands in: what
 * is asked for beside it is the same folder for a path that goes on.
 */
export function expandsHome({ id }: Atom, pkg: PackageView): boolean {
  const index = codeIndex(pkg.code);
  const homes = index
    .into(id)
    .filter(({ into }) => into === "path")
    .flatMap(({ source }) => index.atom(source) ?? [])
    .filter(isHome);
  const [first] = homes;
  if (first === undefined) return false;
  const others = index.inFile(first.file).filter((atom) => isHome(atom) && !isSame(atom, first));
  return (
    others.some((other) => isNear(other, first) && tilde.test(textAround(other, pkg))) &&
    homes.every((home) => isNear(home, first) && tilde.test(textAround(home, pkg)))
  );
}

function isHome({ kind, detail }: Atom): boolean {
  return kind === "src.host" && detail.names?.includes("home") === true;
}

function isSame(one: Atom, other: Atom): boolean {
  return one.line === other.line && one.column === other.column;
}

function isNear(one: Atom, other: Atom): boolean {
  return one.file === other.file && Math.abs(one.line - other.line) <= near;
}

const maxLine = 400;

/** The line on which the home folder is asked for, and the one above it. */
function textAround({ file, line, column }: Atom, pkg: PackageView): string {
  const lines = (pkg.text(file) ?? "").split("\n", line);
  const here = (lines.at(-1) ?? "").slice(Math.max(0, column - maxLine), column + maxLine);
  return `${(lines.at(-2) ?? "").slice(-maxLine)}\n${here}`;
}
