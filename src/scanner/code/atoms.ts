import type { ObfuscationFact } from "../obfuscation/fact.ts";
import type { Surface } from "../report.ts";

/**
 * One observed fact with a location (threat catalogue §1.2). Atoms come from interpreting code with
 * abstract values, never from the sight of a word; rules combine them.
 */
export interface Atom {
  /** Its index in `CodeFacts.atoms`. */
  readonly id: number;
  readonly kind: AtomKind;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** The strongest surface on which it is reached. */
  readonly surface: Surface;
  /** The function or top-level block that it stands in; unique in its file, 0 is the top level. */
  readonly func: number;
  /** 0 is code as it was written; each decoded layer that was found as text inside adds 1. */
  readonly layer: number;
  /** The code at its place, raw. */
  readonly excerpt: string;
  readonly detail: AtomDetail;
}

/** What is known about an atom beyond its kind; which fields are set depends on the kind. */
export interface AtomDetail {
  /** The canonical name of what is called or read: `node:child_process.exec`, `global.fetch`. */
  readonly api?: string;
  /** Names of variables, files, host facts, patched globals; what the atom is about. */
  readonly names?: readonly string[];
  /** Of a network sink. */
  readonly destination?: Destination;
  /** Of a process or code sink: the command line or the code, as far as it folds. */
  readonly text?: string;
  /** Of a file access: the path with symbolic roots, as in `~/.npmrc`. */
  readonly path?: string;
  /** Of a write: what it targets. */
  readonly target?: "own" | "project" | "home" | "system" | "control" | "temp" | "unknown";
  /** Of something in what a caller hands in: the atom of the whole, and by which names it lies there. */
  readonly part?: { readonly of: number; readonly keys: readonly string[] };
  /** Whether a control surface belongs to a coding agent (list 19.4, agent part). */
  readonly isAgent?: boolean;
  /** Of a name or a text: whether it had to be put together or decoded first. */
  readonly folded?: "plain" | "joined" | "decoded";
  /** Of a process sink: the package encoded a part of the command itself, out of text that can be read. */
  readonly isEncodedHere?: boolean;
  /** Of a code sink: whether the whole text is known, and was read as a layer. */
  readonly isRead?: boolean;
  /**
   * Of a sink: whether everything that goes in is known and comes from no source, so that a source
   * that merely stands near has nothing to do with it.
   */
  readonly isClosed?: boolean;
  /** Of a blob: how dense it is and how long. */
  readonly blob?: { readonly form: string; readonly length: number };
}

export interface Destination {
  readonly class:
    | "literal"
    | "decoded"
    | "param"
    | "config"
    | "ip"
    | "drop"
    | "chain"
    | "local"
    | "unknown";
  /** Lower case, without port; null when it is not known. */
  readonly host: string | null;
  readonly isPlainHttp: boolean;
}

export type AtomKind =
  | "src.env.bulk"
  | "src.env.secret"
  | "src.env.config"
  | "src.file.secret"
  | "src.file.sweep"
  /** A project as a whole, or what a program found in somebody's folders. */
  | "src.file.tree"
  | "src.host"
  | "src.imds"
  | "src.procmem"
  | "src.clipboard"
  | "src.screen"
  | "src.keys"
  | "src.browserstore"
  | "src.wallet"
  | "src.dom"
  | "src.remote"
  | "src.blob"
  | "src.agentlogin"
  /** Bytes of a non-code file of the package itself. */
  | "src.ownfile"
  /** A value that the caller of an export, a model or a peer hands in. */
  | "src.param"
  | "snk.code"
  | "snk.proc"
  | "snk.proc.detached"
  | "snk.net"
  | "snk.dns"
  | "snk.write"
  | "snk.delete.wide"
  | "snk.publish"
  | "snk.repo"
  | "snk.patch.global"
  | "snk.dom"
  | "snk.agent"
  | "snk.listen"
  | "snk.native"
  | "snk.module"
  /** A variable that other programs obey is set for whatever runs later. */
  | "snk.env"
  /** A file is read whose name somebody else chooses. */
  | "snk.read"
  /** Something is entrusted to what keeps, checks or signs with secrets. */
  | "snk.vault"
  | "ctx.silent"
  | "ctx.gate"
  | "ctx.delay"
  | "ctx.selfclean"
  | "ctx.onlyonce"
  | "ctx.loop"
  /** The name of an account gives way to one that the code brings. */
  | "ctx.readdress"
  /** An API reached through a name that had to be folded, or a back door (EXE-06, OBF-15). */
  | "ctx.indirect";

