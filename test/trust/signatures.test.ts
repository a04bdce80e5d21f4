import { createHash, createPublicKey, verify } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startClock } from "../support/clock.ts";
import { type Packument, startRegistry, type TestRegistry } from "../support/registry.ts";
import { provenanceBundle, type TestKey, testKey } from "../support/signing.ts";
import { digestsOf, tarball } from "../support/tarball.ts";
import { type FakeUpstream, startUpstream } from "../support/upstream.ts";

interface Keys {
  readonly keys: { keyid: string; key: string; expires: string | null }[];
}

const keysPath = "/-/npm/v1/keys";

async function keysIn(registry: TestRegistry): Promise<Keys["keys"]> {
  const response = await registry.fetch(keysPath);
  expect(response.status).toBe(200);
  return ((await response.json()) as Keys).keys;
}

function showKeys(upstream: FakeUpstream, ...keys: TestKey[]): void {
  const body = JSON.stringify({ keys: keys.map((key) => key.listed) });
  upstream.fail(keysPath, { kind: "body", body });
}

function distOf(packument: Packument, version: string) {
  return packument.versions[version]?.dist as unknown as {
    integrity: string;
    signatures?: { keyid: string; sig: string }[];
    attestations?: { url: string; provenance?: { predicateType: string } };
  };
}

/** Adds a version to the upstream with a signature by `key` over its integrity, or over a lie. */
function addSigned(upstream: FakeUpstream, version: string, key: TestKey, over?: string) {
  const bytes = tarball({ "index.js": version }, { name: "lib", version });
  const { integrity } = digestsOf(bytes);
  const signatures = [key.sign("lib", version, over ?? integrity)];
  upstream.add("lib", version, {}, { bytes, dist: { signatures } });
  return bytes;
}

test("a publish whose signing fails shows as soon as it can be signed", async () => {
  await using registry = await startRegistry();
  await registry.publish("lib", "1.0.0");
  await registry.packument("lib");
  const { registryKey } = registry.app;
  const { sign } = registryKey;
  registryKey.sign = async () => {
    throw new Error("the key cannot be read");
  };

  expect((await registry.publish("lib", "1.1.0")).status).toBe(500);
  registryKey.sign = sign;
  expect((await registry.publish("lib", "1.1.0")).status).toBe(201);
  expect(distOf(await registry.packument("lib"), "1.1.0").signatures).toHaveLength(1);
});

describe("hosted versions", () => {
  test("carry a signature that the key of the registry verifies, by a key that only the owner can read", async () => {
    await using registry = await startRegistry();
    await registry.publish("@acme/lib", "1.0.0");
    const dist = distOf(await registry.packument("@acme/lib"), "1.0.0");
    const short = distOf(await registry.packument("@acme/lib", { abbreviated: true }), "1.0.0");
    const [key, ...others] = await keysIn(registry);

    const publicKey = createPublicKey({
      key: Buffer.from(key?.key ?? "", "base64"),
      format: "der",
      type: "spki",
    });
    const signed = Buffer.from(`@acme/lib@1.0.0:${dist.integrity}`);
    const [signature] = dist.signatures ?? [];
    expect(others).toEqual([]);
    expect(signature?.keyid).toBe(key?.keyid);
    expect(verify("sha256", signed, publicKey, Buffer.from(signature?.sig ?? "", "base64"))).toBe(
      true,
    );
    expect(short.signatures).toEqual(dist.signatures);
    const mode = statSync(join(registry.home, "data", "registry-key.pem")).mode & 0o777;
    expect(mode).toBe(0o600);
  });

  test("keep their signature, and the registry its key, over a restart", async () => {
    await using first = await startRegistry();
    await first.publish("@acme/lib", "1.0.0");
    const before = distOf(await first.packument("@acme/lib"), "1.0.0").signatures;
    const keys = await keysIn(first);
    await using again = await startRegistry({ home: first.home });

    expect(distOf(await again.packument("@acme/lib"), "1.0.0").signatures).toEqual(before);
    expect(await keysIn(again)).toEqual(keys);
  });

  test("that were published before there was a key are signed when they are read", async () => {
    await using registry = await startRegistry();
    await registry.publish("@acme/lib", "1.0.0");
    await registry.app.db.write((tx) => tx`delete from signatures`);
    registry.app.packuments.clear();

    expect(distOf(await registry.packument("@acme/lib"), "1.0.0").signatures).toHaveLength(1);
    expect([...(await registry.app.db.read`select name from signatures`)]).toEqual([
      { name: "@acme/lib" },
    ]);
  });
});

