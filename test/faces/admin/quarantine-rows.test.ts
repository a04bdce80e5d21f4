import { describe, expect, test } from "vitest";
import { parsePackageName } from "../../../src/names/package-name.ts";
import { type Hold, holdsNamed, insertHold } from "../../../src/quarantine/quarantine.store.ts";
import { openChannel } from "../../support/channel.ts";
import { startClock } from "../../support/clock.ts";
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

  test("lists each of many records once, the newest first", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ config: fast, now: clock.now });
    const id = await hold(registry, "first");
    const { db } = registry.app;
    const first = (await holdsNamed(db, id))[0] as Hold;
    clock.advance(60);
    await db.write(async (tx) => {
      for (let at = 0; at < 450; at += 1) {
        const name = parsePackageName(`more-${at}`);
        clock.advance(at % 3);
        await insertHold(tx, { ...first, name }, clock.now().toISOString());
      }
    });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const { data } = await channel.ask("getQuarantineRows");
    expect(data["counts"]).toMatchObject({ held: 451, all: 451 });
    const rows = data["rows"] as RowView[];
    const expected = [...rows].sort(
      (a, b) =>
        String(b["quarantinedAt"]).localeCompare(String(a["quarantinedAt"])) ||
        (a.id < b.id ? -1 : 1),
    );
    expect(new Set(rows.map((row) => row.id)).size).toBe(451);
    expect(rows.map((row) => row.name)).toEqual(expected.map((row) => row.name));
    expect(rows.at(-1)?.name).toBe("first");
    const stats = await channel.ask("getStats");
    expect(stats.data["quarantine"]).toBe(451);
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
