import type { App } from "./context.ts";
import { refreshLists } from "./known-bad/refresh.ts";

/**
 * What a registry that listens does without being asked: it judges anew what older rules judged, and asks
 * the lists of bad packages for what is new. Disposing it lets nothing of that go on.
 */
export function startBackground(app: App): AsyncDisposable {
  app.rescanner.start(app);
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  const refresh = () => {
    running = refreshLists(app, stopping.signal).catch((error: unknown) => {
      app.log.error({ err: error }, "the lists of bad packages could not be refreshed");
    });
  };
  const { sources, refresh_hours: hours } = app.config.advisories;
  // Also without any: those that are no longer configured are forgotten.
  refresh();
  const timer = sources.length === 0 ? null : setInterval(refresh, hours * 3_600_000);
  return {
    async [Symbol.asyncDispose]() {
      if (timer !== null) clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
