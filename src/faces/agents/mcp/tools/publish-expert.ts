import { z } from "zod";
import { RegistryError } from "../../../../errors.ts";
import { expertLimits } from "../../../../expert/limits.ts";
import { parsePerstackFile, publishedForm } from "../../../../expert/perstack-file.ts";
import { publishExpert } from "../../../../packages/publish-expert.ts";
import { Publication } from "../publication.ts";
import { publishes, tool } from "../tool.ts";

export const publishExpertTool = tool({
  name: "publish_expert",
  title: "Publish an Expert",
  description:
    "Publishes one version of an Expert from the text of a perstack.toml that defines exactly one. Needs " +
    "a token. What the scan holds waits for a person.",
  // The same definition again is refused, as this protocol has it.
  hints: { ...publishes, idempotentHint: false },
  input: z.object({
    toml: z.string().max(expertLimits.file).describe("The whole text of a perstack.toml."),
  }),
  output: Publication,
  async run(app, { input: { toml }, base, whoPublishes }) {
    const caller = await whoPublishes();
    const file = parsePerstackFile(toml);
    const [name, ...others] = file.names;
    if (name === undefined || others.length > 0) {
      throw new RegistryError("invalid", "perstack.toml must define exactly one Expert");
    }
    const expert = await publishExpert(app, caller, publishedForm(file, name), []);
    return {
      published: `${expert.name}@${expert.version}`,
      is_repeat: false,
      warnings: [],
      url: `${base}/${expert.name}`,
    };
  },
});
