import type { App } from "../context.ts";
import type { SignatureStatus } from "../intent/entry.ts";
import type { PackageName } from "../names/package-name.ts";
import { checkExpertSignatures } from "../trust/expert-signature.ts";
import { findSignaturesOf } from "../trust/expert-signatures.store.ts";
import { findTagsOf } from "./expert-list.store.ts";
import type { ExpertSelection, IndexedExpert } from "./expert-orders.ts";
import { type ExpertOwner, ownersOf } from "./expert-owner.ts";
import { findExpertsOf } from "./experts.store.ts";
import type { Expert } from "./experts.ts";
import { maySee, seesEverything, type WhoAsks } from "./rights.ts";

export interface ExpertQuery extends ExpertSelection {
  readonly take: number;
  readonly skip: number;
}

export interface ListedExpert {
  readonly expert: Expert;
  readonly owner: ExpertOwner;
  /** What the signatures of its definition are worth here. */
  readonly signature: SignatureStatus;
}

export interface ExpertPage {
  readonly experts: readonly ListedExpert[];
  /** How many there are before paging. */
  readonly total: number;
}

/**
 * A page of all Experts that the caller may see, each by the version that carries `latest`; ties are in
 * the order of names, so that pages do not overlap.
 *
 * @param whoAsks found out only if there are restricted ones among them
 */
export async function listExperts(
  app: App,
  whoAsks: WhoAsks,
  { take, skip, ...selection }: ExpertQuery,
): Promise<ExpertPage> {
  const selected = await app.experts.select(selection);
  const hidden = await hiddenFrom(app, whoAsks, selected.restricted);
  return {
    experts: await readExperts(app, selected.slice(skip, take, hidden)),
    total: selected.total - hidden.size,
  };
}

/** Each restricted one is asked about; they are few. */
async function hiddenFrom(
  app: App,
  whoAsks: WhoAsks,
  restricted: readonly PackageName[],
): Promise<ReadonlySet<PackageName>> {
  const hidden = new Set(restricted);
  if (restricted.length === 0) return hidden;
  const caller = await whoAsks();
  if (seesEverything(caller)) return new Set();
  for (const name of restricted) if (await maySee(app, caller, name)) hidden.delete(name);
  return hidden;
}

/** One statement for what a page has of each kind, however long it is. */
async function readExperts(
  app: Pick<App, "db" | "trustedKeys">,
  page: readonly IndexedExpert[],
): Promise<ListedExpert[]> {
  const stored = new Map((await findExpertsOf(app.db, page)).map((one) => [one.name, one]));
  const names = page.map(({ name }) => name);
  const tags = Map.groupBy(await findTagsOf(app.db, names), ({ name }) => name);
  const signatures = await findSignaturesOf(app.db, names);
  const signers = app.trustedKeys.current;
  const owners = await ownersOf(
    app,
    page.map(({ owner }) => owner),
  );
  return page.flatMap(({ name, version, owner: principal }) => {
    const found = stored.get(name);
    const owner = owners.get(principal);
    // Removed since the index was read.
    if (found === undefined || owner === undefined) return [];
    const own = (tags.get(name) ?? []).filter(
      ({ tag, version: target }) => tag !== "latest" && target === version,
    );
    const expert = { ...found, tags: ["latest", ...own.map(({ tag }) => tag)].sort() };
    const given = signatures.get(name)?.get(version) ?? [];
    return [{ expert, owner, signature: checkExpertSignatures(given, found, signers).status }];
  });
}
