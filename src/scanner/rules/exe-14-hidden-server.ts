import { atomRule } from "../chains/atom-rule.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { fromPeer } from "../chains/from-peer.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";

const meta: RuleMeta = {
  id: "EXE-14",
  family: "execution",
  points: 120,
  solo: false,
  title: "A server is opened that nobody asked for.",
  advice: "See what it answers and to whom; a server is started by a command or a call.",
};

const opened: Rule = atomRule({
  meta,
  atoms: ["snk.listen"],
  message: "Code opens a server that gives files away or carries out requests, unasked.",
  weigh: (atom, pkg) => {
    if (atom.surface === "install") return {};
    return atom.surface === "load" && obeys(atom, pkg) ? { scale: "a" } : null;
  },
});

/** Who serves files serves those of a folder; here the request alone says which. */
const anyFile: Rule = chainRule({
  meta,
  queries: [{ sources: fromPeer, sinks: isAnyFile, into: ["path"], flowOnly: true }],
  message: "Code reads whatever file a request names, in no folder of its own.",
  weigh: ({ sources, sink, surface }, pkg) => {
    // In a bundle, requests of one server and files of another meet by chance.
    const isBundle = codeIndex(pkg.code).file(sink.file)?.isBundle === true;
    if (isBundle || sources.every(({ file }) => file !== sink.file)) return null;
    // Who starts a command that serves a folder names the folder.
    const isStarted = sources.every((source) => source.surface === "cli");
    if (surface === "cli" || surface === "dormant" || isStarted) return { base: 40, floor: 0 };
    // What a caller mounts looks the file up in a table or a folder that the caller made.
    return surface === "call" ? { base: 30, floor: 0 } : { scale: "a" };
  },
});

function isAnyFile({ kind, detail }: Atom): boolean {
  return kind === "snk.read" && detail.path === undefined;
}

/** A door into the machine: opened when the package is installed or loaded, or into all of its files. */
export const hiddenServer: Rule = {
  meta,
  check: (pkg) => [...opened.check(pkg), ...anyFile.check(pkg)],
};

/** Whether a request that arrives decides what is run or read. */
function obeys({ file }: Atom, pkg: PackageView): boolean {
  const index = codeIndex(pkg.code);
  // What it asked of others arrives as well, but at no server.
  const arriving = index.inFile(file).filter(fromPeer);
  return arriving.some(({ id }) =>
    index
      .from(id)
      .some(({ sink }) =>
        /^snk\.(?:proc|code|module|write|read)/.test(index.atom(sink)?.kind ?? ""),
      ),
  );
}
