import type { Atom, AtomKind, CodeFacts, CodeFile, Flow } from "../code/atoms.ts";

/** The facts of one package by what rules ask for. */
export interface CodeIndex {
  readonly facts: CodeFacts;
  /** Of all code that was read. */
  readonly bytes: number;
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
  /** Whether one of the two files is loaded by the other, itself or over any others. */
  isBelow(one: string, other: string): boolean;
  /** Whether some file loads both, itself or over any others: else they only meet where a user joins them. */
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
  let loadersByFile: ReadonlyMap<string, readonly string[]> | null = null;
  const above = new Map<string, ReadonlySet<string>>();
  const loads = (one: string, other: string) => {
    importsByFile ??= new Map(facts.files.map((file) => [file.path, new Set(file.imports)]));
    return importsByFile.get(one)?.has(other) === true;
  };
  const loadersOf = (file: string) => {
    loadersByFile ??= directLoaders(facts.files);
    const before = above.get(file);
    if (before !== undefined) return before;
    const all = allLoaders(loadersByFile, file);
    if (above.size < maxRemembered) above.set(file, all);
    return all;
  };
  return {
    facts,
    bytes: facts.files.reduce((sum, { bytes }) => sum + bytes, 0),
    of: (kind) => kinds.get(kind) ?? [],
    inFile: (file) => places.get(file) ?? [],
    atom: (id) => atoms.get(id),
    file: (path) => files.get(path),
    into: (sink) => arriving.get(sink) ?? [],
    from: (source) => leaving.get(source) ?? [],
    isJoined: (one, other) => loads(one, other) || loads(other, one),
    isBelow: (one, other) => loadersOf(one).has(other),
    isConnected: (one, other) => one === other || !loadersOf(one).isDisjointFrom(loadersOf(other)),
  };
}

const maxRemembered = 1000;

function directLoaders(files: readonly CodeFile[]): ReadonlyMap<string, readonly string[]> {
  const loaders = new Map<string, string[]>();
  for (const { path, imports } of files) {
    for (const other of imports) {
      const known = loaders.get(other);
      if (known === undefined) loaders.set(other, [path]);
      else known.push(path);
    }
  }
  return loaders;
}

/** A file and whatever loads it, over any number of others. */
function allLoaders(
  direct: ReadonlyMap<string, readonly string[]>,
  file: string,
): ReadonlySet<string> {
  const found = new Set([file]);
  // What is added is visited as well.
  for (const one of found) for (const loader of direct.get(one) ?? []) found.add(loader);
  return found;
}
