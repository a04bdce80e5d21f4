import type { App } from "../../context.ts";
import { RegistryError } from "../../errors.ts";
import { createCatalogue } from "../catalogue.ts";
import { discover, type Found, type Question, whyFound } from "../discover.ts";
import type { StoredEntry } from "../entries.store.ts";
import { questionWords } from "../matching/question-words.ts";
import { readPackId } from "../pack-id.ts";
import { listPacks, type PackInfo, packInfo } from "../pack-info.ts";
import { askPackPolicy } from "../pack-policy.ts";
import { byNewestPackVersion } from "../pack-version.ts";
import { type ShownVersion, type SourceLabel, showVersion } from "../shown.ts";
import { tokensOf } from "../tokens.ts";
import { type AskedSource, askSources } from "./ask-sources.ts";
import type { Selection } from "./select-sources.ts";
import type { Source, SourceEntry } from "./source.ts";

/** What became of asking each source, this registry among them. */
export interface SourceReport extends SourceLabel {
  readonly count: number;
  /** How many things it sent that are no entries, or were too many. */
  readonly dropped: number;
  /** Why it gave no answer; null when it gave one. */
  readonly failure: string | null;
}

type Needs = Pick<App, "config" | "db" | "flights" | "intent" | "log" | "packTrust">;

/**
 * What fits a question in this registry and in others, in one order: what they hold is weighed here, by
 * the same words, so that no source can praise its own. A stranger's word that something is verified
 * does not count.
 */
export async function discoverAcross(
  app: Needs,
  question: Question,
  { hasLocal, sources }: Selection,
): Promise<{
  readonly found: readonly Found[];
  readonly total: number;
  readonly sources: readonly SourceReport[];
}> {
  const { text, capability, risk, limit, installed } = question;
  const own = hasLocal ? await discover(app, question) : { found: [], total: 0 };
  if (sources.length === 0) {
    return { ...own, sources: hasLocal ? [localReport(own.found.length)] : [] };
  }
  const asked = await askSources(app, sources, { kind: "words", text, capability, risk });
  const candidates: Candidate[] = [
    ...own.found.map((found) => ({
      shown: found,
      versions: found.versions,
      key: found.stored.packId,
    })),
    ...asked.flatMap(({ source, entries }) =>
      entries.map((entry) => ({
        shown: showEntry(app, source, entry, installed),
        versions: null,
        key: `${source.id}\n${entry.entry.pack_id}`,
      })),
    ),
  ];
  const words = tokensOf(text).filter((word) => !questionWords.has(word));
  const catalogue = catalogueOf(app, candidates);
  const { hits, total } = catalogue.best(words, { capability, risk }, limit);
  const found = hits.flatMap((hit): Found[] => {
    const candidate = candidates[hit.listed.seq];
    if (candidate === undefined) return [];
    const versions = candidate.versions ?? hit.versions;
    const { score, words: matched } = hit;
    return [{ ...candidate.shown, score, words: matched, versions, why: whyFound(matched) }];
  });
  const others = own.total - own.found.length;
  const counted = (id: string | null) =>
    found.filter((one) => (one.from?.id ?? null) === id).length;
  return {
    found,
    total: total + others,
    sources: [
      ...(hasLocal ? [localReport(counted(null))] : []),
      ...asked.map((one) => reportOf(one, counted(one.source.id))),
    ],
  };
}

interface Candidate {
  readonly shown: ShownVersion;
  /** How many there are, where that is known without counting. */
  readonly versions: number | null;
  /** The same id in two sources is two things. */
  readonly key: string;
}

function catalogueOf({ packTrust }: Needs, candidates: readonly Candidate[]) {
  const catalogue = createCatalogue((subject, kind) => {
    const id = subject.id.slice(subject.id.indexOf("\n") + 1);
    return askPackPolicy(packTrust.policyFor(kind), { ...subject, id }).isAllowed;
  });
  for (const [seq, { shown, key }] of candidates.entries()) {
    catalogue.put({ ...shown.stored, seq, packId: key });
  }
  return catalogue;
}

/**
 * One Expert or pack with its versions in this registry and in others, the newest first.
 *
 * @throws RegistryError `not_found` when none of them has it, `invalid`
 */
