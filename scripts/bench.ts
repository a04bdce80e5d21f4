import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { benchAdmin } from "./bench/admin.ts";
import { type ClientName, clientNames } from "./bench/clients.ts";
import { benchCrowd } from "./bench/crowd.ts";
import { benchExperts } from "./bench/experts.ts";
import { benchHttp } from "./bench/http.ts";
import { benchInstall } from "./bench/install.ts";
import { benchIntent } from "./bench/intent.ts";
import { benchList, defaultJobs } from "./bench/list/scan-list.ts";
import { benchLogin } from "./bench/login.ts";
import { benchMcp } from "./bench/mcp.ts";
import { type BenchOptions, type Part, parts, type Result } from "./bench/measure.ts";
import { benchMemory } from "./bench/memory.ts";
import { benchPublish } from "./bench/publish.ts";
import { resultTable } from "./bench/result-table.ts";
import { benchScan } from "./bench/scan.ts";
import { benchSearch } from "./bench/search.ts";
import { Workshop } from "./bench/workshop.ts";

/**
 * Measures what users feel. Machines differ and other work disturbs, so figures are taken in turns
 * with the same work done without a registry, and the ratio is what counts.
 */

const usage = `npm run bench -- [part …] [options]

parts     ${parts.join(", ")}; all when none is named
--rounds <n>           how often each figure is taken (default: 7)
--seconds <n>          length of a round of load (default: 1)
--generator wrk|own    what makes the load (default: wrk where it is installed)
--clients <list>       who installs: ${clientNames.join(",")} (default: all of them)
--profiles <folder>    write CPU profiles of the servers under test; they slow them down
--json                 print the results as JSON

scan --list <file>     instead of the figures above, scan the newest versions of the packages that the
                       file names, one a line: what is blocked and warned about, and how fast
--first <n>            only so many of them
--jobs <n>             processes that scan at once (default: ${defaultJobs})
--keep <folder>        where their tarballs stay; what is there is not fetched again`;

const run: Record<Part, (workshop: Workshop, options: BenchOptions) => Promise<Result[]>> = {
  http: benchHttp,
  publish: benchPublish,
  scan: benchScan,
  install: benchInstall,
  login: benchLogin,
  memory: benchMemory,
  crowd: benchCrowd,
  search: benchSearch,
  experts: benchExperts,
  mcp: benchMcp,
  intent: benchIntent,
  admin: benchAdmin,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: "string", default: "7" },
    seconds: { type: "string", default: "1" },
    generator: { type: "string", default: Bun.which("wrk") === null ? "own" : "wrk" },
    clients: { type: "string", default: clientNames.join(",") },
    profiles: { type: "string" },
    list: { type: "string" },
    first: { type: "string" },
    jobs: { type: "string" },
    keep: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const asked = values.clients.split(",");
const unknown = [
  ...positionals.filter((word) => !parts.some((part) => part === word)),
  ...asked.filter((word) => !clientNames.some((name) => name === word)),
];
if (values.list !== undefined && positionals.join() !== "scan") unknown.push("--list");
if (values.help || unknown.length > 0) {
  console.error(usage);
  process.exit(values.help ? 0 : 2);
}
const options: BenchOptions = {
  rounds: Math.max(1, Number(values.rounds) || 1),
  seconds: Math.max(1, Number(values.seconds) || 1),
  generator: values.generator === "wrk" ? "wrk" : "own",
  clients: clientNames.filter((name): name is ClientName => asked.includes(name)),
  profiles: values.profiles === undefined ? null : resolve(values.profiles),
  say: (line) => console.error(`… ${line}`),
};
if (options.profiles !== null) mkdirSync(options.profiles, { recursive: true });

await using workshop = new Workshop();
if (values.list === undefined) {
  const results: Result[] = [];
  for (const part of parts) {
    if (positionals.length > 0 && !positionals.includes(part)) continue;
    results.push(...(await run[part](workshop, options)));
  }
  console.log(values.json ? JSON.stringify(results, null, 2) : resultTable(results));
} else {
  const list = {
    ...options,
    file: values.list,
    first: Number(values.first) || Number.POSITIVE_INFINITY,
    jobs: Math.max(1, Number(values.jobs) || defaultJobs),
    json: values.json,
    ...(values.keep === undefined ? {} : { keep: values.keep }),
  };
  console.log(await benchList(workshop, list));
}
