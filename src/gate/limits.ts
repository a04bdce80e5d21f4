import type { Config } from "../config/schema.ts";
import { defaultLimits, type ScanLimits } from "../scanner/limits.ts";

/** How much of an upstream tarball is read before it is held. */
export function upstreamLimits(config: Config): ScanLimits {
  return { ...defaultLimits, timeMs: config.scanner.timeout_seconds * 1000 };
}

/** Stricter than for the upstream, whose packages are what they are. */
export function publishLimits(config: Config): ScanLimits {
  return { ...upstreamLimits(config), entries: 65_535 };
}
