import { expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import { startUpstream } from "../support/upstream.ts";

for (const [what, method, path] of [
  ["clear", "POST", "/-/admin/cache/clear"],
  ["cleanup", "POST", "/-/admin/cleanup"],
  ["delete", "DELETE", "/-/admin/cache/lib"],
] as const)
test(`rewrite and ${what}`, async () => {
  await using upstream = startUpstream();
  upstream.add("lib", "1.0.0", { "a.js": "1" });
  await using registry = await startRegistry({ upstream, config: { upstream: { fresh_seconds: 0 } } });
  const s: number[] = [];
  s.push((await registry.tarball("lib", "1.0.0")).status);
  upstream.add("lib", "1.0.0", { "a.js": "2" });
  await registry.asOwner("/-/admin/cache/lib/refresh", { method: "POST" });
  s.push((await registry.tarball("lib", "1.0.0")).status);
  const r = await registry.asOwner(path, { method, ...(method === "POST" ? { json: {} } : {}) });
  s.push(r.status);
  s.push((await registry.tarball("lib", "1.0.0")).status);
  await registry.asOwner("/-/admin/cache/lib/refresh", { method: "POST" });
  s.push((await registry.tarball("lib", "1.0.0")).status);
  console.log(what, s.join(" "));
});
