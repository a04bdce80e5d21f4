import { z } from "zod";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { quoteForMessage } from "../names/package-name.ts";
import type { Version } from "../names/version.ts";
import { endpointFault } from "./endpoint.ts";
import { isExpertKey, parseExpertName, parseExpertVersion } from "./key.ts";
import { expertLimits as limits } from "./limits.ts";

/** The only runtime that the protocol knows (perstack-registry §3). */
export const minRuntimeVersion = "v1.0";

/** A skill that starts a server from a package: `npx` for npm, `uvx` for PyPI. */
export interface StdioSkill {
  readonly type: "mcpStdioSkill";
  readonly description: string;
  readonly rule?: string;
  readonly command: "npx" | "uvx";
  readonly packageName: string;
  readonly pick: readonly string[];
  readonly omit: readonly string[];
  readonly requiredEnv: readonly string[];
  /** Always empty: a published skill is described by command, package and environment alone. */
  readonly args: readonly [];
  readonly lazyInit: false;
}

/** A skill behind an https address. */
export interface SseSkill {
  readonly type: "mcpSseSkill";
  readonly description: string;
  readonly rule?: string;
  readonly endpoint: string;
  readonly pick: readonly string[];
  readonly omit: readonly string[];
}

/** A skill that asks the user. */
export interface InteractiveSkill {
  readonly type: "interactiveSkill";
  readonly description: string;
  readonly rule?: string;
  /** By name, sorted. */
  readonly tools: Readonly<Record<string, InteractiveTool>>;
}

export interface InteractiveTool {
  /** The same as its key: the runtime registers the tool under this. */
  readonly name: string;
  readonly description: string;
  /** JSON text. */
  readonly inputJsonSchema: string;
}

export type Skill = StdioSkill | SseSkill | InteractiveSkill;

/**
 * An Expert in its normal form: every default is filled in, maps are sorted, so that the same
 * definition is the same object whichever face it came through (perstack-registry §8). It can be sent
 * as it is, but for what the registry knows (id, owner, dates, status, tags).
 */
export interface ExpertDefinition {
  readonly name: PackageName;
  readonly version: Version;
  readonly minRuntimeVersion: typeof minRuntimeVersion;
  readonly description: string;
  readonly instruction: string;
  /** By name, sorted. */
  readonly skills: Readonly<Record<string, Skill>>;
  /** Keys as their author wrote them, in that order. */
  readonly delegates: readonly string[];
}

/** One thing that is wrong with a definition. */
export interface DefinitionIssue {
  /** Where, as `skills."web".command`; empty for the definition as a whole. */
  readonly path: string;
  /** The same place by its steps. */
  readonly steps: readonly string[];
  readonly message: string;
}

/** A definition that cannot be published as it is; `issues` lists everything that is wrong with it. */
export class DefinitionError extends RegistryError {
  readonly issues: readonly DefinitionIssue[];

  constructor(sentence: string, issues: readonly DefinitionIssue[], fields: object = {}) {
    super("invalid", sentence, {
      fields: {
        code: "bad_expert",
        issues: issues.map(({ path, message }) => ({ path, message })),
        ...fields,
      },
    });
    this.issues = issues;
  }
}

const packageSpec =
  /^(?:@[a-z0-9][a-z0-9_.-]*\/)?[a-z0-9][a-z0-9_.-]*(?:@(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[\w.-]+)?(?:\+[\w.-]+)?|@[a-z0-9][a-z0-9_.-]*)?$/;
const envName = /^[a-zA-Z0-9][a-zA-Z0-9_-]*$/;
const toolName = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Text that is the same in JSON, TOML, UTF-8 and a database. */
function text(min: number, max: number) {
  return z
    .string()
    .min(min, min === 1 ? "must not be empty" : undefined)
    .max(max, `must have at most ${max} characters`)
    .refine((value) => value.isWellFormed() && !value.includes("\0"), {
      error: "holds characters that cannot be stored: half a surrogate pair, or NUL",
    });
}

const toolNames = z
  .array(text(0, limits.toolListEntry))
  .max(limits.toolList, `must have at most ${limits.toolList} entries`);
const description = text(1, limits.skillDescription);
const rule = text(0, limits.rule).optional();

const StdioSkillInput = z.object({
  type: z.literal("mcpStdioSkill"),
  description,
  rule,
  command: z.enum(["npx", "uvx"], {
    error: "must be npx or uvx: published skills run packages of npm or PyPI and nothing else",
  }),
  packageName: text(1, limits.skillName).regex(packageSpec, {
    error: "must be a package name with an optional exact version or tag; no range, URL or path",
  }),
  pick: toolNames.default([]),
  omit: toolNames.default([]),
  requiredEnv: z
    .array(
      text(1, limits.envName).regex(envName, {
        error: "must be the name of a variable: letters, digits, underscore, hyphen",
      }),
    )
    .max(limits.requiredEnv, `must have at most ${limits.requiredEnv} entries`)
    .default([]),
  args: z
    .array(z.unknown())
    .max(0, "must be empty: a published skill is its command and its package")
    .optional(),
});

const SseSkillInput = z.object({
  type: z.literal("mcpSseSkill"),
  description,
  rule,
  endpoint: text(1, limits.endpoint).superRefine((url, context) => {
    const fault = endpointFault(url);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  }),
  pick: toolNames.default([]),
  omit: toolNames.default([]),
});

const InteractiveSkillInput = z.object({
  type: z.literal("interactiveSkill"),
  description,
  rule,
  tools: limitedRecord(
    limits.tools,
    toolName,
    limits.toolName,
    "a tool's name has letters, digits, hyphen and underscore and begins with a letter or digit",
    z.object({
      description: text(1, limits.toolDescription),
      inputJsonSchema: text(1, limits.inputJsonSchema).refine(isJson, {
        error: "must be JSON in a string",
      }),
    }),
  ),
});

