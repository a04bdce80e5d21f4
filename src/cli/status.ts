import { type Command, InvalidArgumentError } from "commander";
import { type CommandContext, configOf, type Flags, outputOf, show } from "./command.ts";
import {
  addExpertCommand,
  type ExpertRegistry,
  expertStatuses,
  findAt,
  openExpertRegistry,
  updateAt,
} from "./expert-registry.ts";
import { showServerStatus } from "./server-status.ts";
import { chooseVersion, missingArgument, openWizard, sayCancelled, type Wizard } from "./wizard.ts";

/** `agentregistry status` is about the registry of the home; with a key, about that Expert. */
export function addStatusCommand(program: Command, context: CommandContext): void {
  const about = "whether the registry runs; with a key, deprecate or disable that Expert";
  withStatusArguments(addExpertCommand(program, "status", about)).action(
    async (key: string | undefined, status: string | undefined, flags: Flags, command) => {
      if (key !== undefined) return await changeStatus(context, key, status, flags, command);
      // The file that --config names here is one of Experts.
      const config = configOf(context, { ...flags, config: undefined });
      await showServerStatus(config, context, outputOf(context, flags));
    },
  );
}

/** `agentregistry expert status KEY STATUS`, or without arguments as a dialogue. */
export function addExpertStatusCommand(expert: Command, context: CommandContext): void {
  const about = "deprecate or disable a version";
  withStatusArguments(addExpertCommand(expert, "status", about)).action(
    async (key: string | undefined, status: string | undefined, flags: Flags, command) => {
      await changeStatus(context, key, status, flags, command);
    },
  );
}

function withStatusArguments(command: Command): Command {
  return command
    .argument("[key]", "name@1.2.3")
    .argument("[status]", `${expertStatuses.join(", ")}; disabled is final`, readStatus);
}

async function changeStatus(
  context: CommandContext,
  key: string | undefined,
  status: string | undefined,
  flags: Flags,
  command: Command,
): Promise<void> {
  if (key !== undefined && status === undefined) missingArgument(command, "status");
  const wizard = key === undefined ? await openWizard(context, flags, command, "key") : null;
  await using registry = await openExpertRegistry(context, flags);
  const wanted =
    key === undefined ? wizard && (await askStatus(wizard, registry, flags)) : { key, status };
  if (wanted === null) return sayCancelled(context);
  const found = await updateAt(registry, wanted.key, { status: wanted.status });
  const changed = `${found.definition.name}@${found.definition.version}`;
  show(
    outputOf(context, flags),
    { key: changed, status: found.status },
    () => `${changed}\n  ${found.status}`,
  );
}

/** Offers only the moves that there are: never back, and none from disabled. */
async function askStatus(wizard: Wizard, registry: ExpertRegistry, flags: Flags) {
  const key = await chooseVersion(wizard, registry, flags);
  if (key === null) return null;
  const { status: now } = await findAt(registry, key);
  const moves = expertStatuses.slice(expertStatuses.indexOf(now) + 1);
  const keep = { value: now, hint: "as it is" };
  const status = await wizard.choose("Which status?", [keep, ...moves.map((value) => ({ value }))]);
  if (status === null || status === now) return null;
  const warning = status === "disabled" ? " This is final." : "";
  return (await wizard.confirm(`Make ${key} ${status}?${warning}`)) ? { key, status } : null;
}

function readStatus(given: string): string {
  if (expertStatuses.some((status) => status === given)) return given;
  throw new InvalidArgumentError(`choose one of ${expertStatuses.join(", ")}.`);
}
