const units = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** Bytes as people read them. */
export function sizeOf(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const unit = units[power] ?? "byte";
  const digits = power === 0 ? 0 : 1;
  const options = {
    style: "unit",
    unit,
    unitDisplay: "narrow",
    maximumFractionDigits: digits,
  } as const;
  return new Intl.NumberFormat("en", options).format(bytes / 1000 ** power);
}
