import { type Caller, userNameOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { ExpertKey } from "../expert/key.ts";
import type { DistTag } from "../names/version.ts";
import { type ExpertStatus, touchExpert } from "./experts.store.ts";
import { type Expert, findExpert, moveStatus } from "./experts.ts";
import { countChange, findPackage } from "./packages.store.ts";
import { deleteTag, putTag } from "./tags.store.ts";
import { requireWritable } from "./writable.ts";

export interface ExpertUpdate {
  readonly status?: ExpertStatus | undefined;
  /** All tags that the version has from now on; `latest` stays where it is whether it is named or not. */
  readonly tags?: readonly DistTag[] | undefined;
}

/**
 * Changes what may change about a published version: its status, its tags, or both or neither of them.
 * A tag that another version had moves.
 *
 * @throws RegistryError `not_found` before anything about rights, as anybody may read it;
 *   `unauthenticated`; `forbidden` also for `latest` on a version that has it not, which the registry
 *   alone decides; `conflict` for a status that cannot follow
 */
export async function updateExpert(
  app: App,
  caller: Caller,
  key: ExpertKey,
  { status, tags }: ExpertUpdate,
): Promise<Expert> {
  const { name, version } = await findExpert(app, caller, key);
  await requireWritable(app, caller, name);
  const at = app.now().toISOString();
  await app.db.write(async (tx) => {
    if (status === undefined && tags === undefined) return;
    const details = { status, tags };
    const note = { action: "package_changed", target: `${name}@${version}`, details } as const;
    await recordAudit(tx, caller, note, at);
    if (status !== undefined) await moveStatus(tx, name, version, status, at);
    if (tags === undefined) return;
    const stored = await findPackage({ read: tx }, name);
    const before = stored?.tags ?? new Map<string, string>();
    if (tags.includes("latest" as DistTag) && before.get("latest") !== version) {
      throw new RegistryError("forbidden", "latest is assigned by the registry");
    }
    const wanted = new Set<string>(tags);
    const own = [...before].filter(([tag, target]) => target === version && tag !== "latest");
    for (const [tag] of own) if (!wanted.has(tag)) await deleteTag(tx, name, tag);
    for (const tag of wanted) {
      const holder = before.get(tag);
      if (holder === version) continue;
      await putTag(tx, name, tag, version);
      if (holder !== undefined) await touchExpert(tx, name, holder, at);
    }
    await touchExpert(tx, name, version, at);
    await countChange(tx, name, at);
  });
  app.events.emit("packageChanged", { name });
  app.log.info({ package: name, version, status, tags, by: userNameOf(caller) }, "expert changed");
  return await findExpert(app, caller, { name, version, tag: null });
}
