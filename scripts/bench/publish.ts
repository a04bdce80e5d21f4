import {
  manifestFile,
  noise,
  packTarball,
  publishDocument,
  sourceText,
} from "./generated-package.ts";
import { type BenchOptions, median, type Result } from "./measure.ts";
import { megabytes, type PeakUse, watchMemory } from "./memory-use.ts";
import { type RegistryProcess, startRegistry } from "./registry-process.ts";
import type { Workshop } from "./workshop.ts";

const smallPublishes = 40;
const writers = 4;
const largeRounds = 3;
/** As much as the default of http.max_publish_bytes lets through, with room for the metadata. */
const largeTarballBytes = (100 * 1024 * 1024 - 64 * 1024) * 0.75;

/** Publishing with everything that belongs to it: the scan, durable bytes, the rows. */
export async function benchPublish(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  return [...(await small(workshop, options)), ...(await large(workshop, options))];
}

async function small(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  options.say("publish: small packages");
  const registry = await startRegistry(workshop, options, { upstream: "none" });
  const publish = await publisher(registry);
  const index = { path: "index.js", bytes: sourceText(8000, 1) };
  let count = 0;
  const next = async () => {
    const name = `bench-${count++}`;
    const tarball = packTarball([manifestFile(name, "1.0.0"), index]);
    return await publish(name, publishDocument(name, "1.0.0", tarball));
  };
  // The first one starts a scanning process.
  await next();

  const alone: number[] = [];
  const rates: number[] = [];
  for (let round = 0; round < options.rounds; round++) {
    for (let at = 0; at < smallPublishes; at++) alone.push(await next());
    const startedAt = performance.now();
    let left = smallPublishes;
    const writer = async () => {
      while (left-- > 0) await next();
    };
    await Promise.all(Array.from({ length: writers }, writer));
    rates.push((smallPublishes * 1000) / (performance.now() - startedAt));
  }
  await registry.stop();
  return [
    { part: "publish", what: "one after the other, p50", unit: "ms", ours: median(alone) },
    { part: "publish", what: `${writers} at a time`, unit: "publishes/s", ours: median(rates) },
  ];
}

async function large(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const data = { path: "data.bin", bytes: noise(largeTarballBytes - 64 * 1024, 1) };
  const tarball = packTarball([manifestFile("bench-huge", "1.0.0"), data]);
  const body = publishDocument("bench-huge", "1.0.0", tarball);

  const times: number[] = [];
  const peaks: PeakUse[] = [];
  for (let round = 0; round < Math.min(largeRounds, options.rounds); round++) {
    options.say(`publish: a body of ${Math.round(megabytes(body.length))} MB, round ${round + 1}`);
    const registry = await startRegistry(workshop, options, { upstream: "none" });
    const publish = await publisher(registry);
    const memory = watchMemory(registry.pid);
    times.push((await publish("bench-huge", body)) / 1000);
    peaks.push(await memory.stop());
    await registry.stop();
    workshop.remove(registry.home);
  }
  const peak = (of: (use: PeakUse) => number) => megabytes(median(peaks.map(of)));
  const what = `body of ${Math.round(megabytes(body.length))} MB`;
  return [
    { part: "publish", what, unit: "s", ours: median(times) },
    {
      part: "publish",
      what: `${what}, peak RSS of the server`,
      unit: "MB",
      ours: peak((use) => use.server),
      aim: { below: 400 },
    },
    {
      part: "publish",
      what: `${what}, peak RSS with the scanner`,
      unit: "MB",
      ours: peak((use) => use.withScanners),
    },
  ];
}

/** Publishes one document and returns the milliseconds until its answer. */
async function publisher(registry: RegistryProcess) {
  const authorization = `Bearer ${await registry.ownerToken()}`;
  return async (name: string, body: string): Promise<number> => {
    const startedAt = performance.now();
    const answer = await fetch(`${registry.url}/${name}`, {
      method: "PUT",
      headers: { authorization, "content-type": "application/json" },
      body,
    });
    const text = await answer.text();
    if (answer.status !== 201) throw new Error(`a publish was answered ${answer.status}: ${text}`);
    return performance.now() - startedAt;
  };
}
