import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { startsOwnProgram } from "../chains/own-program.ts";
import { isPlainProgram } from "../chains/plain-program.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

/** Where the next stage lies is read from a public place that cannot be taken down. */
export const deadDrop: Rule = chainRule({
  meta: {
    id: "EXE-09",
    family: "execution",
    points: 130,
    solo: false,
    title: "An address or code is read from a public drop and then used.",
    advice: "A library for such a place returns what it reads; see why it is followed here.",
  },
  queries: [
    {
      sources: isDrop,
      // A version number in the path of a known host leads nowhere new.
      sinks: ({ kind, detail }) =>
        kind === "snk.net" &&
        detail.destination?.host === null &&
        !/^(?:config|param)$/.test(detail.destination.class),
      into: ["url"],
      flowOnly: true,
    },
    {
      sources: isDrop,
      sinks: ["snk.code", "snk.module", "snk.proc", "snk.proc.detached"],
      flowOnly: true,
    },
  ],
  message: "Code reads from a public drop where to go on, and goes there.",
  weigh({ sources, sink, surface }, pkg) {
    if (isPlainProgram(sink) || startsOwnProgram(sink) || isNamed(sink, pkg)) return null;
    // What lies there is of whoever wrote down which of all places is read, and that may be the caller.
    const isAsked = surface !== "install" && surface !== "load";
    return isAsked && sources.every((source) => isChosen(source, pkg)) ? null : {};
  },
});

/** Of the program's name only a version is read: the same call starts one whose name is written out. */
function isNamed({ kind, file, line, column }: Atom, pkg: PackageView): boolean {
  if (!kind.startsWith("snk.proc")) return false;
  return codeIndex(pkg.code)
    .inFile(file)
    .filter((atom) => atom.kind === kind && atom.line === line && atom.column === column)
    .some(({ detail }) =>
      /^<[a-z]{1,10}>[^\s;&|]{0,200}\/[a-z][\w-]{3,60}/i.test(detail.text ?? ""),
    );
}

function isChosen(source: Atom, pkg: PackageView): boolean {
  if (source.detail.destination?.class !== "drop") return false;
  const asked = codeIndex(pkg.code)
    .inFile(source.file)
    .filter(({ kind, line, column, detail }) => {
      const isHere = kind === "snk.net" && line === source.line && column === source.column;
      return isHere && detail.destination?.host === source.detail.destination?.host;
    });
  return asked.length > 0 && asked.every(({ detail }) => /<(?:\?|param)>/.test(detail.text ?? ""));
}

function isDrop({ kind, detail }: Atom): boolean {
  if (kind !== "src.remote") return false;
  const { destination, api = "" } = detail;
  return destination?.class === "drop" || destination?.class === "chain" || /resolveTxt/.test(api);
}
