import { describe, expect, test } from "vitest";
import { openChannel } from "../../support/channel.ts";
import { createOrg, person } from "../../support/people.ts";
import { startRegistry } from "../../support/registry.ts";

const fast = { admin: { messages_per_second: 1000 } };

describe("organizations and accounts on the admin channel", () => {
  test("members and teams are made, changed and taken away, and the audit log tells of it", async () => {
    await using registry = await startRegistry({ config: fast });
    await createOrg(registry, "acme");
    for (const name of ["ann", "bob"]) await person(registry, name);
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const ask = async (action: string, payload: object) => {
      const { type, data } = await channel.ask(action, payload);
      expect(type, `${action}: ${JSON.stringify(data)}`).not.toBe("error");
      return data;
    };

    await ask("setMember", { org: "@acme", user: "ann", role: "owner" });
    expect(await ask("setMember", { org: "acme", user: "bob" })).toMatchObject({
      role: "developer",
      size: 2,
    });
    await ask("createTeam", { org: "acme", team: "builders" });
    await ask("addTeamMember", { org: "acme", team: "builders", user: "bob" });
    const builders = { name: "builders", members: ["bob"] };
    const before = await ask("getOrg", { name: "acme" });
    expect(before["members"]).toEqual([
      { user: "ann", role: "owner" },
      { user: "bob", role: "developer" },
    ]);
    expect(before["teams"]).toContainEqual(builders);

    await ask("removeTeamMember", { org: "acme", team: "builders", user: "bob" });
    expect((await ask("getOrg", { name: "acme" }))["teams"]).toContainEqual({
      ...builders,
      members: [],
    });
    await ask("removeTeam", { org: "acme", team: "builders" });
    await ask("removeMember", { org: "acme", user: "bob" });
    const after = await ask("getOrg", { name: "acme" });
    expect(after["members"]).toEqual([{ user: "ann", role: "owner" }]);
    expect(JSON.stringify(after["teams"])).not.toContain("builders");

    const audit = await ask("getAuditLogs", { actions: ["member_changed", "team_changed"] });
    const logs = audit["logs"] as readonly { readonly target: string }[];
    expect(new Set(logs.map(({ target }) => target))).toEqual(new Set(["@acme", "@acme:builders"]));
  });

  test.each([
    ["getOrg", { name: "nobody" }, "not_found"],
    ["setMember", { org: "acme", user: "stranger" }, "not_found"],
    ["setMember", { org: "acme", user: "ann", role: "king" }, "bad_payload"],
    ["addTeamMember", { org: "acme", team: "none", user: "ann" }, "not_found"],
    ["createTeam", { org: "acme", team: "Not A Team" }, "bad_payload"],
    ["resetPassword", { name: "stranger", password: "long enough for one" }, "not_found"],
    ["resetPassword", { name: "ann", password: "short" }, "bad_password"],
  ])("%s of %j is %s", async (action, payload, code) => {
    await using registry = await startRegistry({ config: fast });
    await createOrg(registry, "acme");
    await person(registry, "ann");
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    const { type, data } = await channel.ask(action, payload);

    expect([type, data["code"]]).toEqual(["error", code]);
  });

  test("a new password is the only one that works", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    await channel.ask("createUser", { name: "ann", password: "the one before" });
    const signIn = async (password: string) => {
      const basic = Buffer.from(`ann:${password}`).toString("base64");
      const headers = { authorization: `Basic ${basic}` };
      return (await registry.fetch("/-/whoami", { headers })).status;
    };
    expect(await signIn("the one before")).toBe(200);

    const payload = { name: "ann", password: "the one after it" };
    expect((await channel.ask("resetPassword", payload)).type).toBe("passwordReset");

    expect([await signIn("the one after it"), await signIn("the one before")]).toEqual([200, 401]);
  });
});
