import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import type { StoredPackage } from "./packages.store.ts";
import type { Listing } from "./withhold.ts";

/**
 * The `_rev` of a package that is published here: it changes with every write, and with every ruling
 * that shows or hides a version, because a client that writes a document back must have seen them all.
 */
export function revOf(
  name: PackageName,
  stored: Pick<StoredPackage, "rev" | "createdAt">,
  { withheld }: Pick<Listing, "withheld">,
): string {
  const hidden = [...withheld.keys()].sort().join(" ");
  const seen = hidden === "" ? "" : `-${Bun.hash(hidden).toString(36)}`;
  return `${stored.rev}-${seal(name, stored)}${seen}`;
}

/** The number of a `_rev` that this registry gave out for this package, or null for any other text. */
export function issuedRev(
  name: PackageName,
  stored: Pick<StoredPackage, "rev" | "createdAt">,
  text: string,
): number | null {
  const [, number, mark] = /^(\d{1,15})-([0-9a-f]+)(?:-[0-9a-z]+)?$/.exec(text) ?? [];
  if (mark !== seal(name, stored)) return null;
  return Number(number) <= stored.rev ? Number(number) : null;
}

/** Whether a text is a revision that was given out for this package and is not its newest. */
export function isStale(
  name: PackageName,
  stored: Pick<StoredPackage, "rev" | "createdAt">,
  listing: Pick<Listing, "withheld">,
  text: string,
): boolean {
  return text !== revOf(name, stored, listing) && issuedRev(name, stored, text) !== null;
}

export function staleError(name: PackageName): RegistryError {
  return new RegistryError(
    "stale",
    `${name} was changed since you read it; read it again and repeat the command`,
  );
}

function seal(name: PackageName, { createdAt }: Pick<StoredPackage, "createdAt">): string {
  return Bun.hash(`${name} ${createdAt}`).toString(16);
}
