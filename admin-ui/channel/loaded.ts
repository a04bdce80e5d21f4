import { useCallback, useEffect, useRef, useState } from "preact/hooks";

/** Something that comes over the network; the last good answer stays while a newer one is fetched. */
export interface Loaded<T> {
  readonly data: T | null;
  readonly error: Error | null;
  readonly isLoading: boolean;
  readonly reload: () => void;
}

/**
 * Fetches something when a part of the page is shown, when `key` changes, and when `reload` is called.
 * An answer that came too late for what is asked now is dropped.
 */
export function useLoaded<T>(key: string, fetchIt: (stop: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ readonly key: string; data: T | null; error: Error | null }>(
    { key, data: null, error: null },
  );
  const [round, setRound] = useState(0);
  const [isLoading, setLoading] = useState(true);
  const latest = useRef(fetchIt);
  latest.current = fetchIt;
  useEffect(() => {
    const stop = new AbortController();
    setLoading(true);
    latest
      .current(stop.signal)
      .then(
        (data) => !stop.signal.aborted && setState({ key, data, error: null }),
        (error: Error) =>
          !stop.signal.aborted &&
          setState((before) => ({ key, data: before.key === key ? before.data : null, error })),
      )
      .finally(() => !stop.signal.aborted && setLoading(false));
    return () => stop.abort();
  }, [key, round]);
  const reload = useCallback(() => setRound((before) => before + 1), []);
  return { data: state.data, error: state.error, isLoading, reload };
}
