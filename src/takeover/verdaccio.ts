import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { orgExists } from "../access/access.store.ts";
import { addOrg } from "../access/orgs.ts";
import { type Caller, principalTextOf, requireScope, userNameOf } from "../access/permit.ts";
import { addMigratedUser } from "../access/users.ts";
import { recordAudit } from "../audit/audit.store.ts";
import { mismatch } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { type PackageName, parseNewPackageName, scopeOf } from "../names/package-name.ts";
import { parseUserName } from "../names/user-name.ts";
import { compareVersions, parseDistTag, parseVersion } from "../names/version.ts";
import { deprecate } from "../packages/deprecate.ts";
import { insertClaim, isHosted } from "../packages/packages.store.ts";
import {
  insertRelease,
  inspect,
  isPublished,
  publishNote,
  type Submission,
} from "../packages/publish.ts";
import { setTags } from "../packages/tags.ts";
import type { JsonObject } from "../scanner/rule.ts";
import {
  readStoredPackage,
  readVerdaccioFolder,
  type StoredPackage,
  type VerdaccioFolder,
} from "./verdaccio-folder.ts";

export interface TakeoverSummary {
  readonly packages: number;
  readonly versions: number;
  /** Versions that were here already, from an earlier run. */
  readonly present: number;
  /** Versions that the scanner holds; a person decides about them. */
  readonly held: readonly string[];
  readonly users: number;
  /** What was not taken over, each with the reason. */
  readonly skipped: readonly { readonly what: string; readonly why: string }[];
  readonly uplinks: VerdaccioFolder["uplinks"];
  readonly isOpenPublish: boolean;
}

/**
 * Takes over what a Verdaccio installation published: every version through the same checks and the
 * same scan as a publish, with its time, tags and deprecations, and its users. May be repeated: what is
 * here already is left alone.
 *
 * @throws RegistryError `forbidden` unless an administrator asks, `invalid` for an unusable folder
 */
export async function takeOverVerdaccio(
  app: App,
  caller: Caller,
  configFile: string,
): Promise<TakeoverSummary> {
  requireScope(caller, "admin");
  const folder = await readVerdaccioFolder(configFile);
  const count = { packages: 0, versions: 0, present: 0, users: 0 };
  const held: string[] = [];
  const skipped: { what: string; why: string }[] = [];
  /** Runs one step; what it refuses is noted, and the rest goes on. */
  const attempt = async (what: string, step: () => Promise<void>) => {
    try {
      await step();
    } catch (error) {
      if (!(error instanceof RegistryError)) throw error;
      skipped.push({ what, why: error.message });
    }
  };

  for (const listed of folder.names) {
    await attempt(listed, async () => {
      const name = parseNewPackageName(listed);
      const stored = await readStoredPackage(folder.storage, name);
      await own(app, caller, name);
      count.packages++;
      for (const version of Object.keys(stored.versions).sort(compareVersions)) {
        await attempt(`${name}@${version}`, async () => {
          const verdict = await takeVersion(app, caller, folder, stored, { name, version });
          if (verdict === "present") count.present++;
          else count.versions++;
          if (verdict === "held") held.push(`${name}@${version}`);
        });
      }
      for (const [tag, version] of Object.entries(stored["dist-tags"])) {
        await attempt(`${name}, tag ${tag}`, async () => {
          const tags = new Map([[parseDistTag(tag), parseVersion(version)]]);
          await setTags(app, caller, name, tags, true);
        });
      }
      await attempt(`${name}, deprecations`, async () => {
        await deprecate(app, caller, name, deprecationsOf(stored), null);
      });
    });
  }
  for (const { name, hash } of folder.users) {
    await attempt(`user ${name}`, async () => {
      if (await addMigratedUser(app, parseUserName(name), hash)) count.users++;
    });
  }
  const { uplinks, isOpenPublish } = folder;
  return { ...count, held, skipped, uplinks, isOpenPublish };
}

/** What was published there belongs to this registry, whatever the upstream has under the name. */
async function own(app: App, caller: Caller, name: PackageName): Promise<void> {
  if (await isHosted(app.db, name)) return;
  const scope = scopeOf(name);
  const by = userNameOf(caller);
  const at = app.now().toISOString();
  const note = { action: "package_changed", target: name, details: { claimed: true } } as const;
  if (scope === null)
    await insertClaim(app.db, name, by, at, (tx) => recordAudit(tx, caller, note, at));
  else if (!(await orgExists(app.db, scope))) await addOrg(app, scope, by, caller);
}

async function takeVersion(
  app: App,
  caller: Caller,
  folder: VerdaccioFolder,
  stored: StoredPackage,
  role: { readonly name: PackageName; readonly version: string },
): Promise<"taken" | "held" | "present"> {
  const { name } = role;
  const manifest = stored.versions[role.version];
  if (manifest === undefined) throw new RegistryError("not_found", "it has no manifest");
  const file = tarballFile(folder.storage, name, role.version, manifest.dist.tarball);
  const bytes = Bun.file(file);
  await using tarball = await app.blobs.stage(
    bytes.stream() as unknown as AsyncIterable<Uint8Array>,
    bytes.size,
  );
  const { integrity, shasum } = manifest.dist;
  const declared = { integrity, shasum };
  const difference = mismatch(declared, tarball);
  if (difference !== null)
    throw new RegistryError("invalid", `its tarball is damaged: ${difference}`);

  const submission: Submission = {
    name,
    version: parseVersion(role.version),
    manifest: manifest as unknown as JsonObject,
    readme: stored.readme ?? "",
    tags: [],
    access: null,
    provenance: null,
    tarball,
    declared,
  };
  if (await isPublished(app, submission)) return "present";
  const { report, release } = await inspect(app, caller, submission);
  await app.blobs.put(tarball);
  const at = timeOf(stored, role.version) ?? app.now().toISOString();
  const by = principalTextOf(caller);
  await app.db.write(async (tx) => {
    await insertRelease(tx, release, report, by, at);
    await recordAudit(tx, caller, publishNote(release, report), app.now().toISOString());
  });
  app.events.emit("packageChanged", { name });
  return report.verdict === "block" ? "held" : "taken";
}

/** Beside the document, named as its URL ends; the name is only looked up, never trusted as a path. */
function tarballFile(
  storage: string,
  name: PackageName,
  version: string,
  url: string | undefined,
): string {
  const fromUrl = basename(URL.parse(url ?? "")?.pathname ?? "");
  const conventional = `${basename(name)}-${version}.tgz`;
  const found = [fromUrl, conventional]
    .filter((file) => /^[A-Za-z0-9@._+~-]+\.tgz$/.test(file))
    .map((file) => join(storage, name, file))
    .find((file) => existsSync(file));
  if (found === undefined)
    throw new RegistryError("not_found", "its tarball is not in the storage");
  return found;
}

function timeOf(stored: StoredPackage, version: string): string | null {
  const text = Object.hasOwn(stored.time, version) ? stored.time[version] : undefined;
  const date = typeof text === "string" ? new Date(text) : null;
  return date === null || Number.isNaN(date.getTime()) ? null : date.toISOString();
}

function deprecationsOf(stored: StoredPackage) {
  return new Map(
    Object.entries(stored.versions).flatMap(([version, { deprecated }]) =>
      typeof deprecated === "string" && deprecated !== ""
        ? [[version, { message: deprecated, isExplicit: true }] as const]
        : [],
    ),
  );
}
