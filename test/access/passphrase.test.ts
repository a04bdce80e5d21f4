import { describe, expect, test } from "vitest";
import { hashPassword } from "../../src/access/password.ts";
import { ConfigSchema } from "../../src/config/schema.ts";
import { openChannel } from "../support/channel.ts";
import { startClock } from "../support/clock.ts";
import { runInside } from "../support/command.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest } from "../support/review.ts";

const phrase = "correct horse ../ battery ü";
// Slow to make on purpose, so one is enough.
const passphrase = await hashPassword(phrase);
const config = { approval: { passphrase } };

async function startHolding(settings: object = config): Promise<TestRegistry> {
  const registry = await startRegistry({ config: settings });
  await registry.publish("pkg", "1.0.0", hookFiles, { manifest: hookManifest });
  return registry;
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
