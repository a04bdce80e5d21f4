import type { Action } from "./action.ts";
import { accessActions } from "./actions/access.ts";
import { auditActions } from "./actions/audit.ts";
import { intentActions } from "./actions/intent.ts";
import { overviewActions } from "./actions/overview.ts";
import { packageActions } from "./actions/packages.ts";
import { peopleActions } from "./actions/people.ts";
import { quarantineActions } from "./actions/quarantine.ts";
import { ruleActions } from "./actions/rules.ts";
import { systemActions } from "./actions/system.ts";
import { upkeepActions } from "./actions/upkeep.ts";

/**
 * Everything that the admin channel can be asked, and the admin HTTP API with it. A client sends
 * `{ action, payload?, id? }` and gets `{ type, data, timestamp, id? }` in the order of its requests.
 */
export const actions = [
  ...overviewActions,
  ...packageActions,
  ...quarantineActions,
  ...ruleActions,
  ...auditActions,
  ...accessActions,
  ...peopleActions,
  ...systemActions,
  ...intentActions,
  ...upkeepActions,
] satisfies readonly Action[];

type Named = (typeof actions)[number];

export type ActionName = Named["name"];

type Spoken<N extends ActionName> = NonNullable<Extract<Named, { readonly name: N }>["speaks"]>;

/** The payload of an action, as a client sends it. */
export type ActionInput<N extends ActionName> = Spoken<N>["input"];

/** The data of an action's answer. */
export type ActionOutput<N extends ActionName> = Spoken<N>["output"];

// A Map, so that a name such as `constructor` is as unknown as any other.
const byName = new Map<string, Action>(
  actions.flatMap((one) => [one.name, ...one.also].map((name) => [name, one] as const)),
);

export function findAction(name: string): Action | null {
  return byName.get(name) ?? null;
}

/** What every session is told, with what is said of it. */
export const broadcasts = {
  package_published: "{name, version}: a version can be installed from now on",
  package_blocked: "{name, version, issues}: a version is held",
  package_approved: "{file, name, version}: a person released held bytes",
  package_rejected: "{file, name, version}: a person refused held bytes for good",
  ruling_forgotten: "{name, version}: what people decided about held bytes was taken back",
  package_unpublished: "{name, versions}",
  package_withdrawn: "{name, version, clients}: a version that was served is held",
  quarantine_rescanned: "{approved, total}",
  quarantine_bulk_approved: "{count, files}",
  autoAllowChanged: "{enabled}",
  scan_progress: "{done, total}",
  cve_found: "{name, version, ids}",
  config_changed: "{area}",
  stats: "the answer of getMetrics, at most once a second, to those who subscribed",
} as const satisfies Readonly<Record<string, string>>;

export type BroadcastName = keyof typeof broadcasts;
