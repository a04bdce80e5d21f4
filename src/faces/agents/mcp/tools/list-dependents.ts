import { z } from "zod";
import { RegistryError } from "../../../../errors.ts";
import { listExpertDependents } from "../../../../packages/expert-dependents.ts";
import { listDependents } from "../../../../packages/list-dependents.ts";
import { limitInput, nameInput } from "../inputs.ts";
import { reads, tool } from "../tool.ts";
import { isPlain } from "../untrusted.ts";

export const listDependentsTool = tool({
  name: "list_dependents",
  title: "List dependents",
  description:
    "What is published here and needs a package; for an Expert also the Experts that delegate to its " +
    "latest version.",
  hints: { ...reads, openWorldHint: false },
  input: z.object({ name: nameInput, limit: limitInput(100, 500) }),
  output: z.object({
    name: z.string(),
    packages: z.array(z.object({ package: z.string(), wanted: z.string().nullable() })),
    packages_total: z.int(),
    experts: z.array(z.object({ key: z.string(), delegate: z.string(), status: z.string() })),
    experts_total: z.int(),
  }),
  async run(app, { input: { name, limit }, whoAsks }) {
    const caller = await whoAsks();
    const { dependents, total } = await listDependents(app, caller, name, limit);
    const experts = await expertsFor();
    return {
      name,
      packages: dependents.map((one) => ({
        package: `${one.name}@${one.version}`,
        wanted: isPlain(one.wanted) ? one.wanted : null,
      })),
      packages_total: total,
      experts: experts.slice(0, limit),
      experts_total: experts.length,
    };

    async function expertsFor() {
      try {
        const key = { name, version: null, tag: null };
        return [...(await listExpertDependents(app, caller, key)).dependents];
      } catch (error) {
        // Most packages are no Experts.
        if (error instanceof RegistryError && error.code === "not_found") return [];
        throw error;
      }
    }
  },
});
