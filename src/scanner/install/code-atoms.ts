import { codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import type { Hit, PackageView } from "../rule.ts";

/** What the JavaScript does that hooks start; shell lines are read act by act. */
export function installAtoms(pkg: PackageView): readonly Atom[] {
  return codeIndex(pkg.code).facts.atoms.filter(
    ({ surface, detail }) => surface === "install" && detail.api?.startsWith("shell") !== true,
  );
}

/** A hit at the place of an atom that acts at installation. */
export function atomHit(
  { file, line, column, excerpt }: Atom,
  message: string,
  extra: Pick<Hit, "points" | "solo" | "explainedBy" | "family"> = {},
): Hit {
  return { surface: "install", file, line, column, excerpt, message, ...extra };
}
