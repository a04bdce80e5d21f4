import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Known } from "../../../src/access/permit.ts";
import { writePolicy } from "../../../src/trust/change-policy.ts";
import { openChannel } from "../../support/channel.ts";
import { startClock } from "../../support/clock.ts";
import { startRegistry } from "../../support/registry.ts";
import { startUpstream } from "../../support/upstream.ts";

const ban = '[[ban]]\nname = "lib"\nversions = ">=2"\nreason = "broken"\n';

describe("the trust policy on the admin channel", () => {
  test("says what it would change before it is in force", async () => {
    const clock = startClock();
    await using upstream = await startUpstream();
    for (const version of ["1.0.0", "2.0.0"]) upstream.add("lib", version);
    upstream.add("other", "1.0.0");
    const config = { admin: { messages_per_second: 1000 } };
    await using registry = await startRegistry({ upstream, config, now: clock.now });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    for (const name of ["lib", "other"]) {
      expect((await registry.tarball(name, "1.0.0")).status).toBe(200);
    }

    const preview = await channel.ask("previewPolicy", { text: ban });
    expect(preview.data).toMatchObject({
      total: 1,
      looked: 3,
      isComplete: true,
      changes: [{ name: "lib", version: "2.0.0", before: "serve", after: "hide (banned)" }],
    });
    expect(existsSync(join(registry.home, "trust", "policy.toml"))).toBe(false);
    expect(Object.keys((await registry.packument("lib")).versions)).toContain("2.0.0");

    expect((await channel.ask("setPolicy", { text: ban })).type).toBe("policySet");
    clock.advance(2);
    expect(Object.keys((await registry.packument("lib")).versions)).toEqual(["1.0.0"]);
    expect((await channel.ask("getPolicy")).data["text"]).toBe(ban);
    expect(await channel.event("config_changed")).toMatchObject({ data: { area: "policy" } });
    const audit = await channel.ask("getAuditLogs", { actions: ["config_change"] });
    expect(audit.data["logs"]).toMatchObject([{ target: "policy", details: { after: ban } }]);
  });

  test("a text that somebody else replaced meanwhile is not overwritten unseen", async () => {
    await using registry = await startRegistry();
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const { digest } = (await channel.ask("getPolicy")).data;
    await channel.ask("setPolicy", { text: ban });

    const late = await channel.ask("setPolicy", { text: "", digest });
    expect([late.type, late.data["code"]]).toEqual(["error", "policy_changed"]);
    const now = (await channel.ask("getPolicy")).data;
    expect(now["text"]).toBe(ban);
    const known = await channel.ask("setPolicy", { text: "", digest: now["digest"] });
    expect([known.type, known.data["digest"]]).toEqual(["policySet", digest]);
  });

  test.each([
    "[release]\nminimum_age = 3\n",
    "[releases]\n",
    "= ",
    '[[ban]]\nversions = "x y z"\n',
  ])("%j is refused, and what was in force stays", async (text) => {
    await using registry = await startRegistry();
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    for (const action of ["previewPolicy", "setPolicy"]) {
      const { type, data } = await channel.ask(action, { text });
      expect([type, data["code"]]).toEqual(["error", "bad_payload"]);
      expect(String(data["message"])).toMatch(/^policy:\d+/);
    }
    const file = join(registry.home, "trust", "policy.toml");
    await expect(readFile(file, "utf8")).rejects.toThrow("ENOENT");
  });
});

test("of two who replace the same policy at once, the second is told", async () => {
  await using registry = await startRegistry();
  await using listening = registry.listen();
  await using one = await openChannel(listening, { token: registry.token });
  const digest = String((await one.ask("getPolicy")).data["digest"]);
  const texts = [ban, ban.replace("lib", "other")];
  const { app } = registry;
  const owner = app.adminSessions.callerOf(app.adminSessions.token) as Known;
  // Not by the channel, where one would be over before the other begins.
  const done = await Promise.allSettled(texts.map((text) => writePolicy(app, owner, text, digest)));
  expect(done.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const winner = texts[done.findIndex(({ status }) => status === "fulfilled")];
  expect((await one.ask("getPolicy")).data["text"]).toBe(winner);
  const audit = await one.ask("getAuditLogs", { actions: ["config_change"] });
  expect(audit.data["logs"]).toMatchObject([{ details: { after: winner } }]);
  const left = await readdir(join(registry.home, "trust"));
  expect(left.filter((name) => name.startsWith(".policy"))).toEqual([]);
});

describe("what the scanner only warns about", () => {
  test("waits for a person where the owner wants to see it", async () => {
    const manifest = { scripts: { postinstall: "node setup.js" } };
    const files = { "setup.js": "require('child_process').exec(process.env.X)\n" };
    await using registry = await startRegistry({
      config: { admin: { messages_per_second: 1000 } },
    });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    expect((await registry.publish("hooked", "1.0.0", files, { manifest })).status).toBe(201);
    const scans = await channel.ask("getScanHistory");
    expect(scans.data["scans"]).toMatchObject([{ verdict: "warn" }]);

    await channel.ask("setAutoAllowSetting", { enabled: false });
    expect((await channel.event("autoAllowChanged")).data).toEqual({ enabled: false });
    expect((await registry.publish("hooked-2", "1.0.0", files, { manifest })).status).toBe(403);
    expect((await registry.publish("plain", "1.0.0")).status).toBe(201);
    await channel.ask("approveQuarantine", { file: "hooked-2-1.0.0.tgz" });
    expect((await registry.tarball("hooked-2", "1.0.0")).status).toBe(200);
  });
});
