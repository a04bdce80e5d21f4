import type { Command } from "commander";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { capabilitiesOf } from "../expert/capability.ts";
import { closureOf, closureRisk, type TreeNode, treeOf } from "../expert/closure.ts";
import { type Comparison, compareDefinitions } from "../expert/compare.ts";
import type { Skill } from "../expert/definition.ts";
import { parseExpertKey, pinningOf } from "../expert/key.ts";
import { addGroup, type CommandContext, type Flags, outputOf, show } from "./command.ts";
import {
  addExpertCommand,
  type ExpertRegistry,
  type FoundExpert,
  findAt,
  findOrNull,
  openExpertRegistry,
  pathOf,
  versionsAt,
} from "./expert-registry.ts";
import { addExpertStatusCommand } from "./status.ts";
import { printable, table } from "./terminal.ts";

/** `agentregistry expert …`: reading what is published, and its status. */
export function addExpertCommands(program: Command, context: CommandContext): void {
  const expert = addGroup(program, "expert", "look at published Experts, and set their status");
  addShow(expert, context);
  addVersions(expert, context);
  addDiff(expert, context);
  addDependents(expert, context);
  addTree(expert, context);
  addExpertStatusCommand(expert, context);
}

function addShow(expert: Command, context: CommandContext): void {
  addExpertCommand(
    expert,
    "show <key>",
    "definition, skills, variables, capabilities and risk",
  ).action(async (key: string, flags: Flags) => {
    await using registry = await openExpertRegistry(context, flags);
    const found = await findAt(registry, key);
    const shown = await describe(registry, key, found);
    show(outputOf(context, flags), shown, () => showLines(shown).join("\n"));
  });
}

async function describe(registry: ExpertRegistry, key: string, found: FoundExpert) {
  const { definition, ...known } = found;
  const closure = await closureOf(key, async (wanted) =>
    wanted === key ? found : await findOrNull(registry, wanted),
  );
  const capabilities = capabilitiesOf(definition);
  const risk = closureRisk(found, closure);
  return {
    key: `${definition.name}@${definition.version}`,
    ...known,
    ...definition,
    delegates: definition.delegates.map((delegate) => ({
      key: delegate,
      pinning: pinningOf(parseExpertKey(delegate)),
    })),
    requiredEnv: capabilities.secrets,
    capabilities,
    risk: risk.level,
    riskReason: risk.because,
  };
}

function showLines(expert: Awaited<ReturnType<typeof describe>>): string[] {
  const { capabilities: can } = expert;
  const tags = expert.tags.length === 0 ? "" : `  (${expert.tags.join(", ")})`;
  return [
    printable(`${expert.key}  ${expert.status}${tags}`),
    `  ${printable(expert.description)}`,
    `  published ${printable(expert.createdAt)}, digest sha256-${expert.digest}`,
    ...(expert.signature === null ? [] : [`  signature ${printable(expert.signature)}`]),
    `  risk ${expert.risk}: ${printable(expert.riskReason)}`,
    `  filesystem ${can.filesystem}, network ${can.network}, env ${can.env}, subprocess ${can.subprocess}`,
    ...(can.hosts.length === 0 ? [] : [`  hosts: ${printable(can.hosts.join(", "))}`]),
    `  requiredEnv: ${printable(expert.requiredEnv.join(", ")) || "none"}`,
    "",
    "skills",
    ...Object.entries(expert.skills).map(
      ([name, skill]) => `  ${printable(skillLine(name, skill))}`,
    ),
    "",
    "delegates",
    ...(expert.delegates.length === 0 ? ["  none"] : []),
    ...expert.delegates.map(({ key, pinning }) => `  ${printable(key)}  ${pinning}`),
    "",
    "instruction",
    ...expert.instruction
      .trimEnd()
      .split("\n")
      .map((line) => `  ${printable(line)}`),
  ];
}

function skillLine(name: string, skill: Skill): string {
  if (skill.type === "interactiveSkill") {
    return `${name}  asks the user (${Object.keys(skill.tools).join(", ")})`;
  }
  const what =
    skill.type === "mcpSseSkill" ? skill.endpoint : `${skill.command} ${skill.packageName}`;
  return [
    `${name}  ${what}`,
    ...(skill.pick.length === 0 ? [] : [`pick ${skill.pick.join(", ")}`]),
    ...(skill.omit.length === 0 ? [] : [`omit ${skill.omit.join(", ")}`]),
    ...(skill.type === "mcpStdioSkill" && skill.requiredEnv.length > 0
      ? [`env ${skill.requiredEnv.join(", ")}`]
      : []),
  ].join("; ");
}

function addVersions(expert: Command, context: CommandContext): void {
  addExpertCommand(expert, "versions <key>", "the versions of an Expert, the highest first").action(
    async (key: string, flags: Flags) => {
      await using registry = await openExpertRegistry(context, flags);
      const { name } = parseExpertKey(key);
      const listed = await versionsAt(registry, name);
      const rows = await Promise.all(
        // The list says nothing about the status.
        listed.map(async ({ version, tags, createdAt }) => {
          const { status, digest } = await findAt(registry, `${name}@${version}`);
          return { version, status, tags, createdAt, digest };
        }),
      );
      show(outputOf(context, flags), rows, () =>
        table([
          ["VERSION", "STATUS", "TAGS", "PUBLISHED", "DIGEST"],
          ...rows.map((row) => [
            row.version,
            row.status,
            row.tags.join(", "),
            row.createdAt,
            row.digest.slice(0, 12),
          ]),
        ]),
      );
    },
  );
}

