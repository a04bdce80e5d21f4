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
  /** What makes it an Expert; only of what somebody publishes here, and left out when nothing does. */
  readonly expert?: ExpertFiles;
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

/** A package with a perstack.toml at its root, as far as one must know it to tell whether it is only that. */
export interface ExpertFiles {
  /** The path of the definition as the archive spells it. */
  readonly definitionPath: string;
  /** Its text; null when it is not UTF-8, or too long to be one. */
  readonly toml: string | null;
  readonly entries: readonly ExpertFile[];
  /** How many more entries there are. */
  readonly omitted: number;
  readonly packageJson: {
    /** Its keys with a value that is not empty. */
    readonly keys: readonly string[];
    readonly scripts: readonly string[];
    readonly dependencies: Readonly<Record<string, string>>;
    readonly optionalDependencies: Readonly<Record<string, string>>;
    readonly peerDependencies: Readonly<Record<string, string>>;
  };
}

export interface ExpertFile {
  /** Without the first segment. */
  readonly path: string;
  /** `script` is text that begins with `#!`. */
  readonly kind: "text" | "script" | "binary" | "folder" | "link" | "special";
}
