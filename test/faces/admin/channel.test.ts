import { describe, expect, test } from "vitest";
import { parsePackageName } from "../../../src/names/package-name.ts";
import { openChannel } from "../../support/channel.ts";
import { malware } from "../../support/osv.ts";
import { createOrg } from "../../support/people.ts";
import { startRegistry } from "../../support/registry.ts";
import { hookFiles, hookManifest } from "../../support/review.ts";
import { startUpstream } from "../../support/upstream.ts";

const fast = { admin: { messages_per_second: 5000 } };

describe("the admin channel", () => {
  test("answers in the order of the requests, and echoes their ids", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });

    expect(channel.connected.data).toMatchObject({ authenticated: true, resumed: "new" });
    const asked = ["getStats", "ping", "getQuarantine", "ping", "getMetrics"];
    const answers = await Promise.all(asked.map((action) => channel.ask(action)));

    expect(answers.map(({ type }) => type)).toEqual([
      "stats",
      "pong",
      "quarantine",
      "pong",
      "metrics",
    ]);
    const order = channel.messages.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(order).toEqual([...order].sort());
  });

  test("two sessions see what is held appear, and one of them approves it", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using first = await openChannel(listening, { token: registry.token });
    await using second = await openChannel(listening, { token: registry.token });

    const refused = await registry.publish("acme-tool", "1.0.0", hookFiles, {
      manifest: hookManifest,
    });
    expect(refused.status).toBe(403);
    for (const channel of [first, second]) {
      const { data } = await channel.event("package_blocked");
      expect(data).toMatchObject({ name: "acme-tool", version: "1.0.0" });
    }
    const { data: listed } = await first.ask("getQuarantine");
    const [record] = listed["files"] as { file: string; integrity: string }[];
    expect(record?.file).toBe("acme-tool-1.0.0.tgz");

    const approved = await first.ask("approveQuarantine", { file: record?.file, note: "seen" });

    expect(approved).toMatchObject({
      type: "quarantineApproved",
      data: { success: true, packageName: "acme-tool", integrity: record?.integrity },
    });
    for (const channel of [first, second]) {
      const { data } = await channel.event("package_approved");
      expect(data).toMatchObject({ file: "acme-tool-1.0.0.tgz", name: "acme-tool" });
      await channel.event("package_published");
    }
    expect((await registry.tarball("acme-tool", "1.0.0")).status).toBe(200);
    const again = await first.ask("approveQuarantine", { file: record?.file });
    expect(again.type).toBe("quarantineApproved");
  });

  test("what other bytes replaced since the list was shown is not approved by its label", async () => {
    await using upstream = await startUpstream();
    upstream.add("lib", "1.0.0", hookFiles, { manifest: hookManifest });
    await using registry = await startRegistry({
      upstream,
      config: { ...fast, upstream: { fresh_seconds: 0 } },
    });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
    const { data } = await channel.ask("getQuarantine");
    expect(data["files"]).toHaveLength(1);

    const other = { ...hookFiles, "more.txt": "b" };
    upstream.add("lib", "1.0.0", other, { manifest: hookManifest });
    const refreshed = await registry.asOwner("/-/admin/cache/lib/refresh", { method: "POST" });
    expect(refreshed.status).toBe(200);
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);

    const refused = await channel.ask("approveQuarantine", { file: "lib-1.0.0.tgz" });
    expect(refused).toMatchObject({ type: "error", data: { code: "digest_changed" } });
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
  });

  test("approves all that it has listed, and nothing without a list", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    for (const version of ["1.0.0", "2.0.0"]) {
      await registry.publish("acme-tool", version, hookFiles, { manifest: hookManifest });
    }
    const blind = await channel.ask("approveAllQuarantine");
    expect(blind).toMatchObject({ type: "error", data: { code: "bad_payload" } });

    await channel.ask("getQuarantine");
    await registry.publish("acme-tool", "3.0.0", hookFiles, { manifest: hookManifest });
    const all = await channel.ask("approveAllQuarantine");

    expect(all.data["count"]).toBe(2);
    expect((await channel.event("quarantine_bulk_approved")).data["count"]).toBe(2);
    const left = await channel.ask("getQuarantine");
    expect((left.data["files"] as { version: string }[]).map((f) => f.version)).toEqual(["3.0.0"]);
    expect((await channel.ask("clearQuarantine")).data).toEqual({ cleared: 1 });
    expect((await channel.event("package_rejected")).data).toMatchObject({ version: "3.0.0" });
  });

  test("a client that comes back gets what it missed, or is told that it cannot", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    const first = await openChannel(listening, { token: registry.token });
    const seq = Number(first.connected.data["seq"]);
    await first[Symbol.asyncDispose]();
    await registry.publish("acme-tool", "1.0.0");

    await using again = await openChannel(listening, { token: registry.token, since: seq });
    expect(again.connected.data["resumed"]).toBe("resumed");
    expect((await again.event("package_published")).data).toMatchObject({ name: "acme-tool" });
    await again.ask("ping");
    const told = again.messages.filter(({ type }) => type === "broadcast");
    const later = again.messages.at(-2)?.seq ?? told.at(-1)?.seq ?? 0;

    await using third = await openChannel(listening, { token: registry.token, since: later });
    await third.ask("ping");
    expect(third.messages.filter(({ type }) => type === "broadcast")).toEqual([]);
    await using stranger = await openChannel(listening, { token: registry.token, since: 12 });
    expect(stranger.connected.data["resumed"]).toBe("reset");
  });

  test("much that happens at once is told in its order, before what is answered after it", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const name = parsePackageName("@acme/tool");
    const tell = (from: number, to: number) => {
      for (let at = from; at < to; at++) {
        registry.app.events.emit("held", { name, version: `1.0.${at}`, ruleIds: [] });
      }
    };
    tell(0, 200);
    await channel.ask("ping");
    tell(200, 300);
    await using late = await openChannel(listening, { token: registry.token });
    await late.ask("ping");
    tell(300, 301);
    await channel.next(({ data }) => data["version"] === "1.0.300");
    await late.next(({ data }) => data["version"] === "1.0.300");

    const told = channel.messages.filter(({ type }) => type === "broadcast");
    expect(told.map(({ data }) => data["version"])).toEqual(
      Array.from({ length: 301 }, (_, at) => `1.0.${at}`),
    );
    const [first = 0] = told.map(({ seq = 0 }) => seq);
    expect(told.map(({ seq }) => seq)).toEqual(told.map((_, at) => first + at));
    expect(channel.messages.findIndex(({ type }) => type === "pong")).toBe(201);
    const heardLate = late.messages.filter(({ type }) => type === "broadcast");
    expect(heardLate.map(({ seq }) => seq)).toEqual([told.at(-1)?.seq]);
  });

  test("everything that happens is told to each session, also to the one that did it", async () => {
    await using upstream = await startUpstream();
    upstream.add("served", "1.0.0");
    await using registry = await startRegistry({ upstream, config: fast });
    await using listening = registry.listen();
    await using one = await openChannel(listening, { token: registry.token });
    await using other = await openChannel(listening, { token: registry.token });
    const bad = { manifest: hookManifest };
    await registry.publish("good", "1.0.0");
    for (const version of ["1.0.0", "2.0.0", "3.0.0"]) {
      await registry.publish("bad", version, hookFiles, bad);
    }
    await registry.tarball("served", "1.0.0");
    await one.ask("getQuarantine");
    await one.ask("rescanQuarantine");
    await one.ask("approveQuarantine", { file: "bad-1.0.0.tgz" });
    await one.ask("deleteQuarantine", { file: "bad-2.0.0.tgz" });
    await one.ask("deleteQuarantine", { file: "bad-2.0.0.tgz", forget: true });
    await one.ask("approveAllQuarantine");
    await one.ask("setAutoAllowSetting", { enabled: false });
    await one.ask("deletePackage", { name: "good", force: true });
    const advisories = [malware("MAL-2026-9", "served")];
    await registry.asOwner("/-/admin/advisories", { method: "POST", json: { advisories } });

    const told = [
      ["package_published", { name: "good", version: "1.0.0" }],
      ["package_blocked", { name: "bad", version: "1.0.0", issues: expect.any(Number) }],
      ["scan_progress", { done: 1, total: 3 }],
      ["quarantine_rescanned", { approved: 0, total: 3 }],
      ["package_approved", { file: "bad-1.0.0.tgz", name: "bad", version: "1.0.0" }],
      ["package_rejected", { file: "bad-2.0.0.tgz", name: "bad", version: "2.0.0" }],
      ["ruling_forgotten", { name: "bad", version: "2.0.0" }],
      ["quarantine_bulk_approved", { count: 3, files: expect.any(Array) }],
      ["autoAllowChanged", { enabled: false }],
      ["config_changed", { area: "auto_allow_local" }],
      ["package_unpublished", { name: "good", versions: ["1.0.0"] }],
      ["cve_found", { name: "served", version: "1.0.0", ids: ["MAL-2026-9"] }],
      ["package_withdrawn", { name: "served", version: "1.0.0", clients: 1 }],
    ] as const;
    for (const [event, data] of told) {
      for (const channel of [one, other]) {
        expect([event, (await channel.event(event)).data]).toEqual([event, data]);
      }
    }
    const numbered = (channel: typeof one) => channel.messages.flatMap(({ seq }) => seq ?? []);
    await Promise.all([one.ask("ping"), other.ask("ping")]);
    const broadcasts = [one, other].map((channel) =>
      channel.messages.filter(({ type }) => type === "broadcast"),
    );
    expect(broadcasts[0]).toEqual(broadcasts[1]);
    expect(numbered(one)).toEqual([...numbered(one)].sort((a, b) => a - b));
  });

  test("statistics come to who subscribed", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    await channel.ask("subscribe", { events: ["stats"] });

    const { data, seq } = await channel.event("stats");
    expect(data["requestsPerSecond"]).toHaveLength(60);
    expect(seq).toBeUndefined();
  });
});

