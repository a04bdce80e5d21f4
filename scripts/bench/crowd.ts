import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startCrowdUpstream } from "./crowd-upstream.ts";
import { installHeaders } from "./fake-upstream.ts";
import { type BenchOptions, median, type Result } from "./measure.ts";
import { megabytes, type PeakUse, watchMemory } from "./memory-use.ts";
import { startRegistry } from "./registry-process.ts";
import type { Workshop } from "./workshop.ts";

export interface CrowdLoad {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly clients: number;
  /** Connections of each client. */
  readonly sockets: number;
  /** Paths that each client asks for; a list begins when the one before it is done. */
  readonly lists: readonly (readonly string[])[];
}

/** What the generator prints. */
export interface CrowdCount {
  readonly requests: number;
  readonly bytes: number;
  /** For each list, until the last client was done with it. */
  readonly seconds: readonly number[];
  /** How often each status came that is not 200. */
  readonly refused: Readonly<Record<string, number>>;
}

interface Round {
  readonly cold: CrowdCount;
  readonly warm: CrowdCount;
  readonly coldPeak: PeakUse;
  readonly wholePeak: PeakUse;
}

const packages = 850;
const clients = 40;
const socketsEach = 15;
const maxRounds = 3;
const generator = fileURLToPath(new URL("./crowd-generator.ts", import.meta.url));

/** The morning of a team: everybody installs the same large project at once. */
export async function benchCrowd(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  using upstream = startCrowdUpstream(packages);
  const { packuments, tarballs, packumentBytes } = upstream;
  const rounds: Round[] = [];
  for (let at = 0; at < Math.min(maxRounds, options.rounds); at++) {
    options.say(`crowd: round ${at + 1}`);
    const registry = await startRegistry(workshop, options, { upstream: upstream.url });
    const load: CrowdLoad = {
      url: registry.url.replace("localhost", "127.0.0.1"),
      headers: installHeaders,
      clients,
      sockets: socketsEach,
      lists: [packuments, tarballs],
    };
    const memory = watchMemory(registry.pid);
    const cold = await runCrowd(workshop, load);
    const coldPeak = await memory.stop();
    const longer = watchMemory(registry.pid);
    const warm = await runCrowd(workshop, load);
    rounds.push({ cold, warm, coldPeak, wholePeak: await longer.stop() });
    await registry.stop();
    workshop.remove(registry.home);
  }

  const of = (figure: (round: Round) => number) => median(rounds.map(figure));
  const kilobytes = Math.round(packumentBytes / packages / 1000);
  const size = `${packages} packages, packuments of ${kilobytes} KB on average`;
  const total = ({ seconds }: CrowdCount) => seconds.reduce((sum, n) => sum + n, 0);
  const phases = (count: (round: Round) => CrowdCount) =>
    ["packuments", "tarballs"]
      .map((list, at) => `${list} ${of((round) => count(round).seconds[at] ?? 0).toFixed(1)} s`)
      .join(", ");
  const received = (count: CrowdCount) => Math.round(megabytes(count.bytes) / clients);
  const who = `${clients} clients`;
  return [
    {
      part: "crowd",
      what: `${who}, registry empty`,
      unit: "s",
      ours: of((round) => total(round.cold)),
      note: `${phases((round) => round.cold)}; ${size}`,
    },
    {
      part: "crowd",
      what: `${who}, registry full`,
      unit: "s",
      ours: of((round) => total(round.warm)),
      note: `${phases((round) => round.warm)}; ${of((round) => received(round.warm))} MB received by each`,
    },
    {
      part: "crowd",
      what: `${who}, registry empty, peak RSS of the server`,
      unit: "MB",
      ours: megabytes(of((round) => round.coldPeak.server)),
      aim: { below: 300 },
      note: `${Math.round(megabytes(of((round) => round.coldPeak.withScanners)))} MB with the scanner`,
    },
    {
      part: "crowd",
      what: `${who}, both, peak RSS of the server`,
      unit: "MB",
      ours: megabytes(of((round) => round.wholePeak.server)),
      aim: { below: 300 },
    },
  ];
}

async function runCrowd(workshop: Workshop, load: CrowdLoad): Promise<CrowdCount> {
  const file = join(workshop.folder("crowd"), "load.json");
  await writeFile(file, JSON.stringify(load));
  const child = workshop.spawn([process.execPath, generator, file]);
  const [text, complaint, code] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  if (code !== 0) throw new Error(`the crowd failed: ${complaint || text}`);
  const count = JSON.parse(text) as CrowdCount;
  if (Object.keys(count.refused).length > 0) {
    throw new Error(`the crowd met other answers than 200: ${JSON.stringify(count.refused)}`);
  }
  return count;
}
