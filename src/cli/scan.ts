import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { RegistryError } from "../errors.ts";
import { defaultLimits } from "../scanner/limits.ts";
import { ScannerPool } from "../scanner/pool.ts";
import type { Report } from "../scanner/report.ts";
import type { Subject } from "../scanner/rule.ts";
import { allRules } from "../scanner/rules/all.ts";
import { type LocalFile, scanFiles } from "../scanner/scan-files.ts";
import {
  addCommand,
  type CommandContext,
  type Flags,
  type Output,
  outputOf,
  show,
} from "./command.ts";
import { printable } from "./terminal.ts";

/** `agentregistry scan PATH`. */
export function addScanCommand(program: Command, context: CommandContext): void {
  addCommand(program, "scan <path>", "scan a tarball or a folder, offline").action(
    async (path: string, flags: Flags) => {
      context.exit(await scanPath(path, outputOf(context, flags)));
    },
  );
}

const subject: Subject = { origin: "local", name: null, version: null, manifest: null };

/** What `npm pack` never takes along. */
const neverPacked = new Set([".git", "node_modules"]);

/**
 * Scans a tarball or a folder offline, without a server.
 *
 * @returns the exit code: 1 for a verdict of block, else 0
 */
async function scanPath(given: string, output: Output): Promise<number> {
  const path = resolve(given);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new RegistryError("not_found", `there is nothing at ${path}`);
  const report = found.isDirectory() ? await scanFolder(path) : await scanTarball(path);
  show(output, report, () => describe(given, report));
  return report.verdict === "block" ? 1 : 0;
}

async function scanTarball(path: string): Promise<Report> {
  await using pool = new ScannerPool({ size: 1, limits: defaultLimits });
  return (await pool.scan(path, subject)).report;
}

async function scanFolder(folder: string): Promise<Report> {
  return await scanFiles(() => filesOf(folder, folder), subject, defaultLimits, allRules);
}

async function* filesOf(folder: string, root: string): AsyncGenerator<LocalFile> {
  const entries = await readdir(folder, { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !neverPacked.has(entry.name)) yield* filesOf(path, root);
    if (!entry.isFile()) continue;
    const { mode } = await stat(path);
    yield { path: relative(root, path), mode, bytes: await readFile(path) };
  }
}

function describe(path: string, report: Report): string {
  const { files, unpackedBytes } = report.stats;
  const lines = [
    `${report.verdict}: ${path} (${report.total} points, ${files} files, ${unpackedBytes} bytes, ` +
      `rules ${report.ruleset})`,
    ...report.findings.flatMap((finding) => [
      "",
      `  ${finding.ruleId}  ${finding.severity}, ${finding.points} points, ${finding.surface}`,
      `    ${finding.message}`,
      ...(finding.file === null ? [] : [`    in ${finding.file}:${finding.line ?? 1}`]),
      ...(finding.excerpt === null ? [] : [`    > ${finding.excerpt}`]),
      `    check: ${finding.advice}`,
    ]),
  ];
  return lines.map(printable).join("\n");
}