/** How a value was changed on its way (threat catalogue §1.2, transforms). */
export const transforms = [
  "joined",
  "b64",
  "hex",
  "xor",
  "rot",
  "reverse",
  "charcode",
  "inflate",
  "decrypt",
  "splitjoin",
  "arraydecoder",
  "invisible",
  "pixel",
  "encode",
  "slice",
] as const;
export type Transform = (typeof transforms)[number];

/** Those that turn data into something else than it looks like. */
export const decoders: readonly Transform[] = transforms.filter(
  (name) => name !== "joined" && name !== "encode" && name !== "slice",
);

/** Those of them that unpack, and do not also put plain texts together. */
export const unpackers: readonly Transform[] = decoders.filter(
  (name) => name !== "splitjoin" && name !== "arraydecoder" && name !== "pixel",
);

/** A value that was traced from one atom into another: a chain with the proximity `flow`. */
export interface Flow {
  readonly source: number;
  readonly sink: number;
  readonly through: readonly Transform[];
  /** Which argument or part of the sink it arrives in: `url`, `body`, `command`, `code`, `path`, `data`, `name`. */
  readonly into: string;
}

export interface CodeFile {
  readonly path: string;
  readonly language: "javascript" | "typescript" | "shell" | "other";
  /** The strongest surface of its top level. */
  readonly surface: Surface;
  readonly bytes: number;
  /**
   * `tree`: read whole; `tolerant`: read with parts skipped; `windows`: too large, read around what
   * matters; `skipped`: holds nothing that could act; `unparsed`: no reader made sense of it.
   */
  readonly reading: "tree" | "tolerant" | "windows" | "skipped" | "unparsed";
  /** Whether it holds several modules, or is large: atoms without a flow are far from each other. */
  readonly isBundle: boolean;
  readonly isMinified: boolean;
  /** Files of the package that it loads with a literal name. */
  readonly imports: readonly string[];
  /** Other modules that it loads: packages and builtins, without `node:`. */
  readonly modules: readonly string[];
}

/** Everything that interpreting the code of a package found out. */
export interface CodeFacts {
  readonly files: readonly CodeFile[];
  readonly atoms: readonly Atom[];
  readonly flows: readonly Flow[];
  /** Uses of APIs that say what the package can do, whether or not an atom came of them. */
  readonly uses: readonly ApiUse[];
  /** Names of limits that were passed, so that something was not read. */
  readonly limitsHit: readonly string[];
  /** Structures in its trees whose purpose is that nobody can read them. */
  readonly hiding?: readonly Hiding[];
}

export interface Hiding extends Omit<ObfuscationFact, "start"> {
  readonly file: string;
  /** Of the place where it stands, or of the file. */
  readonly surface: Surface;
  /** 0 is code as it was written. */
  readonly layer: number;
}

/** One capability of one place; deduplicated by capability and name, the strongest surface wins. */
export interface ApiUse {
  readonly capability:
    | "network.out"
    | "network.in"
    | "fs.read"
    | "fs.write"
    | "env"
    | "env.bulk"
    | "subprocess"
    | "secret"
    | "dynamicCode"
    | "native"
    | "wasm"
    | "unknown";
  /** A host, a variable, a command, a reason; `""` when there is none. */
  readonly name: string;
  readonly file: string;
  readonly line: number;
  readonly surface: Surface;
}

/** Of a package whose code was not read. */
export const noCode: CodeFacts = { files: [], atoms: [], flows: [], uses: [], limitsHit: [] };
