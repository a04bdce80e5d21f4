import { principalNamed } from "../access/accounts.ts";
import { type Caller, shownName } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { findMaintainers, updateMaintainers } from "./owners.store.ts";
import { countChange, findPackage } from "./packages.store.ts";
import { issuedRev } from "./rev.ts";
import { findAccess } from "./rights.store.ts";
import { absent, requireManage, requireRead } from "./rights.ts";

type Needs = Pick<App, "db" | "now" | "events">;

/** Most people that one package can have as maintainers. */
const maxMaintainers = 500;

/** Who maintains a package, by the names that clients show. @throws RegistryError `not_found` */
export async function ownersOf(
  app: Pick<App, "db">,
  caller: Caller,
  name: PackageName,
): Promise<string[]> {
  const access = await findAccess(app.db, name);
  if (access === null) throw absent(name);
  if (access === "restricted") await requireRead(app, caller, name);
  return (await findMaintainers(app.db, name)).map(shownName);
}

/**
 * Replaces the maintainers of a package by the people with these names. All of it or nothing.
 *
 * @param rev the `_rev` that the client saw; what we never gave out counts as none
 * @throws RegistryError `unauthenticated`; `forbidden` for callers who do not maintain it;
 *   `not_found` for an unknown package or person, `invalid` for an empty list, `stale`
 */
export async function replaceMaintainers(
  app: Needs,
  caller: Caller,
  name: PackageName,
  list: readonly { readonly name: string }[],
  rev: string | null = null,
): Promise<void> {
  const names = list.map((person) => person.name);
  await changeMaintainers(app, caller, name, () => names, rev);
}

/** @throws RegistryError as `replaceMaintainers` */
export async function addOwner(app: Needs, caller: Caller, name: PackageName, person: string) {
  await changeMaintainers(app, caller, name, (names) => [...names, person]);
}

/** @throws RegistryError as `replaceMaintainers`; `not_found` also for one who is no owner */
export async function removeOwner(app: Needs, caller: Caller, name: PackageName, person: string) {
  await changeMaintainers(app, caller, name, (names) => {
    const left = names.filter((other) => other !== person);
    if (left.length === names.length) {
      throw new RegistryError("not_found", `${name} has no owner of that name`);
    }
    return left;
  });
}

async function changeMaintainers(
  app: Needs,
  caller: Caller,
  name: PackageName,
  change: (names: readonly string[]) => readonly string[],
  rev: string | null = null,
): Promise<void> {
  await requireManage(app, caller, name);
  if ((await findAccess(app.db, name)) === null) throw absent(name);
  const at = app.now().toISOString();
  await app.db.write(async (tx) => {
    if (rev !== null) await refuseStale(tx, name, rev);
    const before = await findMaintainers({ read: tx }, name);
    const names = [...new Set(change(before.map(shownName)))];
    if (names.length === 0 || names.length > maxMaintainers) {
      throw new RegistryError(
        "invalid",
        names.length === 0
          ? `${name} needs at least one owner; add somebody else first`
          : `a package has at most ${maxMaintainers} owners`,
      );
    }
    const after: string[] = [];
    for (const shown of names) {
      // Whoever is one already stays the same principal, also if another one got the same name.
      const known = before.find((principal) => shownName(principal) === shown);
      const principal = known ?? (await principalNamed({ db: { ...app.db, read: tx } }, shown));
      if (principal === null) throw new RegistryError("not_found", "there is no user of that name");
      after.push(principal);
    }
    await updateMaintainers(tx, name, after, at);
    await countChange(tx, name, at);
    const details = { owners: { before, after } };
    const note = { action: "package_changed", target: name, details } as const;
    await recordAudit(tx, caller, note, at);
  });
  app.events.emit("packageChanged", { name });
}

/** Another change came between what the client read and what it writes back. */
async function refuseStale(tx: Sql, name: PackageName, rev: string): Promise<void> {
  const stored = await findPackage({ read: tx }, name);
  const seen = stored === null ? null : issuedRev(name, stored, rev);
  if (stored === null || seen === null || seen === stored.rev) return;
  throw new RegistryError(
    "stale",
    `${name} was changed since you read it; read it again and repeat the command`,
  );
}
