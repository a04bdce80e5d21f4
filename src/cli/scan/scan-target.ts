import { RegistryError } from "../../errors.ts";
import type { ScannerPool, ScanResult } from "../../scanner/pool.ts";
import type { OpenRegistry } from "../registry-call.ts";
import type { Progress } from "../terminal.ts";
import { judgeLock, type LockVerdict } from "./judge-lock.ts";
import { type Comparisons, scanPackage } from "./scan-package.ts";
import { findTarget } from "./target.ts";

/** What came of one path. */
export type Outcome = { readonly path: string } & (
  | { readonly kind: "package"; readonly scanned: ScanResult }
  | { readonly kind: "lock"; readonly lock: LockVerdict }
  | { readonly kind: "failed"; readonly error: RegistryError }
);

export interface ScanTools extends Comparisons {
  readonly pool: ScannerPool;
  /** Opened when a lock file comes: nothing else needs one. */
  registry(): Promise<OpenRegistry>;
  /** Whether the registry shall fetch and scan what a lock file names and nobody scanned yet. */
  readonly isFetching: boolean;
  readonly progress: Progress;
}

/** Scans whatever is at a path. What is wrong with it is an outcome too, as others still come. */
export async function scanTarget(tools: ScanTools, path: string): Promise<Outcome> {
  try {
    const target = await findTarget(path);
    if (target.kind !== "lock") {
      return { path, kind: "package", scanned: await scanPackage(tools.pool, target, tools) };
    }
    const lock = await judgeLock(target, await tools.registry(), tools.isFetching, tools.progress);
    return { path, kind: "lock", lock };
  } catch (error) {
    if (error instanceof RegistryError) return { path, kind: "failed", error };
    const isOfTheSystem = error instanceof Error && "code" in error;
    if (!isOfTheSystem) throw error;
    return { path, kind: "failed", error: new RegistryError("invalid", error.message) };
  }
}

/** Exit codes as of every command, with 1 for what would not be served too. */
export function isRefused(outcome: Outcome): boolean {
  if (outcome.kind === "failed") return true;
  const { verdict } = outcome.kind === "lock" ? outcome.lock : outcome.scanned.report;
  return verdict === "block";
}
