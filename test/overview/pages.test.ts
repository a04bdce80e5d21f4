import { expect, test } from "vitest";
import { openChannel } from "../support/channel.ts";
import { definition, startExperts } from "../support/experts.ts";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

interface PackageView {
  readonly name: string;
}

test("a page of packages says of each what it has, by name, ours first", async () => {
  await using upstream = startUpstream();
  upstream.add("copied", "1.0.0");
  upstream.add("copied", "1.1.0");
  upstream.add("untouched", "1.0.0");
  await using registry = await startRegistry({ upstream });
  const told = { manifest: { description: "What it is for" } };
  await registry.publish("own", "1.0.0", {}, told);
  await registry.publish("own", "1.1.0", {}, told);
  const held = { manifest: { ...hookManifest, ...told.manifest } };
  await registry.publish("own", "2.0.0", hookFiles, held);
  await registry.publish("zebra", "0.1.0");
  for (let times = 0; times < 3; times++) await registry.tarball("own", "1.1.0");
  for (const version of ["1.0.0", "1.1.0"]) await registry.tarball("copied", version);
  await registry.fetch("/untouched");
  await registry.app.fetchLog.flush();
  await using listening = registry.listen();
  await using channel = await openChannel(listening, { token: registry.token });
  const page = async (payload: object) => (await channel.ask("getPackages", payload)).data;

  const first = await page({ limit: 3 });
  expect(first["packages"]).toMatchObject([
    {
      name: "own",
      // What the tag points at, although it is held.
      version: "2.0.0",
      description: "What it is for",
      versions: 3,
      source: "local",
      size: expect.any(Number),
      downloads: 3,
      quarantined: 1,
    },
    { name: "zebra", version: "0.1.0", description: "", versions: 1, quarantined: 0, downloads: 0 },
    {
      name: "copied",
      // The one that was fetched last.
      version: "1.1.0",
      source: "upstream",
      versions: 2,
      downloads: 2,
      quarantined: 0,
    },
  ]);
  expect(first["total"]).toBe(4);
  const rest = await page({ limit: 3, cursor: first["cursor"] });
  expect(rest["packages"]).toMatchObject([{ name: "untouched", version: null, versions: 0 }]);
  expect(rest["cursor"]).toBeNull();
  const found = await page({ query: "e" });
  expect((found["packages"] as PackageView[]).map(({ name }) => name)).toEqual([
    "zebra",
    "copied",
    "untouched",
  ]);
  const cache = await channel.ask("getCache");
  expect(cache.data["details"]).toMatchObject([
    { name: "copied", versions: 2, size: expect.any(Number) },
    { name: "untouched", versions: 0, size: 0 },
  ]);
});

test("Experts are found by any part of their names", async () => {
  await using here = await startExperts();
  for (const name of ["@acme/mail-reader", "@acme/reader", "@acme/writer"]) {
    const published = await here.publish(name, "1.0.0", definition(name, "1.0.0"));
    expect(published.status).toBe(200);
  }
  await using listening = here.registry.listen();
  await using channel = await openChannel(listening, { token: here.registry.token });
  const named = async (payload: object) => {
    const { data } = await channel.ask("getExperts", payload);
    const names = (data["experts"] as PackageView[]).map(({ name }) => name).sort();
    return [names, data["total"]];
  };
  expect(await named({ query: "READ" })).toEqual([["@acme/mail-reader", "@acme/reader"], 2]);
  expect(await named({ query: "read", prefix: "@acme/r" })).toEqual([["@acme/reader"], 1]);
  expect(await named({ query: "", take: 1, skip: 2 })).toEqual([[expect.any(String)], 3]);
  expect(await named({ query: "nobody" })).toEqual([[], 0]);
});
