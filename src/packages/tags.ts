import { type Caller, userNameOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { blockedError, whyNot, withheldError } from "../gate/blocked.ts";
import { packageFacts } from "../gate/facts.ts";
import { type PackageName, quoteForMessage } from "../names/package-name.ts";
import type { DistTag, Version } from "../names/version.ts";
import { touchExpert } from "./experts.store.ts";
import { countChange, findPackage, type StoredPackage } from "./packages.store.ts";
import { packumentOf } from "./packument-of.ts";
import type { WhoAsks } from "./rights.ts";
import { deleteTag, putTag } from "./tags.store.ts";
import { requireWritable } from "./writable.ts";

/**
 * The dist-tags of a package from either origin, as its packument shows them.
 *
 * @throws RegistryError `not_found`, `upstream_failed`, `upstream_timeout`
 */
export async function listTags(
  app: App,
  name: PackageName,
  whoAsks: WhoAsks,
): Promise<ReadonlyMap<string, string>> {
  const { packument } = await packumentOf(app, name, whoAsks);
  if (packument.versions.length === 0 && packument.withheld.size === 0) {
    throw new RegistryError("not_found", `there is no package ${name} in this registry`);
  }
  return packument.tags;
}

/**
 * Points tags at versions, all of them or none.
 *
 * @param keepOthers whether tags that are not named stay; `latest` always does
 * @throws RegistryError `unauthenticated`, `forbidden`, `not_found` for an unknown version, `blocked`
 *   for one that is held: a tag must lead to something that can be installed
 */
export async function setTags(
  app: App,
  caller: Caller,
  name: PackageName,
  tags: ReadonlyMap<DistTag, Version>,
  keepOthers: boolean,
): Promise<void> {
  await requireWritable(app, caller, name);
  const facts = await packageFacts(app, name);
  await change(app, caller, name, (stored) => {
    for (const version of tags.values()) {
      const found = stored.versions.find((v) => v.version === version);
      if (found === undefined) {
        throw new RegistryError("not_found", `${name} has no version ${version}`);
      }
      const decision = facts.listed(version, found.integrity);
      if (decision.outcome !== "hold") continue;
      const hold = facts.holdOf(version, found.integrity);
      if (hold !== null) throw blockedError(hold, decision, "publish");
      const why = whyNot(`${name}@${version}`, decision, hold, null);
      if (why !== null) throw withheldError({ name, version }, why, "publish");
    }
    const leaving = keepOthers ? [] : [...stored.tags.keys()].filter((tag) => tag !== "latest");
    return {
      put: [...tags].filter(([tag, version]) => stored.tags.get(tag) !== version),
      drop: leaving.filter((tag) => !tags.has(tag as DistTag)),
    };
  });
}

/**
 * Takes a tag away.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `not_found`; `invalid` for `latest`, without
 *   which nobody could install the package by its name alone
 */
export async function removeTag(
  app: App,
  caller: Caller,
  name: PackageName,
  tag: DistTag,
): Promise<void> {
  await requireWritable(app, caller, name);
  if (tag === "latest") {
    throw new RegistryError("invalid", "the tag latest cannot be removed, only moved");
  }
  await change(app, caller, name, (stored) => {
    if (stored.tags.has(tag)) return { put: [], drop: [tag] };
    throw new RegistryError("not_found", `${name} has no tag ${quoteForMessage(tag)}`);
  });
}

interface TagChanges {
  readonly put: readonly (readonly [tag: string, version: string])[];
  readonly drop: readonly string[];
}

async function change(
  app: App,
  caller: Caller,
  name: PackageName,
  decide: (stored: StoredPackage) => TagChanges,
): Promise<void> {
  const changes = await app.db.write(async (tx): Promise<TagChanges> => {
    const stored = await findPackage({ read: tx }, name);
    if (stored === null) return { put: [], drop: [] };
    const wanted = decide(stored);
    for (const tag of wanted.drop) await deleteTag(tx, name, tag);
    for (const [tag, version] of wanted.put) await putTag(tx, name, tag, version);
    const count = wanted.put.length + wanted.drop.length;
    if (count === 0) return wanted;
    const at = app.now().toISOString();
    await countChange(tx, name, at);
    const changed = [...wanted.drop, ...wanted.put.map(([tag]) => tag)];
    const holders = changed.flatMap((tag) => stored.tags.get(tag) ?? []);
    const versions = new Set([...holders, ...wanted.put.map(([, version]) => version)]);
    for (const version of versions) await touchExpert(tx, name, version, at);
    const details = { put: Object.fromEntries(wanted.put), drop: wanted.drop };
    await recordAudit(tx, caller, { action: "dist_tag_changed", target: name, details }, at);
    return wanted;
  });
  if (changes.put.length + changes.drop.length === 0) return;
  app.events.emit("packageChanged", { name });
  app.log.info({ package: name, ...changes, by: userNameOf(caller) }, "dist-tags changed");
}
