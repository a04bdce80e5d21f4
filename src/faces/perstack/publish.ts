import { z } from "zod";
import { isExpertTag } from "../../expert/key.ts";
import { expertLimits } from "../../expert/limits.ts";
import { type DistTag, isRange, parseDistTag } from "../../names/version.ts";
import { publishExpert } from "../../packages/publish-expert.ts";
import { route } from "../route.ts";
import { perstackRoot } from "./root.ts";
import { OneExpert, oneExpert } from "./wire.ts";

/** A tag of this protocol that npm's clients can ask for too: `x` and `v1` are ranges to them. */
const Tag = z.string().transform((text, context): DistTag => {
  const problem = isExpertTag(text) ? rangeProblem(text) : "a tag has a-z, 0-9, hyphen, underscore";
  if (problem === null) return parseDistTag(text);
  context.addIssue({ code: "custom", message: problem });
  return z.NEVER;
});

function rangeProblem(text: string): string | null {
  return isRange(text) ? "npm reads this tag as a range of versions; choose another" : null;
}

/** `latest` is the registry's own and does not count. */
export const Tags = z
  .array(Tag)
  .transform((tags) => [...new Set(tags)])
  .refine((tags) => tags.filter((tag) => tag !== "latest").length <= expertLimits.tags, {
    error: `must have at most ${expertLimits.tags} entries`,
  });

/** The definition is read by `expert/`, which knows its limits. */
const Body = z.looseObject({ tags: Tags.optional() });

export const publishExpertRoute = route({
  method: "POST",
  path: perstackRoot,
  summary: "Publish one version of an Expert",
  access: "publish",
  body: Body,
  reply: { status: 200, body: OneExpert },
  async run(app, { caller, body: { tags = [], ...definition } }) {
    const custom = tags.filter((tag) => tag !== "latest");
    return await oneExpert(app, await publishExpert(app, caller, definition, custom));
  },
});
