import type { ExpertCapabilities } from "../expert/capability.ts";
import type { ExpertDefinition } from "../expert/definition.ts";
import { type PackageName, parsePackageName } from "../names/package-name.ts";
import { intentHeadings, readIntent } from "./bundle/intent-file.ts";
import { type Bundle, readBundle } from "./bundle/read-bundle.ts";
import { writeZip } from "./bundle/write-zip.ts";
import { type EntryCapabilities, everything } from "./entry.ts";

/** A published Expert, as far as a pack can show it. */
export interface PublishedExpert {
  readonly definition: ExpertDefinition;
  readonly capabilities: ExpertCapabilities;
  /** The text of perstack.toml as it is stored. */
  readonly toml: string;
  /** The text of its intent.md, or null; one without the headings is not used. */
  readonly intent: string | null;
  readonly author: string;
  readonly license: string | null;
}

export interface ExpertPack {
  readonly bundle: Bundle;
  readonly bytes: Uint8Array;
}

/** `@acme/researcher` is `acme.researcher` to the `n3` command, which cannot have slashes. */
export function packIdOf(name: PackageName): string {
  const dotted = name.replace(/^@/, "").replace("/", ".").toLowerCase();
  return dotted
    .split(".")
    .map((part) => part.replace(/[^a-z0-9_-]/g, "-").replace(/^[_-]+/, "") || "x")
    .join(".");
}

/** The name that whoever adds a pack must be allowed to publish: `acme.tool` is in the scope of acme. */
export function packageNameOf(id: string): PackageName {
  const dot = id.indexOf(".");
  return parsePackageName(dot < 0 ? id : `@${id.slice(0, dot)}/${id.slice(dot + 1)}`);
}

/**
 * An Expert as a bundle, so that a client for packs can fetch what the index shows. The same Expert
 * gives the same bytes, so nothing needs to be kept.
 *
 * @throws RegistryError `invalid` for what no bundle can hold
 */
export function expertPack(expert: PublishedExpert): ExpertPack {
  const files = new Map<string, Uint8Array>();
  const add = (path: string, text: string) => files.set(path, Buffer.from(text, "utf8"));
  add("capabilities.yaml", capabilitiesFile(expert));
  add("intent.md", intentFile(expert));
  add("pack.yaml", manifestFile(expert));
  add("perstack.toml", expert.toml);
  const bytes = writeZip(files);
  return { bytes, bundle: readBundle(bytes, "any") };
}

function manifestFile({ definition, author, license }: PublishedExpert): string {
  const { name, version } = definition;
  const fields = {
    id: packIdOf(name),
    name,
    version,
    description: describe(definition),
    author,
    license: license ?? "not stated",
  };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${scalar(value)}`);
  const tools = toolsOf(definition).map((tool) => `  - ${scalar(tool)}`);
  return [...lines, "tools:", ...tools, ""].join("\n");
}

/** A description of nothing that can be seen describes nothing. */
function describe({ name, description }: ExpertDefinition): string {
  const line = oneLine(description);
  return line === "" ? name : line;
}

/** What can be called: the Expert itself, its skills, and the tools that those are narrowed to. */
function toolsOf({ name, skills }: ExpertDefinition): readonly string[] {
  const tools = new Set([name.slice(name.indexOf("/") + 1)]);
  for (const [key, skill] of Object.entries(skills)) {
    tools.add(key);
    const named = skill.type === "interactiveSkill" ? Object.keys(skill.tools) : skill.pick;
    for (const tool of named) tools.add(tool);
  }
  return [...tools]
    .slice(0, maxListed)
    .map((tool) => oneLine(tool).slice(0, maxToolName))
    .filter((tool) => tool !== "");
}

const maxListed = 500;
const maxDelegates = 100;
const maxToolName = 120;

/** What cannot be known counts as everything: a client must not take it for nothing. */
export function packCapabilities({
  unknown,
  ...told
}: Omit<ExpertCapabilities, "hosts">): EntryCapabilities {
  const { filesystem, env, subprocess, secrets } = told;
  // Packs know only one way of using the network, so listening counts as that.
  const network = told.network === "none" ? "none" : "outbound";
  return unknown.length === 0
    ? { filesystem, network, env, subprocess, secrets }
    : { ...everything, secrets };
}

function capabilitiesFile({ definition, capabilities }: PublishedExpert): string {
  const { filesystem, network, env, subprocess, secrets } = packCapabilities(capabilities);
  const [own = "expert"] = toolsOf(definition);
  return [
    "capabilities:",
    `  ${scalar(own)}:`,
    `    filesystem: "${filesystem}"`,
    `    network: "${network}"`,
    `    env: "${env}"`,
    `    subprocess: "${subprocess}"`,
    `    secrets: ${JSON.stringify(secrets.slice(0, maxListed))}`,
    "",
  ].join("\n");
}

const maxQuoted = 600;
const maxLine = 300;
const maxIntent = 64 * 1024;

function intentFile(expert: PublishedExpert): string {
  const { intent } = expert;
  const isUsable = intent !== null && intent.length <= maxIntent;
  if (isUsable && readIntent(intent).missing.length === 0) return intent;
  const { definition, capabilities } = expert;
  const { instruction, name, skills, delegates } = definition;
  const purpose = firstLines(instruction);
  const tools = Object.entries(skills)
    .slice(0, maxListed)
    .map(([key, skill]) => `- ${oneLine(`${key}: ${skill.description}`).slice(0, maxLine)}`);
  const sections: readonly (readonly string[])[] = [
    [describe(definition), ...purpose],
    tools.length > 0 ? tools : [`- ${name}`],
    ["A question in plain words goes in, an answer in plain words comes out."],
    [summaryOf(capabilities)],
    ["It answers that it cannot help; a skill or a delegate may be unreachable."],
    [
      "An Expert runtime.",
      ...delegates.slice(0, maxDelegates).map((key) => `- delegates to ${oneLine(key)}`),
    ],
  ];
  return intentHeadings
    .flatMap((heading, index) => [`# ${heading}`, ...(sections[index] ?? []).map(plain), ""])
    .join("\n");
}

/** A line that begins with `#` would be a heading. */
function plain(line: string): string {
  return line.replace(/^#+\s*/, "");
}

function firstLines(instruction: string): readonly string[] {
  const lines = instruction
    .slice(0, 4 * maxQuoted)
    .split("\n")
    .map(oneLine);
  const kept: string[] = [];
  let room = maxQuoted;
  for (const line of lines) {
    if (line === "") continue;
    if (kept.length === 5 || room <= 0) break;
    kept.push(line.slice(0, room));
    room -= line.length;
  }
  return kept;
}

function summaryOf(capabilities: ExpertCapabilities): string {
  const { filesystem, network, env, subprocess, secrets } = packCapabilities(capabilities);
  const reach = `Files: ${filesystem}. Network: ${network}. Environment: ${env}. Other programs: ${subprocess}.`;
  const names = secrets.slice(0, maxDelegates).join(", ");
  const unknown =
    capabilities.unknown.length > 0 ? " It runs packages that could do anything." : "";
  return `${reach} Secrets: ${names === "" ? "none" : names}.${unknown}`;
}

/** A value in quotes on one line; what the line grammar cannot hold becomes a blank. */
function scalar(text: string): string {
  const line = oneLine(text);
  return `"${line.replace(/(["\\])/g, "\\$1")}"`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}
