import { describe, expect, test } from "vitest";
import { hostileFiles, hostileManifest } from "../support/hostile.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";

async function withHold(): Promise<TestRegistry> {
  const registry = await startRegistry();
  await registry.publish("lib", "1.0.0", hostileFiles, { manifest: hostileManifest });
  return registry;
}

async function makeToken(registry: TestRegistry, body: object): Promise<string> {
  const response = await registry.asOwner("/-/admin/tokens", { method: "POST", json: body });
  return ((await response.json()) as { secret: string }).secret;
}

interface Files {
  readonly files: readonly {
    readonly id: string;
    readonly integrity: string;
    readonly name: string;
  }[];
}

describe("who may decide", () => {
  const requests = [
    ["GET", "/-/admin/quarantine", undefined],
    ["GET", "/-/admin/quarantine/lib@1.0.0", undefined],
    ["POST", "/-/admin/quarantine/lib@1.0.0/approve", { reason: "let me" }],
    ["POST", "/-/admin/quarantine/lib@1.0.0/reject", { reason: "let me" }],
    ["POST", "/-/admin/quarantine/lib@1.0.0/rescan", undefined],
  ] as const;

  test.each(requests)(
    "%s %s: nobody without a token, no publisher, no agent",
    async (method, path, json) => {
      await using registry = await withHold();
      const publisher = await makeToken(registry, { scopes: ["read", "publish"] });
      const agent = await makeToken(registry, { scopes: ["read", "publish"], agent: true });
      const ask = (token?: string) =>
        registry.fetch(path, {
          method,
          ...(token === undefined ? {} : { token }),
          ...(json === undefined ? {} : { json }),
        });

      expect((await ask()).status).toBe(401);
      expect((await ask("areg_unknown")).status).toBe(401);
      expect((await ask(publisher)).status).toBe(403);
      const refused = await ask(agent);
      expect([refused.status, await refused.json()]).toEqual([
        403,
        expect.objectContaining({ error: expect.stringMatching(/person/) }),
      ]);
      expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
      expect(await registry.app.db.read`select * from rulings`).toHaveLength(0);
      expect((await ask(await makeToken(registry, { scopes: ["review"] }))).status).toBe(200);
    },
  );

  test.each([["review"], ["admin"], ["read", "review"]])(
    "an agent's token with %s is not made",
    async (...scopes) => {
      await using registry = await startRegistry();
      const response = await registry.asOwner("/-/admin/tokens", {
        method: "POST",
        json: { scopes, agent: true },
      });

      expect([response.status, await response.json()]).toEqual([
        400,
        expect.objectContaining({ error: expect.stringContaining("only a person decides") }),
      ]);
    },
  );
});

describe("an organization's reviewer", () => {
  test("sees and decides about packages of its own scope, and about no others", async () => {
    await using registry = await withHold();
    await registry.asOwner("/-/admin/orgs", { method: "POST", json: { name: "acme" } });
    await registry.publish("@acme/tool", "1.0.0", hostileFiles, { manifest: hostileManifest });
    const token = await makeToken(registry, { org: "acme", scopes: ["read", "review"] });
    const rule = (subject: string) =>
      registry.fetch(`/-/admin/quarantine/${encodeURIComponent(subject)}/approve`, {
        method: "POST",
        token,
        json: { reason: "read it" },
      });

    const listed = await registry.fetch("/-/admin/quarantine", { token });
    const { files } = (await listed.json()) as Files;

    expect(files.map(({ name }) => name)).toEqual(["@acme/tool"]);
    expect((await rule("lib@1.0.0")).status).toBe(404);
    expect((await rule("@acme/tool@1.0.0")).status).toBe(200);
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
    expect((await registry.tarball("@acme/tool", "1.0.0")).status).toBe(200);
  });
});

describe("a decision", () => {
  test("to approve names the bytes that are served from then on", async () => {
    await using registry = await withHold();
    const response = await registry.asOwner("/-/admin/quarantine/lib@1.0.0/approve", {
      method: "POST",
      json: { reason: "read it" },
    });
    const bytes = await (await registry.tarball("lib", "1.0.0")).arrayBuffer();
    const hash = new Bun.CryptoHasher("sha256").update(bytes).digest("hex");

    expect(await response.json()).toMatchObject({ ok: true, hash });
  });

  test("that expires in the past is refused, because it would decide nothing", async () => {
    await using registry = await withHold();

    const response = await registry.asOwner("/-/admin/quarantine/lib@1.0.0/approve", {
      method: "POST",
      json: { reason: "read it", expires_at: "2020-01-01T00:00:00.000Z" },
    });

    expect([response.status, (await registry.tarball("lib", "1.0.0")).status]).toEqual([400, 403]);
  });
});

