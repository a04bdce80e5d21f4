import { dirname } from "node:path";
import type { Interruption } from "../findings/limit-metas.ts";
import type { Report } from "../report.ts";
import { residentBytes } from "../resident-bytes.ts";
import type { ScanAnswer, ScanJob } from "./job.ts";
import { lines } from "./lines.ts";

/** What came of a job. */
export interface JobAnswer {
  readonly report: Report | null;
  readonly evidence: Uint8Array | null;
}

/** A running scanning process, for one job at a time. */
export interface ScannerProcess {
  readonly pid: number;
  readonly isAlive: boolean;
  /** Never rejects. After an interruption the process is gone. */
  run(job: ScanJob): Promise<JobAnswer | Interruption>;
  /** Kills it and waits until it is gone: it holds nothing that needs a good-bye. */
  end(): Promise<void>;
}

const maxAnswerBytes = 8 * 1024 * 1024;
const memoryCheckMs = 100;

/**
 * Starts a process that scans. It is a process and not a thread because what it reads was made by
 * an attacker: running out of memory or a fault in native code must not end the registry.
 */
export function startScannerProcess(workerPath: string): ScannerProcess {
  const child = Bun.spawn([process.execPath, "--no-env-file", workerPath], {
    // Neither the environment nor a `.env` file nearby: nothing secret may be in there. The last tier of
    // the compiler costs more than it gives to code that sees other data with every package; on a machine
    // that seems small, the heap grows in small steps once it is large, but not before.
    env: { BUN_JSC_useFTLJIT: "0", BUN_JSC_forceRAMSize: String(1024 * 1024 * 1024) },
    cwd: dirname(workerPath),
    stdin: "pipe",
    stdout: "pipe",
    stderr: "ignore",
  });
  child.unref();
  let isAlive = true;
  let answered: (line: string | null) => void = () => {};

  const output = (async () => {
    try {
      for await (const line of lines(child.stdout, maxAnswerBytes)) answered(line);
    } catch {
      // An endless line is no answer; below it counts as the end of the process.
    }
    isAlive = false;
    answered(null);
  })();

  async function end(): Promise<void> {
    isAlive = false;
    // Unreferenced, it would not keep us alive until it is gone: a shutdown would stop half-way here.
    child.ref();
    child.kill("SIGKILL");
    await child.exited;
    await output;
  }

  async function run(job: ScanJob): Promise<JobAnswer | Interruption> {
    const { limits } = job;
    const { promise, resolve } = Promise.withResolvers<JobAnswer | Interruption>();
    answered = (line) => resolve(line === null ? "crash" : (answerIn(line, job) ?? "crash"));
    const timer = setTimeout(() => resolve("time"), limits.timeMs);
    const watch = setInterval(async () => {
      const bytes = await residentBytes(child.pid);
      if (bytes !== null && bytes > limits.memoryBytes) resolve("memory");
    }, memoryCheckMs);

    send(job).catch(() => resolve("crash"));
    const outcome = await promise;
    clearTimeout(timer);
    clearInterval(watch);
    answered = () => {};
    if (typeof outcome === "string") await end();
    return outcome;
  }

  async function send(job: ScanJob): Promise<void> {
    child.stdin.write(`${JSON.stringify(job)}\n`);
    await child.stdin.flush();
  }

  return {
    pid: child.pid,
    get isAlive() {
      return isAlive;
    },
    run,
    end,
  };
}

/** What a line answers; null for anything that is not an answer to this job. */
function answerIn(line: string, { id, form }: ScanJob): JobAnswer | null {
  try {
    const answer = JSON.parse(line) as Partial<ScanAnswer> | null;
    if (answer?.id !== id) return null;
    const { report = null, evidence = null } = answer;
    const isReport = typeof report?.verdict === "string" && Array.isArray(report.findings);
    if (!isReport && (report !== null || form === "tarball" || form === "files")) return null;
    return { report, evidence: evidence === null ? null : Buffer.from(evidence, "base64") };
  } catch {
    return null;
  }
}
