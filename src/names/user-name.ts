import { RegistryError } from "../errors.ts";

declare const brand: unique symbol;

/** The name of an account: safe in a path, a row and a sentence. */
export type UserName = string & { readonly [brand]: "UserName" };

const pattern = /^[a-z0-9][a-z0-9._-]{0,62}$/;
/** Names that answers use for callers who are no account. */
const reserved = new Set(["owner", "anonymous", "undefined", "null", "v1", "token", "package"]);

/** @throws RegistryError `invalid` with what a user name may consist of */
export function parseUserName(text: string): UserName {
  if (!pattern.test(text) || reserved.has(text)) {
    throw new RegistryError(
      "invalid",
      "a user name has 1 to 63 of a-z, 0-9, dot, hyphen and underscore, begins with a letter or " +
        "digit, and is none that the registry uses itself",
      { fields: { code: "bad_user_name" } },
    );
  }
  return text as UserName;
}