describe("who may open the admin channel", () => {
  test("a token of a person who decides something, from our own pages or from a program", async () => {
    await using registry = await startRegistry();
    await using listening = registry.listen();
    const made = async (json: object) => {
      const response = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
      return ((await response.json()) as { secret: string }).secret;
    };
    const reader = await made({ scopes: ["read", "publish"] });
    const agent = await made({ scopes: ["read"], agent: true });
    const opens = async (token: string | undefined, headers: Record<string, string> = {}) => {
      try {
        const options = { headers, ...(token === undefined ? {} : { token }) };
        await using _channel = await openChannel(listening, options);
        return "open";
      } catch (error) {
        return (error as Error).message;
      }
    };
    const { token } = registry;
    const own = `http://127.0.0.1:${listening.port}`;

    expect(await opens(token)).toBe("open");
    expect(await opens(token, { origin: own })).toBe("open");
    expect(await opens(registry.app.adminSessions.token)).toBe("open");
    expect(await opens(undefined)).toBe("refused: 401");
    expect(await opens("areg_nobody")).toBe("refused: 401");
    expect(await opens(reader)).toBe("refused: 403");
    expect(await opens(agent)).toBe("refused: 403");
    expect(await opens(token, { origin: "https://evil.example" })).toBe("refused: 403");
    expect(await opens(token, { origin: "null" })).toBe("refused: 403");
    expect(await opens(token, { "sec-fetch-site": "cross-site" })).toBe("refused: 403");
    expect(await opens(token, { host: "evil.example" })).toBe("refused: 403");
    const logged = JSON.stringify(registry.logged);
    expect(logged).not.toContain(token);
    expect(logged).not.toContain(registry.app.adminSessions.token);
    expect(logged).toContain("/-/admin/ws");
  });

  test("a token that is revoked ends its session", async () => {
    await using registry = await startRegistry();
    await using listening = registry.listen();
    const json = { scopes: ["read", "admin"] };
    const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
    const { secret, token } = (await made.json()) as { secret: string; token: { id: string } };
    await using other = await openChannel(listening, { token: registry.token });
    await using channel = await openChannel(listening, { token: secret });

    await registry.asOwner(`/-/admin/tokens/${token.id}`, { method: "DELETE" });

    expect(await channel.closed).toBe(4001);
    expect((await other.ask("ping")).type).toBe("pong");
  });

  test("who decides about one organization hears of no other", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await createOrg(registry, "acme");
    const json = { org: "acme", scopes: ["read", "review"] };
    const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
    const { secret } = (await made.json()) as { secret: string };
    await using channel = await openChannel(listening, { token: secret });

    await registry.publish("secret-tool", "1.0.0");
    await registry.publish("@acme/tool", "1.0.0");

    expect((await channel.event("package_published")).data).toMatchObject({ name: "@acme/tool" });
    expect(JSON.stringify(channel.messages)).not.toContain("secret-tool");
  });
});

