import type { App } from "../context.ts";
import type { PackageName } from "../names/package-name.ts";
import type { Hold } from "./quarantine.store.ts";
import { suppressionsOf } from "./suppressions.store.ts";
import { rememberFiles } from "./suppressions.ts";

/**
 * Notes what files the findings about a blocked release stand in, when something is let pass for its
 * package: without it nobody could tell whether this is the code that was looked at.
 */
export async function rememberSuppressed(
  app: Pick<App, "db" | "blobs" | "cacheBlobs">,
  release: Pick<Hold, "integrity" | "origin" | "report"> & { readonly name: PackageName },
): Promise<void> {
  if (release.report.verdict !== "block") return;
  if ((await suppressionsOf(app.db, release.name)).length > 0) await rememberFiles(app, release);
}
