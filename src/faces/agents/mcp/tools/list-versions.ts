import { z } from "zod";
import { packumentOf } from "../../../../packages/packument-of.ts";
import { limitInput, nameInput, offsetInput } from "../inputs.ts";
import { reads, tool } from "../tool.ts";
import { isPlain } from "../untrusted.ts";
import { Withheld, withheldOf } from "../withheld.ts";

export const listVersions = tool({
  name: "list_versions",
  title: "List versions",
  description: "The versions of a package that may be installed, the last published first.",
  hints: reads,
  input: z.object({ name: nameInput, limit: limitInput(50, 500), offset: offsetInput }),
  output: z.object({
    name: z.string(),
    versions: z.array(
      z.object({
        version: z.string(),
        published_at: z.string().nullable(),
        tags: z.array(z.string()),
        is_deprecated: z.boolean(),
        has_install_script: z.boolean(),
      }),
    ),
    total: z.int(),
    withheld: Withheld,
  }),
  async run(app, { input: { name, limit, offset }, whoAsks }) {
    const { packument } = await packumentOf(app, name, whoAsks);
    const { versions, tags, time, withheld } = packument;
    return {
      name,
      versions: versions
        .toReversed()
        .slice(offset, offset + limit)
        .map(({ version, manifest, hasInstallScript }) => ({
          version,
          published_at: time.get(version) ?? null,
          tags: [...tags].flatMap(([tag, target]) =>
            target === version && isPlain(tag) ? [tag] : [],
          ),
          is_deprecated: manifest["deprecated"] !== undefined,
          has_install_script: hasInstallScript,
        })),
      total: versions.length,
      withheld: withheldOf(withheld),
    };
  },
});
