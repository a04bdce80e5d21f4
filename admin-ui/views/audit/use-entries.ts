import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Answer } from "../../channel/channel.ts";
import type { Loaded } from "../../channel/loaded.ts";
import { attempt, useAnswer, useChannel } from "../../channel/use-channel.ts";
import { useEvery } from "../../parts/use-every.ts";
import { type Filter, payloadOf } from "./filter.ts";
import { everything } from "./live.ts";

export type Entry = Answer<"getAuditLogs">["logs"][number];

const perPage = 100;
/** Tokens and accounts change without a word to anybody. */
const lookEveryMs = 10_000;

export interface Entries {
  readonly loaded: Loaded<unknown>;
  /** All that were shown so far, the newest first. */
  readonly entries: readonly Entry[];
  /** Entries above this number came while somebody looked. */
  readonly firstHead: number;
  readonly hasOlder: boolean;
  readonly isLoadingOlder: boolean;
  readonly loadOlder: () => Promise<void>;
}

/** The entries that fit a filter: new ones come by themselves, older ones when they are asked for. */
export function useEntries(filter: Filter): Entries {
  const channel = useChannel();
  const payload = payloadOf(filter);
  const loaded = useAnswer("getAuditLogs", { ...payload, limit: perPage }, everything);
  const [seen, setSeen] = useState<ReadonlyMap<number, Entry>>(new Map());
  const [hasOlder, setHasOlder] = useState(true);
  const [isLoadingOlder, setLoadingOlder] = useState(false);
  const firstHead = useRef<number | null>(null);
  const add = useCallback((more: readonly Entry[]) => {
    setSeen((before) => new Map([...before, ...more.map((entry) => [entry.id, entry] as const)]));
  }, []);
  const { data, reload } = loaded;
  useEffect(() => {
    if (data === null) return;
    firstHead.current ??= data.logs[0]?.id ?? 0;
    add(data.logs);
  }, [data, add]);
  useEvery(lookEveryMs, () => {
    if (channel.state.peek() === "open") reload();
  });

  const entries = [...seen.values()].sort((a, b) => b.id - a.id);
  const loadOlder = async () => {
    const last = entries.at(-1);
    if (last === undefined) return;
    setLoadingOlder(true);
    // The last one is among them again, with all of the same moment.
    const asked = { ...payload, endDate: last.created_at, limit: 1000 };
    const answer = await attempt(channel.ask("getAuditLogs", asked), null);
    setLoadingOlder(false);
    if (answer === null) return;
    add(answer.logs);
    setHasOlder(answer.logs.some(({ id }) => id < last.id));
  };
  return {
    loaded,
    entries,
    firstHead: firstHead.current ?? Number.POSITIVE_INFINITY,
    hasOlder: hasOlder && entries.length >= perPage,
    isLoadingOlder,
    loadOlder,
  };
}