const SkillInput = z.discriminatedUnion(
  "type",
  [StdioSkillInput, SseSkillInput, InteractiveSkillInput],
  { error: "must have the type mcpStdioSkill, mcpSseSkill or interactiveSkill" },
);

/** A map with names of one form. Zod leaves `__proto__` out silently; here it is refused like others. */
function limitedRecord<Value extends z.ZodType>(
  maxEntries: number,
  name: RegExp,
  maxName: number,
  nameRule: string,
  value: Value,
) {
  return z
    .custom<object>((map) => typeof map === "object" && map !== null && !Array.isArray(map), {
      error: "must be a table",
      abort: true,
    })
    .superRefine((map, context) => {
      const names = Object.keys(map);
      if (names.length > maxEntries) {
        context.addIssue({ code: "custom", message: `must have at most ${maxEntries} entries` });
      }
      for (const key of names) {
        if (key.length <= maxName && name.test(key)) continue;
        context.addIssue({ code: "custom", path: [key], message: nameRule });
      }
    })
    .pipe(z.record(z.string(), value));
}

/** What a publish sends of a definition (perstack-registry §4.4); other members are dropped. */
const DefinitionInput = z.object({
  name: named(parseExpertName),
  version: named(parseExpertVersion),
  minRuntimeVersion: z.literal(minRuntimeVersion, {
    error: `must be "${minRuntimeVersion}"`,
  }),
  description: text(1, limits.description),
  instruction: text(1, limits.instruction),
  skills: limitedRecord(
    limits.skills,
    packageSpec,
    limits.skillName,
    "a skill's name is written like a package name: lower case, digits, hyphen, dot, underscore",
    SkillInput,
  ),
  delegates: z
    .array(
      text(1, limits.key).refine(isExpertKey, {
        error: "must be the key of an Expert: name, name@1.2.3 or name@tag",
      }),
    )
    .max(limits.delegates, `must have at most ${limits.delegates} entries`)
    .default([]),
});

function named<Name>(parse: (text: string) => Name) {
  return z
    .string()
    .min(1)
    .transform((value, context): Name => {
      try {
        return parse(value);
      } catch (error) {
        if (!(error instanceof RegistryError)) throw error;
        context.addIssue({ code: "custom", message: error.message });
        return z.NEVER;
      }
    });
}

/**
 * Reads a definition from JSON as a publish over the API sends it, checks every limit and brings it
 * into its normal form. That `@perstack/base` is among the skills is a rule of `publishable.ts`.
 *
 * @throws DefinitionError (`invalid`) with everything that is wrong
 */
export function parseDefinition(input: unknown): ExpertDefinition {
  const parsed = DefinitionInput.safeParse(input);
  if (!parsed.success) {
    const issues = toIssues(parsed.error);
    throw new DefinitionError(sentenceOf(issues), issues);
  }
  const { name, version, description: what, instruction, skills, delegates } = parsed.data;
  return {
    name,
    version,
    minRuntimeVersion,
    description: what,
    instruction,
    skills: sortedMap(skills, (_name, skill) => normalSkill(skill)),
    delegates,
  };
}

/** Reads a normal form that this registry stored. */
export function definitionFromStore(json: string): ExpertDefinition {
  return JSON.parse(json) as ExpertDefinition;
}

function normalSkill(skill: z.output<typeof SkillInput>): Skill {
  const { type, description: what } = skill;
  const ruled = skill.rule === undefined ? {} : { rule: skill.rule };
  switch (type) {
    case "mcpStdioSkill": {
      const { command, packageName, pick, omit, requiredEnv } = skill;
      return {
        type,
        description: what,
        ...ruled,
        command,
        packageName,
        pick,
        omit,
        requiredEnv,
        args: [],
        lazyInit: false,
      };
    }
    case "mcpSseSkill": {
      const { endpoint, pick, omit } = skill;
      return { type, description: what, ...ruled, endpoint, pick, omit };
    }
    case "interactiveSkill": {
      const tools = sortedMap(skill.tools, (name, tool) => ({
        name,
        description: tool.description,
        inputJsonSchema: tool.inputJsonSchema,
      }));
      return { type, description: what, ...ruled, tools };
    }
  }
}

function sortedMap<From, To>(
  map: Readonly<Record<string, From>>,
  change: (name: string, value: From) => To,
): Record<string, To> {
  const sorted = Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([name, value]) => [name, change(name, value)]));
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}

/** More would not help anybody to repair a file. */
const maxIssues = 50;

function toIssues(error: z.ZodError): DefinitionIssue[] {
  return error.issues.slice(0, maxIssues).map(({ path, message }) => {
    const steps = path.map(String);
    return { path: pathText(steps), steps, message: messageOf(message) };
  });
}

function messageOf(message: string): string {
  return message.replace(/^Invalid input: expected (\w+), received undefined$/, "is missing ($1)");
}

/** `skills."@a/b".command`: names as they stand in the file, ours bare. */
function pathText(steps: readonly string[]): string {
  return steps
    .map((step) => (/^[A-Za-z0-9_]{1,40}$/.test(step) ? step : quoteForMessage(step)))
    .join(".");
}

function sentenceOf(issues: readonly DefinitionIssue[]): string {
  const shown = issues.slice(0, 3).map(issueText).join("; ");
  const more = issues.length - 3;
  return `the Expert's definition is not valid: ${shown}${more > 0 ? `; and ${more} more` : ""}`;
}

export function issueText({ path, message }: DefinitionIssue): string {
  return path === "" ? message : `${path}: ${message}`;
}
