/** What a scan says about one tarball. Same bytes, same rules, same report, byte for byte. */
export interface Report {
  readonly verdict: Verdict;
  /** Points as the catalogue's scoring adds them up; 100 blocks. */
  readonly total: number;
  readonly findings: readonly Finding[];
  /** Which limits were passed; a report with any is always a block, because nobody read the rest. */
  readonly limitsHit: readonly string[];
  readonly ruleset: string;
  readonly stats: {
    readonly files: number;
    /** Sizes of the files together, which npm calls `unpackedSize`; headers and padding do not count. */
    readonly unpackedBytes: number;
    /** How many more findings there were than `findings` shows; left out when it shows all. */
    readonly omittedFindings?: number;
  };
  /** What the tarball itself says it is; null when it holds no readable package.json. */
  readonly manifest: TarballManifest | null;
}

export type Verdict = "block" | "warn" | "clean";
export type Severity = "critical" | "high" | "medium" | "low";

/** When the code or text of a finding acts (threat catalogue §1.1). */
export type Surface =
  | "install"
  | "load"
  | "handler"
  | "call"
  | "cli"
  | "dormant"
  | "agent"
  | "structure";

export type Family =
  | "theft"
  | "execution"
  | "destruction"
  | "persistence"
  | "propagation"
  | "agent"
  | "web"
  | "hiding"
  | "binary"
  | "structure"
  | "text"
  | "metadata"
  | "difference";

export interface Finding {
  readonly ruleId: string;
  readonly family: Family;
  readonly severity: Severity;
  readonly points: number;
  /** A rule that blocks by itself, whatever else was found. */
  readonly solo: boolean;
  readonly surface: Surface;
  /** Path inside the package, or null when the finding is about the archive as a whole. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** At most 160 printable characters of the attacker's text; for people only, never for error bodies. */
  readonly excerpt: string | null;
  /** What was found, in our words: one sentence without any text from the package. */
  readonly message: string;
  readonly advice: string;
  /** The benign recogniser that explains the finding away, or null. */
  readonly explainedBy: string | null;
}

export interface TarballManifest {
  readonly name: string | null;
  readonly version: string | null;
  readonly hasInstallScript: boolean;
  readonly hasShrinkwrap: boolean;
}
