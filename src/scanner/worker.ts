import type { ScanAnswer, ScanJob } from "./process/job.ts";
import { lines } from "./process/lines.ts";
import { scanLocal } from "./process/scan-local.ts";
import { allRules } from "./rules/all.ts";
import { type Scanned, scanRelease } from "./scan.ts";

/**
 * The scanning process: a job a line on standard input, an answer a line on standard output. It
 * ends when its input does, so that it does not outlive the registry that started it.
 */

// A signal for the whole process group is for the registry, which finishes what it has begun.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => {});

for await (const line of lines(Bun.stdin.stream(), Number.POSITIVE_INFINITY)) {
  const answer = await run(JSON.parse(line) as ScanJob);
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);

async function run(job: ScanJob): Promise<ScanAnswer> {
  try {
    const scanned = job.form === "files" ? await scanLocal(job) : await scanTarball(job);
    return { id: job.id, ...scanned };
  } catch {
    // Only our own disk or a bug comes here; the registry blocks what has no report.
    return { id: job.id, report: null, facts: null };
  }
}

async function scanTarball({ path, subject, limits, previous }: ScanJob): Promise<Scanned> {
  const file = Bun.file(path);
  const source = { bytes: (await file.stat()).size, open: () => file.stream() };
  return await scanRelease(source, subject, limits, allRules, previous);
}
