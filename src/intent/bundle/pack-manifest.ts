import {
  type Field,
  GrammarError,
  type GrammarLine,
  readField,
  readLines,
  unquoted,
} from "../line-grammar.ts";

/** `pack.yaml` of a bundle (namel3ss-registry §6). */
export interface PackManifest {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly author: string;
  readonly license: string;
  readonly tools: readonly string[];
  readonly defaultRunner: PackRunner | null;
  readonly serviceUrl: string | null;
  readonly containerImage: string | null;
  readonly entrypoints: ReadonlyMap<string, Binding>;
  readonly signerId: string | null;
}

export type PackRunner = "local" | "service" | "container" | "node";

/** What starts a tool. */
export interface Binding {
  readonly entry: string;
  /** Null when the manifest's default counts. */
  readonly runner: PackRunner | null;
}

const file = "pack.yaml";
const scalars = new Set(
  "id name version description author license service_url signer_id signed_at digest".split(" "),
);
const required = ["id", "name", "version", "description", "author", "license"] as const;
const runners: readonly string[] = ["local", "service", "container", "node"];
const entrypointFields = new Set(["kind", "entry", "runner", "purity", "timeout_ms"]);
const maxTools = 2_000;

/** @throws GrammarError for whatever the grammar does not know, unknown keys included */
export function parsePackManifest(text: string): PackManifest {
  const found = readLines(file, text);
  const values = new Map<string, string>();
  const tools: string[] = [];
  const seen = new Set<string>();
  let runner: PackRunner | null = null;
  let containerImage: string | null = null;
  let entrypoints: ReadonlyMap<string, Binding> = new Map();

  for (let at = 0; at < found.length; ) {
    const line = found[at] as GrammarLine;
    if (line.indent !== 0) throw new GrammarError(file, line.number, "is indented unexpectedly");
    const { key, value } = readField(file, line);
    if (seen.has(key)) throw new GrammarError(file, line.number, "repeats a key");
    seen.add(key);
    const end = endOfBlock(found, at);
    const block = found.slice(at + 1, end);
    at = end;
    if (scalars.has(key)) {
      if (value === "" || block.length > 0) {
        throw new GrammarError(file, line.number, "needs one value on its line");
      }
      values.set(key, value);
      continue;
    }
    if (value !== "") throw new GrammarError(file, line.number, "takes no value on its line");
    if (key === "tools") tools.push(...block.map(readTool));
    else if (key === "runners") runner = runnerOf(onlyField(block, line, "default").value, line);
    else if (key === "container") containerImage = onlyField(block, line, "image").value;
    else if (key === "entrypoints") entrypoints = readBindings(file, block, entrypointFields);
    else throw new GrammarError(file, line.number, "has an unknown key");
  }

  for (const key of required) {
    if (!values.has(key)) throw new GrammarError(file, 1, `lacks ${key}`);
  }
  if (!seen.has("tools")) throw new GrammarError(file, 1, "lacks tools");
  if (tools.length > maxTools) throw new GrammarError(file, 1, "lists too many tools");
  const value = (key: string) => values.get(key) ?? "";
  return {
    id: value("id"),
    name: value("name"),
    version: value("version"),
    description: value("description"),
    author: value("author"),
    license: value("license"),
    tools,
    defaultRunner: runner,
    serviceUrl: values.get("service_url") ?? null,
    containerImage,
    entrypoints,
    signerId: values.get("signer_id") ?? null,
  };
}

function endOfBlock(found: readonly GrammarLine[], at: number): number {
  let end = at + 1;
  while (end < found.length && (found[end]?.indent ?? 0) > 0) end++;
  return end;
}

function readTool({ indent, text, number }: GrammarLine): string {
  const name = text.startsWith("- ") ? unquoted(text.slice(2).trim()) : "";
  if (indent !== 2 || name === "") {
    throw new GrammarError(file, number, 'is no list item of the form   - "name"');
  }
  return name;
}

