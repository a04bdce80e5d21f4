import { cp } from "node:fs/promises";
import { join } from "node:path";
import { startBare } from "./bare-process.ts";
import { type ClientName, install, whyMissing } from "./clients.ts";
import { type BenchOptions, median, type Result } from "./measure.ts";
import { megabytes, restingBytes, watchMemory } from "./memory-use.ts";
import { type PingLatency, samplePings } from "./ping-samples.ts";
import { upstreamUrl, whyUnreachable } from "./real-upstream.ts";
import { startRegistry } from "./registry-process.ts";
import { startWireCounter } from "./wire-counter.ts";
import type { Workshop } from "./workshop.ts";

const maxRounds = 3;

interface Round {
  readonly directSeconds: number;
  readonly coldSeconds: number;
  readonly warmSeconds: number;
  readonly packages: number;
  readonly wireBytes: number;
  readonly coldPings: PingLatency;
  readonly barePings: PingLatency;
  readonly peakBytes: number;
  readonly restingBytes: number;
}

/** What a person waits for: a project of some 300 packages, always with an empty client cache. */
export async function benchInstall(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const what = "install of eslint, jest, typescript, vite";
  const unreachable = await whyUnreachable();
  if (unreachable !== null) return [{ part: "install", what, skipped: unreachable }];

  const present = options.clients.filter((name) => whyMissing(name) === null);
  const rounds = new Map<ClientName, Round[]>(present.map((name) => [name, []]));
  for (let at = 0; at < Math.min(maxRounds, options.rounds); at++) {
    for (const [name, done] of rounds) {
      options.say(`install: ${name}, round ${at + 1}`);
      done.push(await runRound(workshop, options, name));
    }
  }
  return options.clients.flatMap((name): Result[] => {
    const missing = whyMissing(name);
    return missing === null
      ? resultsOf(name, rounds.get(name) ?? [])
      : [{ part: "install", what: `${name} ${what}`, skipped: missing }];
  });
}

function resultsOf(name: ClientName, rounds: readonly Round[]): Result[] {
  const of = (figure: (round: Round) => number) => median(rounds.map(figure));
  const bare = of((round) => round.directSeconds);
  const cold = of((round) => round.coldSeconds);
  const against = (seconds: (round: Round) => number) =>
    of((round) => seconds(round) / round.directSeconds);
  const packages = `${of((round) => round.packages)} packages; bare: straight from the upstream`;
  return [
    {
      part: "install",
      what: `${name} install, registry empty`,
      unit: "s",
      ours: cold,
      bare,
      ratio: against((round) => round.coldSeconds),
      note: packages,
    },
    {
      part: "install",
      what: `${name} install, registry full`,
      unit: "s",
      ours: of((round) => round.warmSeconds),
      bare,
      ratio: against((round) => round.warmSeconds),
      note: packages,
    },
    {
      part: "install",
      what: `${name}: received, registry full`,
      unit: "MB",
      ours: megabytes(of((round) => round.wireBytes)),
      note: "heads and bodies, as they travel",
    },
    ...(["p99", "max"] as const).map(
      (key): Result => ({
        part: "install",
        what: `${name}: ping during the first, ${key}`,
        unit: "ms",
        ours: of((round) => round.coldPings[key]),
        bare: of((round) => round.barePings[key]),
        note: "bare: an idle server beside it",
      }),
    ),
    {
      part: "install",
      what: `${name}: peak RSS of the server`,
      unit: "MB",
      ours: megabytes(of((round) => round.peakBytes)),
    },
    {
      part: "install",
      what: `${name}: RSS after all`,
      unit: "MB",
      ours: megabytes(of((round) => round.restingBytes)),
    },
  ];
}

async function runRound(
  workshop: Workshop,
  options: BenchOptions,
  name: ClientName,
): Promise<Round> {
  const direct = await install(workshop, name, upstreamUrl());
  const bare = await startBare(workshop, [{ status: 200, headers: {}, body: null }]);
  using counter = await startWireCounter();
  const registry = await startRegistry(workshop, options, {
    upstream: upstreamUrl(),
    allowedHost: counter.host,
  });
  const memory = watchMemory(registry.pid);
  const pings = samplePings(`${registry.url}/-/ping`);
  const barePings = samplePings(`${bare.urls[0]}/`);
  const cold = await install(workshop, name, registry.url);
  const coldPings = await pings.stop();
  const idlePings = await barePings.stop();
  const { server } = await memory.stop();
  const warm = await install(workshop, name, registry.url);
  counter.leadTo(registry.url);
  await install(workshop, name, `http://${counter.host}`);
  const resting = await restingBytes(registry.pid);
  await keepLog(registry.home, options, name);
  await Promise.all([registry.stop(), bare.stop()]);
  workshop.remove(registry.home);
  return {
    directSeconds: direct.seconds,
    coldSeconds: cold.seconds,
    warmSeconds: warm.seconds,
    packages: cold.packages,
    wireBytes: counter.received,
    coldPings,
    barePings: idlePings,
    peakBytes: server,
    restingBytes: resting,
  };
}

/** The server's own log explains a slow install; it is kept beside the profile of the same run. */
async function keepLog(home: string, { profiles }: BenchOptions, name: ClientName): Promise<void> {
  if (profiles === null) return;
  const log = join(home, "run", "agentregistry.log");
  await cp(log, join(profiles, `install-${name}-${Date.now()}.log`));
}
