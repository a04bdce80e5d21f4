import { expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

test("POST /-/why answers about many versions in their order, without what may not be known", async () => {
  await using upstream = startUpstream();
  upstream.add("bad", "1.0.0", hookFiles, { manifest: hookManifest });
  upstream.add("unseen", "1.0.0");
  await using registry = await startRegistry({ upstream });
  await registry.publish("lib", "1.0.0");
  await registry.publish("@acme/secret", "1.0.0", {}, { document: { access: "restricted" } });
  await registry.tarball("bad", "1.0.0");
  const wanted = ["lib", "bad", "unseen", "@acme/secret", "nobody"];
  const packages = wanted.map((name) => ({ name, version: "1.0.0" }));
  const response = await registry.fetch("/-/why", { method: "POST", json: { packages } });

  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    packages: [
      expect.objectContaining({ name: "lib", state: "served", verdict: "clean" }),
      expect.objectContaining({
        name: "bad",
        state: "held",
        rules: expect.arrayContaining(["INS-01"]),
      }),
      expect.objectContaining({ name: "unseen", state: "served", verdict: null }),
      expect.objectContaining({ name: "@acme/secret", state: "unknown" }),
      expect.objectContaining({ name: "nobody", state: "unknown" }),
    ],
  });
});

test.each([
  ["more than fit", Array.from({ length: 201 }, () => ({ name: "lib", version: "1.0.0" }))],
  ["a name that is none", [{ name: "../x", version: "1.0.0" }]],
  ["a range", [{ name: "lib", version: "^1.0.0" }]],
])("POST /-/why refuses %s", async (_, packages) => {
  await using registry = await startRegistry();
  const response = await registry.fetch("/-/why", { method: "POST", json: { packages } });

  expect(response.status).toBe(400);
});
