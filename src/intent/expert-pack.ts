import type { ExpertCapabilities } from "../expert/capability.ts";
import type { ExpertDefinition } from "../expert/definition.ts";
import type { PackageName } from "../names/package-name.ts";
import { intentHeadings, readIntent } from "./bundle/intent-file.ts";
import { type Bundle, readBundle } from "./bundle/read-bundle.ts";
import { writeZip } from "./bundle/write-zip.ts";

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
    .map((part) => part.replace(/[^a-z0-9_-]/g, "-").replace(/^[_-]+/, ""))
    .filter((part) => part !== "")
    .join(".");
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
  return { bytes, bundle: readBundle(bytes) };
}

function manifestFile({ definition, author, license }: PublishedExpert): string {
  const { name, version, description } = definition;
  const fields = {
    id: packIdOf(name),
    name,
    version,
    description: description === "" ? name : description,
    author,
    license: license ?? "not stated",
  };
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${scalar(value)}`);
  const tools = toolsOf(definition).map((tool) => `  - ${scalar(tool)}`);
  return [...lines, "tools:", ...tools, ""].join("\n");
}

/** What can be called: the Expert itself, its skills, and the tools that those are narrowed to. */
export function toolsOf({ name, skills }: ExpertDefinition): readonly string[] {
  const tools = new Set([name.slice(name.indexOf("/") + 1)]);
  for (const [key, skill] of Object.entries(skills)) {
    tools.add(key);
    const named = skill.type === "interactiveSkill" ? Object.keys(skill.tools) : skill.pick;
    for (const tool of named) tools.add(tool);
  }
  return [...tools].map(oneLine).filter((tool) => tool !== "");
}

function capabilitiesFile({ definition, capabilities }: PublishedExpert): string {
  const { filesystem, network, env, subprocess, secrets } = capabilities;
  const [own = "expert"] = toolsOf(definition);
  return [
    "capabilities:",
    `  ${scalar(own)}:`,
    `    filesystem: "${filesystem}"`,
    `    network: "${network}"`,
    `    env: "${env}"`,
    `    subprocess: "${subprocess}"`,
    `    secrets: ${JSON.stringify([...secrets])}`,
    "",
  ].join("\n");
}

const maxQuoted = 600;

function intentFile(expert: PublishedExpert): string {
  if (expert.intent !== null && readIntent(expert.intent).missing.length === 0)
    return expert.intent;
  const { definition, capabilities } = expert;
  const { description, instruction, name, skills, delegates } = definition;
  const purpose = firstLines(instruction);
  const tools = Object.entries(skills).map(
    ([key, skill]) => `- ${key}: ${oneLine(skill.description)}`,
  );
  const sections: readonly (readonly string[])[] = [
    [oneLine(description === "" ? name : description), ...purpose],
    tools.length > 0 ? tools : [`- ${name}`],
    ["A question in plain words goes in, an answer in plain words comes out."],
    [summaryOf(capabilities)],
    ["It answers that it cannot help; a skill or a delegate may be unreachable."],
    ["An Expert runtime.", ...delegates.map((key) => `- delegates to ${oneLine(key)}`)],
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
    if (kept.length === 5 || line.length > room) break;
    kept.push(line);
    room -= line.length;
  }
  return kept;
}

function summaryOf(capabilities: ExpertCapabilities): string {
  const { filesystem, network, env, subprocess, secrets } = capabilities;
  return (
    `Files: ${filesystem}. Network: ${network}. Environment: ${env}. Other programs: ${subprocess}. ` +
    `Secrets: ${secrets.length === 0 ? "none" : secrets.join(", ")}.`
  );
}

/** A value in quotes on one line; what the line grammar cannot hold becomes a blank. */
function scalar(text: string): string {
  const line = oneLine(text);
  return `"${line.replace(/(["\\])/g, "\\$1")}"`;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
}
