import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import { type ExpertKey, keyText } from "../expert/key.ts";
import type { FactNeeds } from "../gate/facts.ts";
import { type ExpertStatus, findExpertVersion } from "./experts.store.ts";
import { dependentsOf, findExpert } from "./experts.ts";
import { findPackage } from "./packages.store.ts";
import { isVisible } from "./rights.ts";

/** A version that delegates to another Expert. */
export interface ExpertDependent {
  readonly key: string;
  /** The delegate as it names it. */
  readonly delegate: string;
  readonly status: ExpertStatus;
}

/**
 * Who delegates to what a key means now, as far as the caller may know of them.
 *
 * @throws RegistryError `not_found`
 */
export async function listExpertDependents(
  app: FactNeeds & Pick<App, "config">,
  caller: Caller,
  key: ExpertKey,
): Promise<{ readonly key: string; readonly dependents: readonly ExpertDependent[] }> {
  const { name, version } = await findExpert(app, caller, key);
  const tags = (await findPackage(app.db, name))?.tags ?? new Map<string, string>();
  const dependents: ExpertDependent[] = [];
  for (const by of await dependentsOf(app.db.read, name, version, tags)) {
    if (!(await isVisible(app, caller, by.name))) continue;
    const expert = await findExpertVersion(app.db, by.name, by.version);
    if (expert === null) continue;
    dependents.push({
      key: `${by.name}@${by.version}`,
      delegate: keyText(by.delegate),
      status: expert.status,
    });
  }
  return { key: `${name}@${version}`, dependents };
}
