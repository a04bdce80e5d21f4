import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { defaultLimits } from "../../src/scanner/limits.ts";
import { ScannerPool } from "../../src/scanner/pool.ts";
import type { Subject } from "../../src/scanner/rule.ts";
import { manifestFile, noise, packTarball, sourceText } from "./generated-package.ts";
import { type BenchOptions, comparePairs, type Pair, type Result } from "./measure.ts";
import { megabytes } from "./memory-use.ts";
import { upstreamUrl, whyUnreachable } from "./real-upstream.ts";
import { startRegistry } from "./registry-process.ts";
import type { Workshop } from "./workshop.ts";

const subject: Subject = { origin: "local", name: null, version: null, manifest: null };
const realPackage = { name: "typescript", range: "5" } as const;

/** How fast the scanner reads, against unpacking alone. */
export async function benchScan(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const results = [await measure(workshop, options, "generated package", Buffer.from(generated()))];
  const unreachable = await whyUnreachable();
  const { name } = realPackage;
  if (unreachable !== null) return [...results, { part: "scan", what: name, skipped: unreachable }];
  const registry = await startRegistry(workshop, options, { upstream: upstreamUrl() });
  const tarball = await fetchRealPackage(registry.url);
  await registry.stop();
  return [...results, await measure(workshop, options, name, tarball)];
}

/** Many files of source text and a few that are not, some 100 MB. */
function generated(): Buffer {
  const sources = Array.from({ length: 2000 }, (_, at) => ({
    path: `lib/part-${at}.js`,
    bytes: sourceText(40_000, at),
  }));
  const binaries = Array.from({ length: 20 }, (_, at) => ({
    path: `data/part-${at}.bin`,
    bytes: noise(1_000_000, at),
  }));
  return packTarball([manifestFile("bench-scan", "1.0.0"), ...sources, ...binaries]);
}

async function measure(
  workshop: Workshop,
  options: BenchOptions,
  subjectName: string,
  tarball: Buffer,
): Promise<Result> {
  options.say(`scan: ${subjectName}`);
  const path = join(workshop.folder("scan"), "package.tgz");
  await writeFile(path, tarball);
  await using pool = new ScannerPool({ size: 1, limits: defaultLimits });
  const { stats } = (await pool.scan(path, subject)).report;

  const pairs: Pair[] = [];
  for (let round = 0; round < options.rounds; round++) {
    const { ms } = await pool.scan(path, subject);
    const startedAt = performance.now();
    const unpacked = gunzipSync(tarball).length;
    const bareMs = performance.now() - startedAt;
    const perSecond = (bytes: number, millis: number) => (megabytes(bytes) * 1000) / millis;
    pairs.push({ ours: perSecond(unpacked, ms), bare: perSecond(unpacked, bareMs) });
  }
  const size = `${Math.round(megabytes(stats.unpackedBytes))} MB in ${stats.files} files`;
  const what = `${subjectName} (${size})`;
  return { part: "scan", what, unit: "MB/s", ...comparePairs(pairs), note: "bare: gunzip alone" };
}

async function fetchRealPackage(registry: string): Promise<Buffer> {
  const { name, range } = realPackage;
  const manifest = await fetch(`${registry}/${name}/${range}`);
  const { dist } = (await manifest.json()) as { dist: { tarball: string } };
  const answer = await fetch(dist.tarball);
  if (answer.status !== 200) throw new Error(`${answer.status} for a tarball of ${name}`);
  return Buffer.from(await answer.arrayBuffer());
}
