import { z } from "zod";
import { parseNewPackageName } from "../../../../names/package-name.ts";
import { parseDistTag, parseVersion } from "../../../../names/version.ts";
import { publishFiles } from "../../../../packages/publish-files.ts";
import { Publication } from "../publication.ts";
import { publishes, tool } from "../tool.ts";

const text = z.string().max(2000);

export const publishPackage = tool({
  name: "publish_package",
  title: "Publish a package",
  description:
    "Publishes one version of a package from its texts: a real tarball is made, scanned, and written once. " +
    "Needs a token. What the scan holds waits for a person; do not change the package to get past it.",
  hints: publishes,
  input: z.object({
    name: z.string().max(430).describe("Name of the package.").transform(parseNewPackageName),
    version: z.string().max(256).describe("The version, such as 1.2.3.").transform(parseVersion),
    files: z
      .record(z.string().max(200), z.string())
      .describe("Text by path inside the package, such as index.js; without package.json."),
    description: text.optional(),
    main: text.optional().describe("The file that is loaded; index.js if left out."),
    dependencies: z.record(z.string().max(430), z.string().max(256)).optional(),
    manifest: z
      .record(z.string().max(200), z.json())
      .default({})
      .describe("Further fields of its package.json."),
    tag: z.string().max(256).default("latest").describe("Its dist-tag.").transform(parseDistTag),
  }),
  output: Publication,
  async run(app, { input, base, whoPublishes }) {
    const { name, version, files, tag, manifest, description, main, dependencies } = input;
    const { isRepeat, warnings } = await publishFiles(app, await whoPublishes(), {
      name,
      version,
      files,
      tag,
      manifest: {
        ...manifest,
        ...(description === undefined ? {} : { description }),
        ...(main === undefined ? {} : { main }),
        ...(dependencies === undefined ? {} : { dependencies }),
      },
    });
    return {
      published: `${name}@${version}`,
      is_repeat: isRepeat,
      warnings: [...warnings],
      url: `${base}/${name}`,
    };
  },
});