function onlyField(block: readonly GrammarLine[], head: GrammarLine, key: string): Field {
  const [line, ...others] = block;
  if (line === undefined || others.length > 0 || line.indent !== 2) {
    throw new GrammarError(file, head.number, `holds exactly ${key}, indented by two`);
  }
  const field = readField(file, line);
  if (field.key !== key || field.value === "") {
    throw new GrammarError(file, line.number, `holds exactly ${key}, with a value`);
  }
  return field;
}

/**
 * Tools at indent 2 with their fields at indent 4, as pack.yaml and tools.yaml both have them.
 *
 * @throws GrammarError for duplicates, unknown fields, and values that the grammar does not take
 */
export function readBindings(
  name: string,
  block: readonly GrammarLine[],
  known: ReadonlySet<string>,
): ReadonlyMap<string, Binding> {
  const bindings = new Map<string, Binding>();
  for (const { head, tool, fields } of readBlocks(name, block, known)) {
    const entry = fields.get("entry");
    if (entry === undefined) throw new GrammarError(name, head.number, "has no entry");
    for (const [key, value] of fields) checkField(name, head, key, value);
    const runner = fields.get("runner");
    bindings.set(tool, { entry, runner: runner === undefined ? null : (runner as PackRunner) });
    if (bindings.size > maxTools) throw new GrammarError(name, head.number, "binds too many tools");
  }
  return bindings;
}

const allowed: Readonly<Record<string, RegExp>> = {
  kind: /^(?:python|node)$/,
  runner: /^(?:local|service|container|node)$/,
  purity: /^(?:pure|impure)$/,
  timeout_ms: /^[1-9]\d{0,9}$/,
  sandbox: /^(?:true|false)$/,
  enforcement: /^(?:declared|verified)$/,
};

function checkField(name: string, head: GrammarLine, key: string, value: string): void {
  const pattern = Object.hasOwn(allowed, key) ? allowed[key] : undefined;
  if (value === "" || pattern?.test(value) === false) {
    throw new GrammarError(name, head.number, `has a ${key} that is none`);
  }
  if (key === "command" && !isJson(value, (item) => typeof item === "string", "list")) {
    throw new GrammarError(name, head.number, "has a command that is no JSON array of strings");
  }
  if (key === "env" && !isJson(value, (item) => typeof item === "string", "object")) {
    throw new GrammarError(name, head.number, "has an env that is no JSON object of strings");
  }
}

function isJson(
  text: string,
  isItem: (item: unknown) => boolean,
  kind: "list" | "object",
): boolean {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return false;
    return Array.isArray(value) === (kind === "list") && Object.values(value).every(isItem);
  } catch {
    return false;
  }
}

interface ToolBlock {
  readonly head: GrammarLine;
  readonly tool: string;
  readonly fields: ReadonlyMap<string, string>;
}

/** Each tool with its fields. @throws GrammarError as `readBindings` */
export function* readBlocks(
  name: string,
  block: readonly GrammarLine[],
  known: ReadonlySet<string>,
): Iterable<ToolBlock> {
  const seen = new Set<string>();
  for (let at = 0; at < block.length; ) {
    const head = block[at] as GrammarLine;
    const { key: tool, value } = readField(name, head);
    if (head.indent !== 2 || value !== "") {
      throw new GrammarError(name, head.number, 'is no tool of the form   "name":');
    }
    if (seen.has(tool)) throw new GrammarError(name, head.number, "repeats a tool");
    seen.add(tool);
    const fields = new Map<string, string>();
    for (at++; at < block.length && (block[at]?.indent ?? 0) > 2; at++) {
      const line = block[at] as GrammarLine;
      const field = readField(name, line);
      if (line.indent !== 4) throw new GrammarError(name, line.number, "needs an indent of four");
      if (!known.has(field.key)) throw new GrammarError(name, line.number, "has an unknown field");
      if (fields.has(field.key)) throw new GrammarError(name, line.number, "repeats a field");
      fields.set(field.key, field.value);
    }
    yield { head, tool, fields };
  }
}

function runnerOf(text: string, { number }: GrammarLine): PackRunner {
  if (!runners.includes(text)) throw new GrammarError(file, number, "names an unknown runner");
  return text as PackRunner;
}
