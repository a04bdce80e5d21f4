import { codeIndex } from "../chains/code-index.ts";
import { commandText } from "../chains/command-text.ts";
import type { Atom } from "../code/atoms.ts";
import { surfacePoints } from "../findings/file-surfaces.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const temporary = /^(?:<temp>|\/tmp|\/var\/tmp|\/dev\/shm)(?:\/|$)/;

/** Native code that is loaded from where no build puts it. */
export const oddLoading: Rule = {
  meta: {
    id: "BIN-04",
    family: "binary",
    points: 70,
    solo: false,
    title: "Native code is loaded by a hidden, temporary or downloaded path.",
    advice: "Find out which file is loaded, and where it comes from.",
  },
  *check(pkg) {
    for (const atom of pkg.code.atoms) {
      const message = atom.kind === "snk.native" ? oddity(pkg, atom.id) : startedLibrary(pkg, atom);
      if (message === null) continue;
      const { file, line, column, excerpt, surface } = atom;
      const isStarted =
        atom.kind !== "snk.native" || atom.detail.names?.includes("preload") === true;
      const isUnasked = surface === "install" || (surface === "load" && isStarted);
      const floor = isUnasked ? 100 : 40;
      const points = surfacePoints(70, surface, floor);
      const hit: Hit = { surface, file, line, column, excerpt, message, points };
      yield hit;
    }
  },
};

/** Programs of the system that run a function of whatever library they are given. */
const hosts =
  /(?:^|[\s"'\\/])(?:rundll32|regsvr32|odbcconf|mavinject|msxsl|installutil|regasm|regsvcs)(?:\.exe)?["']?\s([^\n]{1,600})/i;
const library = /([^\s"',{}]{1,300}\.(?:dll|node|ocx|cpl|dat|bin))\b/i;

/** A library is no program: whoever starts one through another program hides what runs. */
function startedLibrary(pkg: PackageView, atom: Atom): string | null {
  const command = commandText(atom);
  const given = command === null ? undefined : hosts.exec(command.slice(0, 2048))?.[1];
  const path = given === undefined ? undefined : library.exec(given)?.[1];
  if (path === undefined) return null;
  const name = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  const isOwn = pkg.entries.some(
    ({ path: at }) => at === name || at?.endsWith(`/${name}`) === true,
  );
  return isOwn || /<(?:package|temp)>/.test(path)
    ? "A library is started through a program of the system."
    : null;
}

function oddity(pkg: PackageView, id: number): string | null {
  const index = codeIndex(pkg.code);
  const detail = index.atom(id)?.detail ?? {};
  const sources = index.into(id).map(({ source }) => index.atom(source)?.kind);
  if (sources.includes("src.remote")) return "Native code is loaded that was downloaded before.";
  if (sources.includes("src.blob")) return "Native code is loaded that was unpacked from data.";
  if (
    detail.names?.includes("preload") === true &&
    /^<(?:package|temp|\?)>|^\/tmp\//.test(detail.path ?? "")
  )
    return "A library of the package is loaded into another program.";
  if (temporary.test(detail.path ?? ""))
    return "Native code is loaded from a folder for temporary files.";
  return detail.folded === "decoded" ? "Native code is loaded by a path that was encoded." : null;
}
