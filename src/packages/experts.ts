import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import { type ExpertKey, keyText } from "../expert/key.ts";
import { whyNot } from "../gate/blocked.ts";
import { type FactNeeds, packageFacts } from "../gate/facts.ts";
import { personDecides } from "../gate/refusal-fields.ts";
import type { PackageName } from "../names/package-name.ts";
import { compareVersions } from "../names/version.ts";
import {
  type Delegation,
  delegationsTo,
  disableExpert,
  type ExpertStatus,
  findExperts,
  findExpertVersion,
  type StoredExpert,
  touchExpert,
} from "./experts.store.ts";
import { countChange, findPackage, findVersion, updateDeprecated } from "./packages.store.ts";
import { findAccess } from "./rights.store.ts";
import { maySee } from "./rights.ts";
import { findTags } from "./tags.store.ts";

/** An Expert as a face may show it. */
export interface Expert extends StoredExpert {
  /** The dist-tags that name this version, `latest` among them, sorted. */
  readonly tags: readonly string[];
}

/** What may be shown of the Experts under one name. */
export interface ExpertVersions {
  readonly name: PackageName;
  /** Every version that is an Expert and is not held, disabled ones included; highest version first. */
  readonly versions: readonly Expert[];
  /** The version that `latest` names, or null. */
  readonly latest: Expert | null;
  /** Why others are not shown, by version: one sentence each. */
  readonly withheld: ReadonlyMap<string, string>;
  /** All dist-tags as they are assigned, those of withheld versions included. */
  readonly tags: ReadonlyMap<string, string>;
  readonly isRestricted: boolean;
  /** Milliseconds since the epoch from when on it may be another answer without any change. */
  readonly until: number;
}

type Needs = FactNeeds & Pick<App, "config">;

/**
 * The Experts of a name. What the scanner holds or the policy hides is left out like everywhere, and
 * so is all of a restricted package for those who may not read it.
 *
 * @throws RegistryError `not_found` when nothing under the name may be shown
 */
export async function listExpertVersions(
  app: Needs,
  caller: Caller,
  name: PackageName,
): Promise<ExpertVersions> {
  const found = await shownVersions(app, name);
  if (found === null || (found.isRestricted && !(await maySee(app, caller, name)))) {
    throw unknown(name);
  }
  if (found.versions.length === 0) {
    const latest = found.tags.get("latest") ?? "";
    const [first = ""] = found.withheld.keys();
    throw unknownVersion(name, found, found.withheld.has(latest) ? latest : first);
  }
  return found;
}

/** The same whoever asks, for what is made once for many; null for a name that has no package here. */
export async function shownVersions(
  app: FactNeeds,
  name: PackageName,
): Promise<ExpertVersions | null> {
  const access = await findAccess(app.db, name);
  if (access === null) return null;
  const tags = await findTags(app.db, name);
  const facts = await packageFacts(app, name);
  const withheld = new Map<string, string>();
  const versions = (await findExperts(app.db, name))
    .filter(({ version, integrity }) => {
      const decision = facts.listed(version, integrity);
      if (decision.outcome === "serve") return true;
      // Its definition stays readable: whoever delegates to it has to see what became of it.
      if (decision.outcome === "hide" && decision.because === "disabled") return true;
      const hold = facts.holdOf(version, integrity);
      const why = whyNot(`${name}@${version}`, decision, hold, facts.banReason(version));
      if (why !== null) withheld.set(version, why);
      return false;
    })
    .map((expert, _index, shown) => ({ ...expert, tags: tagsOf(expert.version, tags, shown) }))
    .sort((a, b) => compareVersions(b.version, a.version));
  return {
    name,
    versions,
    latest: versions.find((expert) => expert.tags.includes("latest")) ?? null,
    withheld,
    tags,
    isRestricted: access === "restricted",
    until: facts.until,
  };
}

/**
 * The tags of one version. Where the version with `latest` may not be shown, the newest that may be has
 * it (perstack-registry §9).
 *
 * @param shown the first published first
 */
function tagsOf(
  version: string,
  tags: ReadonlyMap<string, string>,
  shown: readonly StoredExpert[],
): string[] {
  const assigned = tags.get("latest");
  const isShown = shown.some((expert) => expert.version === assigned);
  const latest = isShown ? assigned : shown.at(-1)?.version;
  const others = [...tags].filter(([tag, target]) => tag !== "latest" && target === version);
  return [...(latest === version ? ["latest"] : []), ...others.map(([tag]) => tag)].sort();
}

/**
 * The Expert that a key means: its version, the one that its tag names, or `latest`. Disabled ones are
 * found too, with that status.
 *
 * @throws RegistryError `not_found`, with the reason for one that is withheld
 */
