/** Where a command writes: results to `out`, everything else to `error`. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** Whether somebody can be asked: what comes in and what goes out are a terminal. */
  readonly isInteractive: boolean;
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

/** Colours where somebody looks at a terminal that has them, and has not asked for none. */
export function paintFor(
  { isInteractive }: Pick<Terminal, "isInteractive">,
  env: Readonly<Record<string, string | undefined>>,
): Paint {
  const isPlain = !isInteractive || (env["NO_COLOR"] ?? "") !== "" || env["TERM"] === "dumb";
  const style = (on: number, off: number) => (text: string) =>
    isPlain || text === "" ? text : `\u001b[${on}m${text}\u001b[${off}m`;
  return {
    strong: style(1, 22),
    faint: style(2, 22),
    bad: style(31, 39),
    doubtful: style(33, 39),
    good: style(32, 39),
  };
}
