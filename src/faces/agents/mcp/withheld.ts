import { z } from "zod";

/** Versions that are not served, each with our sentence on why. */
export const Withheld = z.object({
  versions: z.array(z.object({ version: z.string(), why: z.string() })),
  total: z.int(),
});

const maxShown = 20;

export function withheldOf(withheld: ReadonlyMap<string, string>): z.infer<typeof Withheld> {
  const versions = [...withheld].slice(-maxShown).map(([version, why]) => ({ version, why }));
  return { versions, total: withheld.size };
}
