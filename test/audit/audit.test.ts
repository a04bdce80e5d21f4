import { Database } from "bun:sqlite";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { recordAudit } from "../../src/audit/audit.store.ts";
import { auditCsv } from "../../src/audit/csv.ts";
import { trimAudit } from "../../src/audit/retention.ts";
import { verifyAudit } from "../../src/audit/verify.ts";
import { startClock } from "../support/clock.ts";
import { runInside } from "../support/command.ts";
import { definition, root as experts } from "../support/experts.ts";
import { addPack, packBundle } from "../support/packs.ts";
import { addMember, addUser, createOrg } from "../support/people.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, rule } from "../support/review.ts";

interface EntryView {
  readonly id: number;
  readonly action: string;
  readonly target: string | null;
  readonly details: Readonly<Record<string, unknown>>;
  readonly actor: Readonly<Record<string, unknown>>;
  readonly request_id: string | null;
  readonly severity: string;
}

async function entries(registry: TestRegistry, query = ""): Promise<EntryView[]> {
  const response = await registry.asOwner(`/-/admin/audit?limit=1000${query}`);
  expect(response.status, await response.clone().text()).toBe(200);
  return ((await response.json()) as { logs: EntryView[] }).logs;
}

function overWrite(registry: TestRegistry, sql: string): void {
  using database = new Database(join(registry.home, "data", "registry.db"));
  database.run(sql);
}

