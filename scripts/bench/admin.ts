import { fileURLToPath } from "node:url";
import pino from "pino";
import { createApp } from "../../src/app.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import { packagesPage } from "../../src/overview/packages.ts";
import { fakePaths, installHeaders, startFakeUpstream } from "./fake-upstream.ts";
import { runLoad } from "./load.ts";
import {
  type BenchOptions,
  comparePairs,
  median,
  type Pair,
  percentile,
  type Result,
} from "./measure.ts";
import { seedPackages } from "./seed-packages.ts";
import { firstLine, type Workshop } from "./workshop.ts";

const perSecond = 1000;
const sessions = 20;
const connections = 32;
const packages = 100_000;
const pages = 200;

const tellingRegistry = fileURLToPath(new URL("./telling-registry.ts", import.meta.url));
const listeners = fileURLToPath(new URL("./admin-listeners.ts", import.meta.url));

/** What administration costs those who install, and how long its largest list takes. */
export async function benchAdmin(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  return [await measureSessions(workshop, options), ...(await measurePages(workshop, options))];
}

/** The same events are told with and without anybody who hears them. */
async function measureSessions(workshop: Workshop, options: BenchOptions): Promise<Result> {
  using upstream = startFakeUpstream();
  const settings = { home: workshop.folder("admin"), upstream: upstream.url, perSecond };
  const registry = workshop.spawn([process.execPath, tellingRegistry, JSON.stringify(settings)], {
    cpu: 0,
  });
  const where = await firstLine(registry);
  const { url } = JSON.parse(where) as { readonly url: string };
  const hearing = workshop.spawn([process.execPath, listeners, where], { cpu: 1 });
  const control = await firstLine(hearing);
  const ask = async (path: string) =>
    ((await (await fetch(control + path)).json()) as { messages: number }).messages;
  const load = { headers: installHeaders, connections, url: url + fakePaths.packument };
  const rate = async (seconds: number) =>
    (await runLoad(workshop, options, { ...load, seconds })).requestsPerSecond;

  const what = `packument while ${perSecond} events a second go to ${sessions} sessions`;
  options.say(`admin: ${what}`);
  await rate(1);
  const pairs: Pair[] = [];
  const heard: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const before = await ask(`/open?count=${sessions}`);
    const startedAt = performance.now();
    const ours = await rate(options.seconds);
    heard.push(((await ask("/")) - before) / ((performance.now() - startedAt) / 1000));
    await ask("/close");
    pairs.push({ ours, bare: await rate(options.seconds) });
  }
  await Promise.all([workshop.end(registry), workshop.end(hearing)]);
  const note = `${Math.round(median(heard))} messages a second were read`;
  const aim = { ratioAtLeast: 0.95 } as const;
  return { part: "admin", what, unit: "req/s", ...comparePairs(pairs), aim, note };
}

/** What a page is asked with, by a number. */
const requests: Readonly<Record<string, (at: number) => { query?: string; cursor?: string }>> = {
  "first page of packages": () => ({}),
  "any page of packages": (at) => ({ cursor: `local:@org${at % 500}/topic-${at}` }),
  "packages by a common part": () => ({ query: "topic" }),
  "packages by a rare part": (at) => ({ query: `topic-${at}9` }),
  "packages by a part that none has": () => ({ query: "nowhere" }),
};

async function measurePages(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const home = workshop.folder("admin-pages");
  const config = ConfigSchema.parse({ home, upstream: { url: "none" } });
  options.say(`admin: publishing ${packages} packages`);
  await using app = await createApp(config, { log: pino({ level: "silent" }) });
  await seedPackages(app, packages);
  const caller = app.adminSessions.callerOf(app.adminSessions.token);
  if (caller === null) throw new Error("the token of this run does not hold");
  const results: Result[] = [];
  for (const [what, of] of Object.entries(requests)) {
    const times: number[] = [];
    for (let at = 0; at < pages; at++) {
      const { query = "", cursor = null } = of(at);
      const start = performance.now();
      await packagesPage(app, caller, { source: null, query, limit: 50, cursor });
      times.push(performance.now() - start);
    }
    results.push({
      part: "admin",
      what: `${what}, p95`,
      unit: "ms",
      ours: percentile(times, 0.95),
      aim: { below: 30 },
      note: `p50 ${median(times).toFixed(1)} ms, of ${packages}`,
    });
  }
  return results;
}