describe("what is in quarantine", () => {
  test("is listed by state and found by id, name, digest and file", async () => {
    await using registry = await withHold();
    const { files } = (await (await registry.asOwner("/-/admin/quarantine")).json()) as Files;
    const [record] = files;

    expect(files).toEqual([
      expect.objectContaining({
        name: "lib",
        packageName: "lib",
        version: "1.0.0",
        file: "lib-1.0.0.tgz",
        source: "local",
        state: "held",
        verdict: "block",
        ruling: null,
        issues: expect.arrayContaining([
          expect.objectContaining({ ruleId: "INS-01", file: "package.json" }),
        ]),
      }),
    ]);
    for (const selector of [
      "lib@1.0.0",
      record?.id ?? "",
      record?.integrity ?? "",
      "lib-1.0.0.tgz",
    ]) {
      const response = await registry.asOwner(
        `/-/admin/quarantine/${encodeURIComponent(selector)}`,
      );
      expect(await response.json(), selector).toMatchObject({ id: record?.id });
    }
    const states = ["held", "approved", "rejected", "released", "all"];
    const counts = await Promise.all(
      states.map(async (state) => {
        const response = await registry.asOwner(`/-/admin/quarantine?state=${state}`);
        return ((await response.json()) as Files).files.length;
      }),
    );
    expect(counts).toEqual([1, 0, 0, 0, 1]);
    expect((await registry.asOwner("/-/admin/quarantine?state=lost")).status).toBe(400);
  });

  test.each(["nothing@1.0.0", "../../data/registry.db", "lib", "__proto__", "%00"])(
    "does not find %s",
    async (selector) => {
      await using registry = await withHold();
      const path = `/-/admin/quarantine/${encodeURIComponent(selector)}`;
      for (const response of [
        await registry.asOwner(path),
        await registry.asOwner(`${path}/approve`, { method: "POST", json: { reason: "x" } }),
      ]) {
        expect(response.status).toBeOneOf([400, 404]);
      }
      expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
    },
  );

  test("two packages with one label are named by their ids", async () => {
    await using registry = await startRegistry();
    await registry.publish("@a/b-c", "1.0.0", hostileFiles, { manifest: hostileManifest });
    await registry.publish("a-b-c", "1.0.0", hostileFiles, { manifest: hostileManifest });
    const { files } = (await (await registry.asOwner("/-/admin/quarantine")).json()) as Files;
    const response = await registry.asOwner("/-/admin/quarantine/a-b-c-1.0.0.tgz/approve", {
      method: "POST",
      json: { reason: "x" },
    });
    const body = (await response.json()) as { error: string; code: string };

    expect(files.length).toBe(2);
    expect([response.status, body.code]).toEqual([403, "ambiguous"]);
    for (const { id } of files) expect(body.error).toContain(id);

    await registry.asOwner(
      `/-/admin/quarantine/${files.find((f) => f.name === "a-b-c")?.id}/approve`,
      {
        method: "POST",
        json: { reason: "x" },
      },
    );
    expect((await registry.tarball("a-b-c", "1.0.0")).status).toBe(200);
    expect((await registry.tarball("@a/b-c", "1.0.0")).status).toBe(403);
  });

  test("is judged anew by a rescan, which changes nothing when the rules say the same", async () => {
    await using registry = await withHold();
    const response = await registry.asOwner("/-/admin/quarantine/lib@1.0.0/rescan", {
      method: "POST",
    });

    expect([response.status, await response.json()]).toEqual([
      200,
      expect.objectContaining({ ok: true, state: "held", verdict: "block" }),
    ]);
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
  });

  test("leaves by a rescan when its report was wrong, and comes back when it was not", async () => {
    await using registry = await startRegistry();
    await registry.publish("good", "1.0.0", { "index.js": "1" });
    const [row] = await registry.app.db.read<{ integrity: string; report: string }>`
      select integrity, report from reports where name = 'good'`;
    const report = JSON.stringify({
      ...JSON.parse(row?.report ?? ""),
      verdict: "block",
      total: 100,
    });
    await registry.app.db.write(
      async (tx) =>
        await tx`
        insert into holds (id, name, version, integrity, origin, file, size, report, held_at)
        values ('h1', 'good', '1.0.0', ${row?.integrity ?? ""}, 'hosted', 'good-1.0.0.tgz', 1,
                ${report}, '2026-01-01T00:00:00.000Z')`,
    );
    registry.app.packuments.clear();
    registry.app.tarballs.clear();
    expect((await registry.tarball("good", "1.0.0")).status).toBe(403);

    const response = await registry.asOwner("/-/admin/quarantine/h1/rescan", { method: "POST" });
    expect(await response.json()).toMatchObject({ state: "released", verdict: "clean" });
    expect((await registry.tarball("good", "1.0.0")).status).toBe(200);
    expect(await registry.packument("good")).toMatchObject({ "dist-tags": { latest: "1.0.0" } });
  });
});
