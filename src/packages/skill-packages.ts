import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { isBaseSkill, type SkillPackage, unseen } from "../expert/capability.ts";
import type { ExpertDefinition, StdioSkill } from "../expert/definition.ts";
import { packageFacts } from "../gate/facts.ts";
import { findReport } from "../gate/reports.store.ts";
import { type PackageName, packageNameOrNull } from "../names/package-name.ts";
import type { Report } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { ensureVersion } from "../upstream/tarball.ts";
import { budgetMs, lookUp, within } from "./look-up.ts";
import { findVersion, isHosted } from "./packages.store.ts";
import { isObject } from "./packument.ts";

export interface PackagesFound {
  /** Every package that skills run, and what those need, as far as it was looked into. */
  readonly packages: readonly SkillPackage[];
  readonly warnings: readonly string[];
  /** What is good to know and no fault. */
  readonly notes: readonly string[];
}

/** So many packages are looked into for one publish, those that others need included. */
const maxPackages = 60;
/** So many are looked into at the same time. */
const atOnce = 4;

/**
 * Looks into the npm packages that skills run, where clients of this registry get them from, and scans
 * what nobody scanned yet while there is time. An upstream that is down, or a package that comes later,
 * is no fault of the definition.
 *
 * @throws RegistryError `invalid` (`withheld_package`) for one that is held or listed as bad here
 */
export async function lookUpPackages(
  app: App,
  caller: Caller,
  { skills }: ExpertDefinition,
): Promise<PackagesFound> {
  const look: Look = { app, caller, until: Date.now() + budgetMs, left: maxPackages };
  const packages: SkillPackage[] = [];
  const warnings: string[] = [];
  const notes: string[] = [];
  for (const [skill, told] of Object.entries(skills)) {
    if (told.type !== "mcpStdioSkill" || isBaseSkill(told)) continue;
    if (told.command !== "npx") {
      packages.push(unseen(skill, told.packageName));
      continue;
    }
    const found = await lookInto(look, skill, told);
    packages.push(...found.packages);
    const variables = aboutVariables(skill, told, found.packages);
    warnings.push(...found.warnings, ...variables.warnings);
    notes.push(...variables.notes);
  }
  return { packages, warnings, notes };
}

interface Look {
  readonly app: App;
  readonly caller: Caller;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** How many packages may still be looked into. */
  left: number;
}

async function lookInto(
  look: Look,
  skill: string,
  { packageName }: StdioSkill,
): Promise<Omit<PackagesFound, "notes">> {
  const { app, caller, until } = look;
  const at = packageName.indexOf("@", 1);
  const text = at < 0 ? packageName : packageName.slice(0, at);
  const spec = at < 0 ? "latest" : packageName.slice(at + 1);
  const subject = `the package ${packageName} of the skill ${skill}`;
  const warned = (warning: string) => ({
    packages: [unseen(skill, text)],
    warnings: [`${subject} ${warning}`],
  });
  const name = packageNameOrNull(text);
  if (name === null) return warned("does not exist in this registry");
  const found = await lookUp(app, caller, name, spec, until);
  switch (found.state) {
    case "absent":
      return warned("does not exist in this registry");
    case "no answer":
      return warned("could not be looked up: the upstream did not answer");
    case "withheld":
      await refuseHeld(app, name, found.versions, subject);
      return warned(`is withheld: \`agentregistry why ${name}\` says why`);
    case "served": {
      const { version, manifest } = found;
      const report = await reportOf(look, name, version);
      if (report?.verdict === "block") await refuseHeld(app, name, [version], subject);
      const root = toPackage(skill, name, version, report);
      return { packages: [root, ...(await neededBy(look, skill, manifest))], warnings: [] };
    }
  }
}

/** @throws RegistryError `invalid` when a person would have to let one of the versions pass first */
async function refuseHeld(
  app: App,
  name: PackageName,
  versions: readonly string[],
  subject: string,
): Promise<void> {
  const facts = await packageFacts(app, name);
  const isBad = versions.some((version) => {
    const decision = facts.listed(version, null);
    if (decision.outcome === "hide") return decision.because === "banned";
    return decision.outcome === "hold" && decision.because !== "unscanned";
  });
  if (!isBad) return;
  throw new RegistryError(
    "invalid",
    `${subject} is withheld by this registry, so no Expert may run it: \`agentregistry why ${name}\` ` +
      "says why; choose another version or package",
    { fields: { code: "withheld_package" } },
  );
}

