import { RegistryError } from "../errors.ts";
import { parsePackageName } from "../names/package-name.ts";
import { isRange } from "../names/version.ts";
import type { Exemption } from "./exemptions.store.ts";

/**
 * Reads what an exemption is about: `name`, `@scope/name`, `@scope/*` or `@scope/`, each with an optional
 * `@range`. Beginnings of names are refused: whoever publishes a name that begins so would be exempted.
 *
 * @throws RegistryError `invalid`
 */
export function parseExemptionPattern(
  given: string,
): Pick<Exemption, "pattern" | "name" | "scope" | "versions"> {
  const text = given.trim();
  const at = text.indexOf("@", 1);
  const subject = at === -1 ? text : text.slice(0, at);
  const versions = at === -1 ? null : text.slice(at + 1).trim();
  if (versions !== null && (versions === "" || !isRange(versions))) {
    throw new RegistryError("invalid", "pattern: what follows the name is no range of versions");
  }
  const suffix = versions === null ? "" : `@${versions}`;
  const scope = /^@([^/@]+)\/\*?$/.exec(subject)?.[1];
  if (scope !== undefined) {
    parsePackageName(`@${scope}/any`);
    return { pattern: `@${scope}/*${suffix}`, name: null, scope, versions };
  }
  if (subject.includes("*") || subject.endsWith("-")) {
    throw new RegistryError(
      "invalid",
      "pattern: a part of a name would also mean names of strangers; write the whole name, or @scope/*",
    );
  }
  const name = parsePackageName(subject);
  return { pattern: `${name}${suffix}`, name, scope: null, versions };
}