describe("the audit log", () => {
  test("tells who did what, from where and by which request", async () => {
    await using registry = await startRegistry();
    await registry.publish("acme-tool", "1.0.0");
    await registry.publish("bad-tool", "1.0.0", hookFiles, { manifest: hookManifest });
    await rule(registry, "bad-tool@1.0.0", "approve", { reason: "built it myself" });
    await rule(registry, "bad-tool@1.0.0", "forget");
    await createOrg(registry, "acme");
    await addUser(registry, "ann");
    await registry.asOwner("/-/package/acme-tool/dist-tags/next", {
      method: "PUT",
      json: "1.0.0",
      peer: "127.0.0.1",
    });
    const json = { blocks: [{ subject: "evil-lib", reason: "seen" }] };
    await registry.asOwner("/-/admin/blocks", { method: "POST", json });

    const found = await entries(registry);
    const told = found.map(({ action, target }) => `${action} ${target}`).reverse();
    expect(told.filter((line) => !line.startsWith("token_created"))).toEqual([
      "package_published acme-tool@1.0.0",
      "package_blocked bad-tool@1.0.0",
      "package_approved bad-tool@1.0.0",
      "ruling_forgotten bad-tool@1.0.0",
      "org_created acme",
      "user_created ann",
      "dist_tag_changed acme-tool",
      "block_added evil-lib",
    ]);
    const approved = found.find(({ action }) => action === "package_approved");
    expect(approved?.details).toMatchObject({ reason: "built it myself" });
    const tagged = found.find(({ action }) => action === "dist_tag_changed");
    expect(tagged?.actor).toMatchObject({ principal: "owner", via: "http", ip: "127.0.0.1" });
    expect(tagged?.request_id).toMatch(/^\w+-\w+$/);
  });

  test("tells of organizations, teams, owners, visibility and packs", async () => {
    await using registry = await startRegistry();
    await createOrg(registry, "acme");
    for (const name of ["ann", "ben"]) await addUser(registry, name);
    await registry.publish("@acme/tool", "1.0.0");
    const change = async (method: string, path: string, json: object) => {
      const response = await registry.asOwner(path, { method, json });
      expect([path, response.status]).toEqual([path, expect.toSatisfy((code) => code < 300)]);
    };
    const tool = "@acme%2ftool";
    await addMember(registry, "acme", "ann", "developer");
    await change("PUT", "/-/org/acme/team", { name: "devs", description: "" });
    for (let times = 0; times < 2; times++) {
      await change("PUT", "/-/team/acme/devs/user", { user: "ann" });
    }
    const grant = { package: "@acme/tool", permissions: "read-write" };
    await change("PUT", "/-/team/acme/devs/package", grant);
    await change("DELETE", "/-/team/acme/devs/package", { package: "@acme/tool" });
    await change("POST", `/-/package/${tool}/access`, { access: "restricted" });
    const { _rev } = (await (await registry.asOwner(`/${tool}?write=true`)).json()) as {
      _rev: string;
    };
    const maintainers = [{ name: "ben", email: "" }];
    await change("PUT", `/${tool}/-rev/${_rev}`, { _id: "@acme/tool", _rev, maintainers });
    await change("DELETE", "/-/team/acme/devs/user", { user: "ann" });
    await change("DELETE", "/-/team/acme/devs", {});
    await change("DELETE", "/-/org/acme/user", { user: "ann" });
    expect((await addPack(registry, packBundle("demo.pack", "1.0.0"))).status).toBe(201);
    expect((await addPack(registry, packBundle("demo.pack", "1.0.0"))).status).toBe(201);

    const found = (await entries(registry)).reverse();
    const about = /^(member_changed|team_changed|package_changed|pack_published)$/;
    expect(
      found
        .filter(({ action }) => about.test(action))
        .map(({ action, target, details }) => [action, target, details]),
    ).toEqual([
      ["member_changed", "@acme", { user: "ann", role: "developer" }],
      ["team_changed", "@acme:devs", { made: true, description: "" }],
      ["team_changed", "@acme:devs", { added: "ann" }],
      ["team_changed", "@acme:devs", { package: "@acme/tool", permission: "read-write" }],
      ["team_changed", "@acme:devs", { package: "@acme/tool", permission: null }],
      ["package_changed", "@acme/tool", { access: { before: "public", after: "restricted" } }],
      ["package_changed", "@acme/tool", { owners: { before: ["owner"], after: ["user:ben"] } }],
      ["team_changed", "@acme:devs", { left: "ann" }],
      ["team_changed", "@acme:devs", { removed: true }],
      ["member_changed", "@acme", { user: "ann", role: null }],
      ["pack_published", "demo.pack@1.0.0", expect.objectContaining({ size: expect.any(Number) })],
    ]);
    expect((await verifyAudit(registry.app)).isWhole).toBe(true);
  });

  test("tells what became of a version of an Expert, and nothing of a change that is refused", async () => {
    await using registry = await startRegistry();
    await registry.asOwner(experts, { method: "POST", json: definition("@acme/helper", "1.0.0") });
    const path = `${experts}/${encodeURIComponent("@acme/helper@1.0.0")}`;
    const change = async (json: object) =>
      (await registry.asOwner(path, { method: "POST", json })).status;
    expect(await change({ tags: ["next"] })).toBe(200);
    expect(await change({ status: "disabled" })).toBe(200);
    expect(await change({ status: "available" })).toBe(400);
    const found = await entries(registry, "&actions=package_changed");
    expect(found.map(({ target, details }) => [target, details])).toEqual([
      ["@acme/helper@1.0.0", { status: "disabled" }],
      ["@acme/helper@1.0.0", { tags: ["next"] }],
    ]);
  });

  test("a refused change leaves no entry", async () => {
    await using registry = await startRegistry();
    await registry.publish("acme-tool", "1.0.0");
    const before = (await entries(registry)).length;

    const again = await registry.publish("acme-tool", "1.0.0", { "other.js": "1" });
    expect(again.status).toBe(403);
    const repeated = await registry.publish("acme-tool", "1.0.0");
    expect(repeated.status).toBe(201);

    expect(await entries(registry)).toHaveLength(before);
  });

  test("refused connections are counted, not written down one by one", async () => {
    await using registry = await startRegistry();
    for (let at = 0; at < 50; at++) {
      const headers = { origin: "https://evil.example" };
      const init = { method: "POST", headers, peer: "127.0.0.1", json: {} };
      expect((await registry.asOwner("/-/admin/orgs", init)).status).toBe(403);
      await registry.fetch("/-/admin/orgs", { token: "areg_wrong", peer: "127.0.0.1" });
    }
    const found = await entries(registry);
    const counts = found.map(({ action, details }) => [action, details["count"]]);
    expect(counts).toContainEqual(["origin_denied", 50]);
    expect(counts).toContainEqual(["auth_failed", 50]);
  });
});

