import { describe, expect, test } from "vitest";
import { actions } from "../../../src/faces/admin/protocol.ts";
import { routes } from "../../../src/faces/routes.ts";
import { type Channel, openChannel } from "../../support/channel.ts";
import { malware } from "../../support/osv.ts";
import { type Listening, startRegistry, type TestRegistry } from "../../support/registry.ts";
import { hookFiles, hookManifest, recordOf, rule } from "../../support/review.ts";
import { startUpstream } from "../../support/upstream.ts";

const fast = { admin: { messages_per_second: 5000 } };
const bad = { manifest: hookManifest };

interface World extends AsyncDisposable {
  readonly registry: TestRegistry;
  readonly listening: Listening;
  /** Of somebody who decides about `mine` alone. */
  readonly token: string;
  /** The record of the other package. */
  readonly otherId: string;
}

/** A registry in which much happened to packages whose names begin with `hush`, and a little to `mine`. */
async function startWorld(): Promise<World> {
  await using opened = new AsyncDisposableStack();
  const upstream = opened.use(startUpstream());
  for (const name of ["hush-served", "hush-copy"]) upstream.add(name, "1.0.0");
  const registry = opened.use(await startRegistry({ upstream, config: fast }));
  const listening = registry.listen();
  await registry.publish("mine", "1.0.0", hookFiles, bad);
  await registry.publish("hush-held", "1.0.0", hookFiles, bad);
  await registry.publish("hush-held", "2.0.0", hookFiles, bad);
  await registry.publish("hush-quiet", "1.0.0", hookFiles, bad);
  await registry.publish("hush-clean", "1.0.0");
  await rule(registry, "hush-held@2.0.0", "approve", { reason: "hush-reason" });
  await registry.asOwner("/-/admin/suppressions", {
    method: "POST",
    json: { package: "hush-quiet@1.0.0", rule: "INS-01", reason: "ours" },
  });
  await registry.tarball("hush-served", "1.0.0");
  const advisories = [malware("MAL-2026-1", "hush-served")];
  await registry.asOwner("/-/admin/advisories", { method: "POST", json: { advisories } });
  const json = { scopes: ["read", "review"], packages: ["mine"] };
  const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json });
  const { secret: token } = (await made.json()) as { secret: string };
  const otherId = (await recordOf(registry, "hush-held@1.0.0")).id;
  const resources = opened.move();
  return {
    registry,
    listening,
    token,
    otherId,
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
}

/** What each action of a reviewer takes, about the other package where it is about any. */
const payloads = (id: string): Readonly<Record<string, object>> => ({
  subscribe: { events: ["stats"] },
  triggerDeepScan: { package_name: "hush-clean", version: "1.0.0" },
  getVersionDiff: { name: "hush-held", from: "1.0.0", to: "2.0.0" },
  getQuarantine: { state: "all" },
  getQuarantineRows: { state: "all" },
  getQuarantineRecord: { id },
  getQuarantineDiff: { id },
  approveQuarantine: { file: "hush-held-1.0.0.tgz", id },
  deleteQuarantine: { file: "hush-held-1.0.0.tgz" },
  ruleQuarantine: { id, decision: "reject", reason: "x" },
  approveAllQuarantine: { ids: [id] },
  clearQuarantine: { ids: [id] },
  rescanQuarantine: { ids: [id] },
  suppressRule: { package: "hush-held@2.0.0", rule: "INS-01", reason: "x" },
  unsuppressRule: { id: "none" },
});

/** What came, without what the client itself had named. */
const namesIn = (channel: Channel) =>
  channel.messages.filter((message) => /hush/.test(JSON.stringify(withoutEcho(message))));

function withoutEcho({ data, ...message }: Channel["connected"]): unknown {
  if (message.type === "broadcast") return data;
  const { message: _sentence, error: _error, package_name: _name, file: _file, ...rest } = data;
  return rest;
}

describe("a reviewer of one package", () => {
  test("learns of no other by any action, and changes nothing about it", async () => {
    await using world = await startWorld();
    const { registry, listening, token, otherId } = world;
    await using channel = await openChannel(listening, { token });
    const asked = payloads(otherId);
    for (const { name, scope } of actions) {
      const { type, data } = await channel.ask(name, asked[name] ?? {});
      const isRefused = type === "error" && /lacks the scope "admin"/.test(String(data["message"]));
      expect([name, isRefused]).toEqual([name, scope === "admin"]);
    }
    await registry.publish("hush-later", "1.0.0");
    await channel.ask("ping");
    expect(namesIn(channel)).toEqual([]);
    expect(await recordOf(registry, otherId)).toMatchObject({ state: "held" });

    const listed = (await channel.ask("getQuarantine")).data["files"];
    expect(listed).toEqual([expect.objectContaining({ name: "mine" })]);
    expect((await channel.ask("approveQuarantine", { file: "mine-1.0.0.tgz" })).type).toBe(
      "quarantineApproved",
    );
  });

  test("learns of no other by any address below /-/admin", async () => {
    await using world = await startWorld();
    const { registry, token, otherId } = world;
    const paths = routes
      .filter(({ method, path }) => method === "GET" && path.startsWith("/-/admin/"))
      .map(({ path }) => path.replace(/:[a-z]+/g, otherId));
    expect(paths.length).toBeGreaterThan(25);
    for (const path of [...paths, "/-/stage", "/api/graph"]) {
      const response = await registry.fetch(`${path}?state=all`, { token });
      expect([path, response.status]).not.toEqual([path, 500]);
      expect([path, await response.text()]).toEqual([path, expect.not.stringContaining("hush")]);
    }
  });

  test("is told nothing of it after coming back either", async () => {
    await using world = await startWorld();
    const { registry, listening, token } = world;
    const since = Number((await connectedOf(listening, token)).data["seq"]);
    await registry.publish("hush-later", "1.0.0");
    await rule(registry, "mine@1.0.0", "approve");
    await using channel = await openChannel(listening, { token, since });
    expect((await channel.event("package_approved")).data).toMatchObject({ name: "mine" });
    expect(namesIn(channel)).toEqual([]);
  });
});

async function connectedOf(listening: Listening, token: string) {
  await using channel = await openChannel(listening, { token });
  return channel.connected;
}
