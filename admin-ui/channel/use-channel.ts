import { createContext } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";
import type { ActionInput, ActionName, BroadcastName } from "../../src/faces/admin/protocol.ts";
import { toast } from "../parts/toasts.tsx";
import type { Answer, Broadcast, Channel } from "./channel.ts";
import { type Loaded, useLoaded } from "./loaded.ts";

export const ChannelContext = createContext<Channel | null>(null);

/** @throws Error outside of the panel: the catalogue has no channel */
export function useChannel(): Channel {
  const channel = useContext(ChannelContext);
  if (channel === null) throw new Error("there is no channel here");
  return channel;
}

/** Broadcasts of a burst are answered with one new question. */
const burstMs = 400;

/**
 * The answer of an action, asked again after the named broadcasts and when the connection came back
 * after something was missed.
 */
export function useAnswer<N extends ActionName>(
  action: N,
  payload: ActionInput<N>,
  changedBy: readonly BroadcastName[] = [],
): Loaded<Answer<N>> {
  const channel = useChannel();
  const key = JSON.stringify([action, payload]);
  const ask = channel.ask.bind(channel) as (name: N, payload: ActionInput<N>) => Promise<Answer<N>>;
  const loaded = useLoaded(key, () => ask(action, payload));
  const { reload } = loaded;
  const isAsking = useRef(false);
  isAsking.current = loaded.isLoading;
  const events = changedBy.join();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const askAgain = () => {
      // What changes all the time is asked again when the answer before has come.
      timer = isAsking.current ? setTimeout(askAgain, burstMs) : null;
      if (timer === null) reload();
    };
    const soon = () => {
      timer ??= setTimeout(askAgain, burstMs);
    };
    const offMissed = channel.onMissed(soon);
    const off = channel.on(({ event }) => void (changedBy.includes(event) && soon()));
    return () => {
      off();
      offMissed();
      if (timer !== null) clearTimeout(timer);
    };
  }, [channel, reload, events]);
  const isLost = (loaded.error as { code?: string } | null)?.code === "lost";
  const isOpen = channel.state.value === "open";
  useEffect(() => {
    if (isLost && isOpen) reload();
  }, [isLost, isOpen, reload]);
  return loaded;
}

/** Hears broadcasts while a part of the page is shown. */
export function useBroadcasts(listener: (broadcast: Broadcast) => void): void {
  const channel = useChannel();
  useEffect(() => channel.on(listener), [channel, listener]);
}

/** Does something and says how it went; the caller gets null when it was refused. */
export async function attempt<T>(doing: Promise<T>, done: string | null): Promise<T | null> {
  try {
    const result = await doing;
    if (done !== null) toast(done, "good");
    return result;
  } catch (error) {
    toast(error instanceof Error ? error.message : String(error), "bad");
    return null;
  }
}
