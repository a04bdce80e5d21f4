import { RegistryError } from "../errors.ts";
import { parseNewPackageName } from "./package-name.ts";

declare const brand: unique symbol;

/** The name of an organization, which is a package scope without its at sign. */
export type OrgName = string & { readonly [brand]: "OrgName" };

/** The name of a team inside an organization. */
export type TeamName = string & { readonly [brand]: "TeamName" };

/** Reads `acme` and `@acme`. @throws RegistryError `invalid` */
export function parseOrgName(text: string): OrgName {
  const name = text.replace(/^@/, "");
  try {
    parseNewPackageName(`@${name}/x`);
  } catch {
    throw new RegistryError(
      "invalid",
      "an organization's name follows the rules of a package scope",
    );
  }
  return name as OrgName;
}

/** @throws RegistryError `invalid` */
export function parseTeamName(text: string): TeamName {
  if (!/^[a-z0-9][a-z0-9._-]{0,62}$/.test(text)) {
    throw new RegistryError(
      "invalid",
      "a team's name has 1 to 63 of a-z, 0-9, dot, hyphen and underscore",
    );
  }
  return text as TeamName;
}
