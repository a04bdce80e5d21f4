import { describe, expect, test } from "vitest";
import { openChannel } from "../../support/channel.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";
import { hookFiles, hookManifest, recordOf, rule } from "../../support/review.ts";

const fast = { admin: { messages_per_second: 5000 } };

interface RowView {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly [field: string]: unknown;
}

async function hold(registry: TestRegistry, name: string): Promise<string> {
  const held = await registry.publish(name, "1.0.0", hookFiles, { manifest: hookManifest });
  expect(held.status).toBe(403);
  return (await recordOf(registry, `${name}@1.0.0`)).id;
}

describe("getQuarantineRows", () => {
  test("says of each record how bad it is and why, and counts the states", async () => {
    await using registry = await startRegistry({ config: fast });
    await hold(registry, "waits");
    await hold(registry, "fine");
    await rule(registry, "fine@1.0.0", "approve");
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    const { data } = await channel.ask("getQuarantineRows");

    expect(data["counts"]).toEqual({ held: 1, approved: 1, rejected: 0, released: 0, all: 2 });
    expect(data["rows"]).toEqual([
      expect.objectContaining({
        name: "waits",
        version: "1.0.0",
        state: "held",
        severity: "critical",
        source: "local",
        isListed: false,
        rules: expect.arrayContaining(["INS-01"]),
        reason: expect.stringMatching(/install hook/),
      }),
    ]);
    expect(JSON.stringify(data)).not.toContain("attacker.invalid");
    const all = await channel.ask("getQuarantineRows", { state: "all" });
    const names = (all.data["rows"] as RowView[]).map(({ name, state }) => [name, state]);
    expect(names.sort()).toEqual([
      ["fine", "approved"],
      ["waits", "held"],
    ]);
  });

  test("counts what is held as getStats does, a rule that is let pass included", async () => {
    await using registry = await startRegistry({ config: fast });
    await hold(registry, "mirror");
    await hold(registry, "waits");
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const payload = { package: "mirror", rule: "INS-01", reason: "our own mirror" };
    expect((await channel.ask("suppressRule", payload)).type).toBe("ruleSuppressed");

    const rows = await channel.ask("getQuarantineRows");
    const stats = await channel.ask("getStats");

    expect(rows.data["counts"]).toMatchObject({ held: 1, released: 1 });
    expect(stats.data["quarantine"]).toBe(1);
  });
});

describe("clearQuarantine with ids", () => {
  test("rejects those, with the reason, and leaves the others", async () => {
    await using registry = await startRegistry({ config: fast });
    const [one, two] = [await hold(registry, "one"), await hold(registry, "two")];
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    const { data } = await channel.ask("clearQuarantine", {
      ids: [one, "never-there"],
      note: "not ours",
    });

    expect(data).toEqual({ cleared: 1, failed: ["never-there"] });
    expect(await recordOf(registry, one)).toMatchObject({
      state: "rejected",
      ruling: { reason: "not ours" },
    });
    expect((await recordOf(registry, two)).state).toBe("held");
  });

  test("does not take decisions back of some of them", async () => {
    await using registry = await startRegistry({ config: fast });
    const id = await hold(registry, "one");
    await rule(registry, id, "reject");
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    const answer = await channel.ask("clearQuarantine", { ids: [id], forget: true });

    expect([answer.type, answer.data["code"]]).toEqual(["error", "bad_payload"]);
    expect((await recordOf(registry, id)).state).toBe("rejected");
  });
});

describe("what changes the quarantine without a ruling", () => {
  test("is told to the sessions", async () => {
    await using registry = await startRegistry({ config: fast });
    const id = await hold(registry, "one");
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    await rule(registry, id, "reject");
    await rule(registry, id, "forget");
    expect((await channel.event("ruling_forgotten")).data).toEqual({
      name: "one",
      version: "1.0.0",
    });
    await channel.ask("suppressRule", { package: "one", rule: "INS-01", reason: "our mirror" });
    await channel.next(
      ({ event, data }) => event === "config_changed" && data["area"] === "suppressions",
    );
    await channel.ask("addBlock", { subject: "bad-lib", reason: "seen" });
    await channel.next(
      ({ event, data }) => event === "config_changed" && data["area"] === "blocks",
    );
  });
});
