import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { actions } from "../../../src/faces/admin/protocol.ts";
import { protocolReference } from "../../../src/faces/admin/protocol-reference.ts";
import { openChannel } from "../../support/channel.ts";
import { startRegistry } from "../../support/registry.ts";

const fast = { admin: { messages_per_second: 5000 } };

/** What an action can be asked without anything having happened before, and what it answers then. */
const valid: Readonly<Record<string, unknown>> = {
  subscribe: { events: ["stats"] },
  getPackages: { source: "local", query: "%", limit: 5 },
  deletePackage: { name: "never-there" },
  getDependents: { name: "never-there" },
  search: { query: "tool" },
  triggerDeepScan: { package_name: "never-there", version: "1.0.0" },
  scanPackageCVE: { name: "never-there", version: "1.0.0" },
  exportAudit: { startDate: "2026-01-01", actions: ["token_created"] },
  addAllowlistEntry: { pattern: "10.1.2.3/8" },
  updateAllowlistConfig: { mode: "allow" },
  testIP: { ip: "10.0.0.1" },
  checkIP: { ip: "::1" },
  addPackageAllowlistEntry: { pattern: "@acme/" },
  updatePackageAllowlistConfig: { enabled: true },
  setAutoAllowSetting: { enabled: true },
  createOrg: { name: "acme" },
  createUser: { name: "ann", password: "correct horse battery" },
  removeUser: { name: "ann" },
  createToken: { label: "x" },
  addBlock: { subject: "bad-lib@<2", reason: "seen" },
  removeBlock: { subject: "bad-lib@<2" },
  previewPolicy: { text: '[release]\nminimum_age = "72h"\n' },
  setPolicy: { text: "" },
  discover: { query: "check facts", capability: "network", risk: "low" },
  pruneCache: { dry_run: true },
  clearCache: { dry_run: true },
  cleanUp: { dry_run: true },
};

/** Actions about something that is not there; the sentence says so. */
const needsSubject: Readonly<Record<string, unknown>> = {
  getQuarantineRecord: { id: "none" },
  getQuarantineDiff: { id: "none" },
  approveQuarantine: { file: "none-1.0.0.tgz" },
  deleteQuarantine: { file: "none-1.0.0.tgz" },
  ruleQuarantine: { id: "none", decision: "approve", reason: "x" },
  suppressRule: { package: "never-there", rule: "INS-05", reason: "x" },
  unsuppressRule: { id: "none" },
  removeAllowlistEntry: { id: "none" },
  toggleAllowlistEntry: { id: "none", enabled: true },
  removePackageAllowlistEntry: { id: "none" },
  togglePackageAllowlistEntry: { id: "none", enabled: false },
  refreshPackage: { name: "never-there" },
  getGraphNode: { name: "never-there" },
  getPackage: { name: "never-there" },
  getPackageVersion: { name: "never-there", version: "1.0.0" },
  getVersionDiff: { name: "never-there", from: "1.0.0", to: "1.0.1" },
  getExpert: { key: "@acme/never-there" },
  getExpertFile: { key: "@acme/never-there@1.0.0" },
  revokeToken: { id: "none" },
  getOrg: { name: "none" },
  setMember: { org: "none", user: "nobody" },
  removeMember: { org: "none", user: "nobody" },
  createTeam: { org: "none", team: "builders" },
  removeTeam: { org: "none", team: "builders" },
  addTeamMember: { org: "none", team: "builders", user: "nobody" },
  removeTeamMember: { org: "none", team: "builders", user: "nobody" },
  resetPassword: { name: "nobody", password: "correct horse battery" },
};

describe("the actions of the admin channel", () => {
  test("each answers with its type, or with an error that is no bug", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    for (const { name, answers } of actions) {
      const subject = Object.hasOwn(needsSubject, name) ? needsSubject[name] : undefined;
      const answer = await channel.ask(name, subject ?? valid[name]);
      const wanted = subject === undefined ? answers : "error";
      expect(answer.type, `${name}: ${JSON.stringify(answer.data)}`).toBe(wanted);
      expect(answer.data["code"], name).not.toBe("internal");
    }
  });

  test("each names a field that is missing or of the wrong type", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    for (const { name, input } of actions) {
      const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" });
      for (const field of schema.required ?? []) {
        const missing = await channel.ask(name, {});
        expect(missing.type, name).toBe("error");
        expect(String(missing.data["message"])).toContain(field);
      }
      for (const field of Object.keys(schema.properties ?? {})) {
        const wrong = await channel.ask(name, { [field]: { nested: [1] } });
        expect(wrong.type, `${name}.${field}`).toBe("error");
        expect(wrong.data["code"], name).toBe("bad_payload");
        expect(String(wrong.data["message"])).toContain(field);
      }
      const list = await channel.ask(name, [1]);
      expect([name, list.type]).toEqual([name, "error"]);
    }
  });

  test("each takes the scope that it says", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    const json = { scopes: ["read", "review"], label: "reviewer" };
    const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
    const { secret } = (await made.json()) as { secret: string };
    await using channel = await openChannel(listening, { token: secret });

    for (const { name, scope } of actions) {
      const { type, data } = await channel.ask(name, needsSubject[name] ?? valid[name]);
      const isRefused = type === "error" && data["code"] === "forbidden";
      expect([name, isRefused]).toEqual([name, scope === "admin"]);
    }
  });

  test("other spellings, names of prototypes and unknown actions", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    const other = await channel.ask("deleteQuarantineFile", {});
    expect(other.data).toMatchObject({ code: "bad_payload" });
    for (const name of ["constructor", "__proto__", "toString", "hasOwnProperty", ""]) {
      const answer = await channel.ask(name, {});
      expect([name, answer.data["code"]]).toEqual([name, "unknown_action"]);
      expect(String(answer.data["message"])).toContain(JSON.stringify(name));
    }
    channel.send('{"action":"ping","id":"p","payload":{"__proto__":{"limit":-1},"constructor":1}}');
    expect((await channel.next(({ id }) => id === "p")).type).toBe("pong");
  });

  test("docs/admin-protocol.md is what the actions say; `npm run protocol` writes it anew", async () => {
    const url = new URL("../../../docs/admin-protocol.md", import.meta.url);

    expect(await readFile(url, "utf8")).toBe(protocolReference());
  });
});
