/** Where a command writes: results to `out`, everything else to `error`. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Whether somebody can be asked: what comes in and what goes out are a terminal. */
  readonly isInteractive: boolean;
  /** Whether what goes to `out` may be coloured. */
  readonly hasColours: boolean;
  /** Rewrites the line that says how far a long work has come; null where nobody would see it. */
  readonly progress: ((line: string) => void) | null;
}

/** How far a work has come, on a line that is gone when it ends. */
export interface Progress extends Disposable {
  /** Something turned out to be more work than was known. */
  expect(more: number): void;
  step(): void;
  /** Prints something else in between. */
  aside(print: () => void): void;
}

const progressAfterMs = 1000;
const progressEveryMs = 200;

/** Begins to tell how far a work has come; one that takes less than a second says nothing. */
export function startProgress({ progress }: Terminal, what: string, known: number): Progress {
  if (progress === null) {
    const nothing = () => {};
    return { expect: nothing, step: nothing, aside: (print) => print(), [Symbol.dispose]: nothing };
  }
  const startedAt = performance.now();
  let total = known;
  let done = 0;
  let isShown = false;
  const draw = () => {
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs < progressAfterMs) return;
    const filled = Math.round((20 * done) / Math.max(1, total));
    const bar = "#".repeat(filled).padEnd(20, ".");
    progress(`[${bar}] ${what} ${done} of ${total}, ${Math.floor(elapsedMs / 1000)} s`);
    isShown = true;
  };
  const clear = () => {
    if (isShown) progress("");
    isShown = false;
  };
  const timer = setInterval(draw, progressEveryMs);
  return {
    expect(more) {
      total += more;
    },
    step() {
      done += 1;
    },
    aside(print) {
      clear();
      print();
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      clear();
    },
  };
}

/**
 * Shows a stranger's text on a terminal: control characters, which could move the cursor or rewrite
 * what was printed before, become visible escapes; so do invisible and direction-changing ones.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}

/** Columns that line up, the first row as their heads. */
export function table(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(printable));
  const widths =
    shown[0]?.map((_, i) => Math.max(...shown.map((row) => row[i]?.length ?? 0))) ?? [];
  return shown
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Ways to make text stand out. */
export interface Paint {
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly doubtful: (text: string) => string;
  readonly good: (text: string) => string;
}

/** Colours where the terminal has them. What is painted must be printable already. */
export function paintFor({ hasColours }: Pick<Terminal, "hasColours">): Paint {
  const style = (on: number, off: number) => (text: string) =>
    !hasColours || text === "" ? text : `\u001b[${on}m${text}\u001b[${off}m`;
  return {
    strong: style(1, 22),
    faint: style(2, 22),
    bad: style(31, 39),
    doubtful: style(33, 39),
    good: style(32, 39),
  };
}
