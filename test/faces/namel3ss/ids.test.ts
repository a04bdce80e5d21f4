import { describe, expect, test } from "vitest";
import { startExperts } from "../../support/experts.ts";
import { addPack, keysOf, packBundle, searchAsClient } from "../../support/packs.ts";

describe("ids that Experts and packs share", () => {
  test("an Expert whose id a pack has is refused, and its number is not spent", async () => {
    await using experts = await startExperts();
    const { registry } = experts;
    expect((await addPack(registry, packBundle("acme.helper", "1.0.0"))).status).toBe(201);
    const expert = await experts.publish("@acme/helper", "1.0.0");
    expect(expert.status).toBe(400);
    expect(String(expert.body.reason)).toContain("the id acme.helper");
    expect((await registry.fetch("/@acme%2fhelper")).status).toBe(404);
    expect(keysOf(await searchAsClient(registry, ""))).toEqual(["acme.helper@1.0.0"]);
    // The same number can still be published as something that is no Expert.
    expect((await registry.publish("@acme/helper", "1.0.0")).status).toBe(201);
  });

  test("a pack whose id an Expert has is refused", async () => {
    await using experts = await startExperts();
    const { registry } = experts;
    await experts.publish("@acme/helper", "1.0.0");
    const pack = await addPack(registry, packBundle("acme.helper", "2.0.0"));
    expect(pack.status).toBe(403);
    expect(await pack.json()).toMatchObject({ code: "id_taken" });
    expect(keysOf(await searchAsClient(registry, ""))).toEqual(["acme.helper@1.0.0"]);
  });

  test("of an Expert and a pack that come at the same moment, one is there afterwards", async () => {
    await using experts = await startExperts();
    const { registry } = experts;
    const [expert, pack] = await Promise.all([
      experts.publish("@acme/helper", "1.0.0"),
      addPack(registry, packBundle("acme.helper", "1.0.0")),
    ]);
    expect([
      [200, 403],
      [400, 201],
    ]).toContainEqual([expert.status, pack.status]);
    expect(keysOf(await searchAsClient(registry, ""))).toEqual(["acme.helper@1.0.0"]);
    const isPublished = (await registry.fetch("/@acme%2fhelper")).status === 200;
    expect(isPublished).toBe(expert.status === 200);
  });

  test("an id stays with its Expert when that is gone", async () => {
    await using experts = await startExperts();
    await experts.publish("@acme/helper", "1.0.0");
    await experts.remove("@acme/helper@1.0.0");
    const pack = await addPack(experts.registry, packBundle("acme.helper", "1.0.0"));
    expect(pack.status).toBe(403);
    expect((await experts.publish("@acme/helper", "1.1.0")).status).toBe(200);
  });
});
