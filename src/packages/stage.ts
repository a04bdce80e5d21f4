import { randomUUID } from "node:crypto";
import { type Caller, principalTextOf, userNameOf } from "../access/permit.ts";
import type { App } from "../context.ts";
import { takeScopeOf } from "./ownership.ts";
import { alreadyPublished } from "./packages.store.ts";
import { admit, inspect, isPublished, type Submission } from "./publish.ts";
import { insertStaged } from "./staged.store.ts";

/**
 * Takes a publish up to the point where it would become visible, and leaves that to a person: checked,
 * scanned and stored, whatever the scan says. The same bytes again give the same id.
 *
 * @throws RegistryError as `publish`, but never `blocked`; `conflict` also for the same bytes
 */
export async function stage(app: App, caller: Caller, submission: Submission): Promise<string> {
  const { name, version, tarball } = submission;
  await admit(app, caller, submission);
  if (await isPublished(app, submission)) throw alreadyPublished(name, version);

  const { report, release } = await inspect(app, caller, submission);
  await takeScopeOf(app, caller, name);
  await app.blobs.put(tarball);
  const id = await insertStaged(app.db, {
    id: randomUUID(),
    release,
    report,
    stagedBy: principalTextOf(caller),
    stagedAt: app.now().toISOString(),
  });
  app.log.info({ package: name, version, id, by: userNameOf(caller) }, "staged");
  return id;
}
