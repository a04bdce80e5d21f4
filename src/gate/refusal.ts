import type { Integrity } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import type { RegistryError } from "../errors.ts";
import { recordKnownBad } from "../known-bad/record.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Hold, ReleaseOrigin } from "../quarantine/quarantine.store.ts";
import { blockedError, type Held, knownBadError } from "./blocked.ts";

interface Refused {
  readonly name: PackageName;
  readonly version: string;
  /** Null while its bytes are unknown. */
  readonly integrity: Integrity | null;
  readonly origin: ReleaseOrigin;
}

/**
 * The refusal of a release that is held, or null when nothing about it is recorded. What is listed as bad
 * gets its record here, at the first request for it, without being fetched.
 */
export async function refusal(
  app: Pick<App, "db" | "cacheDb" | "events" | "now">,
  release: Refused,
  decision: Held,
  hold: Hold | null,
  operation: "install" | "publish" = "install",
): Promise<RegistryError | null> {
  if (decision.because !== "known_bad") {
    return hold === null ? null : blockedError(hold, decision, operation);
  }
  const { name, version, integrity, origin } = release;
  const known = integrity ?? hold?.integrity ?? null;
  if (known === null) return knownBadError(name, version, decision.bad);
  const bytes = { name, version, integrity: known, origin };
  const recorded = await recordKnownBad(app, bytes, decision.bad);
  return blockedError(recorded, decision, operation);
}
