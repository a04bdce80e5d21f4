import { type CanonicalValue, canonicalLine } from "./canonical-json.ts";
import type { RegistryEntry } from "./entry.ts";

/**
 * Where bundles are fetched from depends on who asks, so lines are kept with this in its place. No text
 * of a package can look like it: inside of a string its quotes would be escaped.
 */
const open = sourceText("-");

/** An entry as a line of the index whose source is filled in later. */
export function openLine(entry: Omit<RegistryEntry, "source">): string {
  const source = { kind: "registry_url", uri: "-" } as const;
  return canonicalLine({ ...entry, source } as unknown as CanonicalValue);
}

/** Fills in the address that bundles are fetched from. */
export function lineFiller(address: string): (line: string) => string {
  const source = sourceText(address);
  return (line) => line.replace(open, () => source);
}

function sourceText(uri: string): string {
  return `"source":${canonicalLine({ kind: "registry_url", uri })}`;
}
