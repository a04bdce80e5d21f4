import type { App } from "../context.ts";
import type { RegistryError } from "../errors.ts";
import { hiddenError, withheldError } from "../gate/blocked.ts";
import { packageFacts } from "../gate/facts.ts";
import { refusal } from "../gate/refusal.ts";
import type { PackageName } from "../names/package-name.ts";
import { isHosted } from "./packages.store.ts";

/**
 * The refusal of a version that a listing left out: the same that its tarball would get, so that a client
 * learns as much from either.
 *
 * @param sentence why it is not listed
 */
export async function refuseWithheld(
  app: App,
  name: PackageName,
  version: string,
  sentence: string,
): Promise<RegistryError> {
  const facts = await packageFacts(app, name);
  const integrity = facts.holdOf(version, null)?.integrity ?? null;
  const decision = facts.listed(version, integrity);
  if (decision.outcome === "hide") {
    return hiddenError({ name, version }, decision, facts.banReason(version), app.now());
  }
  const fallback = () => withheldError({ name, version }, sentence, "install");
  if (decision.outcome === "serve") return fallback();
  const origin = (await isHosted(app.db, name)) ? "hosted" : "upstream";
  const release = { name, version, integrity, origin } as const;
  return (await refusal(app, release, decision, facts.holdOf(version, integrity))) ?? fallback();
}
