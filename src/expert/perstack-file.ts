import { parse as parseToml, TomlError } from "smol-toml";
import { z } from "zod";
import {
  DefinitionError,
  type DefinitionIssue,
  type ExpertDefinition,
  issueText,
  minRuntimeVersion,
  parseDefinition,
  type Skill,
} from "./definition.ts";
import { endpointFault } from "./endpoint.ts";
import { expertLimits } from "./limits.ts";
import { codeFrame, locate, type Place } from "./locate.ts";

/** A perstack.toml as its author wrote it: settings of a runtime, and Experts by name. */
export interface PerstackFile {
  readonly text: string;
  /** Names of the Experts, in the order of the file. */
  readonly names: readonly string[];
  /** Settings of the runtime at the top of the file, which are never published. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** The tables of the Experts as they stand there. */
  readonly experts: ReadonlyMap<string, FileExpert>;
}

const strings = z.array(z.string());

/** Tables by name. Zod leaves `__proto__` out silently; here it is refused. */
function tablesOf<Value extends z.ZodType>(value: Value) {
  return z
    .custom<object>((map) => typeof map === "object" && map !== null && !Array.isArray(map), {
      error: "must be a table",
      abort: true,
    })
    .refine((map) => !Object.hasOwn(map, "__proto__"), { error: "has the name __proto__ in it" })
    .pipe(z.record(z.string(), value));
}

