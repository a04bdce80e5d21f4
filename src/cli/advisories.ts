import { readdir, readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Command } from "commander";
import { z } from "zod";
import { OsvRecord } from "../advisories/osv.ts";
import type { Config } from "../config/schema.ts";
import { RegistryError } from "../errors.ts";
import { approvingCall, takesPassphrase } from "./approval.ts";
import {
  addCommand,
  addGroup,
  type CommandContext,
  configOf,
  type Flags,
  type Output,
  outputOf,
  show,
  text,
} from "./command.ts";
import { callRegistry, type OpenRegistry, openRegistry } from "./registry-call.ts";
import { printable, table } from "./terminal.ts";

/** `agentregistry advisories …`: what audits are answered from. */
export function addAdvisoryCommands(program: Command, context: CommandContext): void {
  const advisories = addGroup(program, "advisories", "what audits are answered from");

  takesPassphrase(
    addCommand(
      advisories,
      "import <path>",
      "store advisories in the OSV format: a .json or .jsonl file, or a folder of them",
    ),
  ).action(async (path: string, flags: Flags) => {
    await using registry = await openRegistry(configOf(context, flags));
    const call = await approvingCall(context, flags, registry);
    context.exit(await importPath(call, path, outputOf(context, flags)));
  });

  addCommand(advisories, "list [name]", "stored advisories, newest first")
    .option("--limit <n>", "how many (default: 100)")
    .action(async (name: string | undefined, flags: Flags) => {
      const limit = text(flags["limit"]) ?? "100";
      await list(configOf(context, flags), name, limit, outputOf(context, flags));
    });

  addCommand(advisories, "refresh", "ask the lists of advisories.sources for what is new").action(
    async (flags: Flags) => {
      context.exit(await refresh(configOf(context, flags), outputOf(context, flags)));
    },
  );

  addCommand(advisories, "stats", "how many are stored").action(async (flags: Flags) => {
    await stats(configOf(context, flags), outputOf(context, flags));
  });
}

/** One request takes so many characters of JSON, and so many records. */
const maxBatchLength = 2 * 1024 * 1024;
const maxBatchSize = 2000;
const maxFileBytes = 512 * 1024 * 1024;

const Answer = z.object({
  imported: z.number(),
  withdrawn: z.number(),
  skipped: z.number(),
  refused: z.array(z.object({ id: z.string(), why: z.string() })),
});

interface Totals {
  imported: number;
  withdrawn: number;
  skipped: number;
  readonly refused: { readonly id: string; readonly why: string }[];
}

/** @returns the exit code: 1 when anything could not be read, else 0; the rest is imported either way */
async function importPath(
  call: OpenRegistry["call"],
  given: string,
  output: Output,
): Promise<number> {
  const path = resolve(given);
  const found = await stat(path).catch(() => null);
  if (found === null) throw new RegistryError("not_found", `there is nothing at ${path}`);
  if (!found.isDirectory() && !isRecords(path)) {
    throw new RegistryError("invalid", `${path} is no .json file; unpack an archive first`);
  }
  const files = found.isDirectory() ? await jsonFilesBelow(path) : [path];
  const totals: Totals = { imported: 0, withdrawn: 0, skipped: 0, refused: [] };
  let batch: string[] = [];
  let length = 0;
  const send = async () => {
    if (batch.length > 0) await sendBatch(call, batch, totals);
    batch = [];
    length = 0;
  };
  for (const file of files) {
    for (const record of await recordsOf(file, totals)) {
      if (!concernsNpm(record)) {
        totals.skipped += 1;
        continue;
      }
      const json = JSON.stringify(withoutTheRest(record));
      if (json.length > maxBatchLength) {
        totals.refused.push({ id: file, why: "one of its records is too large" });
        continue;
      }
      if (length + json.length > maxBatchLength || batch.length === maxBatchSize) await send();
      batch.push(json);
      length += json.length;
    }
  }
  await send();
  show(output, totals, () => describe(totals));
  return totals.refused.length === 0 ? 0 : 1;
}

function isRecords(path: string): boolean {
  return /\.(json|jsonl|ndjson)$/.test(path);
}

async function jsonFilesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && isRecords(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function recordsOf(file: string, totals: Totals): Promise<unknown[]> {
  try {
    if ((await stat(file)).size > maxFileBytes) throw new Error("it is too large");
    const text = await readFile(file, "utf8");
    if (!file.endsWith(".json")) return linesOf(text);
    const json: unknown = JSON.parse(text);
    return Array.isArray(json) ? json : [json];
  } catch (error) {
    totals.refused.push({ id: file, why: error instanceof Error ? error.message : "unreadable" });
    return [];
  }
}

function linesOf(text: string): unknown[] {
  return text
    .split(/\r?\n/)
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as unknown);
}

