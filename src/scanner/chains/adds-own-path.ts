import type { Atom } from "../code/atoms.ts";
import type { PackageView } from "../rule.ts";

const startFile = /\/\.(?:bashrc|bash_profile|profile|zshrc|zshenv|zprofile)$/;
const line =
  /^export PATH=(["']?)(?:~|\$HOME|\/)[^:;|&$`"'\s]{0,200}\/\.?([\w-]{3,60})(?:\/bin)?:\$PATH\1$/;

/**
 * Whether all that is written to a start-up file of a shell is that programs are also looked for in the
 * folder that carries the package's name: nothing starts by itself, and what lies there is said elsewhere.
 */
export function addsOwnPath(pkg: PackageView, { kind, detail }: Atom): boolean {
  const name = pkg.manifest?.json["name"];
  if (kind !== "snk.write" || typeof name !== "string") return false;
  const own = name.replace(/^@[^/]+\//, "");
  const lines = (detail.text ?? "").split("\n").filter((one) => one.trim() !== "");
  return (
    startFile.test(detail.path ?? "") &&
    lines.length > 0 &&
    lines.every((one) => line.exec(one.trim())?.[2] === own)
  );
}
