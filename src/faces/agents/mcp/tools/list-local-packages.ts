import { z } from "zod";
import { listNames } from "../../../../search/list-names.ts";
import { limitInput } from "../inputs.ts";
import { reads, tool } from "../tool.ts";

export const listLocalPackages = tool({
  name: "list_local_packages",
  title: "List what is published here",
  description: "Names of the packages that were published to this registry, sorted.",
  hints: { ...reads, openWorldHint: false },
  input: z.object({
    limit: limitInput(100, 1000),
    cursor: z.string().max(512).optional().describe("`next` of the page before."),
  }),
  output: z.object({
    packages: z.array(z.string()),
    next: z.string().nullable().describe("Null on the last page."),
  }),
  async run(app, { input: { limit, cursor = null }, whoAsks }) {
    const request = { source: "local", limit, cursor } as const;
    const { packages, next } = await listNames(app, await whoAsks(), request);
    return { packages: [...packages], next };
  },
});
