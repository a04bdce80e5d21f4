import type { StoredEntry } from "./entries.store.ts";
import { type EntryCapabilities, noCapabilities, type RegistryEntry } from "./entry.ts";
import { createPodium, sortable, standing } from "./matching/rank.ts";
import { createWordIndex, type WordMatch } from "./matching/word-index.ts";
import type { PolicySubject } from "./pack-policy.ts";
import { byNewestPackVersion } from "./pack-version.ts";
import { tokensOf } from "./tokens.ts";

export const capabilityKinds = ["network", "filesystem", "secrets", "subprocess", "env"] as const;
export type CapabilityKind = (typeof capabilityKinds)[number];

/** What search looks at of one entry; the entry itself stays in the database. */
export interface Listed {
  /** Its number in the word index. */
  readonly document: number;
  readonly seq: number;
  readonly id: string;
  readonly version: string;
  readonly name: string;
  readonly kind: "expert" | "pack";
  readonly isVerified: boolean;
  readonly signerId: string | null;
  /** As this registry sees it, and as the entry says. */
  readonly risk: RegistryEntry["risk"];
  readonly entryRisk: RegistryEntry["risk"];
  /** Without the names of secrets. */
  readonly capabilities: EntryCapabilities;
  readonly hasSecrets: boolean;
}

export interface Filter {
  readonly capability: CapabilityKind | null;
  readonly risk: RegistryEntry["risk"] | null;
}

export interface Hit {
  readonly listed: Listed;
  /** How much of the question it has; 0 when nothing was asked for. */
  readonly score: number;
  readonly words: readonly WordMatch[];
  /** How many versions there are. */
  readonly versions: number;
}

/** Everything that can be found, in memory, by word and by id. */
export interface Catalogue {
  readonly size: number;
  put(entry: StoredEntry): void;
  remove(id: string, version: string): void;
  /** Judges everything by the policy anew. */
  reconsider(): void;
  /** Every id, sorted. */
  ids(): readonly string[];
  /** The versions of an id, the newest first. */
  versionsOf(id: string): readonly Listed[];
  /** The best ids for some words, each by one version, and how many there are. */
  best(
    words: readonly string[],
    filter: Filter,
    limit: number,
  ): { readonly hits: readonly Hit[]; readonly total: number };
  /** Every entry that has one of the words as it is, or all of them when there are none. */
  withAny(words: readonly string[], filter: Filter): readonly Listed[];
}

/** What has less than this share of the best match is noise. */
const noise = 0.5;

