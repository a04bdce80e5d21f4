import { describe, expect, test } from "vitest";
import { hashPassword } from "../../src/access/password.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import { openChannel } from "../support/channel.ts";
import { startClock } from "../support/clock.ts";
import { runInside } from "../support/command.ts";
import { malware, malwareVersions } from "../support/osv.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, recordOf, rule } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

const phrase = "correct horse ../ battery ü";
// Slow to make on purpose, so one is enough.
const passphrase = await hashPassword(phrase);
const config = { approval: { passphrase } };

async function startHolding(settings: object = config): Promise<TestRegistry> {
  const registry = await startRegistry({ config: settings });
  await registry.publish("pkg", "1.0.0", hookFiles, { manifest: hookManifest });
  return registry;
}

async function tokenWith(registry: TestRegistry, json: object) {
  const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
  expect(made.status, await made.clone().text()).toBe(201);
  return (await made.json()) as {
    readonly secret: string;
    readonly token: { readonly id: string };
  };
}

const required = { code: "passphrase_required" };
const file = "pkg-1.0.0.tgz";

describe("with a passphrase for approvals", () => {
  test("a session of the channel shows it once, and another one has to as well", async () => {
    await using registry = await startHolding();
    await using listening = registry.listen();
    const { token } = registry;
    await using channel = await openChannel(listening, { token });
    await using other = await openChannel(listening, { token });
    expect(channel.connected.data).toMatchObject({ needsPassphrase: true });
    await channel.ask("getQuarantine");

    for (const [action, payload] of [
      ["approveQuarantine", { file }],
      ["approveAllQuarantine", {}],
      ["suppressRule", { package: "pkg", rule: "INS-01", reason: "x" }],
      ["addPackageAllowlistEntry", { pattern: "pkg" }],
      ["addAllowlistEntry", { pattern: "10.0.0.0/8" }],
      ["updateAllowlistConfig", { enabled: false }],
      ["setAutoAllowSetting", { enabled: false }],
      ["setPolicy", { text: "" }],
      ["removeBlock", { subject: "pkg" }],
      ["approveQuarantine", { file, passphrase: "wrong" }],
    ] as const) {
      const { type, data } = await channel.ask(action, payload);
      expect([action, type, data]).toEqual([action, "error", expect.objectContaining(required)]);
    }
    expect((await registry.tarball("pkg", "1.0.0")).status).toBe(403);

    const approved = await channel.ask("approveQuarantine", { file, passphrase: phrase });
    expect(approved.type).toBe("quarantineApproved");
    expect((await registry.tarball("pkg", "1.0.0")).status).toBe(200);
    const later = await channel.ask("setAutoAllowSetting", { enabled: false });
    expect(later.data).toEqual({ enabled: false });
    const there = await other.ask("setAutoAllowSetting", { enabled: true });
    expect(there.data).toMatchObject(required);
  });

  test("a session may show it before there is anything to approve", async () => {
    await using registry = await startHolding();
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    const wrong = await channel.ask("ping", { passphrase: "wrong" });
    const right = await channel.ask("ping", { passphrase: phrase });
    const later = await channel.ask("approveQuarantine", { file });

    expect([wrong.type, wrong.data["code"]]).toEqual(["error", "passphrase_required"]);
    expect([right.type, later.type]).toEqual(["pong", "quarantineApproved"]);
  });

  test("what refuses, and what only looks, needs none", async () => {
    await using registry = await startHolding();
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    expect((await channel.ask("getPackageAllowlist")).type).toBe("packageAllowlist");
    expect((await channel.ask("deleteQuarantine", { file })).type).toBe("quarantineFileDeleted");
  });

  test.each<
    [string, number, { readonly headers?: Record<string, string>; readonly body?: object }]
  >([
    ["nothing", 403, {}],
    ["a wrong one", 403, { body: { passphrase: "wrong" } }],
    ["it in the body", 200, { body: { passphrase: phrase } }],
    ["it in a header", 200, { headers: { "x-approval-passphrase": encodeURIComponent(phrase) } }],
  ])("an HTTP call with %s is answered with %d", async (_, status, { headers = {}, body = {} }) => {
    await using registry = await startHolding();
    const init = { method: "POST", headers } as const;
    const path = "/-/admin/quarantine/pkg@1.0.0/approve";
    const approved = await registry.asOwner(path, {
      ...init,
      json: { reason: "read it", ...body },
    });
    expect(approved.status).toBe(status);
    if (status !== 200) expect(await approved.json()).toMatchObject(required);
    expect((await registry.tarball("pkg", "1.0.0")).status).toBe(status);

    const rule = { pattern: "10.0.0.0/8", ...body };
    const added = await registry.asOwner("/-/admin/allowlist/entry", { ...init, json: rule });
    expect(added.status).toBe(status);
  });

  test("npm's own way to approve is no way around it", async () => {
    await using registry = await startHolding();
    const [hold] = ((await (await registry.asOwner("/-/stage")).json()) as { items: StagedView[] })
      .items;
    const path = `/-/stage/${hold?.id}/approve`;
    const response = await registry.asOwner(path, { method: "POST", json: {} });
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining(required),
    ]);
  });

  test("cannot be guessed", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ config, now: clock.now });
    const guess = async () =>
      await registry.asOwner("/-/admin/allowlist/entry", {
        method: "POST",
        peer: "127.0.0.1",
        json: { pattern: "10.0.0.0/8", passphrase: phrase.toUpperCase() },
      });
    const statuses = new Set<number>();
    for (let count = 0; count < 10; count += 1) statuses.add((await guess()).status);
    expect([...statuses]).toEqual([403]);
    const refused = await guess();
    expect([refused.status, Number(refused.headers.get("retry-after"))]).toEqual([429, 900]);
    await registry.app.refusals.flush();
    const audit = await registry.asOwner("/-/admin/audit?actions=auth_failed");
    expect(await audit.json()).toMatchObject({
      logs: [{ target: "127.0.0.1", details: { count: 10, what: "approval passphrase" } }],
    });
  });

  test("cannot be guessed by who decides nothing, nor its attempts used up", async () => {
    await using registry = await startHolding();
    const { secret } = await tokenWith(registry, { scopes: ["read", "publish"], agent: true });
    const guess = async (given: string) => {
      const response = await registry.fetch("/-/package/pkg/dist-tags/next", {
        method: "PUT",
        token: secret,
        peer: "127.0.0.1",
        headers: { "x-approval-passphrase": encodeURIComponent(given) },
        json: "9.9.9",
      });
      return [response.status, ((await response.json()) as { code?: string }).code];
    };
    const right = await guess(phrase);
    for (let count = 0; count < 12; count += 1) expect(await guess("wrong")).toEqual(right);

    const approved = await registry.asOwner("/-/admin/quarantine/pkg@1.0.0/approve", {
      method: "POST",
      peer: "127.0.0.1",
      json: { reason: "read it", passphrase: phrase },
    });
    expect(approved.status).toBe(200);
  });

  test("of one network of IPv6 are ten attempts", async () => {
    await using registry = await startHolding();
    const statuses: number[] = [];
    for (let last = 1; last <= 11; last += 1) {
      const response = await registry.asOwner("/-/admin/quarantine/pkg@1.0.0/approve", {
        method: "POST",
        peer: `2001:db8::${last}`,
        json: { reason: "read it", passphrase: "wrong" },
      });
      statuses.push(response.status);
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 403), 429]);
  });

  test("takes back a rejection, which would serve what no scan holds", async () => {
    await using registry = await startHolding();
    await rule(registry, "pkg@1.0.0", "reject");

    const forgotten = await rule(registry, "pkg@1.0.0", "forget");
    expect([forgotten.status, await forgotten.json()]).toEqual([
      403,
      expect.objectContaining(required),
    ]);
    expect(await recordOf(registry, "pkg@1.0.0")).toMatchObject({ state: "rejected" });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const all = await channel.ask("clearQuarantine", { forget: true });
    expect([all.type, all.data]).toEqual(["error", expect.objectContaining(required)]);
    const shown = await channel.ask("deleteQuarantine", { file, forget: true, passphrase: phrase });
    expect(shown.data).toEqual({ file, alreadyGone: false });
  });

  test("takes malware off the lists by an import, whatever a record says of it", async () => {
    await using upstream = startUpstream();
    upstream.add("lib", "1.0.0");
    await using registry = await startRegistry({ config, upstream });
    const send = async (record: object, headers: Record<string, string> = {}) => {
      const json = { advisories: [malware("MAL-2026-2", "other"), record] };
      return await registry.asOwner("/-/admin/advisories", { method: "POST", headers, json });
    };
    const listed = malware("MAL-2026-1", "lib");
    expect((await send(listed)).status).toBe(200);
    expect((await send(listed)).status).toBe(200);
    const withdrawn = malware("MAL-2026-1", "lib", { withdrawn: "2026-01-02T00:00:00Z" });
    for (const less of [
      withdrawn,
      malware("MAL-2026-1", "unrelated"),
      malwareVersions("MAL-2026-1", "lib", ["0.9.0"]),
    ]) {
      const refused = await send(less);
      expect([refused.status, await refused.json()]).toEqual([
        403,
        expect.objectContaining(required),
      ]);
      expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
    }
    const shown = { "x-approval-passphrase": encodeURIComponent(phrase) };
    expect((await send(withdrawn, shown)).status).toBe(200);
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(200);
  });

  test("that a session has shown is gone with its token", async () => {
    await using registry = await startHolding();
    await using listening = registry.listen();
    const { secret, token } = await tokenWith(registry, { scopes: ["read", "review"] });
    await using channel = await openChannel(listening, { token: secret });
    expect((await channel.ask("ping", { passphrase: phrase })).type).toBe("pong");
    await registry.asOwner(`/-/admin/tokens/${token.id}`, { method: "DELETE" });
    expect(await channel.closed).toBe(4001);
    await expect(openChannel(listening, { token: secret })).rejects.toThrow("401");
    expect((await registry.tarball("pkg", "1.0.0")).status).toBe(403);
  });

  test("stands in no answer and no log", async () => {
    await using registry = await startHolding();
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    await channel.ask("setAutoAllowSetting", { enabled: true, passphrase: phrase });
    const settings = await channel.ask("getConfig");
    const audit = await channel.ask("getAuditLogs");
    const said = JSON.stringify([settings, audit, registry.logged]);
    expect(said).toContain("auto_allow_local");
    for (const secret of [phrase, passphrase]) {
      expect(said).not.toContain(JSON.stringify(secret).slice(1, -1));
    }
    const { security } = (await (await registry.fetch("/-/capabilities")).json()) as {
      security: Record<string, boolean>;
    };
    expect(security["approval_needs_passphrase"]).toBe(true);
  });
});

interface StagedView {
  readonly id: string;
}

test("without one, a token is enough, and what is sent as one does not matter", async () => {
  await using registry = await startHolding({});
  const response = await registry.asOwner("/-/admin/quarantine/pkg@1.0.0/approve", {
    method: "POST",
    headers: { "x-approval-passphrase": "anything" },
    json: { reason: "read it" },
  });
  expect(response.status).toBe(200);
});

describe("the setting", () => {
  test.each([phrase, "", "$2b$10$abcdefghijklmnopqrstuv", "$argon2id$"])(
    "takes no phrase, only its hash: %j",
    (given) => {
      const read = ConfigSchema.safeParse({ home: "/x", approval: { passphrase: given } });
      expect(read.success).toBe(false);
    },
  );

  test("takes what the command makes", async () => {
    const made = await runInside(["admin", "passphrase", "--help"]);
    expect(made.code).toBe(0);
    expect(ConfigSchema.safeParse({ home: "/x", ...config }).success).toBe(true);
  });
});
