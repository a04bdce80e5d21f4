import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { hostedAmong } from "../packages/packages.store.ts";
import type { UpstreamClient } from "../upstream/client.ts";
import { findAdvisories, hasAdvisories, type StoredAdvisory } from "./advisories.store.ts";
import type { Advisory } from "./advisory.ts";
import { readBulkAnswer } from "./bulk-answer.ts";

/** Versions by name, as a client has installed them. */
export type Installed = ReadonlyMap<PackageName, readonly string[]>;
export type Advisories = ReadonlyMap<PackageName, readonly Advisory[]>;

/** Nobody waits longer than this for an upstream's advisories, in milliseconds. */
const budgetMs = 5000;

type Needs = Pick<App, "db" | "config" | "log" | "upstreams">;

/**
 * The advisories about what a client has installed: those that were imported here, and those of the
 * upstream that a name comes from. Names that belong to this registry are told to nobody.
 *
 * An audit is never answered with nothing found when nobody could be asked: that would be a false all
 * clear (npm-wire-protocol §15.1).
 *
 * @throws RegistryError `unavailable` when the upstream could not be asked and nothing is stored here,
 *   `not_found` when there is nobody to ask and nothing is stored here
 */
export async function audit(app: Needs, installed: Installed): Promise<Advisories> {
  const own = await findAdvisories(app.db, installed);
  const hosted = await hostedAmong(app.db, [...installed.keys()]);
  const foreign = new Map([...installed].filter(([name]) => !hosted.has(name)));
  if (foreign.size === 0) return own;

  const asked = await askUpstreams(app, foreign);
  if (asked.isComplete || (await hasAdvisories(app.db))) return merge(own, asked.found);
  throw asked.failed ? cannotAsk() : nobodyToAsk();
}

interface Asked {
  readonly found: Advisories;
  /** Whether somebody answered for every name. */
  readonly isComplete: boolean;
  readonly failed: boolean;
}

async function askUpstreams(app: Needs, installed: Installed): Promise<Asked> {
  const byUpstream = new Map<UpstreamClient | null, Map<PackageName, readonly string[]>>();
  for (const [name, versions] of installed) {
    const upstream = app.config.audit.upstream ? app.upstreams.of(name) : null;
    const names = byUpstream.get(upstream) ?? new Map();
    byUpstream.set(upstream, names.set(name, versions));
  }
  const answers = await Promise.all(
    [...byUpstream].map(async ([upstream, names]) =>
      upstream === null ? null : await askOne(app, upstream, names),
    ),
  );
  return {
    found: new Map(answers.flatMap((answer) => (answer instanceof Map ? [...answer] : []))),
    isComplete: answers.every((answer) => answer instanceof Map),
    failed: answers.includes("failed"),
  };
}

async function askOne(
  app: Needs,
  upstream: UpstreamClient,
  names: Installed,
): Promise<Map<PackageName, Advisory[]> | "failed"> {
  try {
    const answer = await upstream.audit(Object.fromEntries(names), budgetMs);
    return readBulkAnswer(answer, names);
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    app.log.warn({ upstream: upstream.name, reason: error.message }, "audited without an upstream");
    return "failed";
  }
}

/** What both know is shown once, with the upstream's words, which are newer. */
function merge(own: ReadonlyMap<PackageName, StoredAdvisory[]>, theirs: Advisories): Advisories {
  const all = new Map<PackageName, readonly Advisory[]>(theirs);
  for (const [name, advisories] of own) {
    const known = theirs.get(name) ?? [];
    const isKnown = ({ osvId, aliases }: StoredAdvisory) =>
      [osvId, ...aliases].some((id) => known.some(({ url }) => url.endsWith(`/${id}`)));
    all.set(name, [...known, ...advisories.filter((advisory) => !isKnown(advisory))]);
  }
  return all;
}

function cannotAsk(): RegistryError {
  return new RegistryError(
    "unavailable",
    "the upstream registry could not be asked for advisories and none are stored here, so nothing " +
      "can be said; try again, or import some with `agentregistry advisories import`",
  );
}

function nobodyToAsk(): RegistryError {
  return new RegistryError(
    "not_found",
    "this registry has no advisories to audit with; import some with `agentregistry advisories " +
      "import`, or let it ask its upstream (audit.upstream)",
  );
}
