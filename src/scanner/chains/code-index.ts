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
  /** Whether imports lead from one to the other, in any direction and over any others. */
  isConnected(one: string, other: string): boolean;
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
  let importsByFile: ReadonlyMap<string, ReadonlySet<string>> | null = null;
  let groupsByFile: ReadonlyMap<string, string> | null = null;
  const loads = (one: string, other: string) => {
    importsByFile ??= new Map(facts.files.map((file) => [file.path, new Set(file.imports)]));
    return importsByFile.get(one)?.has(other) === true;
  };
  const groupOf = (file: string) => {
    groupsByFile ??= groupsOf(facts.files);
    return groupsByFile.get(file) ?? file;
  };
  return {
    facts,
    of: (kind) => kinds.get(kind) ?? [],
    inFile: (file) => places.get(file) ?? [],
    atom: (id) => atoms.get(id),
    file: (path) => files.get(path),
    into: (sink) => arriving.get(sink) ?? [],
    from: (source) => leaving.get(source) ?? [],
    isJoined: (one, other) => loads(one, other) || loads(other, one),
    isConnected: (one, other) => one === other || groupOf(one) === groupOf(other),
  };
}

/** Of each file the first one that imports connect it with. */
function groupsOf(files: readonly CodeFile[]): ReadonlyMap<string, string> {
  const neighbours = new Map<string, string[]>();
  const note = (one: string, other: string) => {
    const known = neighbours.get(one);
    if (known === undefined) neighbours.set(one, [other]);
    else known.push(other);
  };
  for (const { path, imports } of files) {
    for (const other of imports) {
      note(path, other);
      note(other, path);
    }
  }
  const groups = new Map<string, string>();
  for (const { path } of files) {
    if (groups.has(path)) continue;
    const open = [path];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (groups.has(next)) continue;
      groups.set(next, path);
      open.push(...(neighbours.get(next) ?? []));
    }
  }
  return groups;
}