describe("bad input on the admin channel", () => {
  test("is answered, and the session goes on", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const codes = async (text: string) => {
      const before = channel.messages.length;
      channel.send(text);
      await channel.next((message) => channel.messages.indexOf(message) >= before);
      return channel.messages[before]?.data["code"];
    };

    expect(await codes("{")).toBe("bad_json");
    expect(await codes("[]")).toBe("bad_payload");
    expect(await codes("null")).toBe("bad_payload");
    expect(await codes('{"payload":{}}')).toBe("bad_payload");
    expect(await codes('{"action":7}')).toBe("bad_payload");
    expect(await codes('{"action":"ping","id":{}}')).toBe("bad_payload");
    expect(await codes(`{"action":"${"x".repeat(300)}"}`)).toBe("unknown_action");
    expect(await codes('{"action":"getAuditLogs","payload":{"limit":-1}}')).toBe("bad_payload");
    channel.socket.send(Buffer.from([1, 2, 3]));
    expect((await channel.ask("ping")).type).toBe("pong");
  });

  test("a path that climbs is refused in every field, and written down", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    const climbing = "../../owner-token";
    const spellings = [climbing, "..\\..\\owner-token", "..%2fowner-token", `a/${climbing}`];
    const asked = [
      ["approveQuarantine", "file"],
      ["deleteQuarantine", "file"],
      ["ruleQuarantine", "id"],
      ["deletePackage", "name"],
      ["getGraphNode", "name"],
      ["removeAllowlistEntry", "id"],
    ];
    for (const [action, field] of asked) {
      for (const spelling of spellings) {
        const { type, data } = await channel.ask(action ?? "", { [field ?? ""]: spelling });
        expect([action, type, data["code"]]).toEqual([action, "error", "bad_path"]);
      }
    }
    const harmless = await channel.ask("search", { query: "../.." });
    expect(harmless.type).toBe("searchResults");
    const audit = await channel.ask("getAuditLogs", { actions: ["security_alert"] });
    const logs = audit.data["logs"] as { details: { what: string; count: number } }[];
    expect(logs.map(({ details }) => details.what).sort()).toEqual(
      asked.map(([action, field]) => `${action}.${field}`).sort(),
    );
    expect(logs.every(({ details }) => details.count === spellings.length)).toBe(true);
  });

  test("a message too large ends the connection", async () => {
    await using registry = await startRegistry();
    await using listening = registry.listen();
    await using channel = await openChannel(listening, { token: registry.token });
    channel.send(JSON.stringify({ action: "ping", payload: { x: "a".repeat(2 * 1024 * 1024) } }));

    expect(await channel.closed).toBe(1009);
    expect((await fetch(`${listening.url}/-/ping`)).status).toBe(200);
  });

  test("10,000 messages at once harm nobody else", async () => {
    await using registry = await startRegistry();
    await using listening = registry.listen();
    await using quiet = await openChannel(listening, { token: registry.token });
    await using loud = await openChannel(listening, { token: registry.token });
    for (let at = 0; at < 10_000; at++) loud.send('{"action":"ping"}');

    expect(await loud.closed).toBe(1008);
    const pongs = loud.messages.filter(({ type }) => type === "pong");
    expect(pongs.length).toBeLessThan(100);
    expect(loud.messages.some(({ data }) => data["code"] === "rate_limited")).toBe(true);
    expect((await quiet.ask("ping")).type).toBe("pong");
    expect((await fetch(`${listening.url}/-/ping`)).status).toBe(200);
  });

  test("a client that does not read is let go, and the others are told all the same", async () => {
    await using registry = await startRegistry({ config: fast });
    await using listening = registry.listen();
    const slow = await openChannel(listening, { token: registry.token });
    await using quick = await openChannel(listening, { token: registry.token });
    slow.socket.pause();
    // More than the buffers of a system hold.
    const versions = Array.from({ length: 2000 }, (_, at) => `1.0.${at}-${"x".repeat(100)}`);
    for (let at = 0; at < 100; at++) {
      const name = parsePackageName(`lib-${at}`);
      registry.app.events.emit("unpublished", { name, versions });
      await quick.next(({ data }) => data["name"] === name);
    }
    expect(registry.app.metrics.totals.sessions).toBe(1);
    slow.socket.resume();

    expect([1006, 1008]).toContain(await slow.closed);
  });
});
