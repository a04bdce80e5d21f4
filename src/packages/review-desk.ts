import {
  type Caller,
  principalTextOf,
  requireKnown,
  requireScope,
  reviews,
} from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { findHold, listHolds } from "../quarantine/quarantine.ts";
import type { StandingHold } from "../quarantine/standing.ts";
import { findStaged, type Staged, waitingStaged } from "./staged.store.ts";

/** What a person is asked about: a publish that waits, or a release that the scanner holds. */
export type DeskItem =
  | { readonly kind: "staged"; readonly staged: Staged }
  | { readonly kind: "held"; readonly hold: StandingHold };

type DeskNeeds = Pick<App, "db" | "cacheDb" | "now">;

/**
 * What waits for a person, the newest first: all of it for who decides, their own staged publishes for
 * everybody else.
 *
 * @param name only of this package, when given
 * @throws RegistryError `unauthenticated`
 */
export async function listDesk(
  app: DeskNeeds,
  caller: Caller,
  name: string | null,
): Promise<DeskItem[]> {
  requireKnown(caller);
  const decides = caller.scopes.includes("review") && !caller.isAgent;
  const staged = (await waitingStaged(app.db)).filter(
    (s) => isOf(caller, s) || (decides && reviews(caller, s.release.name)),
  );
  const holds = decides ? await listHolds(app, caller, "held") : [];
  const items: DeskItem[] = [
    ...staged.map((s): DeskItem => ({ kind: "staged", staged: s })),
    ...holds.map((hold): DeskItem => ({ kind: "held", hold })),
  ];
  return items
    .filter((item) => name === null || nameOf(item) === name)
    .sort((a, b) => since(b).localeCompare(since(a)));
}

/**
 * One item by its id, decided ones included.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `not_found`
 */
export async function findOnDesk(app: DeskNeeds, caller: Caller, id: string): Promise<DeskItem> {
  requireKnown(caller);
  const staged = await findStaged(app.db, id);
  if (staged !== null && isOf(caller, staged)) return { kind: "staged", staged };
  requireScope(caller, "review");
  if (staged !== null && reviews(caller, staged.release.name)) return { kind: "staged", staged };
  return { kind: "held", hold: await findHold(app, caller, id) };
}

/**
 * The bytes of an item, for the person who decides about it and for nobody else: nothing says yet that
 * they are harmless.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`, `not_found` also when the bytes are gone
 */
export async function openOnDesk(
  app: DeskNeeds & Pick<App, "blobs" | "cacheBlobs">,
  caller: Caller,
  id: string,
): Promise<{ readonly item: DeskItem; readonly bytes: Blob }> {
  requireScope(caller, "review");
  const item = await findOnDesk(app, caller, id);
  const isUpstream = item.kind === "held" && item.hold.origin === "upstream";
  const { integrity } = item.kind === "held" ? item.hold : item.staged.release.tarball;
  const bytes = await (isUpstream ? app.cacheBlobs : app.blobs).open(integrity);
  if (bytes === null) throw new RegistryError("not_found", "the bytes of this are not stored");
  return { item, bytes };
}

function isOf(caller: Caller, staged: Staged): boolean {
  return caller.kind === "known" && staged.stagedBy === principalTextOf(caller);
}

function nameOf(item: DeskItem): string {
  return item.kind === "staged" ? item.staged.release.name : item.hold.name;
}

function since(item: DeskItem): string {
  return item.kind === "staged" ? item.staged.stagedAt : item.hold.heldAt;
}