describe("GET /-/npm/v1/keys", () => {
  test("adds the upstream's keys and never forgets one, also after a rotation and a restart", async () => {
    await using upstream = startUpstream();
    const clock = startClock();
    const [old, fresh] = [testKey(), testKey()];
    showKeys(upstream, old);
    await using registry = await startRegistry({ upstream, now: clock.now });
    expect(await keysIn(registry)).toHaveLength(2);

    showKeys(upstream, fresh);
    clock.advance(301);
    const ids = (await keysIn(registry)).map((key) => key.keyid);
    expect(ids.slice(1).sort()).toEqual([old.listed["keyid"], fresh.listed["keyid"]].sort());

    await upstream.stop();
    clock.advance(301);
    expect(await keysIn(registry)).toHaveLength(3);
  });

  test("notices that an upstream let a key expire", async () => {
    await using upstream = startUpstream();
    const clock = startClock();
    const key = testKey();
    showKeys(upstream, key);
    await using registry = await startRegistry({ upstream, now: clock.now });
    await keysIn(registry);

    const expired = { ...key, listed: { ...key.listed, expires: "2026-01-01T00:00:00.000Z" } };
    showKeys(upstream, expired);
    clock.advance(301);
    expect((await keysIn(registry))[1]?.expires).toBe("2026-01-01T00:00:00.000Z");
  });

  test.each([
    ["has no such endpoint", { kind: "status", status: 404 }],
    ["fails", { kind: "status", status: 500 }],
    ["sends a page", { kind: "body", body: "<html>" }],
    ["sends something else", { kind: "body", body: '{"keys":[{"keyid":1},null,{"__proto__":2}]}' }],
  ] as const)("answers with ours alone when the upstream %s", async (_, fault) => {
    await using upstream = startUpstream();
    upstream.fail(keysPath, fault);
    await using registry = await startRegistry({ upstream });
    expect(await keysIn(registry)).toHaveLength(1);
  });

  test("does not let an upstream put another key under an id that it used before", async () => {
    await using upstream = startUpstream();
    const clock = startClock();
    const [key, other] = [testKey(), testKey()];
    showKeys(upstream, key);
    await using registry = await startRegistry({ upstream, now: clock.now });
    await keysIn(registry);

    const swapped = { ...key, listed: { ...key.listed, key: other.listed["key"] ?? "" } };
    showKeys(upstream, swapped);
    clock.advance(301);
    expect((await keysIn(registry))[1]?.key).toBe(key.listed["key"]);
    expect(registry.logged.some(({ msg }) => String(msg).includes("another signing key"))).toBe(
      true,
    );
  });
});

describe("signatures of the upstream", () => {
  test("pass through as they came, and the tarball is served", async () => {
    await using upstream = startUpstream();
    const key = testKey();
    showKeys(upstream, key);
    const bytes = addSigned(upstream, "1.0.0", key);
    await using registry = await startRegistry({ upstream });
    const dist = distOf(await registry.packument("lib"), "1.0.0");

    expect(dist.signatures).toEqual(
      [key.sign("lib", "1.0.0", dist.integrity)].map(({ keyid }) => ({
        keyid,
        sig: dist.signatures?.[0]?.sig,
      })),
    );
    const response = await registry.tarball("lib", "1.0.0");
    expect([response.status, Buffer.from(await response.bytes()).equals(bytes)]).toEqual([
      200,
      true,
    ]);
  });

  test("hold a version when one is wrong, and a rescan does not release it", async () => {
    await using upstream = startUpstream();
    const key = testKey();
    showKeys(upstream, key);
    addSigned(upstream, "0.9.0", key);
    addSigned(upstream, "1.0.0", key, "sha512-other");
    await using registry = await startRegistry({ upstream });
    const refused = await registry.tarball("lib", "1.0.0");

    expect(refused.status).toBe(403);
    expect(await refused.json()).toMatchObject({ issues: [{ ruleId: "TAR-07" }] });
    const packument = await registry.packument("lib");
    expect(Object.keys(packument.versions)).toEqual(["0.9.0"]);
    expect(packument["dist-tags"]["latest"]).toBe("0.9.0");

    const selector = encodeURIComponent("lib@1.0.0");
    const rescan = await registry.asOwner(`/-/admin/quarantine/${selector}/rescan`, {
      method: "POST",
    });
    expect(await rescan.json()).toMatchObject({ state: "held", verdict: "block" });
  });

  test.each([
    { published: "2025-12-31T00:00:00.000Z", status: 200 },
    { published: "2026-01-02T00:00:00.000Z", status: 403 },
  ])("by a key that expired count for what was published before: $published", async (row) => {
    await using upstream = startUpstream();
    const key = testKey("2026-01-01T00:00:00.000Z");
    showKeys(upstream, key);
    addSigned(upstream, "1.0.0", key);
    upstream.patch("lib", { time: { "1.0.0": row.published } });
    await using registry = await startRegistry({ upstream });
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(row.status);
  });

  test("by a key that nobody shows hold nothing", async () => {
    await using upstream = startUpstream();
    showKeys(upstream, testKey());
    addSigned(upstream, "1.0.0", testKey());
    await using registry = await startRegistry({ upstream });
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(200);
  });
});

