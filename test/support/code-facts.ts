import type {
  Atom,
  AtomDetail,
  AtomKind,
  CodeFacts,
  CodeFile,
} from "../../src/scanner/code/atoms.ts";
import type { Surface } from "../../src/scanner/report.ts";

export interface AtomOptions extends AtomDetail {
  readonly file?: string;
  readonly line?: number;
  readonly func?: number;
  readonly surface?: Surface;
  readonly layer?: number;
}

/** An atom as interpreting code would give it; `index.js`, the top level, and `load` unless said. */
export function atom(id: number, kind: AtomKind, options: AtomOptions = {}): Atom {
  const {
    file = "index.js",
    line = id + 1,
    func = 0,
    surface = "load",
    layer = 0,
    ...detail
  } = options;
  return { id, kind, file, line, column: 1, func, surface, layer, excerpt: "", detail };
}

export function codeFile(path: string, options: Partial<CodeFile> = {}): CodeFile {
  return {
    path,
    language: "javascript",
    surface: "load",
    bytes: 1000,
    reading: "tree",
    isBundle: false,
    isMinified: false,
    imports: [],
    modules: [],
    ...options,
  };
}

/** Facts with these atoms, and flows as `source → sink` pairs. */
export function codeFacts(
  atoms: readonly Atom[],
  flows: readonly (readonly [source: number, sink: number, into?: string])[] = [],
  files: readonly CodeFile[] = [],
): CodeFacts {
  return {
    files,
    atoms,
    flows: flows.map(([source, sink, into = "body"]) => ({ source, sink, into, through: [] })),
    uses: [],
    limitsHit: [],
  };
}

export const foreign = {
  class: "literal",
  host: "files.example.test",
  isPlainHttp: false,
} as const;
