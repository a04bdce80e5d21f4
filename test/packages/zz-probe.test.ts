import { expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import { startUpstream } from "../support/upstream.ts";

for (let i = 0; i < 6; i++)
  test(`publish ${i}`, async () => {
    const t = [performance.now()];
    await using registry = await startRegistry();
    t.push(performance.now());
    const r = await registry.publish("@acme/lib", "1.0.0", { "a.js": "1" });
    t.push(performance.now());
    expect(await r.json()).toMatchObject({ ok: true });
    const p = await registry.packument("@acme/lib", { abbreviated: true });
    expect(p).toMatchObject({ name: "@acme/lib" });
    t.push(performance.now());
    const r2 = await registry.publish("@acme/lib", "1.0.1", { "a.js": "1" });
    t.push(performance.now());
    console.log(t.map((x, i) => (i ? Math.round(x - (t[i - 1] ?? 0)) : 0)).join(" "));
    if (i === 0) console.log(JSON.stringify(p, null, 1), JSON.stringify(registry.logged));
  });
for (const kind of ["cut", "short"] as const)
  test(`up ${kind}`, async () => {
    await using upstream = startUpstream();
    await using registry = await startRegistry({ upstream });
    const bytes = upstream.add("lodash", "4.0.0", { "a.js": "x".repeat(100) });
    const ok = await registry.tarball("lodash", "4.0.0");
    expect(ok.status).toBe(200);
    expect(Buffer.from(await ok.arrayBuffer()).equals(bytes)).toBe(true);
    upstream.add("lodash", "5.0.0", { "a.js": "x".repeat(100) });
    upstream.fail("/lodash/-/lodash-5.0.0.tgz", { kind });
    const bad = await registry.tarball("lodash", "5.0.0");
    console.log(kind, bad.status, await bad.text());
    console.log(upstream.requests.map((r) => r.path));
  });
