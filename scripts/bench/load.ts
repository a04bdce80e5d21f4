import { fileURLToPath } from "node:url";
import type { BenchOptions } from "./measure.ts";
import type { Workshop } from "./workshop.ts";

export interface Load {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
}

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly bytesPerSecond: number;
}

/** What the own generator prints. */
export interface GeneratorCount {
  readonly requests: number;
  readonly bytes: number;
  readonly seconds: number;
  readonly errors: number;
}

const generator = fileURLToPath(new URL("./load-generator.ts", import.meta.url));

/** Asks one URL again and again over some connections, from a process on another processor. */
export async function runLoad(
  workshop: Workshop,
  options: Pick<BenchOptions, "generator">,
  load: Load,
): Promise<LoadResult> {
  const command =
    options.generator === "wrk"
      ? wrkCommand(load)
      : [process.execPath, generator, JSON.stringify(load)];
  const child = workshop.spawn(command, { cpu: 1 });
  const [text, complaint, code] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  if (code !== 0) throw new Error(`the load generator failed: ${complaint || text}`);
  return options.generator === "wrk" ? readWrk(text) : readCount(text);
}

function wrkCommand({ url, headers, connections, seconds }: Load): string[] {
  const flags = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  return ["wrk", "-t1", `-c${connections}`, `-d${seconds}s`, ...flags, url];
}

const factors: Readonly<Record<string, number>> = { "": 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

function readWrk(text: string): LoadResult {
  const requests = /^Requests\/sec:\s+([\d.]+)/m.exec(text)?.[1];
  const [, bytes, prefix = ""] = /^Transfer\/sec:\s+([\d.]+)([KMG]?)B/m.exec(text) ?? [];
  const complaint = /^\s*(Socket errors|Non-2xx or 3xx responses):.*$/m.exec(text)?.[0].trim();
  if (requests === undefined || bytes === undefined) throw new Error(`wrk said: ${text}`);
  if (complaint !== undefined) throw new Error(`the load met errors: ${complaint}`);
  return {
    requestsPerSecond: Number(requests),
    bytesPerSecond: Number(bytes) * (factors[prefix] ?? 1),
  };
}

function readCount(text: string): LoadResult {
  const { requests, bytes, seconds, errors } = JSON.parse(text) as GeneratorCount;
  if (errors > 0) throw new Error(`the load met errors: ${errors} answers were none of 2xx or 3xx`);
  return { requestsPerSecond: requests / seconds, bytesPerSecond: bytes / seconds };
}
