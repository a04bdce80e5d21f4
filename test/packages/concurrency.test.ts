import { describe, expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import { tarball } from "../support/tarball.ts";

const twenty = Array.from({ length: 20 }, (_, i) => i);

describe("publishes at the same time", () => {
  test("of twenty versions keep twenty, with the right bytes each", async () => {
    await using registry = await startRegistry();
    const all = await Promise.all(
      twenty.map((i) => registry.publish("lib", `1.0.${i}`, { v: `${i}` }, { tag: `t${i}` })),
    );
    const packument = await registry.packument("lib");

    expect(all.map((response) => response.status)).toEqual(twenty.map(() => 201));
    expect(Object.keys(packument.versions).sort()).toEqual(twenty.map((i) => `1.0.${i}`).sort());
    for (const i of twenty) {
      expect(packument["dist-tags"][`t${i}`]).toBe(`1.0.${i}`);
      expect(await (await registry.tarball("lib", `1.0.${i}`)).bytes()).toEqual(
        new Uint8Array(tarball({ v: `${i}` }, { name: "lib", version: `1.0.${i}` })),
      );
    }
  });

  test("of other bytes for one version keep exactly one", async () => {
    await using registry = await startRegistry();
    const bodies = twenty.map((i) => tarball({ v: `${i}` }, { name: "lib", version: "1.0.0" }));
    const all = await Promise.all(bodies.map((bytes) => registry.publish("lib", "1.0.0", bytes)));
    const winners = twenty.filter((i) => all[i]?.status === 201);

    expect(winners.length).toBe(1);
    expect(all.map((response) => response.status).sort()).toEqual([
      201,
      ...twenty.slice(1).map(() => 403),
    ]);
    expect(await (await registry.tarball("lib", "1.0.0")).bytes()).toEqual(
      new Uint8Array(bodies[winners[0] ?? -1] ?? []),
    );
    expect(Object.keys((await registry.packument("lib")).versions)).toEqual(["1.0.0"]);
  });

  test("of the same bytes all succeed", async () => {
    await using registry = await startRegistry();
    const all = await Promise.all(
      twenty.map(() => registry.publish("lib", "1.0.0", { v: "same" })),
    );

    expect(all.map((response) => response.status)).toEqual(twenty.map(() => 201));
    expect(Object.keys((await registry.packument("lib")).versions)).toEqual(["1.0.0"]);
  });

  test("reads meanwhile see a version whole or not at all", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "0.0.1");
    const publishing = Promise.all(
      twenty.map((i) => registry.publish("lib", `1.0.${i}`, { v: `${i}` })),
    );
    let isDone = false;
    void publishing.then(() => {
      isDone = true;
    });
    while (!isDone) {
      // Answers from memory alone would never let the publishes go on.
      await new Promise((resolve) => setImmediate(resolve));
      const { versions, time, ...packument } = await registry.packument("lib");
      for (const version of Object.keys(versions)) {
        expect(time).toHaveProperty([version]);
        expect((await registry.tarball("lib", version)).status).toBe(200);
      }
      for (const target of Object.values(packument["dist-tags"]))
        expect(versions).toHaveProperty([target]);
    }
    expect(Object.keys((await registry.packument("lib")).versions).length).toBe(21);
  });
});

test("what was published is there after a restart", async () => {
  await using first = await startRegistry();
  await first.publish("@acme/lib", "1.0.0", { v: "1" });
  const before = await first.packument("@acme/lib");
  await using again = await startRegistry({ home: first.home });

  expect(again.token).toBe(first.token);
  expect(await again.packument("@acme/lib")).toEqual(before);
  expect(await (await again.tarball("@acme/lib", "1.0.0")).bytes()).toEqual(
    new Uint8Array(tarball({ v: "1" }, { name: "@acme/lib", version: "1.0.0" })),
  );
});

test("a start removes blobs that no version points at, and only those", async () => {
  await using first = await startRegistry();
  await first.publish("lib", "1.0.0", { v: "kept" });
  const bytes = Buffer.from("left behind by a crash");
  await using staged = await first.app.blobs.stage(chunksOf(bytes), 100);
  await first.app.blobs.put(staged);
  await using again = await startRegistry({ home: first.home });

  expect(await again.app.blobs.has(staged.integrity)).toBe(false);
  expect((await again.tarball("lib", "1.0.0")).status).toBe(200);
});

async function* chunksOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