const domain =
  /^(\*\.)?[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*$/;

const allowedDomains = z
  .array(
    z
      .string()
      .regex(domain, { error: "must be a host name, or one with *. before it" })
      .refine((text) => !/(?:^|\.)xn--/i.test(text), { error: "must not be punycode" }),
  )
  .optional();

const FileSkill = z.discriminatedUnion(
  "type",
  [
    z.object({
      type: z.literal("mcpStdioSkill"),
      description: z.string().optional(),
      rule: z.string().optional(),
      pick: strings.optional(),
      omit: strings.optional(),
      command: z.string(),
      packageName: z.string().optional(),
      args: strings.optional(),
      requiredEnv: strings.optional(),
      allowedDomains,
      lazyInit: z.boolean().optional(),
    }),
    z.object({
      type: z.literal("mcpSseSkill"),
      description: z.string().optional(),
      rule: z.string().optional(),
      pick: strings.optional(),
      omit: strings.optional(),
      endpoint: z.string().superRefine((url, context) => {
        const fault = endpointFault(url);
        if (fault !== null) context.addIssue({ code: "custom", message: fault });
      }),
      allowedDomains,
    }),
    z.object({
      type: z.literal("interactiveSkill"),
      description: z.string().optional(),
      rule: z.string().optional(),
      tools: tablesOf(
        z.object({ description: z.string().optional(), inputJsonSchema: z.string() }),
      ),
    }),
  ],
  { error: "must have the type mcpStdioSkill, mcpSseSkill or interactiveSkill" },
);

export type FileSkill = z.output<typeof FileSkill>;

const FileExpert = z.object({
  version: z.string().optional(),
  description: z.string().optional(),
  instruction: z.string(),
  skills: tablesOf(FileSkill).optional(),
  delegates: strings.optional(),
  tags: strings.optional(),
});

export type FileExpert = z.output<typeof FileExpert>;

/**
 * Reads a perstack.toml and checks the types of what it says about Experts. Keys that nobody knows are
 * ignored, as the runtime does; names and lengths are checked by `publishedForm`.
 *
 * @throws DefinitionError (`invalid`) with the line and column of each fault
 */
export function parsePerstackFile(text: string): PerstackFile {
  if (text.length > expertLimits.file) {
    throw new DefinitionError("perstack.toml is refused: it is too long", []);
  }
  let json: Record<string, unknown>;
  try {
    json = parseToml(text);
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const place = { line: error.line, column: error.column };
    const why = (error.message.split("\n")[0] ?? "").replace(/^Invalid TOML document: /, "");
    throw fileError(text, [{ path: "", steps: [], message: `no valid TOML: ${why}` }], place);
  }
  const { experts: listed = {}, ...settings } = json;
  if (typeof listed !== "object" || listed === null || Array.isArray(listed)) {
    throw refusal(text, [{ path: "experts", steps: ["experts"], message: "must be a table" }]);
  }
  const experts = new Map<string, FileExpert>();
  for (const [name, table] of Object.entries(listed)) {
    const parsed = FileExpert.safeParse(table);
    if (!parsed.success) {
      const base = ["experts", name];
      throw refusal(
        text,
        parsed.error.issues.slice(0, 50).map(({ path, message }) => ({
          path: path.join("."),
          steps: [...base, ...path.map(String)],
          message: message.replace(
            /^Invalid input: expected (\w+), received undefined$/,
            "is missing",
          ),
        })),
      );
    }
    experts.set(name, parsed.data);
  }
  return { text, names: [...experts.keys()], settings, experts };
}

/**
 * One Expert of a file as it is published (perstack-registry §10): defaults filled in, what is only for
 * a local runtime dropped.
 *
 * @throws DefinitionError (`invalid`) with line and column; also when the file has no such Expert
 */
export function publishedForm(file: PerstackFile, name: string): ExpertDefinition {
  const expert = file.experts.get(name);
  if (expert === undefined) {
    throw new DefinitionError(
      file.names.length === 0
        ? "perstack.toml defines no Expert"
        : `perstack.toml has no Expert of that name; it has ${file.names.slice(0, 10).join(", ")}`,
      [],
    );
  }
  try {
    return parseDefinition({
      name,
      version: expert.version ?? "1.0.0",
      minRuntimeVersion,
      description: expert.description ?? "",
      instruction: expert.instruction,
      skills: Object.fromEntries(
        Object.entries(expert.skills ?? {}).map(([skill, table]) => [
          skill,
          publishedSkill(skill, table),
        ]),
      ),
      delegates: expert.delegates ?? [],
    });
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    throw refusal(
      file.text,
      error.issues.map((issue) => ({
        ...issue,
        steps: issue.steps[0] === "name" ? ["experts", name] : ["experts", name, ...issue.steps],
      })),
    );
  }
}

/**
 * One Expert of a file as a runtime takes it from there: it need not have the description without which
 * nothing is published.
 *
 * @throws DefinitionError as `publishedForm`
 */
export function localForm(file: PerstackFile, name: string): ExpertDefinition {
  const expert = file.experts.get(name);
  if (expert === undefined || expert.description) return publishedForm(file, name);
  const described = new Map(file.experts).set(name, { ...expert, description: name });
  return publishedForm({ ...file, experts: described }, name);
}

function publishedSkill(name: string, skill: FileSkill): object {
  const description = skill.description ?? `${name} skill`;
  switch (skill.type) {
    case "mcpStdioSkill": {
      const { args: _args, allowedDomains: _domains, lazyInit: _lazy, ...kept } = skill;
      return { ...kept, description, packageName: skill.packageName ?? name };
    }
    case "mcpSseSkill": {
      const { allowedDomains: _domains, ...kept } = skill;
      return { ...kept, description };
    }
    case "interactiveSkill":
      return {
        ...skill,
        description,
        tools: Object.fromEntries(
          Object.entries(skill.tools).map(([tool, told]) => [
            tool,
            { ...told, description: told.description ?? `${tool} tool` },
          ]),
        ),
      };
  }
}

function refusal(text: string, issues: readonly DefinitionIssue[]): DefinitionError {
  const steps = issues[0]?.steps ?? [];
  return fileError(text, issues, locate(text, steps));
}

/** The sentence names the place; the frame shows it, and is for the author's terminal alone. */
function fileError(
  text: string,
  issues: readonly DefinitionIssue[],
  place: Place | null,
): PerstackFileError {
  const at = place === null ? "" : ` at line ${place.line}, column ${place.column}`;
  const shown = issues.slice(0, 3).map(issueText).join("; ");
  const more = issues.length > 3 ? `; and ${issues.length - 3} more` : "";
  return new PerstackFileError(
    `perstack.toml is refused${at}: ${shown}${more}`,
    issues,
    text,
    place,
  );
}

/** A fault in a perstack.toml, with the place of the first one. */
export class PerstackFileError extends DefinitionError {
  readonly line: number | null;
  readonly column: number | null;
  /** The lines around the place with a mark below it; empty when the place is not known. */
  readonly frame: string;

  constructor(
    sentence: string,
    issues: readonly DefinitionIssue[],
    text: string,
    place: Place | null,
  ) {
    super(sentence, issues, place === null ? {} : { line: place.line, column: place.column });
    this.line = place?.line ?? null;
    this.column = place?.column ?? null;
    this.frame = place === null ? "" : codeFrame(text, place);
  }
}

/** A definition as a perstack.toml: the same definition gives the same text. */
export function toToml(definition: ExpertDefinition): string {
  const at = `experts.${quoted(definition.name)}`;
  const lines = [
    `[${at}]`,
    `version = ${quoted(definition.version)}`,
    `minRuntimeVersion = ${quoted(definition.minRuntimeVersion)}`,
    `description = ${quoted(definition.description)}`,
    `instruction = ${paragraph(definition.instruction)}`,
    `delegates = ${list(definition.delegates)}`,
  ];
  for (const [name, skill] of sorted(definition.skills)) {
    lines.push("", `[${at}.skills.${quoted(name)}]`, ...skillLines(skill));
    if (skill.type !== "interactiveSkill") continue;
    for (const [tool, { description, inputJsonSchema }] of sorted(skill.tools)) {
      lines.push(
        "",
        `[${at}.skills.${quoted(name)}.tools.${quoted(tool)}]`,
        `description = ${quoted(description)}`,
        `inputJsonSchema = ${quoted(inputJsonSchema)}`,
      );
    }
  }
  return `${lines.join("\n")}\n`;
}

function skillLines(skill: Skill): string[] {
  const lines = [`type = ${quoted(skill.type)}`, `description = ${quoted(skill.description)}`];
  if (skill.rule !== undefined) lines.push(`rule = ${quoted(skill.rule)}`);
  if (skill.type === "interactiveSkill") {
    // A skill without tools would lose the table that it must have.
    if (Object.keys(skill.tools).length === 0) lines.push("tools = {}");
    return lines;
  }
  if (skill.type === "mcpStdioSkill") {
    lines.push(`command = ${quoted(skill.command)}`, `packageName = ${quoted(skill.packageName)}`);
    if (skill.requiredEnv.length > 0) lines.push(`requiredEnv = ${list(skill.requiredEnv)}`);
  } else {
    lines.push(`endpoint = ${quoted(skill.endpoint)}`);
  }
  if (skill.pick.length > 0) lines.push(`pick = ${list(skill.pick)}`);
  if (skill.omit.length > 0) lines.push(`omit = ${list(skill.omit)}`);
  return lines;
}

function sorted<Value>(map: Readonly<Record<string, Value>>): [string, Value][] {
  return Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1));
}

function list(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(", ")}]`;
}

/** JSON's escapes are TOML's too, but DEL needs one in TOML alone. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll("\x7f", "\\u007f");
}

/** A text of several lines as people would write it. */
function paragraph(text: string): string {
  if (!text.includes("\n")) return quoted(text);
  const lines = text.split("\n").map((line) => quoted(line).slice(1, -1).replaceAll('\\"', '"'));
  const body = lines.join("\n").replace(/"{3,}|"+$/g, (run) => '\\"'.repeat(run.length));
  return `"""\n${body}"""`;
}
