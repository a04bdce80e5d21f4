import { z } from "zod";
import { RegistryError } from "../../../../errors.ts";
import { statusPath } from "../../../../gate/refusal-fields.ts";
import { absent, isVisible } from "../../../../packages/rights.ts";
import { checkQuarantine } from "../../../../quarantine/check.ts";
import { listHeld } from "../../../../quarantine/held-list.ts";
import { nameInput, versionInput } from "../inputs.ts";
import { reads, tool } from "../tool.ts";

const maxShown = 50;

export const checkQuarantineTool = tool({
  name: "check_quarantine",
  title: "What waits for a person",
  description:
    "Whether a version waits in the quarantine, or everything that does. Ask again to learn of a " +
    "decision; nobody but a person takes it.",
  hints: { ...reads, openWorldHint: false },
  input: z.object({ name: nameInput.optional(), version: versionInput.optional() }),
  output: z.object({
    held: z.array(
      z.object({
        package: z.string(),
        since: z.string(),
        rules: z.array(z.string()),
        status_url: z.string(),
      }),
    ),
    held_total: z.int(),
    version: z
      .object({
        package: z.string(),
        state: z.enum(["held", "approved", "rejected", "released", "none"]),
        awaiting_approval: z.boolean(),
        issues: z.array(
          z.object({ rule: z.string(), severity: z.string(), description: z.string() }),
        ),
      })
      .nullable()
      .describe("Null when no version was named."),
    admin_url: z.string(),
  }),
  async run(app, { input: { name, version }, base, whoAsks }) {
    if (version !== undefined && name === undefined) {
      throw new RegistryError("invalid", "name the package that the version is of");
    }
    const caller = await whoAsks();
    if (name !== undefined && !(await isVisible(app, caller, name))) throw absent(name);
    const all = await listHeld(app, caller, name === undefined ? maxShown : 10_000);
    const held = all.held.filter(
      (one) =>
        (name === undefined || one.name === name) &&
        (version === undefined || one.version === version),
    );
    return {
      held: held.slice(0, maxShown).map((one) => ({
        package: `${one.name}@${one.version}`,
        since: one.since,
        rules: [...one.rules],
        status_url: `${base}${statusPath(one.name, one.version)}`,
      })),
      held_total: name === undefined ? all.total : held.length,
      version: name === undefined || version === undefined ? null : await statusOf(name, version),
      admin_url: `${base}/-/admin`,
    };

    async function statusOf(of: NonNullable<typeof name>, exact: string) {
      const { state, issues } = await checkQuarantine(app, of, exact);
      return {
        package: `${of}@${exact}`,
        state,
        awaiting_approval: state === "held",
        issues: (issues ?? []).map(({ ruleId, severity, message }) => ({
          rule: ruleId,
          severity,
          description: message,
        })),
      };
    }
  },
});
