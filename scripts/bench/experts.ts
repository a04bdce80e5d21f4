import pino from "pino";
import { createApp } from "../../src/app.ts";
import type { Integrity } from "../../src/blobs/integrity.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import type { App } from "../../src/context.ts";
import { type ExpertDefinition, parseDefinition } from "../../src/expert/definition.ts";
import { definitionDigest, normalForm } from "../../src/expert/normal-form.ts";
import type { DistTag } from "../../src/names/version.ts";
import { insertExpert } from "../../src/packages/experts.store.ts";
import { insertVersion } from "../../src/packages/packages.store.ts";
import { createServer } from "../../src/server.ts";
import { recordAnswer, startBare } from "./bare-process.ts";
import { runLoad } from "./load.ts";
import {
  type BenchOptions,
  comparePairs,
  median,
  type Pair,
  percentile,
  type Result,
} from "./measure.ts";
import { type RegistryProcess, startRegistry } from "./registry-process.ts";
import type { Workshop } from "./workshop.ts";

const experts = 100_000;
const perTransaction = 1000;
const organizations = 500;
const requests = 200;
const port = 4873;
const root = "/api/registry/v1/experts";

const publishes = 300;
const writers = [1, 4, 16] as const;
const connections = 32;

/** Experts over the Perstack Registry API: publishing, one from memory, and lists of very many. */
export async function benchExperts(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  return [
    ...(await measurePublish(workshop, options)),
    await measureGet(workshop, options),
    ...(await measureLists(workshop, options)),
  ];
}

async function measurePublish(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const registry = await startRegistry(workshop, options, { upstream: "none" });
  const publish = await publisher(registry);
  let count = 0;
  const next = () => publish(body(`@bench/expert-${count++}`, "1.0.0"));
  await next();
  const results: Result[] = [];
  for (const atOnce of writers) {
    const what = `publish, ${atOnce} at a time`;
    options.say(`experts: ${what}`);
    const rates: number[] = [];
    for (let round = 0; round < options.rounds; round++) {
      let left = publishes;
      const writer = async () => {
        while (left-- > 0) await next();
      };
      const startedAt = performance.now();
      await Promise.all(Array.from({ length: atOnce }, writer));
      rates.push((publishes * 1000) / (performance.now() - startedAt));
    }
    results.push({ part: "experts", what, unit: "publishes/s", ours: median(rates) });
  }
  await registry.stop();
  return results;
}

async function publisher({ url, ownerToken }: RegistryProcess) {
  const authorization = `Bearer ${await ownerToken()}`;
  return async (definition: object): Promise<void> => {
    const answer = await fetch(`${url}${root}/`, {
      method: "POST",
      headers: { authorization, "content-type": "application/json" },
      body: JSON.stringify(definition),
    });
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`a publish was answered ${answer.status}: ${text}`);
  };
}

async function measureGet(workshop: Workshop, options: BenchOptions): Promise<Result> {
  const what = "one by its key";
  options.say(`experts: ${what}`);
  const registry = await startRegistry(workshop, options, { upstream: "none", cpu: 0 });
  await (await publisher(registry))(body("@bench/expert", "1.0.0"));
  const headers = { "Content-Type": "application/json" };
  const base = registry.url.replace("localhost", "127.0.0.1");
  const url = `${base}${root}/${encodeURIComponent("@bench/expert@1.0.0")}`;
  const bare = await startBare(workshop, [await recordAnswer(workshop, url, headers, "memory")], 0);
  const rate = async (target: string) => {
    const load = { url: target, headers, connections, seconds: options.seconds };
    return (await runLoad(workshop, options, load)).requestsPerSecond;
  };
  await rate(url);
  await rate(`${bare.urls[0]}/`);
  const pairs: Pair[] = [];
  for (let round = 0; round < options.rounds; round++) {
    pairs.push({ ours: await rate(url), bare: await rate(`${bare.urls[0]}/`) });
  }
  await Promise.all([registry.stop(), bare.stop()]);
  const compared = comparePairs(pairs);
  return { part: "experts", what, unit: "req/s", ...compared, aim: { ratioAtLeast: 0.7 } };
}