/** @param isAllowed what the policy says of an entry */
export function createCatalogue(
  isAllowed: (subject: PolicySubject, kind: Listed["kind"]) => boolean,
): Catalogue {
  const words = createWordIndex();
  const documents: (Listed | undefined)[] = [];
  const free: number[] = [];
  const byId = new Map<string, Listed[]>();
  /** Documents by which an id is found: the newest version that the policy allows, else the newest. */
  const chosen = new Map<string, Listed>();
  // Of each document what every search looks at, where that costs least.
  const isFound: number[] = [];
  const standings: number[] = [];
  const abilities: number[] = [];
  const names: string[] = [];
  const levels = new Map<string, EntryCapabilities>();
  let sortedIds: readonly string[] | null = null;
  /** Answers to no words, by filter and limit: for them everything would be looked at each time. */
  const unasked = new Map<string, ReturnType<Catalogue["best"]>>();

  function choose(id: string): void {
    unasked.clear();
    const versions = byId.get(id) ?? [];
    const allowed = versions.find((listed) => isAllowed(subjectOf(listed), listed.kind));
    const one = allowed ?? versions[0];
    const before = chosen.get(id);
    if (before !== undefined) isFound[before.document] = 0;
    if (one === undefined) chosen.delete(id);
    else {
      chosen.set(id, one);
      isFound[one.document] = 1;
    }
  }

  /** The same few combinations of levels come again and again. */
  function shared({ filesystem, network, env, subprocess }: EntryCapabilities): EntryCapabilities {
    const key = `${filesystem} ${network} ${env} ${subprocess}`;
    const known = levels.get(key) ?? { ...noCapabilities, filesystem, network, env, subprocess };
    levels.set(key, known);
    return known;
  }

  function remove(id: string, version: string): void {
    const versions = byId.get(id) ?? [];
    const at = versions.findIndex((listed) => listed.version === version);
    const [listed] = at < 0 ? [] : versions.splice(at, 1);
    if (listed === undefined) return;
    if (versions.length === 0) {
      byId.delete(id);
      sortedIds = null;
    }
    words.remove(listed.document);
    documents[listed.document] = undefined;
    isFound[listed.document] = 0;
    free.push(listed.document);
    choose(id);
  }

  function fits(document: number, { capability, risk }: Filter): boolean {
    if (risk !== null && documents[document]?.risk !== risk) return false;
    return capability === null || ((abilities[document] ?? 0) & bitOf[capability]) !== 0;
  }

  return {
    get size() {
      return documents.length - free.length;
    },
    put({ seq, packId: id, version, line, facts }) {
      remove(id, version);
      const entry = JSON.parse(line) as RegistryEntry;
      const listed: Listed = {
        document: free.pop() ?? documents.length,
        seq,
        id,
        version,
        name: entry.pack_name,
        kind: facts.kind,
        isVerified: entry.verified_by.length > 0,
        signerId: entry.signer_id ?? null,
        risk: facts.risk,
        entryRisk: entry.risk,
        capabilities: shared(entry.capabilities),
        hasSecrets: entry.capabilities.secrets.length > 0,
      };
      documents[listed.document] = listed;
      isFound[listed.document] = 0;
      standings[listed.document] = standing(listed.isVerified, listed.risk);
      abilities[listed.document] = abilitiesOf(listed);
      names[listed.document] = sortable(`${listed.name}\0${id}`);
      words.set(listed.document, wordsOf(entry));
      const versions = byId.get(id) ?? [];
      if (versions.length === 0) sortedIds = null;
      byId.set(id, versions);
      const at = versions.findIndex((other) => byNewestPackVersion(version, other.version) < 0);
      versions.splice(at < 0 ? versions.length : at, 0, listed);
      choose(id);
    },
    remove,
    reconsider() {
      for (const id of byId.keys()) choose(id);
    },
    ids() {
      sortedIds ??= [...byId.keys()].sort();
      return sortedIds;
    },
    versionsOf: (id) => byId.get(id) ?? [],

    best(asked, filter, limit) {
      const matches = words.match(asked);
      const key = `${filter.capability} ${filter.risk} ${limit}`;
      const known = matches === null ? unasked.get(key) : undefined;
      if (known !== undefined) return known;
      const podium = createPodium(limit);
      const isWanted = (document: number) => isFound[document] === 1 && fits(document, filter);
      let total = 0;
      const offer = (document: number, score: number) => {
        total++;
        podium.offer(document, standings[document] ?? 0, score, names[document] ?? "");
      };
      if (matches === null) {
        for (let at = 0; at < documents.length; at++) if (isWanted(at)) offer(at, 0);
      } else {
        const { documents: some, weights } = matches;
        const wanted = some.map(isWanted);
        let highest = 0;
        for (let at = 0; at < some.length; at++) {
          if (wanted[at] === true) highest = Math.max(highest, weights[at] ?? 0);
        }
        for (let at = 0; at < some.length; at++) {
          const weight = weights[at] ?? 0;
          if (wanted[at] === true && weight >= noise * highest) offer(some[at] ?? 0, weight);
        }
      }
      const hits = podium.best().flatMap(({ document, score }): Hit[] => {
        const listed = documents[document];
        if (listed === undefined) return [];
        const versions = byId.get(listed.id)?.length ?? 0;
        return [{ listed, score, words: matches?.explain(document) ?? [], versions }];
      });
      const answer = { hits, total };
      if (matches === null) unasked.set(key, answer);
      return answer;
    },

    withAny(asked, filter) {
      const all =
        asked.length === 0
          ? documents
          : words.withAny(asked).map((document) => documents[document]);
      const { capability, risk } = filter;
      return all.filter(
        (listed): listed is Listed =>
          listed !== undefined &&
          (risk === null || listed.entryRisk === risk) &&
          fits(listed.document, { capability, risk: null }),
      );
    },
  };
}

function subjectOf(listed: Listed): PolicySubject {
  const { id, isVerified, signerId, risk, capabilities } = listed;
  return { id, isVerified, signerId, risk, capabilities };
}

/** What clients of packs match words with, so that they find here what they find at home. */
function wordsOf({ intent_tags: tags, tools, pack_name: name }: RegistryEntry): Set<string> {
  return new Set([...tags, ...tools.flatMap(tokensOf), ...tokensOf(name)]);
}

const bitOf: Readonly<Record<CapabilityKind, number>> = {
  network: 1,
  filesystem: 2,
  secrets: 4,
  subprocess: 8,
  env: 16,
};

function abilitiesOf({ capabilities, hasSecrets }: Listed): number {
  let abilities = hasSecrets ? bitOf.secrets : 0;
  for (const kind of capabilityKinds) {
    if (kind !== "secrets" && capabilities[kind] !== "none") abilities |= bitOf[kind];
  }
  return abilities;
}
