import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import {
  countOutdated,
  outdatedHosted,
  outdatedUpstream,
  type Role,
} from "../gate/reports.store.ts";
import { ruleset } from "../scanner/rules/all.ts";
import type { ReleaseOrigin } from "./quarantine.store.ts";
import { rescanRelease } from "./rescan.ts";

/** How far the work is of judging everything anew that other rules judged. */
export interface RescanProgress {
  readonly isRunning: boolean;
  readonly ruleset: string;
  readonly done: number;
  readonly total: number;
  /** Releases that were served and are held now. */
  readonly held: number;
  readonly released: number;
  /** Releases whose bytes are gone, or that could not be judged. */
  readonly failed: number;
}

/**
 * Judges stored releases anew after a change of the rules, one at a time, the most used first. Where it
 * stopped needs no note: what was judged by the rules in force is not asked for again.
 */
export interface Rescanner extends AsyncDisposable {
  progress(): RescanProgress;
  /** Begins in the background, unless it is under way. */
  start(app: App): void;
}

const batchSize = 50;

export function createRescanner(): Rescanner {
  const idle = { isRunning: false, ruleset, done: 0, total: 0, held: 0, released: 0, failed: 0 };
  let progress: RescanProgress = idle;
  let running: Promise<void> = Promise.resolve();
  let isStopping = false;

  async function run(app: App): Promise<void> {
    const total =
      (await countOutdated(app.db, ruleset)) + (await countOutdated(app.cacheDb, ruleset));
    progress = { ...idle, isRunning: true, total };
    if (total > 0) app.log.info({ ruleset, total }, "judging stored releases by newer rules");
    const given = new Set<string>();
    for (const origin of ["hosted", "upstream"] as const) {
      while (!isStopping) {
        const batch = (await outdated(app, origin, given.size)).filter(
          (role) => !given.has(keyOf(role, origin)),
        );
        if (batch.length === 0) break;
        for (const role of batch) {
          if (isStopping) break;
          given.add(keyOf(role, origin));
          await judge(app, role, origin);
        }
      }
    }
  }

  async function judge(app: App, role: Role, origin: ReleaseOrigin): Promise<void> {
    try {
      const outcome = await rescanRelease(app, role, origin);
      progress = {
        ...progress,
        done: progress.done + 1,
        held: progress.held + Number(outcome === "held"),
        released: progress.released + Number(outcome === "released"),
        failed: progress.failed + Number(outcome === "missing"),
      };
    } catch (error) {
      if (isStopping) return;
      const { name, version } = role;
      app.log.error({ package: name, version, err: error }, "a release could not be judged anew");
      progress = { ...progress, done: progress.done + 1, failed: progress.failed + 1 };
    }
    // Requests come first.
    await Bun.sleep(0);
  }

  return {
    progress: () => progress,
    start(app) {
      if (progress.isRunning || isStopping) return;
      progress = { ...idle, isRunning: true };
      running = run(app)
        .catch((error: unknown) => {
          if (!isStopping) app.log.error({ err: error }, "judging anew has stopped");
        })
        .finally(() => {
          progress = { ...progress, isRunning: false };
        });
    },
    async [Symbol.asyncDispose]() {
      isStopping = true;
      await running;
    },
  };
}

/**
 * Begins to judge what other rules judged, in the background.
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks
 */
export function rescanAll(app: App, caller: Caller): RescanProgress {
  requireScope(caller, "admin");
  app.rescanner.start(app);
  return app.rescanner.progress();
}

/** How far that is. @throws RegistryError as `rescanAll` */
export function rescanProgress(app: App, caller: Caller): RescanProgress {
  requireScope(caller, "admin");
  return app.rescanner.progress();
}

/** The next ones; what was given before and is still there could not be judged. */
async function outdated(app: App, origin: ReleaseOrigin, givenBefore: number): Promise<Role[]> {
  const limit = batchSize + givenBefore;
  return origin === "hosted"
    ? await outdatedHosted(app.db, ruleset, limit)
    : await outdatedUpstream(app.cacheDb, ruleset, limit);
}

function keyOf({ name, version, integrity }: Role, origin: ReleaseOrigin): string {
  return `${origin} ${name}@${version} ${integrity}`;
}
