import type { Atom, CodeFacts } from "../code/atoms.ts";
import { codeIndex } from "./code-index.ts";

/**
 * Who chose where bytes came from: the package itself (`fixed`), its caller or a setting
 * (`caller`), a peer that calls in (`peer`), or nobody can tell (`unknown`).
 */
export function remoteOrigin(
  facts: CodeFacts,
  sources: readonly Atom[],
): "fixed" | "caller" | "peer" | "unknown" {
  const origins = sources
    .filter(({ kind }) => kind === "src.remote")
    .map((source) => originOf(facts, source));
  for (const origin of ["fixed", "peer", "unknown", "caller"] as const) {
    if (origins.includes(origin)) return origin;
  }
  return "unknown";
}

function originOf(facts: CodeFacts, source: Atom): "fixed" | "caller" | "peer" | "unknown" {
  const { destination, names = [] } = source.detail;
  if (names.includes("request")) return "peer";
  switch ((destination ?? requestBeside(facts, source))?.class) {
    case "literal":
    case "decoded":
    case "ip":
    case "drop":
    case "chain":
      return "fixed";
    case "param":
    case "config":
    case "local":
      return "caller";
    default:
      return "unknown";
  }
}

/** The call that brought the bytes stands on the same line as their source. */
function requestBeside(facts: CodeFacts, { file, line }: Atom): Atom["detail"]["destination"] {
  return codeIndex(facts)
    .inFile(file)
    .find((atom) => atom.kind === "snk.net" && atom.line === line)?.detail.destination;
}
