/** A clock that stands still until a test moves it. */
export interface Clock {
  readonly now: () => Date;
  advance(seconds: number): void;
  set(time: string): void;
}

export function startClock(time = "2026-01-02T03:04:05.000Z"): Clock {
  let at = new Date(time).getTime();
  return {
    now: () => new Date(at),
    advance(seconds) {
      at += seconds * 1000;
    },
    set(later) {
      at = new Date(later).getTime();
    },
  };
}
