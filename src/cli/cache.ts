import type { Command } from "commander";
import { z } from "zod";
import {
  addCommand,
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  show,
} from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { inMebibytes } from "./sizes.ts";

const Stats = z.object({
  packuments: z.number(),
  packumentBytes: z.number(),
  tarballs: z.number(),
  tarballBytes: z.number(),
  maxBytes: z.number(),
});
const Removed = z.object({ tarballs: z.number(), bytes: z.number(), inUse: z.number() });
const Verified = z.object({ checked: z.number(), removed: z.number() });

/** `agentregistry cache …`: copies of the upstream, which may vanish at any time. */
export function addCacheCommands(program: Command, context: CommandContext): void {
  const cache = addGroup(program, "cache", "look after the copies of the upstream");

  addCommand(cache, "stats", "how much they take up").action(async (flags: Flags) => {
    const call = { method: "GET", path: "/-/admin/cache" } as const;
    const stats = Stats.parse(await callRegistry(configOf(context, flags), call));
    show(outputOf(context, flags), stats, () =>
      [
        `${stats.tarballs} tarballs, ${inMebibytes(stats.tarballBytes)} of at most ` +
          inMebibytes(stats.maxBytes),
        `${stats.packuments} packuments, ${inMebibytes(stats.packumentBytes)}`,
      ].join("\n"),
    );
  });

  for (const action of ["prune", "clear"] as const) {
    const about =
      action === "prune" ? "remove the longest unused beyond cache.max_bytes" : "remove all";
    addCommand(cache, action, about)
      .option("--dry-run", "only say what would be removed")
      .action(async (flags: Flags) => {
        const isDryRun = flags["dryRun"] === true;
        const answer = await callRegistry(configOf(context, flags), {
          method: "POST",
          path: `/-/admin/cache/${action}`,
          body: { dry_run: isDryRun },
        });
        const { tarballs, bytes, inUse } = Removed.parse(answer);
        const verb = isDryRun ? "would remove" : "removed";
        const left = inUse === 0 ? "" : `; ${inUse} in use were left`;
        show(
          outputOf(context, flags),
          answer,
          () => `${verb} ${tarballs} tarballs, ${inMebibytes(bytes)}${left}`,
        );
      });
  }

  addCommand(cache, "verify", "read all and remove what is damaged").action(
    async (flags: Flags) => {
      const call = { method: "POST", path: "/-/admin/cache/verify" } as const;
      const verified = Verified.parse(await callRegistry(configOf(context, flags), call));
      show(
        outputOf(context, flags),
        verified,
        () => `checked ${verified.checked} tarballs, removed ${verified.removed} damaged ones`,
      );
    },
  );
}