/** What is asked of many, by the query of a request. */
const queries: Readonly<Record<string, (at: number) => string>> = {
  "list, take 1": (at) => `/?take=1&skip=${at * 37}`,
  "list, take 20": (at) => `/?take=20&skip=${at * 37}`,
  "list, take 100": (at) => `/?take=100&skip=${(at * 7919) % experts}`,
  "list by name": (at) => `/?take=100&sort=name&order=asc&skip=${(at * 7919) % experts}`,
  "list by version": (at) => `/?take=100&sort=version&skip=${(at * 7919) % experts}`,
  "list by change": (at) => `/?take=100&sort=updatedAt&order=asc&skip=${(at * 7919) % experts}`,
  "list of a scope": (at) => `/?filter=${encodeURIComponent(`@org${at % organizations}/`)}`,
  "list of a common beginning": () => "/?filter=%40org&sort=version&order=asc",
  "versions of one": (at) => `/${encodeURIComponent(nameOf((at * 7919) % experts))}/versions`,
  "one of many": (at) => `/${encodeURIComponent(nameOf((at * 7919) % experts))}`,
};

async function measureLists(workshop: Workshop, options: BenchOptions): Promise<Result[]> {
  const home = workshop.folder("experts");
  const config = ConfigSchema.parse({ home, upstream: { url: "none" } });
  const log = pino({ level: "silent" });
  options.say(`experts: storing ${experts} Experts`);
  {
    await using app = await createApp(config, { log });
    await seed(app);
  }
  {
    options.say("experts: making the search index, which is no part of this");
    await using app = await createApp(config, { log });
    while ((await app.search.countShown()) < experts) await Bun.sleep(200);
  }
  await using app = await createApp(config, { log });
  const { fetch } = createServer(app, port);
  const ask = async (path: string): Promise<number> => {
    const request = new Request(`http://localhost:${port}${root}${path}`, {
      headers: { host: `localhost:${port}` },
    });
    const startedAt = performance.now();
    const answer = await fetch(request);
    const text = await answer.text();
    if (answer.status !== 200) throw new Error(`${path} was answered ${answer.status}: ${text}`);
    return performance.now() - startedAt;
  };
  // Nothing was warmed: a list that comes before the registry has read them waits so long.
  const first = await ask("/");
  const results: Result[] = [
    { part: "experts", what: "first list after a start", unit: "ms", ours: first },
  ];

  for (const [what, pathOf] of Object.entries(queries)) {
    options.say(`experts: ${what}`);
    const times: number[] = [];
    for (let at = 0; at < requests; at++) times.push(await ask(pathOf(at)));
    results.push({
      part: "experts",
      what: `${what}, p95`,
      unit: "ms",
      ours: percentile(times, 0.95),
      aim: { below: 20 },
      note: `p50 ${median(times).toFixed(1)} ms, longest ${Math.max(...times).toFixed(0)} ms`,
    });
  }
  return results;
}

async function seed(app: App): Promise<void> {
  const start = Date.parse("2020-01-01T00:00:00Z");
  for (let first = 0; first < experts; first += perTransaction) {
    await app.db.write(async (tx) => {
      for (let org = 0; first === 0 && org < organizations; org++) {
        await tx.unsafe("insert into orgs (name, created_by, created_at) values ($1, $2, $3)", [
          `org${org}`,
          "owner",
          new Date(start).toISOString(),
        ]);
      }
      for (let at = first; at < first + perTransaction; at++) {
        const definition = parseDefinition(body(nameOf(at), `1.${at % 7}.${at % 11}`));
        const publishedAt = new Date(start + ((at * 7919) % experts) * 60_000).toISOString();
        const { name, version, description } = definition;
        await insertVersion(tx, {
          name,
          version,
          manifest: { name, version, description },
          readme: description,
          integrity: `sha512-${at}` as Integrity,
          size: 1000,
          hasInstallScript: false,
          tags: ["latest" as DistTag],
          access: null,
          publishedBy: "owner",
          publishedAt,
        });
        await insertExpert(tx, stored(definition, at), publishedAt);
      }
    });
  }
}

function stored(definition: ExpertDefinition, at: number) {
  return {
    definition,
    normalForm: normalForm(definition),
    digest: definitionDigest(definition),
    intent: null,
    id: `e${at.toString(36).padStart(23, "0")}`,
  };
}

function nameOf(at: number): string {
  return `@org${at % organizations}/topic-${at}`;
}

/** An Expert of usual size as the Perstack command line sends it. */
function body(name: string, version: string): object {
  return {
    name,
    version,
    minRuntimeVersion: "v1.0",
    description: `Reads what it is given about ${name} and reports what stands out`,
    instruction: "Read every file once. Say what it is for, in one sentence each.\n".repeat(30),
    skills: {
      "@perstack/base": {
        type: "mcpStdioSkill",
        description: "Files",
        command: "npx",
        packageName: "@perstack/base",
        pick: ["readTextFile", "listDirectory", "attemptCompletion"],
      },
      ask: {
        type: "interactiveSkill",
        description: "Asks the user",
        tools: { askUser: { description: "Asks one question", inputJsonSchema: "{}" } },
      },
    },
    delegates: [],
    tags: ["latest"],
  };
}
