import { readFile } from "node:fs/promises";
import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { defaultLimits } from "../../scanner/limits.ts";
import type { ScannerPool, ScanResult } from "../../scanner/pool.ts";
import type { JsonObject, Subject } from "../../scanner/rule.ts";
import { withStatedReach } from "./stated-reach.ts";
import { findTarget, type Target } from "./target.ts";

export interface Comparisons {
  /** The version before, a folder or a tarball. */
  readonly previous: string | undefined;
  /** A file with the document that a registry has of the package. */
  readonly packument: string | undefined;
}

const nobody: Subject = { origin: "local", name: null, version: null, manifest: null };

/**
 * Scans a tarball, a folder or a definition in a process of its own.
 *
 * @throws RegistryError when a file to compare with cannot be used
 */
export async function scanPackage(
  pool: ScannerPool,
  target: Target,
  { previous, packument }: Comparisons,
): Promise<ScanResult> {
  const before = previous === undefined ? null : await evidenceOf(pool, previous);
  const first = await scanAs(pool, target, nobody, before);
  if (packument === undefined) return first;
  // Which version to compare with is known only to the tarball.
  const subject = await subjectOf(packument, first.report.manifest?.version ?? null);
  return await scanAs(pool, target, subject, before);
}

async function scanAs(
  pool: ScannerPool,
  { path, kind }: Target,
  subject: Subject,
  before: Uint8Array | null,
): Promise<ScanResult> {
  const scanned =
    kind === "tarball"
      ? await pool.scan(path, subject, defaultLimits, before)
      : await pool.scanFiles(path, subject, before);
  return { ...scanned, report: withStatedReach(scanned.report) };
}

async function evidenceOf(pool: ScannerPool, previous: string): Promise<Uint8Array> {
  const target = await findTarget(previous);
  const isPackage = target.kind !== "lock";
  const scanned = isPackage ? await scanAs(pool, target, nobody, null) : null;
  if (scanned?.evidence != null) return scanned.evidence;
  throw new RegistryError("invalid", `${previous} cannot be read as the version before`);
}

const Packument = z.looseObject({
  name: z.string(),
  versions: z.record(z.string(), z.looseObject({})),
});

async function subjectOf(file: string, version: string | null): Promise<Subject> {
  const { name, versions } = await readPackument(file);
  const manifest = version === null ? undefined : versions[version];
  if (version !== null && manifest !== undefined) {
    return { origin: "local", name, version, manifest: manifest as JsonObject };
  }
  const wanted = version === null ? "a package that states no version" : `the version ${version}`;
  throw new RegistryError("not_found", `${file} says nothing about ${wanted}`);
}

async function readPackument(file: string): Promise<z.infer<typeof Packument>> {
  const text = await readFile(file, "utf8");
  try {
    return Packument.parse(JSON.parse(text));
  } catch {
    throw new RegistryError("invalid", `${file} is not the document of a package`);
  }
}
