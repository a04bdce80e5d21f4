import type { Atom, AtomKind, CodeFacts } from "../code/atoms.ts";
import type { Proximity } from "../report.ts";
import type { Chain } from "./chain.ts";
import { type CodeIndex, codeIndex } from "./code-index.ts";
import { weakerSurface } from "./surfaces.ts";

export type AtomFilter = readonly AtomKind[] | ((atom: Atom) => boolean);

export interface ChainQuery {
  readonly sources: AtomFilter;
  readonly sinks: AtomFilter;
  /** Parts of the sink that a followed value has to arrive in; any when left out. */
  readonly into?: readonly string[];
  /** Whether only followed values count: for sources that stand beside sinks in honest code. */
  readonly flowOnly?: boolean;
}

const maxSources = 16;
const smallFile = 32 * 1024;
const largeFile = 256 * 1024;
/** In one that holds many functions, values of those that nobody is known to call together get mixed up. */
const longFile = 128 * 1024;
/** Of all code of a package: what is written in many files is no less large for it. */
const largeProgram = 768 * 1024;
const blurredKinds = 5;
/** What passes through any program and is worth nothing to a thief; of two kinds, with others, it is everything. */
const passing: readonly AtomKind[] = ["src.remote", "src.ownfile", "src.param", "src.blob"];
const mixedKinds = 4;
const blurring: readonly AtomKind[] = ["src.param", "src.blob", "src.env.bulk"];

/** One chain for each sink that a source reaches: the one whose source is joined closest. */
export function findChains(facts: CodeFacts, query: ChainQuery): readonly Chain[] {
  const index = codeIndex(facts);
  const sources = pick(index, query.sources);
  if (sources.length === 0) return [];
  const wanted = new Set(sources.map((atom) => atom.id));
  const byFile = Map.groupBy(sources, (atom) => atom.file);

  const chains: Chain[] = [];
  for (const sink of pick(index, query.sinks)) {
    const chain = followed(index, wanted, sink, query.into) ?? near(index, byFile, sink, query);
    if (chain !== null) chains.push(chain);
  }
  return chains;
}

export function pick(index: CodeIndex, filter: AtomFilter): readonly Atom[] {
  if (typeof filter === "function") return index.facts.atoms.filter(filter);
  const [only, ...others] = kindsOf(filter);
  if (only === undefined) return [];
  if (others.length === 0) return index.of(only);
  const found: Atom[] = [];
  for (const kind of kindsOf(filter)) for (const atom of index.of(kind)) found.push(atom);
  return found;
}

/** Filters last as long as the rules that hold them. */
const distinct = new WeakMap<readonly AtomKind[], readonly AtomKind[]>();

function kindsOf(filter: readonly AtomKind[]): readonly AtomKind[] {
  const before = distinct.get(filter);
  if (before !== undefined) return before;
  const kinds = [...new Set(filter)];
  distinct.set(filter, kinds);
  return kinds;
}

function followed(
  index: CodeIndex,
  wanted: ReadonlySet<number>,
  sink: Atom,
  into: readonly string[] | undefined,
): Chain | null {
  const flows = index
    .into(sink.id)
    .filter((flow) => wanted.has(flow.source) && (into === undefined || into.includes(flow.into)));
  if (flows.length === 0) return null;
  const sources = [...new Set(flows.map((flow) => flow.source))]
    .map((id) => index.atom(id))
    .filter((atom) => atom !== undefined);
  const related = clearest(
    index,
    sources.filter(({ file }) => index.isConnected(file, sink.file)),
    sink,
  );
  const isLoose = isBlurred(index, sink) || isFarFetched(index, related, sink);
  const proximity = related.length === 0 ? "package" : isLoose ? "bundle" : "flow";
  return {
    sources: (related.length === 0 ? sources : related).slice(0, maxSources),
    sink,
    proximity,
    // The value arrives where the sink stands, wherever it was read.
    surface: sink.surface,
    through: [...new Set(flows.flatMap((flow) => flow.through))],
    into: [...new Set(flows.map((flow) => flow.into))],
  };
}

/**
 * In a large program whatever passes through one object seems to be everything that ever did. A value
 * that seems to come from everywhere tells no more than that both ends stand in the same bundle.
 */
function isBlurred(index: CodeIndex, sink: Atom): boolean {
  const sources = index.into(sink.id).flatMap(({ source }) => index.atom(source) ?? []);
  const isLarge = [sink, ...sources].some(
    ({ file }) => (index.file(file)?.bytes ?? 0) >= largeFile,
  );
  if (!isLarge && index.bytes < largeProgram) return false;
  const kinds = new Set(sources.map(({ kind }) => kind));
  // What a peer asks for, what is packed into the program and the environment are never one thing.
  const isMixed = blurring.every((kind) => kinds.has(kind));
  if (kinds.size >= blurredKinds || isMixed) return true;
  const isAsked = sink.surface === "call" || sink.surface === "cli";
  return (
    isAsked && kinds.size >= mixedKinds && passing.filter((kind) => kinds.has(kind)).length > 1
  );
}

