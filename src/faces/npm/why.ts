import { z } from "zod";
import { absent, isVisible } from "../../packages/rights.ts";
import { whyPackage, whyVersion } from "../../packages/why.ts";
import { route } from "../route.ts";
import { PackageOrVersionParams } from "./subject.ts";

const Reason = z.looseObject({
  version: z.string(),
  state: z.enum(["served", "held", "hidden"]),
  because: z
    .string()
    .nullable()
    .describe("scan, known_bad, rejected, rewritten, age, frozen, banned, disabled or policy."),
  sentence: z.string().nullable().describe("Why, and what to do about it."),
});

/** Why versions are missing, or one version is served or not: for people and programs that wonder. */
export const whyRoute = route({
  method: "GET",
  path: "/-/why/:subject",
  summary: "Why versions of a package (or one: name@version) are served, held or hidden",
  access: "open",
  params: PackageOrVersionParams,
  reply: {
    status: 200,
    body: z.looseObject({
      name: z.string(),
      origin: z.enum(["hosted", "upstream"]),
      upstream: z.string().nullable(),
      served: z.int(),
      withheld: z.array(Reason),
      version: Reason.optional(),
    }),
  },

  async run(app, { params: { subject }, whoAsks }) {
    const { name, version } = subject;
    if (!(await isVisible(app, await whoAsks(), name))) throw absent(name);
    return version === null ? await whyPackage(app, name) : await whyVersion(app, name, version);
  },
});
