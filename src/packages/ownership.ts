import { orgExists } from "../access/access.store.ts";
import { addOrg } from "../access/orgs.ts";
import { type Caller, requireScope, userNameOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { type PackageName, scopeOf } from "../names/package-name.ts";
import { findReleases, scopeIsCached } from "../upstream/upstream.store.ts";
import { insertClaim, isHosted } from "./packages.store.ts";

/**
 * Lets a name be published here. A name has exactly one origin: what is hosted here hides the
 * upstream's package of that name, so taking one that exists there needs an explicit claim.
 *
 * @throws RegistryError `forbidden` with the command that resolves it
 */
export async function requireOwnable(app: App, caller: Caller, name: PackageName): Promise<void> {
  if (await isHosted(app.db, name)) return;
  const scope = scopeOf(name);
  if (scope !== null) {
    await requireFreeScope(app, caller, scope);
    return;
  }
  if (await existsUpstream(app, name)) {
    throw new RegistryError(
      "forbidden",
      `${name} is a package of the upstream registry; to host your own under that name, claim it ` +
        `first: \`agentregistry claim ${name}\``,
      { fields: { code: "name_owned_upstream" } },
    );
  }
}

/**
 * Takes the scope of a name for this registry, if nobody has. Only when nothing about the publish can
 * be refused any more: it hides every package that the upstream has in that scope.
 *
 * @throws RegistryError as `requireOwnable`
 */
export async function takeScopeOf(app: App, caller: Caller, name: PackageName): Promise<void> {
  const scope = scopeOf(name);
  if (scope === null || (await isHosted(app.db, name))) return;
  await requireFreeScope(app, caller, scope);
  await addOrg(app, scope, userNameOf(caller), caller);
}

async function requireFreeScope(app: App, caller: Caller, scope: string): Promise<void> {
  if (await orgExists(app.db, scope)) return;
  // Whoever may publish anything may take a free scope: the owner, or anybody with open_publish.
  const mayTake = caller.kind === "anonymous" || caller.principal.kind === "owner";
  const inUse = await scopeIsCached(app.cacheDb, scope);
  if (!mayTake || inUse || !app.config.orgs.auto_create) {
    throw new RegistryError(
      "forbidden",
      inUse
        ? `packages of @${scope} come from the upstream registry; publishing there would hide them ` +
            `all. If that is meant: \`agentregistry org create ${scope}\``
        : `@${scope} is not an organization of this registry; its owner can create it with ` +
            `\`agentregistry org create ${scope}\``,
    );
  }
}

/**
 * What people here were served of a name counts, also when the upstream has removed it or is not there.
 * Beyond that, an upstream that cannot be asked stops nobody: then the publisher's word counts.
 */
async function existsUpstream(app: App, name: PackageName): Promise<boolean> {
  const upstream = app.upstreams.of(name);
  const copy = await findReleases(app.cacheDb, name);
  if (copy !== null && (upstream === null || copy.source === upstream.source)) return true;
  if (upstream === null) return false;
  try {
    return (await upstream.packument(name, null)).kind === "document";
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    app.log.warn({ package: name }, "published a new name without being able to ask the upstream");
    return false;
  }
}

/**
 * Takes a name for this registry although the upstream has it too; from now on it is never asked
 * there.
 *
 * @throws RegistryError `forbidden` unless an administrator asks
 */
export async function claim(app: App, caller: Caller, name: PackageName): Promise<void> {
  requireScope(caller, "admin");
  const at = app.now().toISOString();
  const note = { action: "package_changed", target: name, details: { claimed: true } } as const;
  await insertClaim(app.db, name, userNameOf(caller), at, (tx) =>
    recordAudit(tx, caller, note, at),
  );
  app.events.emit("packageChanged", { name });
}
