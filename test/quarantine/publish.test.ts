import { describe, expect, test } from "vitest";
import { attackersText, hostileFiles, hostileManifest } from "../support/hostile.ts";
import { startRegistry } from "../support/registry.ts";

const hostile = { manifest: hostileManifest };

describe("a publish that the scanner holds", () => {
  test("answers 403, is stored and stays hidden until a person approves it", async () => {
    await using registry = await startRegistry();
    await registry.publish("@acme/lib", "1.0.0");
    const response = await registry.publish("@acme/lib", "1.1.0", hostileFiles, hostile);
    const text = await response.text();

    expect(response.status).toBe(403);
    expect(JSON.parse(text)).toMatchObject({
      code: "security_blocked",
      operation: "publish",
      package: "@acme/lib@1.1.0",
      quarantine_location: "acme-lib-1.1.0.tgz",
      ai_instructions: expect.arrayContaining(["Do not alter the package to get past the scan."]),
    });
    expect(text).not.toMatch(attackersText);
    expect(await registry.packument("@acme/lib")).toMatchObject({
      "dist-tags": { latest: "1.0.0" },
    });
    expect((await registry.tarball("@acme/lib", "1.1.0")).status).toBe(403);

    const approved = await registry.asOwner(
      `/-/admin/quarantine/${encodeURIComponent("@acme/lib@1.1.0")}/approve`,
      { method: "POST", json: { reason: "ours" } },
    );
    expect(approved.status).toBe(200);
    expect(await registry.packument("@acme/lib")).toMatchObject({
      "dist-tags": { latest: "1.1.0" },
      versions: { "1.1.0": {} },
    });
    expect((await registry.tarball("@acme/lib", "1.1.0")).status).toBe(200);
  });

  test("is not seen when it is all there is", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0", hostileFiles, hostile);

    expect((await registry.fetch("/lib")).status).toBe(403);
    expect((await registry.fetch("/lib/latest")).status).toBeOneOf([403, 404]);
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
  });

  test("is answered alike when it is repeated, and its number is spent", async () => {
    await using registry = await startRegistry();
    await registry.publish("lib", "1.0.0", hostileFiles, hostile);
    const again = await registry.publish("lib", "1.0.0", hostileFiles, hostile);
    const other = await registry.publish("lib", "1.0.0", { "index.js": "harmless now" });
    const holds = await registry.asOwner("/-/admin/quarantine");

    expect(await again.json()).toMatchObject({ code: "security_blocked" });
    expect(await other.json()).toMatchObject({ code: "version_exists" });
    expect(await holds.json()).toMatchObject({ files: [{ name: "lib", version: "1.0.0" }] });
  });

  test("tells listeners that it was held, and not that it was released", async () => {
    await using registry = await startRegistry();
    const told: unknown[] = [];
    registry.app.events.on("held", (event) => told.push(event));
    registry.app.events.on("released", (event) => told.push(event));
    await registry.publish("lib", "1.0.0", hostileFiles, hostile);
    await registry.publish("lib", "1.0.1");

    expect(told).toEqual([
      { name: "lib", version: "1.0.0", ruleIds: expect.arrayContaining(["INS-01"]) },
      { name: "lib", version: "1.0.1", by: "owner" },
    ]);
  });
});
