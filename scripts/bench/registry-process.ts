import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ownerTokenPath } from "../../src/access/tokens.ts";
import type { BenchOptions } from "./measure.ts";
import { type Child, firstLine, type Workshop } from "./workshop.ts";

export interface RegistryOptions {
  /** Address of the upstream, or "none". */
  readonly upstream: string;
  /** A home that exists already; a new one when left out. */
  readonly home?: string;
  readonly cpu?: number;
  /** Host and port of something that stands before it. */
  readonly allowedHost?: string;
}

export interface RegistryProcess {
  readonly url: string;
  readonly pid: number;
  readonly home: string;
  /** From the start of the process to its first answer. */
  readonly startMs: number;
  ownerToken(): Promise<string>;
  stop(): Promise<void>;
}

const main = join(import.meta.dir, "../../src/main.ts");

/** Starts the registry as a person would, on a home of its own and a free port. */
export async function startRegistry(
  workshop: Workshop,
  { profiles }: Pick<BenchOptions, "profiles">,
  { upstream, home = workshop.folder("home"), cpu, allowedHost }: RegistryOptions,
): Promise<RegistryProcess> {
  // A round must not end in the middle of a check with the upstream.
  const settings = [
    ...["[upstream]", "fresh_seconds = 86400"],
    ...(allowedHost === undefined ? [] : ["[http]", `allowed_hosts = ["${allowedHost}"]`]),
  ];
  await writeFile(join(home, "agentregistry.toml"), `${settings.join("\n")}\n`);
  const profiling = profiles === null ? [] : ["--cpu-prof", `--cpu-prof-dir=${profiles}`];
  const started = performance.now();
  const child = workshop.spawn(
    [
      process.execPath,
      ...profiling,
      main,
      "start",
      ...["--home", home, "--port", "0", "--upstream", upstream],
    ],
    { env: environment(), ...(cpu === undefined ? {} : { cpu }) },
  );
  const url = (await firstLine(child)).replace(/^listening on /, "");
  await firstAnswer(child, `${url}/-/ping`);
  return {
    url,
    pid: child.pid,
    home,
    startMs: performance.now() - started,
    ownerToken: async () => (await readFile(ownerTokenPath(home), "utf8")).trim(),
    stop: () => workshop.end(child),
  };
}

async function firstAnswer(child: Child, url: string): Promise<void> {
  while (child.exitCode === null) {
    const answer = await fetch(url).catch(() => null);
    await answer?.body?.cancel();
    if (answer?.status === 200) return;
    await Bun.sleep(1);
  }
  throw new Error("the registry ended before its first answer");
}

/** Settings of whoever runs the bench, and of the npm that started it, must not colour the figures. */
export function environment(): Record<string, string | undefined> {
  const foreign = /^(npm_|agentregistry_)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([key]) => !foreign.test(key)));
}
