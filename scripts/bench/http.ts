import { recordAnswer, startBare } from "./bare-process.ts";
import { fakePaths, installHeaders, startFakeUpstream } from "./fake-upstream.ts";
import { type LoadResult, runLoad } from "./load.ts";
import { type BenchOptions, comparePairs, type Pair, type Result } from "./measure.ts";
import { megabytes } from "./memory-use.ts";
import { startRegistry } from "./registry-process.ts";
import type { Workshop } from "./workshop.ts";

interface Case {
  readonly what: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly from: "memory" | "file";
  readonly unit: "req/s" | "MB/s";
}

const manyConnections = 32;
const fewConnections = 4;

/** Reads that repeat, from a registry that has everything, against a server that does nothing else. */
export async function benchHttp(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  using upstream = startFakeUpstream();
  const registry = await startRegistry(workshop, options, { upstream: upstream.url, cpu: 0 });
  const base = registry.url.replace("localhost", "127.0.0.1");
  const cases = await casesFor(base);
  const answers = await Promise.all(
    cases.map((c) => recordAnswer(workshop, base + c.path, c.headers, c.from)),
  );
  const bare = await startBare(workshop, answers, 0);

  const results: Result[] = [];
  for (const [at, c] of cases.entries()) {
    options.say(`http: ${c.what}`);
    const load = { headers: c.headers, connections: c.connections, seconds: options.seconds };
    const ours = { ...load, url: base + c.path };
    const theirs = { ...load, url: `${bare.urls[at]}/` };
    for (const target of [ours, theirs])
      await runLoad(workshop, options, { ...target, seconds: 1 });

    const pairs: Pair[] = [];
    for (let round = 0; round < options.rounds; round++) {
      const first = await runLoad(workshop, options, ours);
      const second = await runLoad(workshop, options, theirs);
      pairs.push({ ours: figureOf(c, first), bare: figureOf(c, second) });
    }
    const compared = comparePairs(pairs);
    const { what, unit } = c;
    results.push({ part: "http", what, unit, ...compared, aim: { ratioAtLeast: 0.8 } });
  }
  await Promise.all([registry.stop(), bare.stop()]);
  return results;
}

async function casesFor(base: string): Promise<Case[]> {
  const packument = await fetch(base + fakePaths.packument, { headers: installHeaders });
  const etag = packument.headers.get("etag") ?? "";
  await packument.body?.cancel();
  const many = { connections: manyConnections, unit: "req/s" } as const;
  return [
    {
      ...many,
      what: "packument, abbreviated, gzip",
      path: fakePaths.packument,
      headers: installHeaders,
      from: "memory",
    },
    {
      ...many,
      what: "packument, unchanged (304)",
      path: fakePaths.packument,
      headers: { ...installHeaders, "If-None-Match": etag },
      from: "memory",
    },
    {
      ...many,
      what: "tarball of 4 KB",
      path: fakePaths.smallTarball,
      headers: {},
      from: "file",
    },
    {
      what: "tarball of 10 MB",
      path: fakePaths.largeTarball,
      headers: {},
      connections: fewConnections,
      from: "file",
      unit: "MB/s",
    },
  ];
}

function figureOf({ unit }: Case, result: LoadResult): number {
  return unit === "MB/s" ? megabytes(result.bytesPerSecond) : result.requestsPerSecond;
}