/**
 * Objects that are handed around join much that has nothing to do with each other: what two packages
 * inside of this one do, and what functions of a large program do that nobody is known to call together.
 */
function isFarFetched(index: CodeIndex, sources: readonly Atom[], sink: Atom): boolean {
  const inside = innerPackage(sink.file);
  if (inside !== null && sources.every(({ file }) => !sharesPackage(file, inside))) return true;
  if (isTool(index, sources, sink) || isScattered(index, sources, sink)) return true;
  const isLarge = (index.file(sink.file)?.bytes ?? 0) >= longFile;
  const isAsked = /^(?:call|cli|dormant)$/.test(sink.surface);
  return isLarge && isAsked && sources.every(({ func }) => func !== sink.func);
}

const manyModules = 80;
const manyOrigins = 3;

/**
 * In a program of many files, what comes from several of them and from nothing beside the sink went through
 * an object that all of them share: settings, a client, a context. So did what comes from afar to a place
 * that nobody can tell.
 */
function isScattered(index: CodeIndex, sources: readonly Atom[], sink: Atom): boolean {
  if (index.facts.files.length < manyModules) return false;
  if (sources.some(({ file }) => file === sink.file)) return false;
  const isAnywhere = sink.detail.destination?.class === "unknown";
  if (isAnywhere && !sources.some(({ file }) => index.isJoined(file, sink.file))) return true;
  const all = index.into(sink.id).flatMap(({ source }) => index.atom(source) ?? []);
  return new Set(all.map(({ file }) => file)).size >= manyOrigins;
}

/** Of what seems to arrive out of many files, that which is read beside the sink surely does. */
function clearest(index: CodeIndex, sources: readonly Atom[], sink: Atom): readonly Atom[] {
  const beside = sources.filter(({ file }) => file === sink.file);
  const others = sources.filter(({ file }) => file !== sink.file);
  if (beside.length === 0 || others.length === 0) return sources;
  return isScattered(index, others, sink) ? beside : sources;
}

const manyFiles = 200;
const manyUsers = 3;

/** A library that a large program brings compiled, and many parts of it hand something to. */
function isTool(index: CodeIndex, sources: readonly Atom[], sink: Atom): boolean {
  const users = new Set(sources.map(({ file }) => file));
  return (
    index.facts.files.length >= manyFiles &&
    /(?:^|\/)(?:compiled|vendor(?:ed)?|third[_-]party)\//.test(sink.file) &&
    users.size >= manyUsers &&
    !users.has(sink.file)
  );
}

function sharesPackage(file: string, inside: string): boolean {
  const other = innerPackage(file);
  return other === null || other === inside;
}

/** The folder of the package that a tarball brings along and that holds a file, or null for its own. */
function innerPackage(file: string): string | null {
  const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file);
  return match?.[0] ?? null;
}

function near(
  index: CodeIndex,
  byFile: ReadonlyMap<string, readonly Atom[]>,
  sink: Atom,
  query: ChainQuery,
): Chain | null {
  if (query.flowOnly === true || sink.detail.isClosed === true) return null;
  const here = (byFile.get(sink.file) ?? []).filter(({ id }) => id !== sink.id);
  const sameFunction = here.filter((source) => source.func === sink.func);
  if (sameFunction.length > 0) return joined(sameFunction, sink, nearness(index, sink, "func"));
  if (here.length > 0) return joined(here, sink, nearness(index, sink, "file"));

  for (const [file, sources] of byFile) {
    if (!index.isJoined(file, sink.file)) continue;
    const isBundle = [file, sink.file].some((one) => index.file(one)?.isBundle === true);
    return joined(sources, sink, isBundle ? "package" : "component");
  }
  const anywhere = [...byFile.entries()].find(([file]) => file !== sink.file);
  return anywhere === undefined ? null : joined(anywhere[1], sink, "package");
}

/** In a bundle everything stands near everything else, so nearness says little (§1.3). */
function nearness(index: CodeIndex, sink: Atom, found: "func" | "file"): Proximity {
  const file = index.file(sink.file);
  if (found === "func") return file?.isBundle === true && sink.func === 0 ? "bundle" : "func";
  return file !== undefined && (file.isBundle || file.bytes >= smallFile) ? "bundle" : "file";
}

function joined(sources: readonly Atom[], sink: Atom, proximity: Proximity): Chain {
  const strongest = sources.reduce((best, source) =>
    weakerSurface(best.surface, source.surface) === best.surface ? source : best,
  );
  const others = sources.slice(0, maxSources).filter((source) => source !== strongest);
  return {
    sources: [strongest, ...others].slice(0, maxSources),
    sink,
    proximity,
    surface: weakerSurface(strongest.surface, sink.surface),
    through: [],
    into: [],
  };
}
