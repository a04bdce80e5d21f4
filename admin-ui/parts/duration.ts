const units = [
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
] as const;

/** The two largest parts of a time, such as `3 days, 2 hours`. */
export function durationOf(seconds: number): string {
  const parts = units.map(([unit, size], index) => {
    const above = units[index - 1]?.[1] ?? Number.POSITIVE_INFINITY;
    return [unit, Math.floor((seconds % above) / size)] as const;
  });
  const first = parts.findIndex(([, n]) => n > 0);
  if (first < 0) return "less than a minute";
  return parts
    .slice(first, first + 2)
    .filter(([, n]) => n > 0)
    .map(([unit, n]) => `${n} ${unit}${n === 1 ? "" : "s"}`)
    .join(", ");
}
