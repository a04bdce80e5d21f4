import { RegistryError } from "../errors.ts";
import { parsePackageName } from "../names/package-name.ts";
import { isPackId } from "./bundle/read-bundle.ts";
import { packIdOf } from "./expert-pack.ts";

/**
 * The id that somebody means: as it is, or by the package name of an Expert.
 *
 * @throws RegistryError `invalid`
 */
export function readPackId(given: string): string {
  const id = given.startsWith("@") ? packIdOf(parsePackageName(given)) : given;
  if (isPackId(id)) return id;
  throw new RegistryError("invalid", "this is no id of a pack or an Expert");
}