/** All that a package needs where it runs, each once; what there is no time for stays unknown. */
async function neededBy(
  look: Look,
  skill: string,
  manifest: JsonObject,
): Promise<readonly SkillPackage[]> {
  const packages: SkillPackage[] = [];
  const seen = new Set<string>();
  let wave = dependenciesOf(manifest);
  while (wave.length > 0) {
    const next: Dependency[] = [];
    for (let at = 0; at < wave.length; at += atOnce) {
      const some = wave.slice(at, at + atOnce).filter(({ name, spec }) => {
        const key = `${name}@${spec}`;
        return !seen.has(key) && seen.add(key) !== undefined;
      });
      const found = await Promise.all(some.map((one) => lookIntoNeeded(look, skill, one)));
      for (const { told, needs } of found) {
        packages.push(told);
        next.push(...needs);
      }
    }
    wave = next;
  }
  return packages;
}

async function lookIntoNeeded(
  look: Look,
  skill: string,
  { name: text, spec }: Dependency,
): Promise<{ readonly told: SkillPackage; readonly needs: readonly Dependency[] }> {
  const name = packageNameOrNull(text);
  // Without the words of a manifest that anybody may have written.
  const nothing = { told: unseen(skill, name ?? "a dependency"), needs: [] };
  if (name === null || look.left <= 0) return nothing;
  look.left--;
  const found = await lookUp(look.app, look.caller, name, spec, look.until);
  if (found.state !== "served") return nothing;
  const report = await reportOf(look, name, found.version);
  const told = toPackage(skill, name, found.version, report);
  return { told, needs: dependenciesOf(found.manifest) };
}

interface Dependency {
  readonly name: string;
  readonly spec: string;
}

function dependenciesOf(manifest: JsonObject): Dependency[] {
  return ["dependencies", "optionalDependencies"].flatMap((kind) => {
    const listed = manifest[kind];
    if (!isObject(listed)) return [];
    return Object.entries(listed).map(([name, wanted]) => {
      const spec = typeof wanted === "string" ? wanted.slice(0, 256) : "";
      const alias = /^npm:(.[^@]*)(?:@(.*))?$/.exec(spec);
      return alias === null
        ? { name, spec: spec === "" ? "*" : spec }
        : { name: alias[1] ?? name, spec: alias[2] ?? "latest" };
    });
  });
}

/** What a scan said about a version that clients get, which is scanned now if nobody did and there is time. */
async function reportOf(look: Look, name: PackageName, version: string): Promise<Report | null> {
  const { app, until } = look;
  if (await isHosted(app.db, name)) {
    const stored = await findVersion(app.db, name, version);
    if (stored === null) return null;
    return await findReport(app.db, { name, version, integrity: stored.integrity });
  }
  return await within(until, async () => {
    try {
      const { integrity } = await ensureVersion(app, name, version);
      return await findReport(app.cacheDb, { name, version, integrity });
    } catch (error) {
      if (error instanceof RegistryError) return null;
      throw error;
    }
  });
}

function toPackage(
  skill: string,
  name: PackageName,
  version: string,
  report: Report | null,
): SkillPackage {
  // Reports of earlier rule-sets say nothing of it.
  const capabilities = report?.capabilities ?? null;
  return { skill, name, version, capabilities, risk: report?.risk ?? "high" };
}

/** So many names are told of in one sentence. */
const maxNames = 10;

/**
 * Variables that are asked for and never read, and secrets that are read and not asked for (threat
 * catalogue §9.4). Only where the code was read to its end.
 */
function aboutVariables(
  skill: string,
  { requiredEnv }: StdioSkill,
  packages: readonly SkillPackage[],
): Pick<PackagesFound, "warnings" | "notes"> {
  const known = packages.flatMap(({ capabilities }) => capabilities ?? []);
  const isWhole =
    known.length === packages.length && known.every(({ unknown }) => unknown.length === 0);
  if (!isWhole) return { warnings: [], notes: [] };
  const secrets = new Set(known.flatMap((can) => can.secrets));
  const read = new Set([...secrets, ...known.flatMap(({ envNames }) => envNames)]);
  const takesAll = known.some(({ envBulk }) => envBulk);
  const unused = takesAll ? [] : requiredEnv.filter((variable) => !read.has(variable));
  const missing = [...secrets]
    .filter((secret) => /^[A-Za-z_]\w{0,254}$/.test(secret) && !requiredEnv.includes(secret))
    .sort();
  return {
    warnings: unused
      .slice(0, maxNames)
      .map((variable) => `the skill ${skill} is given ${variable}, which its package never reads`),
    notes: missing
      .slice(0, maxNames)
      .map((secret) => `the package of the skill ${skill} reads ${secret}, which it is not given`),
  };
}