/** Most records of a database that holds many ecosystems need not be sent at all. */
function concernsNpm(record: unknown): boolean {
  const Ecosystems = z.object({
    affected: z.array(z.object({ package: z.object({ ecosystem: z.string() }) })),
  });
  const parsed = Ecosystems.safeParse(record);
  return !parsed.success || parsed.data.affected.some((one) => one.package.ecosystem === "npm");
}

/** Only what the registry reads: descriptions make up most of a record. */
function withoutTheRest(record: unknown): unknown {
  const parsed = OsvRecord.safeParse(record);
  return parsed.success ? parsed.data : record;
}

async function sendBatch(
  call: OpenRegistry["call"],
  batch: readonly string[],
  totals: Totals,
): Promise<void> {
  const body = { advisories: batch.map((json) => JSON.parse(json) as unknown) };
  const answer = Answer.parse(await call({ method: "POST", path: "/-/admin/advisories", body }));
  totals.imported += answer.imported;
  totals.withdrawn += answer.withdrawn;
  totals.skipped += answer.skipped;
  totals.refused.push(...answer.refused);
}

/** So many failures are shown to a person; --json has them all. */
const maxShown = 20;

function describe({ imported, withdrawn, skipped, refused }: Totals): string {
  const others = refused.length - maxShown;
  return [
    `imported ${imported} advisories (${withdrawn} of them withdrawn); ` +
      `${skipped} are about no npm package`,
    ...refused.slice(0, maxShown).map(({ id, why }) => `not readable: ${id}: ${why}`),
    ...(others > 0 ? [`and ${others} more that are not readable`] : []),
  ]
    .map(printable)
    .join("\n");
}

const Listed = z.looseObject({
  osvId: z.string(),
  name: z.string(),
  severity: z.string(),
  vulnerableVersions: z.string(),
  title: z.string(),
  withdrawnAt: z.string().nullable(),
});

async function list(
  config: Config,
  name: string | undefined,
  limit: string,
  output: Output,
): Promise<void> {
  const query = new URLSearchParams({ limit, ...(name === undefined ? {} : { name }) });
  const path = `/-/admin/advisories?${query}`;
  const answer = await callRegistry(config, { method: "GET", path });
  const { advisories } = z.object({ advisories: z.array(Listed) }).parse(answer);
  show(output, advisories, () =>
    advisories.length === 0
      ? "none are stored"
      : table([
          ["ADVISORY", "PACKAGE", "SEVERITY", "VERSIONS", "TITLE"],
          ...advisories.map((one) => [
            one.osvId,
            one.name,
            one.withdrawnAt === null ? one.severity : "withdrawn",
            shortened(one.vulnerableVersions),
            shortened(one.title),
          ]),
        ]),
  );
}

function shortened(long: string): string {
  return long.length > 60 ? `${long.slice(0, 57)}...` : long;
}

const Stats = z.looseObject({
  advisories: z.number(),
  packages: z.number(),
  withdrawn: z.number(),
  bySeverity: z.record(z.string(), z.number()),
  lastImportAt: z.string().nullable(),
  sources: z.array(
    z.looseObject({
      source: z.string(),
      refreshedAt: z.string().nullable(),
      failure: z.string().nullable(),
    }),
  ),
});

const Refreshed = z.object({
  sources: z.array(
    z.looseObject({
      source: z.string(),
      outcome: z.string(),
      advisories: z.number(),
      blocks: z.number(),
      refused: z.number(),
      failure: z.string().nullable(),
    }),
  ),
});

/** @returns the exit code: 1 when any list could not be read */
async function refresh(config: Config, output: Output): Promise<number> {
  const call = { method: "POST", path: "/-/admin/advisories/refresh" } as const;
  const { sources } = Refreshed.parse(await callRegistry(config, call));
  show(output, sources, () =>
    sources.length === 0
      ? "advisories.sources names no list"
      : sources
          .map(({ source, outcome, advisories, blocks, refused, failure }) =>
            printable(
              failure === null
                ? `${source}: ${outcome}, ${advisories} advisories, ${blocks} entries, ` +
                    `${refused} not readable`
                : `${source}: ${failure}; what it said before still counts`,
            ),
          )
          .join("\n"),
  );
  return sources.every(({ failure }) => failure === null) ? 0 : 1;
}

async function stats(config: Config, output: Output): Promise<void> {
  const answer = await callRegistry(config, { method: "GET", path: "/-/admin/advisories/stats" });
  const found = Stats.parse(answer);
  const severities = Object.entries(found.bySeverity).map(([name, count]) => `${count} ${name}`);
  show(output, found, () =>
    [
      `${found.advisories} advisories about ${found.packages} packages, ${found.withdrawn} withdrawn`,
      ...(severities.length === 0 ? [] : [severities.join(", ")]),
      `last import: ${found.lastImportAt ?? "never"}`,
      ...found.sources.map(({ source, refreshedAt, failure }) =>
        printable(
          `${source}: read ${refreshedAt ?? "never"}${failure === null ? "" : `; ${failure}`}`,
        ),
      ),
    ].join("\n"),
  );
}
