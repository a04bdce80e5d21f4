import { z } from "zod";
import { parseNewPackageName } from "../../../../names/package-name.ts";
import { findVersionOf } from "../../../../packages/find-version.ts";
import { isObject } from "../../../../packages/packument.ts";
import { packumentOf } from "../../../../packages/packument-of.ts";
import { whyVersion } from "../../../../packages/why.ts";
import type { Json } from "../../../../scanner/rule.ts";
import { nameInput } from "../inputs.ts";
import { Scan, scanOf, WithDependencies, withDependencies } from "../scan.ts";
import { reads, tool } from "../tool.ts";
import { isPlain, Untrusted, untrusted } from "../untrusted.ts";
import { Withheld, withheldOf } from "../withheld.ts";

const maxDependencies = 200;
const maxNewest = 20;

export const getPackage = tool({
  name: "get_package",
  title: "Show a package",
  description:
    "One package: its tags, newest versions, what is withheld and why; and one version of it with " +
    "dependencies, integrity, what the scan said and what its code can do, alone and with them.",
  hints: reads,
  input: z.object({
    name: nameInput,
    version: z
      .string()
      .min(1)
      .max(256)
      .default("latest")
      .describe("An exact version, a dist-tag or a range."),
  }),
  output: z.object({
    name: z.string(),
    origin: z.enum(["hosted", "upstream"]),
    tags: z.record(z.string(), z.string()),
    versions_total: z.int(),
    newest: z.array(z.string()).describe("The versions that were published last."),
    withheld: Withheld,
    version: z.object({
      version: z.string(),
      published_at: z.string().nullable(),
      description: Untrusted.nullable(),
      deprecated: Untrusted.nullable(),
      readme: Untrusted.nullable(),
      license: z.string().nullable(),
      dependencies: z.array(z.object({ name: z.string(), range: z.string() })),
      dependencies_omitted: z.int().describe("More than fit, or of a form that is not shown."),
      tarball: z.string().nullable(),
      integrity: z.string().nullable(),
      scan: Scan.nullable().describe("Null while nobody asked for the tarball."),
      with_dependencies: WithDependencies.nullable().describe(
        "Null while it is not scanned, and for Experts, whose scan counts what they run.",
      ),
    }),
  }),
  async run(app, { input: { name, version: wanted }, base, whoAsks }) {
    const { packument } = await packumentOf(app, name, whoAsks);
    const { manifest } = await findVersionOf(app, name, wanted, base, whoAsks);
    const version = String(manifest["version"]);
    const why = await whyVersion(app, name, version);
    const dist = isObject(manifest["dist"]) ? manifest["dist"] : {};
    const license = manifest["license"];
    return {
      name,
      origin: why.origin,
      tags: Object.fromEntries(
        [...packument.tags].filter(([tag, target]) => isPlain(tag) && isPlain(target)).slice(0, 50),
      ),
      versions_total: packument.versions.length,
      newest: packument.versions.slice(-maxNewest).map((one) => one.version),
      withheld: withheldOf(packument.withheld),
      version: {
        version,
        published_at: packument.time.get(version) ?? null,
        description: untrusted(manifest["description"], 1000),
        deprecated: untrusted(manifest["deprecated"], 1000),
        readme: untrusted(manifest["readme"] ?? packument.top["readme"], 4000),
        license: isPlain(license) ? license : null,
        ...dependenciesOf(manifest["dependencies"]),
        tarball: textOf(dist["tarball"]),
        integrity: textOf(dist["integrity"]),
        scan: scanOf(why.version.scan),
        with_dependencies: withDependencies(why.version.closure),
      },
    };
  },
});

function dependenciesOf(value: Json | undefined) {
  const all = Object.entries(isObject(value) ? value : {});
  const shown = all
    .slice(0, maxDependencies)
    .flatMap(([name, range]) => (isName(name) && isPlain(range) ? [{ name, range }] : []));
  return { dependencies: shown, dependencies_omitted: all.length - shown.length };
}

function isName(text: string): boolean {
  try {
    parseNewPackageName(text);
    return true;
  } catch {
    return false;
  }
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" ? value : null;
}
