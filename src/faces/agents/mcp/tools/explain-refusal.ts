import { z } from "zod";
import { absent, isVisible } from "../../../../packages/rights.ts";
import { type VersionReason, whyOneVersion, whyPackage } from "../../../../packages/why.ts";
import { nameInput, versionInput } from "../inputs.ts";
import { Scan, scanOf } from "../scan.ts";
import { reads, tool } from "../tool.ts";

const Reason = z.object({
  version: z.string(),
  state: z.enum(["served", "held", "hidden"]),
  because: z.string().nullable(),
  rules: z.array(z.string()),
  since: z.string().nullable(),
  until: z.string().nullable().describe("From when on time alone lets it through."),
  sentence: z.string().nullable(),
});

const maxShown = 50;

export const explainRefusal = tool({
  name: "explain_refusal",
  title: "Why something is refused",
  description:
    "Why versions of a package, or one of them, are served, held or hidden, and what a person can do.",
  hints: reads,
  input: z.object({ name: nameInput, version: versionInput.optional() }),
  output: z.object({
    name: z.string(),
    origin: z.enum(["hosted", "upstream"]),
    served: z.int(),
    withheld: z.array(Reason),
    withheld_total: z.int(),
    version: Reason.extend({ scan: Scan.nullable() }).nullable(),
    person_needed: z.boolean().describe("Whether only a person can let the version through."),
  }),
  async run(app, { input: { name, version }, whoAsks }) {
    if (!(await isVisible(app, await whoAsks(), name))) throw absent(name);
    const { origin, served, withheld } = await whyPackage(app, name);
    const one = version === undefined ? null : await whyOneVersion(app, name, version);
    return {
      name,
      origin,
      served,
      withheld: withheld.slice(-maxShown).map(reasonOf),
      withheld_total: withheld.length,
      version: one === null ? null : { ...reasonOf(one), scan: scanOf(one.scan) },
      person_needed: one === null ? false : one.state !== "served" && one.until === null,
    };
  },
});

/** Without the words of whoever ruled: a person wrote them for people. */
function reasonOf({ version, state, because, rules, since, until, sentence }: VersionReason) {
  return { version, state, because, rules: [...rules], since, until, sentence };
}
