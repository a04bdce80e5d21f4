import { mkdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { cpus } from "node:os";
import { resolve } from "node:path";
import { type PackageName, parsePackageName } from "../../../src/names/package-name.ts";
import { rejudge } from "../../../src/scanner/evidence.ts";
import { defaultLimits } from "../../../src/scanner/limits.ts";
import { ScannerPool } from "../../../src/scanner/pool.ts";
import { allRules } from "../../../src/scanner/rules/all.ts";
import type { BenchOptions } from "../measure.ts";
import { watchScanners } from "../memory-use.ts";
import { upstreamUrl, whyUnreachable } from "../real-upstream.ts";
import { startRegistry } from "../registry-process.ts";
import type { Workshop } from "../workshop.ts";
import { describeList } from "./describe-list.ts";
import { type KeptTarball, type Missing, newestTarballs } from "./newest-tarballs.ts";

export interface ListOptions extends Pick<BenchOptions, "profiles" | "say"> {
  /** A file with one name a line. */
  readonly file: string;
  readonly first: number;
  /** Processes that scan at once. */
  readonly jobs: number;
  /** Where tarballs stay between runs; a temporary folder when left out. */
  readonly keep?: string;
  readonly json: boolean;
}

export interface ScannedRelease {
  readonly name: string;
  readonly version: string;
  readonly verdict: string;
  readonly total: number;
  /** Each rule once, the heaviest first. */
  readonly rules: readonly string[];
  readonly files: number;
  readonly unpackedBytes: number;
  readonly ms: number;
}

export interface ListResult {
  readonly ruleset: string;
  readonly jobs: number;
  readonly fetchSeconds: number;
  readonly scanSeconds: number;
  readonly peakBytes: number;
  readonly rejudged: Rejudged;
  readonly missing: readonly Missing[];
  readonly scanned: readonly ScannedRelease[];
}

/** What newer rules would cost without the bytes. */
export interface Rejudged {
  readonly packages: number;
  readonly seconds: number;
  /** Of what is kept of all packages together. */
  readonly bytes: number;
}

export const defaultJobs = Math.min(4, cpus().length);

/** Scans the newest versions of a list of packages, as they would be when somebody installs them. */
export async function benchList(workshop: Workshop, options: ListOptions): Promise<string> {
  const names = await namesIn(options.file, options.first);
  const folder = resolve(options.keep ?? workshop.folder("tarballs"));
  mkdirSync(folder, { recursive: true });

  const startedAt = performance.now();
  const { kept, missing } = await newestTarballs(
    names,
    folder,
    async () => {
      const unreachable = await whyUnreachable();
      if (unreachable !== null) throw new Error(unreachable);
      return await startRegistry(workshop, options, { upstream: upstreamUrl() });
    },
    options.say,
  );
  const fetchSeconds = (performance.now() - startedAt) / 1000;

  options.say(`scanning ${kept.length} packages`);
  const result = { missing, fetchSeconds, ...(await scanAll(kept, options.jobs)) };
  return options.json ? JSON.stringify(result, null, 2) : describeList(result);
}

async function namesIn(file: string, first: number): Promise<PackageName[]> {
  const lines = (await readFile(file, "utf8")).split("\n").map((line) => line.trim());
  const names = lines.filter((line) => line !== "" && !line.startsWith("#")).slice(0, first);
  return [...new Set(names)].map(parsePackageName);
}

async function scanAll(kept: readonly KeptTarball[], jobs: number) {
  await using pool = new ScannerPool({ size: jobs, limits: defaultLimits });
  const scan = async ({ name, version, manifest, path }: KeptTarball) =>
    await pool.scan(path, { origin: "upstream", name, version, manifest });

  // Starting the processes is not what is measured.
  const [first] = kept;
  if (first !== undefined) await Promise.all(Array.from({ length: jobs }, () => scan(first)));

  const memory = watchScanners(process.pid);
  const startedAt = performance.now();
  let ruleset = "";
  const seen: Seen[] = [];
  const scanned = await Promise.all(
    kept.map(async (tarball): Promise<ScannedRelease> => {
      const { report, ms, evidence } = await scan(tarball);
      if (evidence !== null) seen.push({ evidence, tarball });
      ruleset = report.ruleset;
      return {
        name: tarball.name,
        version: tarball.version,
        verdict: report.verdict,
        total: report.total,
        rules: [
          ...new Set(
            report.findings
              .filter(({ explainedBy, points }) => explainedBy === null && points > 0)
              .sort((a, b) => b.points - a.points)
              .map(({ ruleId }) => ruleId),
          ),
        ],
        ...{ files: report.stats.files, unpackedBytes: report.stats.unpackedBytes, ms },
      };
    }),
  );
  const scanSeconds = (performance.now() - startedAt) / 1000;
  const peakBytes = await memory.stop();
  return { ruleset, jobs, scanned, scanSeconds, peakBytes, rejudged: rejudgeAll(seen) };
}

interface Seen {
  readonly evidence: Uint8Array;
  readonly tarball: KeptTarball;
}

function rejudgeAll(seen: readonly Seen[]): Rejudged {
  const startedAt = performance.now();
  let packages = 0;
  let bytes = 0;
  for (const { evidence, tarball } of seen) {
    const { name, version, manifest } = tarball;
    const subject = { origin: "upstream", name, version, manifest } as const;
    if (rejudge(evidence, subject, allRules, null) !== null) packages += 1;
    bytes += evidence.length;
  }
  return { packages, bytes, seconds: (performance.now() - startedAt) / 1000 };
}
