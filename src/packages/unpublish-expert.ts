import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { findExpertVersion } from "./experts.store.ts";
import { isVisible } from "./rights.ts";
import { unpublishVersion } from "./unpublish.ts";

/**
 * Removes one version of an Expert for good, as `npm unpublish` does. Held ones can be removed too.
 *
 * @throws RegistryError `not_found` before anything about rights, also for one that is gone already;
 *   `unauthenticated`; `forbidden` also while another Expert delegates to it
 */
export async function unpublishExpert(
  app: App,
  caller: Caller,
  name: PackageName,
  version: string,
): Promise<void> {
  const isThere = (await findExpertVersion(app.db, name, version)) !== null;
  if (!isThere || !(await isVisible(app, caller, name))) {
    throw new RegistryError("not_found", `no expert matches ${name}@${version}`);
  }
  // A revision is what a client of npm has read before; there is none in this protocol.
  await unpublishVersion(app, caller, name, version, "");
}
