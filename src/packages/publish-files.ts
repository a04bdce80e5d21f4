import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { maxPackedPath, packedTexts } from "../expert/packed-texts.ts";
import { type PackageName, quoteForMessage } from "../names/package-name.ts";
import type { DistTag, Version } from "../names/version.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { type Published, publish } from "./publish.ts";

/** A package as whoever has no npm client describes it. */
export interface PackageTexts {
  readonly name: PackageName;
  readonly version: Version;
  /** Further fields of its package.json. */
  readonly manifest: JsonObject;
  /** Text by path inside the package; the package.json is made of the manifest. */
  readonly files: Readonly<Record<string, string>>;
  readonly tag: DistTag;
}

const maxFiles = 200;
const maxCharacters = 4 * 1024 * 1024;
const maxDepth = 10;
const maxReadme = 64 * 1024;
const path = /^[A-Za-z0-9_@.-]+(?:\/[A-Za-z0-9_@.-]+)*$/;

/**
 * Publishes a package from its texts alone: the registry makes the tarball that a publisher of npm would
 * send, and everything that holds of a publish holds of this one.
 *
 * @throws RegistryError `invalid` for a path that no package should have, and as `publish`
 */
export async function publishFiles(
  app: App,
  caller: Caller,
  { name, version, manifest: more, files, tag }: PackageTexts,
): Promise<Published> {
  const manifest = { ...more, name, version };
  const texts = Object.entries(files);
  requireSafe(texts);
  const bytes = packedTexts([
    ["package.json", `${JSON.stringify(manifest, null, 2)}\n`],
    ...texts.toSorted(([a], [b]) => (a < b ? -1 : 1)),
  ]);
  await using tarball = await app.blobs.stage(once(bytes), app.config.http.max_publish_bytes);
  return await publish(app, caller, {
    name,
    version,
    manifest,
    readme: (files["README.md"] ?? "").slice(0, maxReadme),
    tags: [tag],
    access: null,
    provenance: null,
    tarball,
    declared: { integrity: tarball.integrity },
  });
}

function requireSafe(files: readonly (readonly [string, string])[]): void {
  if (files.length > maxFiles) throw refused(`it has more than ${maxFiles} files`);
  let characters = 0;
  for (const [name, text] of files) {
    characters += text.length;
    const parts = name.split("/");
    const isSafe =
      name.length <= maxPackedPath &&
      path.test(name) &&
      parts.length <= maxDepth &&
      !parts.some((part) => part === "." || part === "..");
    if (!isSafe) {
      throw refused(
        `${quoteForMessage(name)} is no path inside a package: use letters, digits, . _ @ - and /, ` +
          `at most ${maxPackedPath} characters`,
      );
    }
    if (name.toLowerCase() === "package.json") {
      throw refused("its package.json is made of name, version and manifest; leave the file out");
    }
  }
  if (characters > maxCharacters) {
    throw new RegistryError("too_large", `the files have more than ${maxCharacters} characters`);
  }
}

function refused(why: string): RegistryError {
  return new RegistryError("invalid", `the package is refused: ${why}`);
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
