import type { Atom } from "../code/atoms.ts";
import type { PackageView } from "../rule.ts";
import { isServiceOfVariable } from "./service-hosts.ts";

const nearby = 12;
const maxLine = 400;
/** A test of how a name begins: with a word that is written, or with one that a constant holds. */
const begins =
  /[\w$.]{1,60}\.startsWith\(\s?(?:["'`]([A-Za-z][A-Za-z0-9]{1,40}_\w{0,40})["'`]|[A-Z][A-Z0-9]{1,30}_[A-Z0-9_]{1,60}\b)/g;

/**
 * Whether only those variables are taken out of the environment whose names begin as the settings of one
 * tool do, where no service that everybody has keys for is called so.
 */
export function isNarrowed({ kind, file, line }: Atom, pkg: PackageView): boolean {
  if (kind !== "src.env.bulk") return false;
  const lines = (pkg.text(file) ?? "").split("\n").slice(line - 1, line - 1 + nearby);
  return lines.some((text) =>
    [...text.slice(0, maxLine).matchAll(begins)].some(({ index, 1: prefix }) => {
      if (/!\s?\(?\s?$/.test(text.slice(0, index))) return false;
      return prefix === undefined || isServiceOfVariable(prefix.toUpperCase(), "") === "unknown";
    }),
  );
}