describe("the chain of the audit log", () => {
  test("is whole through many writers, and says what its head is", async () => {
    await using registry = await startRegistry();
    await Promise.all(
      Array.from({ length: 20 }, (_, at) => registry.publish(`lib-${at}`, "1.0.0")),
    );
    const whole = await verifyAudit(registry.app);

    expect(whole).toMatchObject({ isWhole: true, problem: null, removed: 0 });
    expect(whole.entries).toBeGreaterThan(20);
    await createOrg(registry, "acme");
    expect(await verifyAudit(registry.app, whole.head)).toMatchObject({ knowsHead: true });
  });

  test.each([
    ["an entry was changed", "update audit set target = 'other' where id = 3"],
    ["its details were changed", "update audit set details = '[]' where id = 3"],
    ["who did it was changed", "update audit set principal = 'user:ann' where id = 3"],
    ["an entry was taken out", "delete from audit where id = 3"],
    ["two were exchanged", "update audit set id = 100 where id = 3"],
    [
      "one was taken out as if its time were over",
      "insert into audit_gaps select id, id, prev_hash, hash, 'x' from audit where id = 3;" +
        "delete from audit where id = 3",
    ],
  ])("shows that %s", async (_what, sql) => {
    await using registry = await startRegistry();
    for (const name of ["a-1", "a-2", "a-3", "a-4"]) await createOrg(registry, name);
    expect((await verifyAudit(registry.app)).isWhole).toBe(true);

    for (const statement of sql.split(";")) overWrite(registry, statement);

    const { isWhole, problem } = await verifyAudit(registry.app);
    expect([isWhole, problem?.id]).toEqual([false, 3]);
  });

  test("that its end was cut off shows to who noted a head", async () => {
    await using registry = await startRegistry();
    await createOrg(registry, "acme");
    const { head } = await verifyAudit(registry.app);
    overWrite(registry, "delete from audit where id = (select max(id) from audit)");

    expect(await verifyAudit(registry.app, head)).toMatchObject({
      isWhole: true,
      knowsHead: false,
    });
  });

  test("stays whole when what need not be kept is removed; decisions stay", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const { app } = registry;
    const note = (action: "server_started" | "cache_cleared") =>
      app.db.write((tx) =>
        recordAudit(tx, "system", { action, target: null }, app.now().toISOString()),
      );
    await note("server_started");
    await note("cache_cleared");
    await createOrg(registry, "acme");
    await note("server_started");
    clock.advance(31 * 86_400);
    await note("server_started");

    expect(await trimAudit(app)).toBe(3);
    expect(await trimAudit(app)).toBe(0);

    const left = (await entries(registry)).map(({ action }) => action);
    expect(left.filter((action) => action === "server_started")).toHaveLength(1);
    expect(left).toContain("org_created");
    expect(await verifyAudit(app)).toMatchObject({ isWhole: true, removed: 3 });
    overWrite(registry, "update audit set target = 'other' where action = 'org_created'");
    expect((await verifyAudit(app)).isWhole).toBe(false);
  });
});

describe("a copy of the audit log", () => {
  test("is a table without formulas", () => {
    const entry = {
      id: 1,
      action: "package_published",
      details: '{"a":"b"}',
      severity: "info",
      createdAt: "2026-01-02T03:04:05.000Z",
      principal: "owner",
      via: "http",
      ip: null,
      session: null,
      requestId: null,
      prevHash: "",
      hash: "",
    } as const;
    const targets = ["=1+1", "+1", "-1", "@scope/lib@1.0.0", "\tx", 'say "hi", you', null];
    const csv = auditCsv(targets.map((target) => ({ ...entry, target })));

    expect(csv.split("\r\n")[0]).toBe("id,action,target,details,severity,created_at");
    const cells = csv.split("\r\n").map((line) => line.split('","')[2]);
    expect(cells.slice(1, 6)).toEqual(["'=1+1", "'+1", "'-1", "'@scope/lib@1.0.0", "'\tx"]);
    expect(csv).toContain('"say ""hi"", you"');
    expect(csv).toContain('"{""a"":""b""}"');
    expect(csv.endsWith("\r\n")).toBe(true);
  });

  test("is a file over HTTP, for an administrator alone", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    await registry.publish("@acme/tool", "1.0.0");
    const csv = await registry.asOwner("/-/admin/audit/export/csv?actions=package_published");

    expect(csv.headers.get("content-disposition")).toBe(
      'attachment; filename="audit-export-2026-01-02.csv"',
    );
    expect(await csv.text()).toMatch(/^id,.*\r\n"\d+","package_published","'@acme\/tool@1\.0\.0"/);
    const json = await registry.asOwner("/-/admin/audit/export?actions=package_published");
    expect(await json.json()).toHaveLength(1);
    const nobody = await registry.fetch("/-/admin/audit/export");
    expect(nobody.status).toBe(401);
  });

  test("comes from the command line, which also verifies it", async () => {
    const home = await mkdtemp(join(tmpdir(), "agentregistry-"));
    try {
      const env = { AGENTREGISTRY_HOME: home, AGENTREGISTRY_UPSTREAM: "none" };
      expect((await runInside(["org", "create", "acme"], env)).code).toBe(0);
      const shown = await runInside(["audit", "show"], env);
      expect(shown.out).toMatch(/owner +cli +org_created +acme/);
      const exported = await runInside(["audit", "export", "--csv"], env);
      expect(exported.out).toContain('"org_created","acme"');
      const verified = await runInside(["audit", "verify", "--json"], env);
      expect(verified.code).toBe(0);
      expect(JSON.parse(verified.out)).toMatchObject({ isWhole: true });

      using database = new Database(join(home, "data", "registry.db"));
      database.run("update audit set target = 'other' where action = 'org_created'");
      const tampered = await runInside(["audit", "verify"], env);
      expect([tampered.code, tampered.out]).toEqual([1, expect.stringContaining("tampered")]);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  });
});
