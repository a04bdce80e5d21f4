import type { Atom, AtomKind, CodeFacts, CodeFile, Flow } from "../code/atoms.ts";

/** The facts of one package by what rules ask for. */
export interface CodeIndex {
  readonly facts: CodeFacts;
  of(kind: AtomKind): readonly Atom[];
  inFile(file: string): readonly Atom[];
  atom(id: number): Atom | undefined;
  file(path: string): CodeFile | undefined;
  /** Flows that arrive in an atom. */
  into(sink: number): readonly Flow[];
  /** Flows that leave an atom. */
  from(source: number): readonly Flow[];
  /** Whether one of the two files loads the other. */
  isJoined(one: string, other: string): boolean;
}

/** Many rules ask about the same facts; the answer lives as long as they do. */
const known = new WeakMap<CodeFacts, CodeIndex>();

export function codeIndex(facts: CodeFacts): CodeIndex {
  const before = known.get(facts);
  if (before !== undefined) return before;
  const index = build(facts);
  known.set(facts, index);
  return index;
}

function build(facts: CodeFacts): CodeIndex {
  const kinds = Map.groupBy(facts.atoms, (atom) => atom.kind);
  const places = Map.groupBy(facts.atoms, (atom) => atom.file);
  const atoms = new Map(facts.atoms.map((atom) => [atom.id, atom]));
  const files = new Map(facts.files.map((file) => [file.path, file]));
  const arriving = Map.groupBy(facts.flows, (flow) => flow.sink);
  const leaving = Map.groupBy(facts.flows, (flow) => flow.source);
  const imports = new Map(facts.files.map((file) => [file.path, new Set(file.imports)]));
  return {
    facts,
    of: (kind) => kinds.get(kind) ?? [],
    inFile: (file) => places.get(file) ?? [],
    atom: (id) => atoms.get(id),
    file: (path) => files.get(path),
    into: (sink) => arriving.get(sink) ?? [],
    from: (source) => leaving.get(source) ?? [],
    isJoined: (one, other) =>
      imports.get(one)?.has(other) === true || imports.get(other)?.has(one) === true,
  };
}
