import type { CodeFacts } from "./code/atoms.ts";
import type { FileShape, ReleaseFacts } from "./facts.ts";
import type { LexicalFacts } from "./lexical/facts.ts";
import type { Family, Proximity, Surface } from "./report.ts";
import type { ProseFacts } from "./words/prose.ts";

/** What is known about a tarball before it is opened. Everything in it may be a lie. */
export interface Subject {
  readonly origin: "hosted" | "upstream" | "local";
  readonly name: string | null;
  readonly version: string | null;
  /** The version's manifest as the registry shows it; null when there is none to compare with. */
  readonly manifest: JsonObject | null;
}

export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export interface RuleMeta {
  /** Stable id of the threat catalogue, such as INS-01. */
  readonly id: string;
  readonly family: Family;
  /** Base points; 100 blocks. */
  readonly points: number;
  readonly solo: boolean;
  /** What the rule looks for, one sentence. */
  readonly title: string;
  /** What a reviewer should check before deciding. */
  readonly advice: string;
}

/** One thing that a rule saw. What is left out comes from the rule's meta. */
export interface Hit {
  readonly surface: Surface;
  readonly file: string | null;
  /** In our words; never text from the package. */
  readonly message: string;
  readonly line?: number;
  readonly column?: number;
  /** Raw; the engine cuts and escapes it. */
  readonly excerpt?: string;
  readonly points?: number;
  readonly solo?: boolean;
  readonly family?: Family;
  readonly explainedBy?: string;
  readonly proximity?: Proximity;
  readonly chain?: readonly string[];
}

export interface Rule {
  readonly meta: RuleMeta;
  check(pkg: PackageView): Iterable<Hit>;
}

/** A whole tarball as rules see it. Reading from it is cheap; nothing in it can be executed. */
export interface PackageView {
  readonly subject: Subject;
  /** Every header in archive order, also duplicates, links and odd types. */
  readonly entries: readonly Entry[];
  /** What the reader noticed about the archive itself, such as a second gzip member. */
  readonly archive: readonly ArchiveNote[];
  /** The root package.json; null when missing or unreadable. */
  readonly manifest: Manifest | null;
  /** What the code does, as far as interpreting it tells. */
  readonly code: CodeFacts;
  /** What its texts say to agents that read them. */
  readonly prose: ProseFacts;
  /** What is odd about the code as it is written. */
  readonly lexical: LexicalFacts;
  /** The version before, when it is known. */
  readonly previous: ReleaseFacts | null;
  /** The text of a file of the package by its path without the first segment, or null when it is absent or not text. */
  text(path: string): string | null;
}

export interface Manifest {
  readonly json: JsonObject;
  readonly text: string;
}

export interface Entry {
  /** As the archive spells it. */
  readonly rawPath: string;
  /** Without the first segment, as an installing client places it; null when it escapes or is empty. */
  readonly path: string | null;
  readonly type: "file" | "directory" | "hardlink" | "symlink" | "other";
  readonly typeFlag: string;
  readonly linkTarget: string | null;
  readonly mode: number;
  readonly size: number;
  /** SHA-256 of the content in hex; null for what is not a file. */
  readonly digest: string | null;
  /** What the bytes are; null for what is not a file. */
  readonly shape: FileShape | null;
}

export interface ArchiveNote {
  readonly ruleId: string;
  readonly message: string;
  readonly file: string | null;
  /** When it weighs less than its rule; the finding is then not solo. */
  readonly points?: number;
}
