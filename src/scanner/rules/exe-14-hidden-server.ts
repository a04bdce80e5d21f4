import { atomRule } from "../chains/atom-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { fromPeer } from "../chains/from-peer.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

/** Installing or loading the package opens a door into the machine. */
export const hiddenServer: Rule = atomRule({
  meta: {
    id: "EXE-14",
    family: "execution",
    points: 110,
    solo: false,
    title: "A server is opened that nobody asked for.",
    advice: "See what it answers and to whom; a server is started by a command or a call.",
  },
  atoms: ["snk.listen"],
  message: "Code opens a server that gives files away or carries out requests, unasked.",
  weigh: (atom, pkg) => {
    if (atom.surface === "install") return {};
    return atom.surface === "load" && obeys(atom, pkg) ? { scale: "a" } : null;
  },
});

/** Whether a request that arrives decides what is run or read. */
function obeys({ file }: Atom, pkg: PackageView): boolean {
  const index = codeIndex(pkg.code);
  const arriving = index
    .inFile(file)
    .filter((source) => source.kind === "src.remote" || fromPeer(source));
  return arriving.some(({ id }) =>
    index
      .from(id)
      .some(({ sink }) =>
        /^snk\.(?:proc|code|module|write|read)/.test(index.atom(sink)?.kind ?? ""),
      ),
  );
}