function addDiff(expert: Command, context: CommandContext): void {
  addExpertCommand(
    expert,
    "diff <key> [other]",
    "what changed up to a version: since the one before it, or since another key",
  ).action(async (key: string, other: string | undefined, flags: Flags) => {
    await using registry = await openExpertRegistry(context, flags);
    const [first, second] =
      other === undefined
        ? await withPredecessor(registry, key)
        : [await findAt(registry, key), await findAt(registry, sameName(key, other))];
    const compared = {
      before: `${first.definition.name}@${first.definition.version}`,
      after: `${second.definition.name}@${second.definition.version}`,
      isSame: first.digest === second.digest,
      ...compareDefinitions(first.definition, second.definition),
    };
    show(outputOf(context, flags), compared, () => diffLines(compared).join("\n"));
  });
}

async function withPredecessor(
  registry: ExpertRegistry,
  key: string,
): Promise<readonly [FoundExpert, FoundExpert]> {
  const found = await findAt(registry, key);
  const { name, version } = found.definition;
  const versions = await versionsAt(registry, name);
  const before = versions[versions.findIndex((one) => one.version === version) + 1];
  if (before === undefined) {
    throw new RegistryError("not_found", `${name}@${version} is the lowest version; name another`);
  }
  return [await findAt(registry, `${name}@${before.version}`), found];
}

/** `diff @a/x@1.0.0 2.0.0` means the same name. */
function sameName(key: string, other: string): string {
  return /^\d+\.\d+\.\d+/.test(other) ? `${parseExpertKey(key).name}@${other}` : other;
}

function diffLines(
  compared: Comparison & { readonly before: string; readonly after: string },
): string[] {
  const { before, after, changes, instruction } = compared;
  return [
    `${before} → ${after}`,
    ...(changes.length + instruction.length === 0 ? ["  nothing changed"] : []),
    ...changes.flatMap(({ what, before: old, after: now }) => [
      `  ${printable(what)}`,
      ...(old === null ? [] : [`    - ${printable(old)}`]),
      ...(now === null ? [] : [`    + ${printable(now)}`]),
    ]),
    ...(instruction.length === 0 ? [] : ["  instruction"]),
    ...instruction
      .filter((line) => !line.startsWith(" "))
      .map((line) => `    ${line.slice(0, 1)} ${printable(line.slice(1))}`),
  ];
}

const Dependents = z.looseObject({
  data: z.looseObject({
    key: z.string(),
    dependents: z.array(
      z.looseObject({ key: z.string(), delegate: z.string(), status: z.string() }),
    ),
  }),
});

function addDependents(expert: Command, context: CommandContext): void {
  addExpertCommand(expert, "dependents <key>", "who delegates to a version").action(
    async (text: string, flags: Flags) => {
      await using registry = await openExpertRegistry(context, flags);
      const path = `${pathOf(text)}/dependents`;
      const answer = Dependents.safeParse(await registry.call({ method: "GET", path }));
      if (!answer.success) {
        throw new RegistryError("upstream_failed", "this registry does not tell who depends on it");
      }
      const { key, dependents } = answer.data.data;
      show(outputOf(context, flags), { key, dependents }, () =>
        dependents.length === 0
          ? `nothing delegates to ${printable(key)}`
          : table([
              ["EXPERT", "STATUS", "DELEGATES TO"],
              ...dependents.map((one) => [one.key, one.status, one.delegate]),
            ]),
      );
    },
  );
}

function addTree(expert: Command, context: CommandContext): void {
  addExpertCommand(expert, "tree <key>", "everything that an Expert delegates to").action(
    async (key: string, flags: Flags) => {
      await using registry = await openExpertRegistry(context, flags);
      const found = await findAt(registry, key);
      const closure = await closureOf(key, async (wanted) =>
        wanted === key ? found : await findOrNull(registry, wanted),
      );
      const tree = treeOf(key, closure);
      show(outputOf(context, flags), tree, () => treeLines(tree, closure).join("\n"));
    },
  );
}

function treeLines(
  { key, pinning, resolved, cut, delegates }: TreeNode,
  closure: ReadonlyMap<string, FoundExpert | null>,
): string[] {
  const status = closure.get(key)?.status;
  const line = [
    key,
    pinning,
    ...(resolved === null ? ["not found"] : resolved === key ? [] : [`→ ${resolved}`]),
    ...(status === undefined || status === "available" ? [] : [status]),
    ...(cut === null ? [] : [cut === "circle" ? "(a circle)" : "(see above)"]),
  ].join("  ");
  const below = delegates.map((node, index) => {
    const isLast = index === delegates.length - 1;
    return treeLines(node, closure).map(
      (text, at) => `${at === 0 ? (isLast ? "└─ " : "├─ ") : isLast ? "   " : "│  "}${text}`,
    );
  });
  return [printable(line), ...below.flat()];
}
