import type { Atom, CodeFacts } from "../code/atoms.ts";
import { codeIndex } from "./code-index.ts";

/**
 * Who chose where bytes came from: the package itself (`fixed`), its caller or a setting
 * (`caller`), a peer that calls in (`peer`), or nobody can tell (`unknown`).
 */
export function remoteOrigin(facts: CodeFacts, sources: readonly Atom[]): Origin {
  const origins = sources
    .filter(({ kind }) => kind === "src.remote")
    .map((source) => originOf(facts, source, 0));
  for (const origin of ["fixed", "peer", "unknown", "caller"] as const) {
    if (origins.includes(origin)) return origin;
  }
  return "unknown";
}

type Origin = "fixed" | "caller" | "peer" | "unknown";

const maxLed = 3;

function originOf(facts: CodeFacts, source: Atom, depth: number): Origin {
  const { destination, names = [] } = source.detail;
  if (names.includes("request")) return "peer";
  const asked = requestBeside(facts, source);
  switch ((destination ?? asked?.detail.destination)?.class) {
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
      return asked !== undefined && depth < maxLed ? ledBy(facts, asked, depth) : "unknown";
  }
}

/** An address that another machine named is the choice of who asked that one. */
function ledBy(facts: CodeFacts, asked: Atom, depth: number): Origin {
  const index = codeIndex(facts);
  const leading = index
    .into(asked.id)
    .filter(({ into }) => into === "url")
    .flatMap(({ source }) => index.atom(source) ?? [])
    .filter(({ kind, id }) => kind === "src.remote" && id !== asked.id);
  const fixed = leading.some((one) => originOf(facts, one, depth + 1) === "fixed");
  return fixed ? "fixed" : "unknown";
}

/** The call that brought the bytes stands on the same line as their source. */
function requestBeside(facts: CodeFacts, { file, line, detail }: Atom): Atom | undefined {
  const of = detail.destination?.class;
  return codeIndex(facts)
    .inFile(file)
    .find(
      (atom) =>
        atom.kind === "snk.net" &&
        atom.line === line &&
        (of === undefined || atom.detail.destination?.class === of),
    );
}
