import { type Caller, userNameOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { touchExpert } from "./experts.store.ts";
import { countChange, findPackage, updateDeprecated } from "./packages.store.ts";
import { issuedRev } from "./rev.ts";
import { requireWritable } from "./writable.ts";

/** Longest message that a version can be deprecated with, in characters. */
const maxMessageLength = 1024;

/** What a document says about one version: a message, or nothing, and whether it says so or is silent. */
export interface Said {
  readonly message: string | null;
  readonly isExplicit: boolean;
}

/**
 * Takes over what a document says about deprecation, version by version, and nothing else of it. Works
 * from a document of any age: silence about a version whose deprecation changed after the document was
 * read is not an answer to that change. Versions that are not here are ignored.
 *
 * @param rev the `_rev` of the document, or null
 * @throws RegistryError `unauthenticated`, `forbidden`, `not_found`, `invalid` for a message too long
 */
export async function deprecate(
  app: App,
  caller: Caller,
  name: PackageName,
  said: ReadonlyMap<string, Said>,
  rev: string | null,
): Promise<void> {
  await requireWritable(app, caller, name);
  for (const { message } of said.values()) {
    if (message === null || message.length <= maxMessageLength) continue;
    throw new RegistryError(
      "invalid",
      `a deprecation message has at most ${maxMessageLength} characters`,
    );
  }

  const changed = await app.db.write(async (tx) => {
    const stored = await findPackage({ read: tx }, name);
    if (stored === null) return [];
    const readAt = (rev === null ? null : issuedRev(name, stored, rev)) ?? stored.rev;
    const changes = stored.versions.flatMap((version) => {
      const word = said.get(version.version);
      if (word === undefined || word.message === version.deprecated) return [];
      if (!word.isExplicit && version.deprecatedRev > readAt) return [];
      return [{ version: version.version, message: word.message }];
    });
    if (changes.length === 0) return [];
    const at = app.now().toISOString();
    const now = await countChange(tx, name, at);
    for (const { version, message } of changes) {
      await updateDeprecated(tx, name, version, message, now);
      await touchExpert(tx, name, version, at);
    }
    const details = { changes: changes.slice(0, 100) };
    await recordAudit(tx, caller, { action: "package_deprecated", target: name, details }, at);
    return changes.map(({ version }) => version);
  });

  if (changed.length === 0) return;
  app.events.emit("packageChanged", { name });
  app.log.info({ package: name, versions: changed, by: userNameOf(caller) }, "deprecation changed");
}
