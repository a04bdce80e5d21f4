import pino from "pino";
import { createApp } from "../../src/app.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import { createServer } from "../../src/server.ts";
import { type BenchOptions, median, percentile, type Result } from "./measure.ts";
import { seedPackages } from "./seed-packages.ts";
import type { Workshop } from "./workshop.ts";

const packages = 100_000;
const requests = 200;
const port = 4873;

const queries: Readonly<Record<string, (at: number) => string>> = {
  "a word that every package has": () => "everywhere",
  "one common word": () => "common",
  "two words": () => "common another",
  "the beginning of a word": (at) => `to${"abcdefghij"[at % 10]}`,
  "a rare word": () => "rare",
  "a scope": (at) => `scope:org${at % 500}`,
  "a scope and a word": (at) => `scope:org${at % 500} common`,
  "an exact name": (at) => `@org${at % 500}/topic-${at % 500}`,
  "nothing at all": () => "",
};

/** How long a search takes with many packages, and how long making its index anew does. */
export async function benchSearch(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const home = workshop.folder("search");
  const config = ConfigSchema.parse({ home, upstream: { url: "none" } });
  const log = pino({ level: "silent" });
  options.say(`search: publishing ${packages} packages`);
  {
    await using app = await createApp(config, { log });
    await seedPackages(app, packages);
  }
  await using app = await createApp(config, { log });
  const { fetch } = createServer(app, port);
  const search = async (text: string) => {
    const url = `http://localhost:${port}/-/v1/search?text=${encodeURIComponent(text)}`;
    const response = await fetch(new Request(url, { headers: { host: `localhost:${port}` } }));
    return (await response.json()) as { total: number };
  };

  options.say("search: making the index anew");
  const before = performance.now();
  while ((await search("")).total < packages) await Bun.sleep(100);
  const seconds = (performance.now() - before) / 1000;
  const made = { part: "search", what: `index of ${packages} packages`, unit: "s" } as const;
  const results: Result[] = [{ ...made, ours: seconds, note: "in the background" }];

  for (const [what, textOf] of Object.entries(queries)) {
    options.say(`search: ${what}`);
    const times: number[] = [];
    let total = 0;
    for (let at = 0; at < requests; at++) {
      const start = performance.now();
      ({ total } = await search(textOf(at)));
      times.push(performance.now() - start);
    }
    results.push({
      part: "search",
      what: `${what}, p95`,
      unit: "ms",
      ours: percentile(times, 0.95),
      aim: { below: 20 },
      note: `p50 ${median(times).toFixed(1)} ms, ${total} found`,
    });
  }
  return results;
}
