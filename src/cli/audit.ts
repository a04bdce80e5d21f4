import type { Command } from "commander";
import { z } from "zod";
import {
  addCommand,
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  readTime,
  show,
  text,
} from "./command.ts";
import { callRegistry, openRegistry } from "./registry-call.ts";
import { paintFor, printable, table } from "./terminal.ts";

const Entry = z.looseObject({
  id: z.number(),
  action: z.string(),
  target: z.string().nullable(),
  severity: z.string(),
  created_at: z.string(),
  actor: z.looseObject({ principal: z.string(), via: z.string(), ip: z.string().nullable() }),
});

const Verified = z.looseObject({
  isWhole: z.boolean(),
  entries: z.number(),
  removed: z.number(),
  head: z.string(),
  problem: z.object({ id: z.number(), why: z.string() }).nullable(),
  knowsHead: z.boolean().nullable(),
});

/** `agentregistry audit …`: what was done here, and that nobody changed what is written of it. */
export function addAuditCommands(program: Command, context: CommandContext): void {
  const audit = addGroup(program, "audit", "what was done here");

  addCommand(audit, "show", "the newest entries")
    .option("--since <time>", "from when on (ISO 8601)", readTime)
    .option("--action <name...>", "only these")
    .option("-n, --limit <n>", "how many", "50")
    .action(async (flags: Flags) => {
      const path = `/-/admin/audit?${queryOf(flags)}`;
      const answer = await callRegistry(configOf(context, flags), { method: "GET", path });
      const { logs } = z.object({ logs: z.array(Entry) }).parse(answer);
      show(outputOf(context, flags), logs, () =>
        logs.length === 0
          ? "nothing was written down"
          : table([
              ["ID", "TIME", "WHO", "VIA", "ACTION", "TARGET"],
              ...logs.map(({ id, created_at, actor, action, target }) => [
                String(id),
                created_at,
                actor.principal,
                actor.ip === null ? actor.via : `${actor.via} ${actor.ip}`,
                action,
                target ?? "",
              ]),
            ]),
      );
    });

  addCommand(audit, "verify", "whether nobody changed it")
    .option("--head <hash>", "a head that was noted earlier, which must still be in the log")
    .action(async (flags: Flags) => {
      const head = text(flags["head"]);
      const query = new URLSearchParams(head === undefined ? {} : { head });
      const path = `/-/admin/audit/verify?${query}`;
      const answer = await callRegistry(configOf(context, flags), { method: "GET", path });
      const verified = Verified.parse(answer);
      const isGood = verified.isWhole && verified.knowsHead !== false;
      if (!isGood) context.exit(1);
      const paint = paintFor(context.terminal);
      show(outputOf(context, flags), verified, () => describe(verified, paint));
    });

  addCommand(audit, "export", "the whole log, to keep elsewhere")
    .option("--csv", "as a table")
    .option("--since <time>", "from when on (ISO 8601)", readTime)
    .option("--action <name...>", "only these")
    .option("-n, --limit <n>", "at most so many entries", "100000")
    .action(async (flags: Flags) => {
      const kind = flags["csv"] === true ? "export/csv" : "export";
      const path = `/-/admin/audit/${kind}?${queryOf(flags)}`;
      await using registry = await openRegistry(configOf(context, flags));
      const response = await registry.send({ method: "GET", path });
      // The same calls fail in the same words.
      if (!response.ok) await registry.call({ method: "GET", path });
      context.terminal.out((await response.text()).replace(/\r?\n$/, ""));
    });
}

function queryOf(flags: Flags): URLSearchParams {
  const since = text(flags["since"]);
  const actions = flags["action"];
  return new URLSearchParams({
    ...(since === undefined ? {} : { startDate: since }),
    ...(Array.isArray(actions) ? { actions: actions.join(",") } : {}),
    limit: text(flags["limit"]) ?? "50",
  });
}

function describe(
  { isWhole, entries, removed, head, problem, knowsHead }: z.infer<typeof Verified>,
  paint: ReturnType<typeof paintFor>,
): string {
  const counted = removed === 0 ? `${entries} entries` : `${entries} entries, ${removed} removed`;
  if (!isWhole || problem !== null) {
    const where = problem === null ? "" : ` at entry ${problem.id}: ${printable(problem.why)}`;
    return paint.bad(`the audit log was tampered with${where}`);
  }
  if (knowsHead === false) {
    return paint.bad(
      `the log is whole (${counted}), but that head is not in it: its end was cut off`,
    );
  }
  return `${paint.good("nobody changed it")} (${counted})\n  head  ${printable(head)}`;
}
