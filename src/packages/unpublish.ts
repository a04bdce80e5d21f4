import { type Caller, userNameOf } from "../access/permit.ts";
import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import { packageFacts } from "../gate/facts.ts";
import type { PackageName } from "../names/package-name.ts";
import { bestMatch, latestAmong } from "../names/version.ts";
import { closeHold } from "../quarantine/quarantine.store.ts";
import { type Dependent, dependentsOf } from "./dependents.store.ts";
import { findExperts, findExpertVersion, touchExpert } from "./experts.store.ts";
import { dependentsOf as delegationsToVersion } from "./experts.ts";
import { hostedListing } from "./hosted-packument.ts";
import { findPackage, type StoredPackage } from "./packages.store.ts";
import { removeVersions } from "./removal.store.ts";
import { isStale, revOf, staleError } from "./rev.ts";
import { isVisible } from "./rights.ts";
import { isSpent } from "./tombstones.store.ts";
import { requireWritable } from "./writable.ts";

export interface Unpublished {
  /** The versions that this call removed; none when they were gone already. */
  readonly removed: readonly string[];
  readonly rev: string;
}

/**
 * Removes one version for good; one that was removed before stays so.
 *
 * @param rev the `_rev` that the client saw; what we never gave out counts as none
 * @throws RegistryError `unauthenticated`; `forbidden` also while something published here needs it;
 *   `not_found` for a version that never was; `stale`
 */
export async function unpublishVersion(
  app: App,
  caller: Caller,
  name: PackageName,
  version: string,
  rev: string,
): Promise<Unpublished> {
  const only: Choose = (all) => all.filter((v) => v === version);
  const done = await remove(app, caller, name, rev, only, true);
  if (done.removed.length === 0 && !(await isSpent(app.db, name, version))) {
    throw new RegistryError("not_found", `${name} has no such version`);
  }
  return done;
}

/**
 * Removes the versions that a document leaves out. Only those that its sender can have seen: what is
 * held is in no document, and stays.
 *
 * @param keep the versions in the document
 * @throws RegistryError as `unpublishVersion`; `invalid` when nothing would be left
 */
export async function unpublishMissing(
  app: App,
  caller: Caller,
  name: PackageName,
  keep: ReadonlySet<string>,
  rev: string,
): Promise<Unpublished> {
  const missing: Choose = (_all, seen) => seen.filter((version) => !keep.has(version));
  return await remove(app, caller, name, rev, missing, false);
}

/**
 * Removes every version of a package. Its name stays with this registry and its version numbers stay
 * spent.
 *
 * @throws RegistryError as `unpublishVersion`
 */
export async function unpublishPackage(
  app: App,
  caller: Caller,
  name: PackageName,
  rev: string,
): Promise<Unpublished> {
  return await remove(app, caller, name, rev, (all) => all, true);
}

type Choose = (all: readonly string[], seen: readonly string[]) => readonly string[];

/** All of it or nothing, and nothing twice: a repeated call finds nothing left to remove. */
async function remove(
  app: App,
  caller: Caller,
  name: PackageName,
  rev: string,
  choose: Choose,
  mayTakeAll: boolean,
): Promise<Unpublished> {
  await requireWritable(app, caller, name);
  const facts = await packageFacts(app, name);
  const by = userNameOf(caller);
  const at = app.now().toISOString();

  const done = await app.db.write(async (tx): Promise<Unpublished> => {
    const stored = existing(await findPackage({ read: tx }, name), name);
    const listing = hostedListing(app, name, stored, facts);
    const all = stored.versions.map((v) => v.version);
    const seen = listing.versions.map((v) => v.version);
    const chosen = new Set(choose(all, seen));
    const current = revOf(name, stored, listing);
    if (chosen.size === 0) return { removed: [], rev: current };
    if (isStale(name, stored, listing, rev)) throw staleError(name);
    if (!mayTakeAll && chosen.size === all.length) {
      throw new RegistryError(
        "invalid",
        `this would remove every version of ${name}; to remove the whole package, DELETE it`,
      );
    }

    const leaving = stored.versions.filter((v) => chosen.has(v.version));
    const staying = stored.versions.filter((v) => !chosen.has(v.version));
    const usable = staying
      .filter((v) => facts.listed(v.version, v.integrity).outcome === "serve")
      .map((v) => v.version);
    const broken = brokenBy(name, chosen, usable, stored.tags, await dependentsOf(tx, name));
    const needed = [
      ...(await withoutExperts(tx, broken)),
      ...(await delegatingTo(tx, name, chosen, stored.tags)),
    ];
    if (needed.length > 0) throw await stillNeeded(app, caller, name, [...chosen], needed);

    const latest = stored.tags.get("latest");
    const moves = latest !== undefined && chosen.has(latest) && staying.length > 0;
    const candidates = usable.length > 0 ? usable : staying.map((v) => v.version);
    const next = moves ? await nextLatest(tx, name, candidates, latest) : null;
    await removeVersions(tx, { name, versions: leaving, latest: next, by, at });
    if (next !== null) await touchExpert(tx, name, next, at);
    for (const { version, integrity } of leaving) {
      await closeHold(tx, { name, version, integrity }, at);
    }
    const left = await findPackage({ read: tx }, name);
    const after =
      left === null ? current : revOf(name, left, hostedListing(app, name, left, facts));
    return { removed: [...chosen], rev: after };
  });

  if (done.removed.length > 0) {
    app.events.emit("packageChanged", { name });
    app.log.info({ package: name, versions: done.removed, by }, "unpublished");
  }
  return done;
}

