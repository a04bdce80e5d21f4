import { z } from "zod";
import { RegistryError } from "../../../../errors.ts";
import { closureOf, closureRisk } from "../../../../expert/closure.ts";
import { keyText, parseExpertKey } from "../../../../expert/key.ts";
import { type Expert, findExpert } from "../../../../packages/experts.ts";
import { keyInput } from "../inputs.ts";
import { reads, tool } from "../tool.ts";

const maxShown = 200;

export const resolveExpert = tool({
  name: "resolve_expert",
  title: "Resolve an Expert",
  description:
    "An Expert and all that it delegates to, directly or through others: exact versions, digests, " +
    "what is missing, and the risk of them together.",
  hints: reads,
  input: z.object({ key: keyInput }),
  output: z.object({
    root: z.string(),
    experts: z.array(
      z.object({
        key: z.string(),
        resolved: z.string(),
        digest: z.string(),
        integrity: z.string(),
        status: z.string(),
      }),
    ),
    missing: z.array(z.string()).describe("Keys that mean nothing here, or may not be shown."),
    total: z.int(),
    risk: z.string().nullable(),
  }),
  async run(app, { input: { key }, whoAsks }) {
    const caller = await whoAsks();
    const root = keyText(key);
    const first = await findExpert(app, caller, key);
    const closure = await closureOf(root, async (wanted): Promise<Expert | null> => {
      if (wanted === root) return first;
      try {
        return await findExpert(app, caller, parseExpertKey(wanted));
      } catch (error) {
        if (error instanceof RegistryError && error.code === "not_found") return null;
        throw error;
      }
    });
    const found = [...closure].flatMap(([wanted, expert]) =>
      expert === null
        ? []
        : [
            {
              key: wanted,
              resolved: `${expert.name}@${expert.version}`,
              digest: expert.digest,
              integrity: expert.integrity,
              status: expert.status,
            },
          ],
    );
    const missing = [...closure].flatMap(([wanted, expert]) => (expert === null ? [wanted] : []));
    return {
      root: `${first.name}@${first.version}`,
      experts: found.slice(0, maxShown),
      missing: missing.slice(0, maxShown),
      total: closure.size,
      risk: closureRisk(first, closure).level,
    };
  },
});
