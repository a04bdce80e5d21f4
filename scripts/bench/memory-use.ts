import { readdir } from "node:fs/promises";
import { residentBytes } from "../../src/scanner/resident-bytes.ts";

const sampleMs = 50;

export interface PeakUse {
  readonly server: number;
  /** The server and the processes that it started, at the same moment. */
  readonly withScanners: number;
}

/** Watches how much memory a process takes until `stop`. */
export function watchMemory(pid: number): { stop(): Promise<PeakUse> } {
  let server = 0;
  let withScanners = 0;
  let isStopped = false;

  async function sample(): Promise<void> {
    const own = (await residentBytes(pid)) ?? 0;
    const others = await Promise.all((await childrenOf(pid)).map(residentBytes));
    server = Math.max(server, own);
    withScanners = Math.max(
      withScanners,
      others.reduce<number>((sum, n) => sum + (n ?? 0), own),
    );
  }
  const running = (async () => {
    while (!isStopped) {
      await sample();
      await Bun.sleep(sampleMs);
    }
  })();

  return {
    async stop() {
      isStopped = true;
      await running;
      return { server: Math.max(server, (await peakBytes(pid)) ?? 0), withScanners };
    },
  };
}

/** Watches the processes that one starts until `stop`, which gives the highest peak of any of them. */
export function watchScanners(pid: number): { stop(): Promise<number> } {
  let peak = 0;
  let isStopped = false;
  const running = (async () => {
    while (!isStopped) {
      for (const child of await childrenOf(pid)) {
        peak = Math.max(peak, (await peakBytes(child)) ?? 0);
      }
      await Bun.sleep(sampleMs);
    }
  })();
  return {
    async stop() {
      isStopped = true;
      await running;
      return peak;
    },
  };
}

/** The peak since the process started, as the system counted it; null where it does not count. */
async function peakBytes(pid: number): Promise<number | null> {
  const status = await Bun.file(`/proc/${pid}/status`)
    .text()
    .catch(() => "");
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) * 1024;
}

/** Empty where the system has no /proc; then only the server itself is watched. */
async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(
    tasks.map((task) =>
      Bun.file(`/proc/${pid}/task/${task}/children`)
        .text()
        .catch(() => ""),
    ),
  );
  return lists.flatMap((list) => list.split(" ").filter(Boolean).map(Number));
}

/** Resident memory once a process has come to rest. */
export async function restingBytes(pid: number): Promise<number> {
  await Bun.sleep(2000);
  return (await residentBytes(pid)) ?? Number.NaN;
}

export function megabytes(bytes: number): number {
  return bytes / 1e6;
}
