import type { Atom } from "../../../../src/scanner/code/atoms.ts";
import { interpretPackage } from "../../../../src/scanner/code/interpret-package.ts";
import { models } from "../../../../src/scanner/code/models/all.ts";

/** What was found, as lines that a table can compare. */
export interface Found {
  /** `snk.net literal a.test`, `src.file.secret [.npmrc] ~/.npmrc`. */
  readonly atoms: readonly string[];
  /** Kinds of atoms, without those that only surround others. */
  readonly kinds: readonly string[];
  /** `src.env.secret -> snk.net:body` */
  readonly flows: readonly string[];
  readonly through: readonly string[];
  readonly uses: readonly string[];
  readonly surfaces: Readonly<Record<string, string>>;
}

/** Interprets one file that runs when the package is loaded. */
export function foundIn(code: string, others: Readonly<Record<string, string>> = {}): Found {
  const texts: Readonly<Record<string, string>> = { "index.js": code, ...others };
  const { atoms, flows, uses } = interpretPackage(
    {
      text: (path) => texts[path] ?? null,
      paths: Object.keys(texts),
      manifest: { name: "example", version: "1.0.0", main: "index.js" },
    },
    [],
    models,
  );
  const shown = atoms.filter(
    ({ kind }) => !/^(?:src\.blob|src\.env\.config|ctx\.(?:silent|gate))$/.test(kind),
  );
  return {
    atoms: shown.map(lineOf),
    kinds: [...new Set(shown.map(({ kind }) => kind))],
    flows: [
      ...new Set(
        flows.map(
          ({ source, sink, into }) => `${atoms[source]?.kind} -> ${atoms[sink]?.kind}:${into}`,
        ),
      ),
    ],
    through: [...new Set(flows.flatMap(({ through }) => through))],
    uses: uses.map(({ capability, name }) => `${capability} ${name}`),
    surfaces: Object.fromEntries(atoms.map(({ kind, surface }) => [kind, surface])),
  };
}

function lineOf({ kind, detail }: Atom): string {
  const { destination, names, path, target, isAgent, text } = detail;
  const parts: string[] = [kind];
  if (kind === "snk.proc" && text !== undefined) parts.push(text);
  if (destination !== undefined && kind.startsWith("snk.")) {
    parts.push(destination.class, String(destination.host));
    if (destination.isPlainHttp) parts.push("plain");
  }
  if (names !== undefined && !kind.startsWith("snk.net")) parts.push(`[${names.join(",")}]`);
  if (path !== undefined) parts.push(path);
  if (target !== undefined) parts.push(target);
  if (isAgent === true) parts.push("agent");
  return parts.join(" ");
}
