import { fakePaths, installHeaders, startFakeUpstream } from "./fake-upstream.ts";
import { runLoad } from "./load.ts";
import { type BenchOptions, median, type Result } from "./measure.ts";
import { megabytes, restingBytes } from "./memory-use.ts";
import { startRegistry } from "./registry-process.ts";
import type { Workshop } from "./workshop.ts";

const starts = 5;

/** How soon a registry answers, and what it occupies before and after it had work. */
export async function benchMemory(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  options.say("memory: starts");
  const first: number[] = [];
  const again: number[] = [];
  const idle: number[] = [];
  for (let round = 0; round < starts; round++) {
    const fresh = await startRegistry(workshop, options, { upstream: "none" });
    first.push(fresh.startMs);
    await fresh.stop();
    const restarted = await startRegistry(workshop, options, {
      upstream: "none",
      home: fresh.home,
    });
    again.push(restarted.startMs);
    idle.push(await restingBytes(restarted.pid));
    await restarted.stop();
  }
  return [
    {
      part: "memory",
      what: "start to first answer, new home",
      unit: "ms",
      ours: median(first),
      aim: { below: 300 },
    },
    {
      part: "memory",
      what: "start to first answer, again",
      unit: "ms",
      ours: median(again),
      aim: { below: 300 },
    },
    {
      part: "memory",
      what: "RSS, idle",
      unit: "MB",
      ours: megabytes(median(idle)),
      aim: { below: 100 },
    },
    await afterLoad(workshop, options),
  ];
}

async function afterLoad(workshop: Workshop, options: BenchOptions): Promise<Result> {
  options.say("memory: under load");
  using upstream = startFakeUpstream();
  const registry = await startRegistry(workshop, options, { upstream: upstream.url });
  const base = registry.url.replace("localhost", "127.0.0.1");
  const load = { headers: installHeaders, connections: 32, seconds: options.seconds };
  for (const path of Object.values(fakePaths)) {
    const answer = await fetch(base + path, { headers: installHeaders });
    await answer.arrayBuffer();
    await runLoad(workshop, options, { ...load, url: base + path });
  }
  const bytes = await restingBytes(registry.pid);
  await registry.stop();
  return { part: "memory", what: "RSS after load", unit: "MB", ours: megabytes(bytes) };
}
