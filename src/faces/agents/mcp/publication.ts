import { z } from "zod";

/** What became of a publish. */
export const Publication = z.object({
  published: z.string().describe("name@version"),
  is_repeat: z.boolean().describe("The same bytes were published before; nothing was done."),
  warnings: z.array(z.string()),
  url: z.string(),
});
