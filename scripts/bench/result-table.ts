import { isShort, type Measure, type Result } from "./measure.ts";

const columns = ["PART", "WHAT", "OURS", "BARE", "RATIO", "AIM", ""] as const;

/** All results as text in columns; figures that fall short of their aim say so. */
export function resultTable(results: readonly Result[]): string {
  const rows = results.map((result) =>
    "skipped" in result
      ? [result.part, result.what, "-", "", "", "", `skipped: ${result.skipped}`]
      : rowOf(result),
  );
  const all = [[...columns], ...rows];
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, at) =>
          at < 2 || at > 4 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

function rowOf(measure: Measure): string[] {
  const { part, what, unit, ours, bare, ratio, aim, note } = measure;
  const figure = (value: number) => `${rounded(value)} ${unit}`;
  const remarks = [...(isShort(measure) ? ["SHORT OF AIM"] : []), ...(note ? [note] : [])];
  return [
    part,
    what,
    figure(ours),
    bare === undefined ? "" : figure(bare),
    ratio === undefined ? "" : ratio.toFixed(2),
    aim === undefined
      ? ""
      : "below" in aim
        ? `< ${aim.below} ${unit}`
        : `ratio >= ${aim.ratioAtLeast}`,
    remarks.join("; "),
  ];
}

function rounded(value: number): string {
  return value >= 100 ? String(Math.round(value)) : value.toPrecision(3);
}
