import { rejudge, releaseIn } from "./evidence.ts";
import type { ReleaseFacts } from "./facts.ts";
import type { FileJob, ScanAnswer, ScanJob } from "./process/job.ts";
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
  if (job.form === "rest") {
    Bun.gc(true);
    return { id: job.id, report: null, evidence: null };
  }
  try {
    const previous = job.previous === null ? null : releaseIn(Buffer.from(job.previous, "base64"));
    if (job.form === "evidence") {
      const seen = Buffer.from(job.evidence, "base64");
      return { id: job.id, report: rejudge(seen, job.subject, allRules, previous), evidence: null };
    }
    const scan = job.form === "files" ? scanLocal : scanTarball;
    const { report, evidence } = await scan(job, previous);
    const kept = evidence === null ? null : Buffer.from(evidence).toString("base64");
    return { id: job.id, report, evidence: kept };
  } catch {
    // Only our own disk or a bug comes here; the registry blocks what has no report.
    return { id: job.id, report: null, evidence: null };
  }
}

async function scanTarball(
  { path, subject, limits }: FileJob,
  previous: ReleaseFacts | null,
): Promise<Scanned> {
  const file = Bun.file(path);
  const source = { bytes: (await file.stat()).size, open: () => file.stream() };
  return await scanRelease(source, subject, limits, allRules, previous);
}
