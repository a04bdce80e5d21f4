/** Lets so many holders in at a time; the others wait in the order that they came. */
export interface Slots {
  /** @throws the signal's reason when it aborts first */
  take(signal: AbortSignal): Promise<Disposable>;
}

export function createSlots(size: number): Slots {
  let free = size;
  const waiting = new Set<() => void>();

  function give(): Disposable {
    let isHeld = true;
    return {
      [Symbol.dispose]() {
        if (!isHeld) return;
        isHeld = false;
        const [next] = waiting;
        if (next === undefined) {
          free++;
          return;
        }
        waiting.delete(next);
        next();
      },
    };
  }

  return {
    async take(signal) {
      signal.throwIfAborted();
      if (free > 0) {
        free--;
        return give();
      }
      const { promise, resolve, reject } = Promise.withResolvers<Disposable>();
      const enter = () => {
        signal.removeEventListener("abort", leave);
        resolve(give());
      };
      const leave = () => {
        waiting.delete(enter);
        reject(signal.reason);
      };
      waiting.add(enter);
      signal.addEventListener("abort", leave, { once: true });
      return await promise;
    },
  };
}