function existing(stored: StoredPackage | null, name: PackageName): StoredPackage {
  if (stored !== null) return stored;
  throw new RegistryError("not_found", `there is no package ${name} in this registry`);
}

/**
 * What is published here and needs a version that leaves: its range or tag fits one of those, and none
 * that stays and can be installed. What leaves together with it does not count.
 */
function brokenBy(
  name: PackageName,
  leaving: ReadonlySet<string>,
  staying: readonly string[],
  tags: ReadonlyMap<string, string>,
  dependents: readonly Dependent[],
): Dependent[] {
  const meansOneOf = (versions: readonly string[], wanted: string) => {
    // `latest` moves to something that stays, and clients take any version for these.
    if (wanted === "latest" || wanted === "*" || wanted === "") return versions.length > 0;
    const tagged = tags.get(wanted);
    return tagged === undefined ? bestMatch(versions, wanted) !== null : versions.includes(tagged);
  };
  return dependents.filter(
    (dependent) =>
      !(dependent.name === name && leaving.has(dependent.version)) &&
      meansOneOf([...leaving], dependent.wanted) &&
      !meansOneOf(staying, dependent.wanted),
  );
}

/** Experts have a rule of their own about what they need: `delegatingTo`. */
async function withoutExperts<Subject extends Pick<Dependent, "name" | "version">>(
  tx: Sql,
  dependents: readonly Subject[],
): Promise<Subject[]> {
  const others: Subject[] = [];
  for (const dependent of dependents) {
    const { name, version } = dependent;
    if ((await findExpertVersion({ read: tx }, name, version)) === null) others.push(dependent);
  }
  return others;
}

/**
 * The Experts in use that delegate to one of these versions: by number, or by a tag that now leads
 * there, whatever else that tag could lead to (perstack-registry §9). Disabled ones need nothing.
 */
async function delegatingTo(
  tx: Sql,
  name: PackageName,
  versions: ReadonlySet<string>,
  tags: ReadonlyMap<string, string>,
): Promise<Pick<Dependent, "name" | "version">[]> {
  const inUse: Pick<Dependent, "name" | "version">[] = [];
  for (const wanted of versions) {
    for (const { name: by, version } of await delegationsToVersion(tx, name, wanted, tags)) {
      const expert = await findExpertVersion({ read: tx }, by, version);
      if (expert !== null && expert.status !== "disabled") inUse.push({ name: by, version });
    }
  }
  return inUse;
}

/** Of an Expert the one that was published last, whatever its number (perstack-registry §9). */
async function nextLatest(
  tx: Sql,
  name: PackageName,
  candidates: readonly string[],
  latest: string,
): Promise<string | null> {
  const experts = (await findExperts({ read: tx }, name)).map(({ version }) => version);
  const newest = experts.findLast((version) => candidates.includes(version));
  return newest ?? latestAmong(candidates, latest);
}

const shownDependents = 5;

/** Names only what the caller may know of. */
async function stillNeeded(
  app: App,
  caller: Caller,
  name: PackageName,
  leaving: readonly string[],
  broken: readonly Pick<Dependent, "name" | "version">[],
): Promise<RegistryError> {
  const known: string[] = [];
  for (const dependent of broken) {
    if (known.length === shownDependents) break;
    const subject = `${dependent.name}@${dependent.version}`;
    if (known.includes(subject) || !(await isVisible(app, caller, dependent.name))) continue;
    known.push(subject);
  }
  const total = new Set(broken.map((d) => `${d.name}@${d.version}`)).size;
  const others = total - known.length;
  const subjects = [...known, ...(others > 0 ? [`${others} more published here`] : [])];
  const what = leaving.length === 1 ? `${name}@${leaving[0]}` : `these versions of ${name}`;
  return new RegistryError(
    "forbidden",
    `${what} cannot be removed while ${subjects.join(", ")} ${total === 1 ? "needs" : "need"} ` +
      "it; deprecate it instead, or remove those first",
    { fields: { code: "has_dependents", dependents: known, dependents_total: total } },
  );
}
