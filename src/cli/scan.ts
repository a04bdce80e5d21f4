import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { defaultLimits } from "../scanner/limits.ts";
import { ScannerPool } from "../scanner/pool.ts";
import { addCommand, type CommandContext, configOf, type Flags, text } from "./command.ts";
import { type OpenRegistry, openRegistry } from "./registry-call.ts";
import { inOrder } from "./scan/in-order.ts";
import { pathsFrom } from "./scan/paths.ts";
import { printerFor } from "./scan/print.ts";
import { isRefused, type ScanTools, scanTarget } from "./scan/scan-target.ts";
import { startProgress } from "./terminal.ts";
import { missingArgument } from "./wizard.ts";

const defaultJobs = Math.min(4, availableParallelism());
/** More than one that is begun for each process: a large package must not keep the others waiting. */
const aheadForEachJob = 8;

/** `agentregistry scan PATH…`. */
export function addScanCommand(program: Command, context: CommandContext): void {
  addCommand(
    program,
    "scan [paths...]",
    "scan folders, tarballs and perstack.toml files offline; say what of a lock file would be held",
  )
    .addOption(new Option("--jsonl", "a line of JSON for each path").conflicts("json"))
    .addOption(new Option("--sarif", "one SARIF 2.1.0 document").conflicts(["json", "jsonl"]))
    .option("--paths-from <file>", "more paths, one a line; - is standard input")
    .option("--previous <path>", "the version before, to tell what is new")
    .option("--packument <file>", "a registry's document of the package, to compare with")
    .option("--jobs <n>", `scans side by side (default: ${defaultJobs})`, readCount)
    .option("--fetch", "of a lock file: fetch and scan what nobody scanned yet")
    .addHelpText("after", help)
    .action(async (given: string[], flags: Flags, command: Command) => {
      const list = text(flags["pathsFrom"]);
      const paths = list === undefined ? given : [...given, ...(await pathsFrom(list))];
      if (paths.length === 0 && list === undefined) missingArgument(command, "paths");
      const compared = ["previous", "packument"].find((flag) => flags[flag] !== undefined);
      if (compared !== undefined && paths.length !== 1) {
        command.error(`error: --${compared} is about one path`);
      }
      context.exit(await scanPaths(context, flags, paths));
    });
}

const help = `
A folder is scanned as npm would pack it. package-lock.json, npm-shrinkwrap.json, pnpm-lock.yaml,
yarn.lock and bun.lock are looked up in the registry of the home.

The exit code is 1 when anything is blocked, would not be served or cannot be read, else 0.`;

function readCount(given: string): string {
  if (/^[1-9]\d?$/.test(given)) return given;
  throw new InvalidArgumentError("give a number from 1 to 99.");
}

/** @returns the exit code */
async function scanPaths(
  context: CommandContext,
  flags: Flags,
  paths: readonly string[],
): Promise<number> {
  const jobs = Number(text(flags["jobs"]) ?? defaultJobs);
  await using opened = new AsyncDisposableStack();
  const { terminal } = context;
  using progress = startProgress(terminal, "scanned", paths.length);
  let registry: Promise<OpenRegistry> | null = null;
  const tools: ScanTools = {
    pool: opened.use(new ScannerPool({ size: jobs, limits: defaultLimits })),
    registry() {
      registry ??= openRegistry(configOf(context, flags)).then((open) => opened.use(open));
      return registry;
    },
    isFetching: flags["fetch"] === true,
    previous: text(flags["previous"]),
    packument: text(flags["packument"]),
    progress,
  };

  const printer = printerFor(terminal, flags, paths.length);
  let code = 0;
  for await (const outcome of inOrder(paths, jobs * aheadForEachJob, (path) =>
    scanTarget(tools, path),
  )) {
    progress.step();
    progress.aside(() => printer.add(outcome));
    if (isRefused(outcome)) code = 1;
  }
  progress.aside(() => printer.end());
  return code;
}