export async function findExpert(app: Needs, caller: Caller, key: ExpertKey): Promise<Expert> {
  return expertAmong(await listExpertVersions(app, caller, key.name), key);
}

/** @throws RegistryError `not_found`, with the reason for one that is withheld */
export function expertAmong(shown: ExpertVersions, key: ExpertKey): Expert {
  const tag = key.tag ?? "latest";
  const found = shown.versions.find((expert) =>
    key.version === null ? expert.tags.includes(tag) : expert.version === key.version,
  );
  if (found !== undefined) return found;
  const version = key.version ?? shown.tags.get(tag) ?? "";
  throw unknownVersion(keyText(key), shown, version);
}

/**
 * A version as its publisher sees it who has just published it: the policy may hide it from everybody
 * until somebody has signed it.
 *
 * @throws RegistryError `not_found`
 */
export async function findPublished(
  app: Pick<App, "db">,
  name: PackageName,
  version: string,
): Promise<Expert> {
  const expert = await findExpertVersion(app.db, name, version);
  const stored = await findPackage(app.db, name);
  if (expert === null || stored === null) throw unknown(`${name}@${version}`);
  const tags = [...stored.tags].flatMap(([tag, target]) => (target === version ? [tag] : []));
  return { ...expert, tags: tags.sort() };
}

/** What npm shows where a status change gave no message of its own. */
const deprecatedText = "this Expert is deprecated by its publisher";
const disabledText = "this Expert is disabled by its publisher";

/**
 * Moves an Expert along available → deprecated → disabled, where disabled is final, inside the caller's
 * transaction. On the npm side a deprecated version carries the text that clients print, and a disabled
 * one is in no packument, tag or search any more, while lock files still get its tarball.
 *
 * @throws RegistryError `not_found`, `conflict` as `requireMove`
 */
export async function moveStatus(
  tx: Sql,
  name: PackageName,
  version: string,
  status: ExpertStatus,
  at: string,
): Promise<void> {
  const current = await findExpertVersion({ read: tx }, name, version);
  if (current === null) throw unknown(`${name}@${version}`);
  requireMove(current.status, status);
  const rev = await countChange(tx, name, at);
  const said = (await findVersion({ read: tx }, name, version))?.deprecated ?? null;
  const text = status === "disabled" ? disabledText : deprecatedText;
  await updateDeprecated(tx, name, version, said ?? text, rev);
  if (status === "disabled") await disableExpert(tx, name, version, at);
  else await touchExpert(tx, name, version, at);
}

/**
 * @throws RegistryError `conflict` for a move that there is not, with the code `disabled_is_final`,
 *   `status_unchanged` or `status_cannot_go_back`
 */
function requireMove(from: ExpertStatus, to: ExpertStatus): void {
  if (from === "disabled") throw noMove("disabled is final", "disabled_is_final");
  if (from === to) throw noMove(`status is already ${to}`, "status_unchanged");
  if (to === "available") {
    throw noMove("a deprecated version cannot become available again", "status_cannot_go_back");
  }
}

function noMove(sentence: string, code: string): RegistryError {
  return new RegistryError("conflict", sentence, { fields: { code } });
}

/**
 * Which Experts published here delegate to one version, whatever their status: by its number, or by a
 * tag (`latest` when they name none) that now leads to it. Versions of the same Expert do not count.
 *
 * @param sql of a transaction, or the one that reads
 * @param tags the dist-tags of the name
 */
export async function dependentsOf(
  sql: Sql,
  name: PackageName,
  version: string,
  tags: ReadonlyMap<string, string>,
): Promise<Delegation[]> {
  const all = await delegationsTo(sql, name);
  return all.filter(({ delegate }) =>
    delegate.version === null
      ? tags.get(delegate.tag ?? "latest") === version
      : delegate.version === version,
  );
}

/** @param why it is there and not shown, or null */
function unknown(key: string, why: string | null = null, refused: object = {}): RegistryError {
  const reason = why === null ? "" : ` that may be shown. ${why}`;
  return new RegistryError("not_found", `no expert matches ${key}${reason}`, {
    fields: { ...refused },
  });
}

/** Of a version that is withheld, whoever asks learns what a refusal of its tarball says. */
function unknownVersion(key: string, shown: ExpertVersions, version: string): RegistryError {
  const why = shown.withheld.get(version);
  if (why === undefined) return unknown(key);
  const fields = personDecides({ name: shown.name, version }, "install", []);
  // The policy may withhold it as well as a scan; the sentence says which.
  return unknown(key, why, { ...fields, code: "withheld" });
}
