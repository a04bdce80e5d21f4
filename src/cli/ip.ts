import { type Command, Option } from "commander";
import { z } from "zod";
import { callAsApprover, takesPassphrase } from "./approval.ts";
import {
  addCommand,
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
  text,
} from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { printable, table } from "./terminal.ts";

const Rules = z.object({
  config: z.looseObject({ enabled: z.boolean(), mode: z.string(), defaultAllow: z.boolean() }),
  entries: z.array(
    z.looseObject({
      id: z.string(),
      pattern: z.string(),
      description: z.string(),
      enabled: z.boolean(),
    }),
  ),
});
const Added = z.looseObject({
  entry: z.looseObject({ id: z.string(), pattern: z.string() }),
  existing: z.boolean().optional(),
  normalised: z.boolean().optional(),
});
const Tested = z.looseObject({ ip: z.string(), allowed: z.boolean(), reason: z.string() });
const Changed = z.looseObject({ config: Rules.shape.config });

/** `agentregistry ip …`: which addresses may connect. */
export function addIpCommands(program: Command, context: CommandContext): void {
  const ip = addGroup(program, "ip", "which addresses may connect");
  const list = async (flags: Flags) => {
    const call = { method: "GET", path: "/-/admin/allowlist" } as const;
    return Rules.parse(await callRegistry(configOf(context, flags), call));
  };

  addCommand(ip, "list", "the rules, and whether they count").action(async (flags: Flags) => {
    const { config, entries } = await list(flags);
    show(outputOf(context, flags), { config, entries }, () =>
      [
        describe(config),
        ...(entries.length === 0
          ? []
          : [
              table([
                ["PATTERN", "ON", "DESCRIPTION", "ID"],
                ...entries.map((rule) => [
                  rule.pattern,
                  rule.enabled ? "yes" : "no",
                  rule.description,
                  rule.id,
                ]),
              ]),
            ]),
      ].join("\n"),
    );
  });

  takesPassphrase(addCommand(ip, "add <pattern>", "an address, a block, 192.168.*, or localhost"))
    .option("--description <text>", "what it is for")
    .option("--force", "also when it refuses your own address")
    .action(async (pattern: string, flags: Flags) => {
      const description = text(flags["description"]) ?? "";
      const body = { pattern, description, force: flags["force"] === true };
      const call = { method: "POST", path: "/-/admin/allowlist/entry", body } as const;
      const config = configOf(context, flags);
      const added = Added.parse(await callAsApprover(context, flags, config, call));
      const note = added.existing ? " was there" : added.normalised ? " (host bits dropped)" : "";
      show(outputOf(context, flags), added, () => printable(`${added.entry.pattern}${note}`));
    });

  takesPassphrase(addCommand(ip, "remove <pattern>", "by its pattern or its id"))
    .option("--force", "also when it refuses your own address")
    .action(async (given: string, flags: Flags) => {
      const { entries } = await list(flags);
      const id = entries.find((rule) => rule.pattern === given)?.id ?? given;
      const force = flags["force"] === true ? "?force=true" : "";
      const path = `/-/admin/allowlist/entry/${encodeURIComponent(id)}${force}`;
      const call = { method: "DELETE", path } as const;
      await callAsApprover(context, flags, configOf(context, flags), call);
      show(outputOf(context, flags), { removed: given }, () => printable(`removed ${given}`));
    });

  takesPassphrase(
    addCommand(ip, "mode [mode]", "switch the rules on or off, or say what a match means"),
  )
    .addOption(new Option("--default <what>", "where no rule fits").choices(["allow", "refuse"]))
    .option("--force", "also when it refuses your own address, or everybody")
    .action(async (mode: string | undefined, flags: Flags) => {
      const fallback = text(flags["default"]);
      const body = {
        ...(mode === "off" ? { enabled: false } : {}),
        ...(mode === "on" ? { enabled: true } : {}),
        ...(mode !== undefined && mode !== "on" && mode !== "off" ? { enabled: true, mode } : {}),
        ...(fallback === undefined ? {} : { defaultAllow: fallback === "allow" }),
        force: flags["force"] === true,
      };
      const call = { method: "PUT", path: "/-/admin/allowlist/config", body } as const;
      const answer = await callAsApprover(context, flags, configOf(context, flags), call);
      const { config } = Changed.parse(answer);
      show(outputOf(context, flags), config, () => describe(config));
    });

  addCommand(ip, "test <address>", "what the rules say about an address")
    .option("--assume-enabled", "as if they were switched on")
    .action(async (address: string, flags: Flags) => {
      const query = flags["assumeEnabled"] === true ? "?assumeEnabled=true" : "";
      const path = `/-/admin/allowlist/check/${encodeURIComponent(address)}${query}`;
      const answer = await callRegistry(configOf(context, flags), { method: "GET", path });
      const tested = Tested.parse(answer);
      if (!tested.allowed) context.exit(1);
      const word = tested.allowed ? "allowed" : "refused";
      show(outputOf(context, flags), tested, () => printable(`${word}: ${tested.reason}`));
    });
}

function describe({ enabled, mode, defaultAllow }: z.infer<typeof Rules.shape.config>): string {
  const means = mode === "allowlist" ? "a match is allowed" : "a match is refused";
  const others = defaultAllow ? "others are allowed" : "others are refused";
  return enabled ? `on: ${means}, ${others}` : "off: every address may connect";
}