export async function infoAcross(
  app: Needs,
  given: string,
  installed: string | null,
  { hasLocal, sources }: Selection,
): Promise<{ readonly info: PackInfo; readonly sources: readonly SourceReport[] }> {
  const id = readPackId(given);
  const own = hasLocal ? await ownInfo(app, given, installed, sources.length > 0) : null;
  const asked = await askSources(app, sources, { kind: "id", id });
  const reports = [
    ...(hasLocal ? [localReport(own?.versions.length ?? 0)] : []),
    ...asked.map((one) => reportOf(one, versionsIn(app, one, id, installed).length)),
  ];
  const versions = [
    ...(own?.versions ?? []),
    ...asked.flatMap((one) => versionsIn(app, one, id, installed)),
  ].sort((a, b) => byNewestPackVersion(a.entry.pack_version, b.entry.pack_version));
  const [newest] = versions;
  if (newest === undefined) throw notFound(id, asked);
  const info = {
    id,
    name: newest.entry.pack_name,
    latest: newest.entry.pack_version,
    versions,
  };
  return { info, sources: reports };
}

async function ownInfo(
  app: Needs,
  given: string,
  installed: string | null,
  mayLack: boolean,
): Promise<PackInfo | null> {
  try {
    return await packInfo(app, given, installed);
  } catch (error) {
    const isMissing = error instanceof RegistryError && error.code === "not_found";
    if (isMissing && mayLack) return null;
    throw error;
  }
}

function notFound(id: string, asked: readonly AskedSource[]): RegistryError {
  const failed = asked.flatMap(({ source, failure }) =>
    failure === null ? [] : [`${source.id}: ${failure}`],
  );
  const gaps = failed.length === 0 ? "" : `; not all of them answered (${failed.join("; ")})`;
  return new RegistryError("not_found", `none of the sources has ${id}${gaps}`);
}

/**
 * A page of what this registry has, and with the first of them everything that the others have.
 *
 * @param after the last id of the page before
 */
export async function listAcross(
  app: Needs,
  after: string,
  limit: number,
  { hasLocal, sources }: Selection,
): Promise<{
  readonly packs: readonly PackInfo[];
  readonly next: string | null;
  readonly sources: readonly SourceReport[];
}> {
  const own = hasLocal ? await listPacks(app, after, limit) : { packs: [], next: null };
  const asked = after === "" ? await askSources(app, sources, { kind: "everything" }) : [];
  const others = asked.flatMap((one) => packsIn(app, one));
  return {
    packs: [...own.packs, ...others],
    next: own.next,
    sources: [
      ...(hasLocal ? [localReport(own.packs.length)] : []),
      ...asked.map((one) => reportOf(one, packsIn(app, one).length)),
    ],
  };
}

function packsIn(app: Needs, asked: AskedSource): PackInfo[] {
  const ids = new Set(asked.entries.map(({ entry }) => entry.pack_id));
  return [...ids].sort().map((id) => {
    const versions = versionsIn(app, asked, id, null);
    const [newest] = versions;
    const latest = newest?.entry.pack_version ?? "";
    return { id, name: newest?.entry.pack_name ?? id, latest, versions };
  });
}

function versionsIn(
  app: Needs,
  { source, entries }: AskedSource,
  id: string,
  installed: string | null,
): ShownVersion[] {
  const has = new Map(installed === null ? [] : [[id, installed]]);
  return entries
    .filter(({ entry }) => entry.pack_id === id)
    .map((entry) => showEntry(app, source, entry, has))
    .sort((a, b) => byNewestPackVersion(a.entry.pack_version, b.entry.pack_version));
}

function showEntry(
  { packTrust }: Pick<App, "packTrust">,
  source: Source,
  { entry, facts }: SourceEntry,
  installed: ReadonlyMap<string, string>,
): ShownVersion {
  const { pack_id: packId, pack_version: version, pack_digest: digest } = entry;
  const line = JSON.stringify(entry);
  const stored: StoredEntry = {
    seq: 0,
    subject: packId,
    packId,
    version,
    digest,
    stamp: "",
    line,
    facts,
  };
  const { id, kind, url } = source;
  const from = { id, kind, url };
  return { ...showVersion(packTrust, stored, installed.get(packId) ?? null), from };
}

function localReport(count: number): SourceReport {
  return { id: "local", kind: "agentregistry", url: null, count, dropped: 0, failure: null };
}

function reportOf({ source, dropped, failure }: AskedSource, count: number): SourceReport {
  const { id, kind, url } = source;
  return { id, kind, url, count, dropped, failure };
}
