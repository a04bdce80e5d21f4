const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes as people read them. */
export function sizeOf(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1000 ** power;
  const shown = amount.toLocaleString("en", { maximumFractionDigits: power === 0 ? 0 : 1 });
  return `${shown}\u00a0${units[power]}`;
}
