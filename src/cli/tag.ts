import type { Command } from "commander";
import { isExpertTag } from "../expert/key.ts";
import { type CommandContext, type Flags, outputOf, show } from "./command.ts";
import {
  addExpertCommand,
  type ExpertRegistry,
  findAt,
  openExpertRegistry,
  updateAt,
} from "./expert-registry.ts";
import { chooseVersion, missingArgument, openWizard, sayCancelled, type Wizard } from "./wizard.ts";

/** `agentregistry tag KEY TAGS…`, or without arguments as a dialogue. */
export function addTagCommand(program: Command, context: CommandContext): void {
  addExpertCommand(
    program,
    "tag [key] [tags...]",
    "give a version these tags and no others; latest is the registry's own",
  ).action(async (key: string | undefined, tags: string[], flags: Flags, command: Command) => {
    if (key !== undefined && tags.length === 0) missingArgument(command, "tags");
    const wizard = key === undefined ? await openWizard(context, flags, command, "key") : null;
    await using registry = await openExpertRegistry(context, flags);
    const wanted =
      key === undefined ? wizard && (await askTags(wizard, registry, flags)) : { key, tags };
    if (wanted === null) return sayCancelled(context);
    const { definition, tags: now } = await updateAt(registry, wanted.key, { tags: wanted.tags });
    const changed = `${definition.name}@${definition.version}`;
    show(outputOf(context, flags), { key: changed, tags: now }, () =>
      [changed, now.length === 0 ? "  no tags" : `  ${now.join(", ")}`].join("\n"),
    );
  });
}

async function askTags(wizard: Wizard, registry: ExpertRegistry, flags: Flags) {
  const key = await chooseVersion(wizard, registry, flags);
  if (key === null) return null;
  const { tags } = await findAt(registry, key);
  const custom = tags.filter((tag) => tag !== "latest").join(", ");
  const line = await wizard.ask(
    "Tags, with commas between them (none clears them)",
    custom,
    (text) =>
      splitTags(text).every(isExpertTag) ? undefined : "A tag has a-z, 0-9, hyphen, underscore",
  );
  if (line === null) return null;
  const wanted = splitTags(line).filter((tag) => tag !== "latest");
  const question = `Give ${key} ${wanted.length === 0 ? "no tags" : wanted.join(", ")}?`;
  return (await wizard.confirm(question)) ? { key, tags: wanted } : null;
}

function splitTags(line: string): string[] {
  return line
    .split(",")
    .map((tag) => tag.trim())
    .filter((tag) => tag !== "");
}
