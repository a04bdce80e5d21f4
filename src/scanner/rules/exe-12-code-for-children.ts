import { secretKinds, sendKinds } from "../chains/atom-kinds.ts";
import { atomRule } from "../chains/atom-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { findChains } from "../chains/find-chains.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

/** A worker or another process is given its code as a text, and that code steals or fetches. */
export const codeForChildren: Rule = atomRule({
  meta: {
    id: "EXE-12",
    family: "execution",
    points: 110,
    solo: false,
    title: "A worker or process is given harmful code as a text.",
    advice: "Read the text as a program of its own.",
  },
  atoms: (atom) =>
    (atom.kind === "snk.code" && /Worker/.test(atom.detail.api ?? "")) ||
    (/^snk\.proc/.test(atom.kind) && atom.detail.isRead === true),
  message: "Code hands a harmful program to a worker or process as a text.",
  weigh: (atom, pkg) => (carriesChain(atom, pkg) ? {} : null),
});

function carriesChain(atom: Atom, pkg: PackageView): boolean {
  const inner = (one: Atom) => one.file === atom.file && one.layer > atom.layer;
  const stolen = findChains(pkg.code, {
    sources: (one) => secretKinds.includes(one.kind) && inner(one),
    sinks: (one) => sendKinds.includes(one.kind) && inner(one),
  });
  if (stolen.some(({ proximity }) => proximity === "flow" || proximity === "func")) return true;
  const index = codeIndex(pkg.code);
  return index.inFile(atom.file).some(
    (sink) =>
      inner(sink) &&
      /^snk\.(?:code|proc)/.test(sink.kind) &&
      index.into(sink.id).some(({ source }) => {
        const from = index.atom(source);
        return from?.kind === "src.remote" && !isPart(from, sink, pkg);
      }),
  );
}

const chosen: readonly (string | undefined)[] = ["literal", "decoded", "ip", "drop", "chain"];

/** What a worker is told to load, as a codec that lies beside it: whoever starts the worker says where. */
function isPart(source: Atom, { detail, file, layer }: Atom, pkg: PackageView): boolean {
  const { api, folded } = detail;
  if (api !== "global.importScripts" || folded !== undefined || source.detail.api !== api)
    return false;
  if (chosen.includes(source.detail.destination?.class)) return false;
  const index = codeIndex(pkg.code);
  const asked = index
    .inFile(file)
    .filter((one) => one.kind === "snk.net" && one.layer === layer && one.detail.api === api);
  // An address that was fetched before is nobody's choice here.
  return !asked.some(({ id }) =>
    index.into(id).some((flow) => index.atom(flow.source)?.kind === "src.remote"),
  );
}
