import { fileURLToPath } from "node:url";
import { RegistryError } from "../errors.ts";
import type { Interruption } from "./findings/limit-metas.ts";
import type { ScanLimits } from "./limits.ts";
import { interruptedReport } from "./process/interrupted-report.ts";
import type { EvidenceJob, FileJob } from "./process/job.ts";
import { type JobAnswer, type ScannerProcess, startScannerProcess } from "./process/start.ts";
import type { Report } from "./report.ts";
import { residentBytes } from "./resident-bytes.ts";
import type { Subject } from "./rule.ts";

export interface ScannerPoolOptions {
  /** At most this many processes; 2 when left out. */
  readonly size?: number;
  readonly limits: ScanLimits;
  /** How long a process without work is kept; 30 seconds when left out. */
  readonly idleMs?: number;
  /** The program that scans; for tests of what a broken one does. */
  readonly workerPath?: string;
}

export interface ScanResult {
  readonly report: Report;
  /** What was seen, for other rules and for the version after; null when there is nothing to keep. */
  readonly evidence: Uint8Array | null;
  /** Milliseconds from the start of the work, without waiting for a free process. */
  readonly ms: number;
}

interface Waiting {
  readonly job: Omit<FileJob, "id"> | Omit<EvidenceJob, "id">;
  readonly resolve: (result: JobResult) => void;
  readonly reject: (error: RegistryError) => void;
}

/** Without a report when evidence was not enough. */
type JobResult = JobAnswer & Pick<ScanResult, "ms">;

interface Idle {
  readonly process: ScannerProcess;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Runs scans in processes of their own, one at a time in each, first come, first served. A scan
 * that takes too long, needs too much memory or ends its process is answered with a report that
 * blocks. Processes are started when there is work and ended when there is none for a while.
 */
export class ScannerPool implements AsyncDisposable {
  readonly #size: number;
  readonly #limits: ScanLimits;
  readonly #idleMs: number;
  readonly #workerPath: string;
  readonly #queue: Waiting[] = [];
  readonly #idle: Idle[] = [];
  readonly #busy = new Set<ScannerProcess>();
  readonly #ending = new Set<Promise<void>>();
  #jobs = 0;
  #isDisposed = false;

  constructor(options: ScannerPoolOptions) {
    this.#size = options.size ?? 2;
    this.#limits = options.limits;
    this.#idleMs = options.idleMs ?? 30_000;
    this.#workerPath = options.workerPath ?? fileURLToPath(new URL("./worker.ts", import.meta.url));
  }

  /**
   * Scans a tarball on disk, which must not change meanwhile. Rejects only once the pool is
   * disposed; everything else that goes wrong is a report that blocks.
   *
   * @throws RegistryError `unavailable` when the pool is disposed
   */
  async scan(
    path: string,
    subject: Subject,
    limits = this.#limits,
    previous: Uint8Array | null = null,
  ): Promise<ScanResult> {
    const job = { form: "tarball", path, subject, limits, previous: packed(previous) } as const;
    return reported(await this.#queued(job));
  }

  /** Scans a folder, or a perstack.toml by itself, as if it were packed; otherwise like `scan`. */
  async scanFiles(
    path: string,
    subject: Subject,
    previous: Uint8Array | null = null,
  ): Promise<ScanResult> {
    const limits = this.#limits;
    const job = { form: "files", path, subject, limits, previous: packed(previous) } as const;
    return reported(await this.#queued(job));
  }

  /**
   * Judges what was seen of a tarball before by the rules in force. Null when that is not enough and
   * the bytes must be read again.
   *
   * @param previous evidence of the version before
   * @throws RegistryError `unavailable` when the pool is disposed
   */
  async rejudge(
    evidence: Uint8Array,
    subject: Subject,
    previous: Uint8Array | null,
  ): Promise<Report | null> {
    const { report } = await this.#queued({
      form: "evidence",
      evidence: packed(evidence) ?? "",
      subject,
      limits: this.#limits,
      previous: packed(previous),
    });
    return report;
  }

