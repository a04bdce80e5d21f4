/** What a scan says about one tarball. Same bytes, same rules, same report, byte for byte. */
export interface Report {
  readonly verdict: Verdict;
  /** Points as the catalogue's scoring adds them up; 100 blocks. */
  readonly total: number;
  readonly findings: readonly Finding[];
  /** Which limits were passed; a report with any is always a block, because nobody read the rest. */
  readonly limitsHit: readonly string[];
  readonly ruleset: string;
  /** What the code can do, whatever the verdict; null when it was not read to the end. */
  readonly capabilities: Capabilities | null;
  readonly risk: Risk;
  readonly stats: {
    readonly files: number;
    /** Sizes of the files together, which npm calls `unpackedSize`; headers and padding do not count. */
    readonly unpackedBytes: number;
    /** How many more findings there were than `findings` shows; left out when it shows all. */
    readonly omittedFindings?: number;
    /** Files of code that no reader made sense of; left out when there are none. */
    readonly parseFailures?: number;
  };
  /** What the tarball itself says it is; null when it holds no readable package.json. */
  readonly manifest: TarballManifest | null;
  /** What makes it an Expert; left out when nothing does, and of what comes from an upstream. */
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
  /** How closely source and sink of a chain are joined; null for what is no chain (threat catalogue §1.3). */
  readonly proximity: Proximity | null;
  /** The atoms of a chain in order, such as `src.env.bulk at index.js:3`; empty for what is no chain. */
  readonly chain: readonly string[];
  /** Whether it stands in what the version before did not have. */
  readonly isNew: boolean;
}

export type Proximity = "flow" | "func" | "file" | "bundle" | "component" | "package";

/** Low, medium or high by what the code can do (threat catalogue §14.5). */
export type Risk = "low" | "medium" | "high";

/** What the code of one version can do (threat catalogue §14.1). Lists are sorted. */
export interface Capabilities {
  readonly network: "none" | "inbound" | "outbound" | "both";
  /** Literal hosts that it names in calls; at most 50. */
  readonly hosts: readonly string[];
  /** Whether it also calls hosts that are not literal. */
  readonly dynamicHosts: boolean;
  readonly filesystem: "none" | "read" | "write";
  readonly env: "none" | "read";
  /** Variables that it reads by name, without those that only configure; at most 100. */
  readonly envNames: readonly string[];
  readonly envBulk: boolean;
  readonly subprocess: "none" | "allow";
  /** Literal commands; at most 50. */
  readonly commands: readonly string[];
  /** Names of secrets that it reads, of variables and of files; at most 100. */
  readonly secrets: readonly string[];
  readonly dynamicCode: boolean;
  readonly native: boolean;
  readonly wasm: boolean;
  readonly installScripts: boolean;
  /** Why something could not be told, such as `dynamic-module`, `unparsed`. */
  readonly unknown: readonly string[];
  /** Where each was seen first, on its strongest surface. */
  readonly evidence: readonly CapabilityEvidence[];
}

export interface CapabilityEvidence {
  /** The key of `Capabilities` that it is evidence for. */
  readonly capability: string;
  readonly file: string;
  readonly line: number;
  readonly surface: Surface;
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
  /** The text of its intent.md; null without one, or when it is no text of a sensible length. */
  readonly intent: string | null;
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
