import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startBare } from "./bare-process.ts";
import { type BenchOptions, median, type Result } from "./measure.ts";
import { megabytes, restingBytes, watchMemory } from "./memory-use.ts";
import { type PingLatency, samplePings } from "./ping-samples.ts";
import { upstreamUrl, whyUnreachable } from "./real-upstream.ts";
import { environment, startRegistry } from "./registry-process.ts";
import type { Workshop } from "./workshop.ts";

const npm = join(import.meta.dir, "../../node_modules/.bin/npm");
const project = {
  name: "bench-project",
  version: "1.0.0",
  private: true,
  devDependencies: { eslint: "9", jest: "30", typescript: "5", vite: "7" },
};
const maxRounds = 3;

interface Round {
  readonly directSeconds: number;
  readonly coldSeconds: number;
  readonly warmSeconds: number;
  readonly packages: number;
  readonly coldPings: PingLatency;
  readonly barePings: PingLatency;
  readonly peakBytes: number;
  readonly restingBytes: number;
}

/** What a person waits for: a project of some 300 packages, always with an empty client cache. */
export async function benchInstall(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const what = "npm install of eslint, jest, typescript, vite";
  const unreachable = await whyUnreachable();
  if (unreachable !== null) return [{ part: "install", what, skipped: unreachable }];

  const rounds: Round[] = [];
  for (let at = 0; at < Math.min(maxRounds, options.rounds); at++) {
    options.say(`install: round ${at + 1}`);
    rounds.push(await runRound(workshop, options));
  }
  const of = (figure: (round: Round) => number) => median(rounds.map(figure));
  const bare = of((round) => round.directSeconds);
  const cold = of((round) => round.coldSeconds);
  const against = (seconds: (round: Round) => number) =>
    of((round) => seconds(round) / round.directSeconds);
  const packages = `${of((round) => round.packages)} packages; bare: straight from the upstream`;
  return [
    {
      part: "install",
      what: "npm install, registry empty",
      unit: "s",
      ours: cold,
      bare,
      ratio: against((round) => round.coldSeconds),
      note: packages,
    },
    {
      part: "install",
      what: "npm install, registry full",
      unit: "s",
      ours: of((round) => round.warmSeconds),
      bare,
      ratio: against((round) => round.warmSeconds),
      note: packages,
    },
    ...(["p99", "max"] as const).map(
      (key): Result => ({
        part: "install",
        what: `ping during the first, ${key}`,
        unit: "ms",
        ours: of((round) => round.coldPings[key]),
        bare: of((round) => round.barePings[key]),
        note: "bare: an idle server beside it",
      }),
    ),
    {
      part: "install",
      what: "peak RSS of the server",
      unit: "MB",
      ours: megabytes(of((round) => round.peakBytes)),
    },
    {
      part: "install",
      what: "RSS after both",
      unit: "MB",
      ours: megabytes(of((round) => round.restingBytes)),
    },
  ];
}

async function runRound(workshop: Workshop, options: BenchOptions): Promise<Round> {
  const direct = await install(workshop, upstreamUrl());
  const bare = await startBare(workshop, [{ status: 200, headers: {}, body: null }]);
  const registry = await startRegistry(workshop, options, { upstream: upstreamUrl() });
  const memory = watchMemory(registry.pid);
  const pings = samplePings(`${registry.url}/-/ping`);
  const barePings = samplePings(`${bare.urls[0]}/`);
  const cold = await install(workshop, registry.url);
  const coldPings = await pings.stop();
  const idlePings = await barePings.stop();
  const { server } = await memory.stop();
  const warm = await install(workshop, registry.url);
  const resting = await restingBytes(registry.pid);
  await keepLog(registry.home, options);
  await Promise.all([registry.stop(), bare.stop()]);
  workshop.remove(registry.home);
  return {
    directSeconds: direct.seconds,
    coldSeconds: cold.seconds,
    warmSeconds: warm.seconds,
    packages: cold.packages,
    coldPings,
    barePings: idlePings,
    peakBytes: server,
    restingBytes: resting,
  };
}

/** The server's own log explains a slow install; it is kept beside the profile of the same run. */
async function keepLog(home: string, { profiles }: BenchOptions): Promise<void> {
  if (profiles === null) return;
  const log = join(home, "run", "agentregistry.log");
  await cp(log, join(profiles, `install-${Date.now()}.log`));
}

/** Installs the project into a new folder with an empty cache and none of the user's settings. */
async function install(workshop: Workshop, registry: string) {
  const folder = workshop.folder("project");
  const cache = workshop.folder("npm-cache");
  await writeFile(join(folder, "package.json"), JSON.stringify(project));
  await writeFile(join(cache, "npmrc"), "");
  const startedAt = performance.now();
  const child = workshop.spawn(
    [
      npm,
      "install",
      `--registry=${registry}`,
      `--cache=${join(cache, "files")}`,
      `--userconfig=${join(cache, "npmrc")}`,
      `--globalconfig=${join(cache, "none")}`,
      ...["--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier"],
    ],
    { cwd: folder, env: environment() },
  );
  const [said, complaint, code] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`npm install failed:\n${complaint || said}`);

  const lock = (await Bun.file(join(folder, "node_modules/.package-lock.json")).json()) as {
    packages: object;
  };
  workshop.remove(folder);
  workshop.remove(cache);
  return { seconds, packages: Object.keys(lock.packages).length };
}
