import type { DirectiveAct, DirectiveClass } from "./directive.ts";
import type { Demand } from "./mcp-demands.ts";
import type { Frame } from "./signs/weigh.ts";

/** Where a text stands that an agent may read (threat catalogue §7.1). */
export type Carrier =
  /** Names, descriptions and parameters of tools of an MCP server. */
  | "tool"
  /** What a tool's handler answers, in so many words. */
  | "tool-result"
  /** A field of an Expert. */
  | "expert"
  /** Instruction and skill files of agents. */
  | "agent-file"
  | "llms"
  /** What a hook or an error prints. */
  | "printed"
  /** Fields of package.json and of the registry's manifest. */
  | "field"
  | "readme"
  | "changelog"
  | "doc-comment"
  | "doc"
  | "comment"
  | "html"
  | "data";

/** How likely an agent reads it as addressed to itself. */
export type Liveness = "live" | "near" | "far";

/** How a text is kept from being seen (threat catalogue TXT-01). */
export type HiddenBy =
  | "tags"
  | "zero-width"
  | "selectors"
  | "bidi"
  | "escape"
  | "html-comment"
  | "link-comment"
  | "style"
  | "blank"
  /** Put into the mouth of the system or a tool. */
  | "turn";

/** How a text had to be read to become words (threat catalogue TXT-06). */
export type Layer = "base64" | "hex" | "rot13" | "reversed" | "spaced" | "escaped" | "disguised";

/** What the signs of some sentences come to. */
export interface Plan {
  readonly frame: Frame;
  readonly weight: number;
  /** Whether somebody is kept from knowing, or is not asked. */
  readonly isVeiled: boolean;
  /** Whether a model or an agent is named. */
  readonly isToAgents: boolean;
  /** Whether it names an address, a file, a command or the like, or keeps somebody from knowing. */
  readonly isTangible: boolean;
  /** Whether it says outright by which verb what goes where, what is obeyed or which guard is lowered. */
  readonly isOutright: boolean;
  /** Whether its sentences speak of one file, or of what the text gave a name, however far apart they are. */
  readonly isTied?: boolean;
}

/** Up to three sentences, or a field, that say at least one thing of interest. */
export interface ProseWindow {
  readonly file: string;
  readonly line: number;
  readonly carrier: Carrier;
  readonly liveness: Liveness;
  /** A field's path, a tool's or a parameter's name. */
  readonly field: string | null;
  /** Whether it is a whole field, whose parts may be far from each other. */
  readonly isWhole: boolean;
  readonly isQuoted: boolean;
  readonly hidden: HiddenBy | null;
  readonly layer: Layer | null;
  readonly classes: readonly DirectiveClass[];
  readonly acts: readonly DirectiveAct[];
  /** What its signs come to, where it is weighed by signs instead of read by its structure. */
  readonly plan?: Plan;
  /** Marks of a conversation's template, such as the beginning of a system message. */
  readonly hasTemplateTokens: boolean;
  /** Letters that were decoded; 0 for what stands there in plain sight. */
  readonly letters: number;
  /** Hosts of addresses in it; at most 4. */
  readonly hosts: readonly string[];
  readonly excerpt: string;
}

/** What a tool of an MCP server says about itself, as far as literals show it. */
export interface ToolText {
  readonly file: string;
  readonly line: number;
  readonly name: string;
}

/** A definition of tools that is not written out, and what it depends on. */
export interface ChangingTool {
  readonly file: string;
  readonly line: number;
  /** An address; time, a count or a first run; other servers; a setting. */
  readonly by: "remote" | "gate" | "others" | "config";
}

/** A parameter of a tool whose value the file hands on. */
export interface CarriedParameter {
  readonly file: string;
  readonly name: string;
  /** A request, or a file. */
  readonly into: "request" | "file";
}

/** A parameter that asks for what its tool does not need. */
export interface DemandingParameter {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly demand: Demand;
  /** Whether what the tool says of itself explains it. */
  readonly isExplained: boolean;
}

/** A tool that is declared to only read. */
export interface ReadOnlyTool {
  readonly file: string;
  readonly line: number;
  /** Its last line. */
  readonly to: number;
  /** Short texts in its code, such as the words of a command. */
  readonly words: readonly string[];
  /** Whether all tools of the file are. */
  readonly isAll: boolean;
  /** Whether its code deletes or writes the very file that it was given the name of. */
  readonly changesNamed: boolean;
}

/** A question for a secret that people see in the window of their client. */
export interface SecretAsk {
  readonly file: string;
  readonly line: number;
  /** What opens an account or a machine, some secret, or what a model has in its session. */
  readonly what: "account" | "secret" | "session";
}

/** A file that instructs coding agents, by what else it does than to say something. */
export interface AgentFile {
  readonly file: string;
  /** What it grants or starts: `permissions`, `auto-approve`, `hooks`. */
  readonly grants: readonly string[];
  /** What servers that it lists are handed. */
  readonly handed?: readonly HandedCredentials[];
}

/** Variables with credentials that a server elsewhere gets, and the hosts with paths that it is at. */
export interface HandedCredentials {
  readonly names: readonly string[];
  readonly places: readonly string[];
}

/**
 * What reading the texts of a package found out; small, and enough to judge anew without the texts
 * (threat catalogue §15.4).
 */
export interface ProseFacts {
  readonly windows: readonly ProseWindow[];
  readonly tools: readonly ToolText[];
  readonly agentFiles: readonly AgentFile[];
  readonly changing?: readonly ChangingTool[];
  readonly carried?: readonly CarriedParameter[];
  readonly demands?: readonly DemandingParameter[];
  readonly readOnly?: readonly ReadOnlyTool[];
  readonly asks?: readonly SecretAsk[];
  /** Files beside perstack.toml that define Experts. */
  readonly definitions?: readonly string[];
  /** Names of limits that were passed, so that something was not read. */
  readonly limitsHit: readonly string[];
}

/** Of a package whose texts were not read. */
export const noProse: ProseFacts = { windows: [], tools: [], agentFiles: [], limitsHit: [] };
