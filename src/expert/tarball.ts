import type { JsonObject } from "../scanner/rule.ts";
import type { ExpertDefinition } from "./definition.ts";
import { dependenciesOfDelegates } from "./delegates.ts";
import { packedTexts } from "./packed-texts.ts";
import { toToml } from "./perstack-file.ts";

/** A package that the registry made of a definition, as a publisher would send it. */
export interface ExpertTarball {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The package.json in it. */
  readonly manifest: JsonObject;
  readonly readme: string;
}

/**
 * A definition as an npm package. The same definition gives the same bytes on every machine and with
 * every release of the runtime: order, times, owners and modes are fixed, and so is the compression,
 * which is none, because compressors change from one release to the next.
 */
export function expertTarball(definition: ExpertDefinition): ExpertTarball {
  const { name, version, description, delegates } = definition;
  const manifest = {
    name,
    version,
    description,
    keywords: ["expert", "perstack"],
    // Also in here, because one client writes its lock file from the package.json of the tarball.
    ...(delegates.length === 0 ? {} : { dependencies: dependenciesOfDelegates(delegates) }),
  };
  const readme = readmeOf(definition);
  const bytes = packedTexts([
    ["package.json", `${JSON.stringify(manifest, null, 2)}\n`],
    ["perstack.toml", toToml(definition)],
    ["README.md", readme],
  ]);
  return { bytes, manifest, readme };
}

function readmeOf({ name, version, description, skills, delegates }: ExpertDefinition): string {
  const lines = [`# ${name}`, "", description, "", `An Expert, version ${version}.`];
  const names = Object.keys(skills).sort();
  if (names.length > 0) lines.push("", "## Skills", "", ...names.map((skill) => `- \`${skill}\``));
  if (delegates.length > 0) {
    lines.push("", "## Delegates", "", ...delegates.map((key) => `- \`${key}\``));
  }
  return `${lines.join("\n")}\n`;
}
