import type { Command } from "commander";
import { z } from "zod";
import { callAsApprover, takesPassphrase } from "./approval.ts";
import {
  addCommand,
  type CommandContext,
  configOf,
  type Flags,
  outputOf,
  readTime,
  show,
  text,
} from "./command.ts";
import { callRegistry } from "./registry-call.ts";
import { printable, table } from "./terminal.ts";

const Suppression = z.looseObject({
  id: z.string(),
  name: z.string(),
  ruleId: z.string(),
  reason: z.string(),
  person: z.string(),
  createdAt: z.string(),
  expiresAt: z.string().nullable(),
  matches: z.array(z.looseObject({ digest: z.string().nullable() })),
});

/** `agentregistry quarantine suppress …`: rules that count no more for one package. */
export function addSuppressionCommands(quarantine: Command, context: CommandContext): void {
  takesPassphrase(
    addCommand(
      quarantine,
      "suppress <package>",
      "let a rule pass for a package (name or name@version) while the code that it found is the same",
    ),
  )
    .requiredOption("--rule <id>", "id of the rule, such as INS-05")
    .requiredOption("--reason <text>", "why; it is kept with your decision")
    .option("--expires <time>", "until when it counts (ISO 8601)", readTime)
    .action(async (subject: string, flags: Flags) => {
      const body = {
        package: subject,
        rule: text(flags["rule"]),
        reason: text(flags["reason"]),
        expires_at: text(flags["expires"]),
      };
      const call = { method: "POST", path: "/-/admin/suppressions", body } as const;
      const config = configOf(context, flags);
      const made = Suppression.parse(await callAsApprover(context, flags, config, call));
      show(outputOf(context, flags), made, () => {
        const files = made.matches.filter(({ digest }) => digest !== null).length;
        const bound =
          files === made.matches.length
            ? `while ${files} files stay what they are`
            : "for findings of the same words, because their files could not be read";
        return printable(`${made.ruleId} passes for ${made.name} ${bound} (${made.id})`);
      });
    });

  addCommand(quarantine, "suppressions", "which rules pass for which package").action(
    async (flags: Flags) => {
      const call = { method: "GET", path: "/-/admin/suppressions" } as const;
      const answer = await callRegistry(configOf(context, flags), call);
      const { suppressions } = z.object({ suppressions: z.array(Suppression) }).parse(answer);
      show(outputOf(context, flags), suppressions, () =>
        suppressions.length === 0
          ? "nothing is let pass"
          : table([
              ["ID", "PACKAGE", "RULE", "BY", "UNTIL", "REASON"],
              ...suppressions.map((one) => [
                one.id,
                one.name,
                one.ruleId,
                one.person,
                one.expiresAt ?? "",
                one.reason,
              ]),
            ]),
      );
    },
  );

  addCommand(quarantine, "unsuppress <id>", "let a rule count again").action(
    async (id: string, flags: Flags) => {
      const path = `/-/admin/suppressions/${encodeURIComponent(id)}`;
      const ended = Suppression.parse(
        await callRegistry(configOf(context, flags), { method: "DELETE", path }),
      );
      show(outputOf(context, flags), ended, () =>
        printable(`${ended.ruleId} counts for ${ended.name} again`),
      );
    },
  );
}
