import { RegistryError } from "../errors.ts";
import { type PackageName, parseNewPackageName, quoteForMessage } from "../names/package-name.ts";
import { parseVersion, type Version } from "../names/version.ts";
import { expertLimits } from "./limits.ts";

/** What names an Expert: `@org/name@1.2.3`, `@org/name@tag`, or `@org/name`, which means `latest`. */
export interface ExpertKey {
  readonly name: PackageName;
  /** Without build metadata, which npm clients drop too; null when the key names none. */
  readonly version: string | null;
  readonly tag: string | null;
}

const versionPattern = String.raw`(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)(?:-[\w.-]+)?(?:\+[\w.-]+)?`;
const keyPattern = new RegExp(
  `^((?:@[a-z0-9][a-z0-9_.-]*/)?[a-z0-9][a-z0-9_.-]*)(?:@(${versionPattern})|@([a-z0-9][a-z0-9_.-]*))?$`,
);
const namePattern = /^(@[a-z0-9][a-z0-9_-]*\/)?[a-z0-9][a-z0-9_-]*$/;
const exactVersion = new RegExp(`^${versionPattern}$`);
const tagPattern = /^[a-z0-9][a-z0-9_-]*$/;

/** Whether a text has the form of a key; what it names need not exist (perstack-registry §2). */
export function isExpertKey(text: string): boolean {
  return text.length > 0 && text.length <= expertLimits.key && keyPattern.test(text);
}

/**
 * Reads a key.
 *
 * @throws RegistryError `invalid` for what is no key; `not_found` for a key whose name no package
 *   could ever have, such as a device name
 */
export function parseExpertKey(text: string): ExpertKey {
  const [, name, version, tag] =
    text.length <= expertLimits.key ? (keyPattern.exec(text) ?? []) : [];
  if (name === undefined) {
    throw new RegistryError(
      "invalid",
      `${quoteForMessage(text)} is not an Expert key: write name, name@1.2.3 or name@tag, the name ` +
        "in lower case with an optional @organization/ before it",
      { fields: { code: "bad_expert_key" } },
    );
  }
  return {
    name: existingName(name, text),
    version: version?.replace(/\+.*$/, "") ?? null,
    tag: tag ?? null,
  };
}

function existingName(name: string, key: string): PackageName {
  try {
    return parseNewPackageName(name);
  } catch {
    throw new RegistryError("not_found", `no expert matches ${quoteForMessage(key)}`);
  }
}

/**
 * Reads the name under which an Expert is published: the protocol's form, which has no dots, and npm's
 * rules for a new package.
 *
 * @throws RegistryError `invalid`
 */
export function parseExpertName(text: string): PackageName {
  if (!namePattern.test(text)) {
    throw new RegistryError(
      "invalid",
      `${quoteForMessage(text)} is not an Expert's name: use a-z, 0-9, hyphen and underscore, with ` +
        "an optional @organization/ before it",
      { fields: { code: "bad_name" } },
    );
  }
  return parseNewPackageName(text);
}

/**
 * Reads the version of a definition. The protocol's form is looser than semver in places (`1.0.0-01`),
 * but every Expert is a package too, so it has to be both. Build metadata is dropped as npm drops it.
 *
 * @throws RegistryError `invalid`
 */
export function parseExpertVersion(text: string): Version {
  if (text.length > 255 || !exactVersion.test(text)) {
    throw new RegistryError("invalid", `${quoteForMessage(text)} is not a version such as 1.2.3`, {
      fields: { code: "bad_version" },
    });
  }
  return parseVersion(text);
}

/** Whether a text can be a tag of an Expert. */
export function isExpertTag(text: string): boolean {
  return text.length <= expertLimits.tag && tagPattern.test(text);
}

/** How a key asks for its Expert: always the same one, one that a tag names, or the newest. */
export function pinningOf(key: ExpertKey): "pinned" | "tagged" | "floating" {
  if (key.version !== null) return "pinned";
  return key.tag === null ? "floating" : "tagged";
}

/** What npm calls the same wish: a version, or a tag; nothing means `latest`. */
export function npmSpecOf(key: ExpertKey): string {
  return key.version ?? key.tag ?? "latest";
}

export function keyText(key: ExpertKey): string {
  const wanted = key.version ?? key.tag;
  return wanted === null ? key.name : `${key.name}@${wanted}`;
}