describe("GET /-/npm/v1/attestations", () => {
  const document = {
    attestations: [{ predicateType: "https://slsa.dev/provenance/v1", bundle: { a: 1 } }],
  };

  test.each(["@s/lib@1.0.0", "@s%2flib@1.0.0", "%40s%2Flib%401.0.0"])(
    "fetches those of %s once and keeps them when the upstream is gone",
    async (spelling) => {
      await using upstream = startUpstream();
      const path = "/-/npm/v1/attestations/@s%2flib@1.0.0";
      upstream.fail(path, { kind: "body", body: JSON.stringify(document) });
      upstream.add(
        "@s/lib",
        "1.0.0",
        {},
        {
          dist: { attestations: { url: "https://elsewhere.invalid/x", provenance: {} } },
        },
      );
      await using registry = await startRegistry({ upstream });
      const { attestations } = distOf(await registry.packument("@s/lib"), "1.0.0");
      const first = await registry.fetch(`/-/npm/v1/attestations/${spelling}`);
      await upstream.stop();
      const again = await registry.fetch(`/-/npm/v1/attestations/${spelling}`);

      expect(attestations?.url).toBe("http://localhost:4873/-/npm/v1/attestations/@s/lib@1.0.0");
      expect([first.status, again.status]).toEqual([200, 200]);
      expect(await again.json()).toEqual(document);
    },
  );

  test.each(["lib", "lib@", "@s/lib", "lib@1.0.0%2f..", "lib@<b>"])("refuses %s", async (text) => {
    await using registry = await startRegistry();
    expect((await registry.fetch(`/-/npm/v1/attestations/${text}`)).status).toBe(400);
  });

  test("serves what came with a publish, and shows where", async () => {
    await using registry = await startRegistry();
    const bytes = tarball({}, { name: "@acme/lib", version: "1.0.0" });
    const sha512 = createHash("sha512").update(bytes).digest("hex");
    const bundle = provenanceBundle("@acme/lib", "1.0.0", sha512);
    const published = await publishWithProvenance(registry, bytes, bundle);

    expect(published.status).toBe(201);
    expect(distOf(await registry.packument("@acme/lib"), "1.0.0").attestations).toEqual({
      url: "http://localhost:4873/-/npm/v1/attestations/@acme/lib@1.0.0",
      provenance: { predicateType: "https://slsa.dev/provenance/v1" },
    });
    const response = await registry.fetch("/-/npm/v1/attestations/@acme/lib@1.0.0");
    expect(await response.json()).toEqual({
      attestations: [
        { predicateType: "https://slsa.dev/provenance/v1", bundle: JSON.parse(bundle) },
      ],
    });
    const none = await registry.fetch("/-/npm/v1/attestations/@acme/lib@2.0.0");
    expect(none.status).toBe(404);
  });

  test.each([
    ["another package", (sha: string) => provenanceBundle("@acme/other", "1.0.0", sha)],
    ["another version", (sha: string) => provenanceBundle("@acme/lib", "2.0.0", sha)],
    ["other bytes", () => provenanceBundle("@acme/lib", "1.0.0", "00".repeat(64))],
    ["nothing", () => "{}"],
  ])("refuses a publish with provenance about %s and stores nothing", async (_, bundleFor) => {
    await using registry = await startRegistry();
    const bytes = tarball({}, { name: "@acme/lib", version: "1.0.0" });
    const sha512 = createHash("sha512").update(bytes).digest("hex");
    const refused = await publishWithProvenance(registry, bytes, bundleFor(sha512));

    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ code: "bad_provenance" });
    expect((await registry.fetch("/@acme%2flib")).status).toBe(404);
  });
});

async function publishWithProvenance(registry: TestRegistry, bytes: Uint8Array, bundle: string) {
  return await registry.publish("@acme/lib", "1.0.0", bytes, {
    document: {
      _attachments: {
        "@acme/lib-1.0.0.tgz": {
          content_type: "application/octet-stream",
          data: Buffer.from(bytes).toString("base64"),
          length: bytes.length,
        },
        "@acme/lib-1.0.0.sigstore": {
          content_type: "application/vnd.dev.sigstore.bundle.v0.3+json",
          data: bundle,
          length: bundle.length,
        },
      },
    },
  });
}
