import { useEffect, useRef } from "preact/hooks";

/**
 * Does something again and again while a part of the page is shown and somebody could look at it.
 *
 * @param ms null for not at all
 */
export function useEvery(ms: number | null, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (ms === null) return;
    const timer = setInterval(() => {
      if (!document.hidden) latest.current();
    }, ms);
    return () => clearInterval(timer);
  }, [ms]);
}