  /** Starts a process ahead of the first scan, which then need not wait for it. */
  warm(): void {
    if (this.#isDisposed || this.#idle.length + this.#busy.size > 0) return;
    const started = this.#start();
    if (started !== null) this.#rest(started);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isDisposed = true;
    for (const waiting of this.#queue.splice(0)) waiting.reject(shuttingDown());
    for (const { process, timer } of this.#idle.splice(0)) {
      clearTimeout(timer);
      this.#end(process);
    }
    for (const process of this.#busy) this.#end(process);
    await Promise.all(this.#ending);
  }

  async #queued(job: Waiting["job"]): Promise<JobResult> {
    if (this.#isDisposed) throw shuttingDown();
    return await new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#startNext();
    });
  }

  #startNext(): void {
    while (this.#busy.size < this.#size) {
      const waiting = this.#queue.shift();
      if (waiting === undefined) return;
      const process = this.#takeIdle() ?? this.#start();
      if (process === null) {
        waiting.resolve({ ...interrupted(waiting.job, "crash"), ms: 0 });
        continue;
      }
      this.#busy.add(process);
      // It settles the promise of its caller and has no other outcome.
      void this.#run(process, waiting);
    }
  }

  async #run(process: ScannerProcess, waiting: Waiting): Promise<void> {
    const { job } = waiting;
    const startedAt = performance.now();
    this.#jobs += 1;
    const outcome = await process.run({ ...job, id: this.#jobs });
    const ms = performance.now() - startedAt;
    const isHeavy = await holdsMore(process, job.limits.memoryBytes / tidiedAbove);
    if (!isHeavy) this.#release(process);
    if (this.#isDisposed) waiting.reject(shuttingDown());
    else if (typeof outcome === "string") waiting.resolve({ ...interrupted(job, outcome), ms });
    else waiting.resolve({ ...outcome, ms });

    if (isHeavy) {
      await this.#tidy(process, job.limits);
      this.#release(process);
    }
    this.#startNext();
  }

  /**
   * Has a process give back the memory of what it scanned, and ends it when it does not. A process is
   * worth keeping: its code is compiled, and a new one takes several times as long at first.
   */
  async #tidy(process: ScannerProcess, limits: ScanLimits): Promise<void> {
    this.#jobs += 1;
    await process.run({ form: "rest", limits, id: this.#jobs });
    if (await holdsMore(process, limits.memoryBytes / endedAbove)) {
      await process.end();
    }
  }

  #release(process: ScannerProcess): void {
    this.#busy.delete(process);
    if (!this.#isDisposed && process.isAlive) this.#rest(process);
  }

  #takeIdle(): ScannerProcess | null {
    for (;;) {
      const idle = this.#idle.pop();
      if (idle === undefined) return null;
      clearTimeout(idle.timer);
      if (idle.process.isAlive) return idle.process;
      this.#end(idle.process);
    }
  }

  /** Null when the system starts no more processes. */
  #start(): ScannerProcess | null {
    try {
      return startScannerProcess(this.#workerPath);
    } catch {
      return null;
    }
  }

  #rest(process: ScannerProcess): void {
    const timer = setTimeout(() => {
      const at = this.#idle.findIndex((idle) => idle.process === process);
      if (at === -1) return;
      this.#idle.splice(at, 1);
      this.#end(process);
    }, this.#idleMs);
    timer.unref();
    this.#idle.push({ process, timer });
  }

  #end(process: ScannerProcess): void {
    const ending = process.end().finally(() => this.#ending.delete(ending));
    this.#ending.add(ending);
  }
}

function packed(evidence: Uint8Array | null): string | null {
  return evidence === null ? null : Buffer.from(evidence).toString("base64");
}

/** What is known of bytes that were read before is not made worse by a judgement that did not end. */
function interrupted({ form }: Waiting["job"], why: Interruption): JobAnswer {
  return { report: form === "evidence" ? null : interruptedReport(why), evidence: null };
}

/** Only our own disk or a bug gives no report of a file: nobody saw it, so it is blocked. */
function reported({ report, evidence, ms }: JobResult): ScanResult {
  return { report: report ?? interruptedReport("crash"), evidence, ms };
}

/** Parts of the memory of a scan above which a process is told to give it back, and ended if it does not. */
const tidiedAbove = 8;
const endedAbove = 4;

async function holdsMore(process: ScannerProcess, limit: number): Promise<boolean> {
  if (!process.isAlive) return false;
  const bytes = await residentBytes(process.pid);
  return bytes !== null && bytes > limit;
}

function shuttingDown(): RegistryError {
  return new RegistryError("unavailable", "the scanner is shutting down");
}
