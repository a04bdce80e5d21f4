import { expect, test } from "vitest";
import { startProcess, temporaryFolder } from "../support/process.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { publishBody, tarball } from "../support/tarball.ts";

const name = "@acme/lib";
const path = "/@acme%2flib";
const tags = "/-/package/@acme%2flib/dist-tags";

interface Rows {
  readonly versions: readonly string[];
  readonly tags: readonly { tag: string; version: string }[];
  readonly spent: readonly string[];
}

async function rowsOf({ app }: TestRegistry): Promise<Rows> {
  const versions = await app.db.read<{ version: string }>`
    select version from versions where name = ${name}`;
  const spent = await app.db.read<{ version: string }>`
    select version from tombstones where name = ${name}`;
  return {
    versions: versions.map((row) => row.version),
    tags: await app.db.read`select tag, version from tags where name = ${name}`,
    spent: spent.map((row) => row.version),
  };
}

/** What must hold of a package after any number of writes, whole or cut off. */
function expectWhole(rows: Rows): void {
  const versions = new Set(rows.versions);
  expect(rows.tags.filter(({ version }) => !versions.has(version))).toEqual([]);
  expect(rows.spent.filter((version) => versions.has(version))).toEqual([]);
  expect(rows.tags.some(({ tag }) => tag === "latest")).toBe(versions.size > 0);
}

async function readRev(registry: TestRegistry): Promise<string> {
  const response = await registry.asOwner(`${path}?write=true`);
  return ((await response.json()) as { _rev: string })._rev;
}

test("trap 49: twenty writes of all kinds at once leave one whole package", async () => {
  await using registry = await startRegistry();
  for (const version of ["1.0.0", "1.0.1", "1.0.2", "1.0.3"]) await registry.publish(name, version);
  const document = (await (await registry.asOwner(`${path}?write=true`)).json()) as {
    versions: Record<string, object>;
  };
  const revBefore = await readRev(registry);

  const publishes = Array.from({ length: 8 }, (_, i) =>
    registry.publish(name, `2.0.${i}`, {}, { tag: `t${i}` }),
  );
  const tagging = Array.from({ length: 5 }, (_, i) =>
    registry.asOwner(`${tags}/x${i}`, { method: "PUT", json: `1.0.${i % 2}` }),
  );
  const removing = ["1.0.2", "1.0.3"].map((version) =>
    registry.asOwner(`/@acme/lib/-/lib-${version}.tgz/-rev/undefined`, { method: "DELETE" }),
  );
  const deprecating = ["1.0.0", "1.0.1"].map((version) =>
    registry.asOwner(path, {
      method: "PUT",
      json: {
        ...document,
        versions: { [version]: { ...document.versions[version], deprecated: `not ${version}` } },
      },
    }),
  );
  const staging = Array.from({ length: 2 }, () =>
    registry.asOwner("/-/stage/package/@acme%2flib", {
      method: "POST",
      json: publishBody(name, "3.0.0", tarball({}, { name, version: "3.0.0" })),
    }),
  );
  // The same publish twice at the same time is one publish.
  const again = registry.publish(name, "2.0.0", {}, { tag: "t0" });
  const answers = await Promise.all([
    ...publishes,
    ...tagging,
    ...removing,
    ...deprecating,
    ...staging,
    again,
  ]);

  expect(answers).toHaveLength(20);
  expect(answers.map((answer) => answer.status).filter((status) => status >= 300)).toEqual([]);
  const packument = await registry.packument(name);
  expect(Object.keys(packument.versions).sort()).toEqual([
    "1.0.0",
    "1.0.1",
    ...Array.from({ length: 8 }, (_, i) => `2.0.${i}`),
  ]);
  expect(packument["dist-tags"]).toEqual({
    latest: "1.0.1",
    ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`t${i}`, `2.0.${i}`])),
    ...Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`x${i}`, `1.0.${i % 2}`])),
  });
  expect(packument.versions["1.0.0"]).toMatchObject({ deprecated: "not 1.0.0" });
  expect(packument.versions["1.0.1"]).toMatchObject({ deprecated: "not 1.0.1" });
  expect(await readRev(registry)).not.toBe(revBefore);
  expectWhole(await rowsOf(registry));
});

test("a document of one revision removes at most once, however many come at once", async () => {
  await using registry = await startRegistry();
  for (const version of ["1.0.0", "1.1.0", "1.2.0"]) await registry.publish(name, version);
  const rev = await readRev(registry);
  const answers = await Promise.all(
    ["1.0.0", "1.1.0", "1.2.0"].map((version) =>
      registry.asOwner(`/@acme/lib/-/lib-${version}.tgz/-rev/${rev}`, { method: "DELETE" }),
    ),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409, 409]);
  expect(Object.keys((await registry.packument(name)).versions)).toHaveLength(2);
});

test("a publish that needs a version and the removal of that version cannot both happen", async () => {
  await using registry = await startRegistry();
  for (let round = 0; round < 5; round++) {
    const version = `1.${round}.0`;
    await registry.publish(name, version);
    const [, removed] = await Promise.all([
      registry.publish(
        "@acme/app",
        version,
        {},
        { manifest: { dependencies: { [name]: version } } },
      ),
      registry.asOwner(`/@acme/lib/-/lib-${version}.tgz/-rev/undefined`, { method: "DELETE" }),
    ]);
    const { versions } = await rowsOf(registry);
    expect(versions.includes(version)).toBe(removed.status === 403);
  }
});

test("writes that a kill cuts off are whole or not there", { timeout: 60_000 }, async () => {
  using folder = temporaryFolder();
  const home = folder.path;
  for (let round = 0; round < 2; round++) {
    await using program = await startProcess({ home });
    const headers = {
      authorization: `Bearer ${program.token}`,
      "content-type": "application/json",
    };
    const call = (target: string, method: string, json?: unknown) =>
      program
        .fetch(target, {
          method,
          headers,
          ...(json === undefined ? {} : { body: JSON.stringify(json) }),
        })
        .then((response) => response.status)
        .catch(() => 0);
    const publish = (version: string) =>
      call(path, "PUT", publishBody(name, version, tarball({}, { name, version })));

    for (const patch of [0, 1, 2]) expect(await publish(`${round}.0.${patch}`)).toBe(201);
    const flying = [0, 1, 2].flatMap((patch) => [
      publish(`${round}.1.${patch}`),
      call(`${tags}/r${patch}`, "PUT", `${round}.0.1`),
      call(`/@acme/lib/-/lib-${round}.0.${patch}.tgz/-rev/undefined`, "DELETE"),
    ]);
    await Promise.race(flying);
    await program.kill("SIGKILL");
    await Promise.all(flying);

    await using registry = await startRegistry({ home });
    expectWhole(await rowsOf(registry));
    for (const version of (await rowsOf(registry)).versions) {
      expect((await registry.tarball(name, version)).status).toBe(200);
    }
  }
});
