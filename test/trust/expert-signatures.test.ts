import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hmacOf, signingDigest } from "../../src/intent/bundle/pack-signature.ts";
import { startClock } from "../support/clock.ts";
import { at, definition, expertOf, startExperts } from "../support/experts.ts";
import { addPack, packBundle, packManifest, searchAsClient } from "../support/packs.ts";
import { startRegistry, type TestRegistry } from "../support/registry.ts";
import { changeTrust, type TestSigner, testSigner, writeTrust } from "../support/trust.ts";

const path = (version = "1.0.0") => `/-/signature/@acme/bot/${version}`;

/** acme has published one Expert, and the registry trusts ann. */
async function world(publishers = "") {
  const clock = startClock();
  const here = await startExperts({ now: clock.now });
  const ann = testSigner("ann", publishers);
  const { digest } = expertOf(await here.publish("@acme/bot", "1.0.0"));
  changeTrust(here.registry, clock, "keys.toml", ann.table);
  const put = async (json: object, token = here.key, version = "1.0.0") => {
    const response = await here.registry.fetch(path(version), { method: "PUT", token, json });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const shown = async () => {
    const signatures = (await (await here.registry.fetch(path())).json()) as { status: string };
    const { versions } = await here.registry.packument("@acme/bot");
    const manifest = versions["1.0.0"]?.["expert"] as { signature: string };
    const why = (await (await here.registry.fetch("/-/why/@acme/bot@1.0.0")).json()) as {
      version: { signature: { status: string } };
    };
    const entry = await entryOf(here.registry, "acme.bot");
    return [
      signatures.status,
      manifest.signature,
      why.version.signature.status,
      expertOf(await here.get(at("@acme/bot"))).signature,
      (await here.get("")).body.data?.experts?.[0]?.signature,
      entry.signature.status,
    ];
  };
  return {
    clock,
    here,
    ann,
    digest,
    put,
    shown,
    [Symbol.asyncDispose]: () => here[Symbol.asyncDispose](),
  };
}

interface Signed {
  readonly signature: { readonly status: string };
  readonly verified_by: readonly string[];
}

/** The one entry of an id, as clients of packs get it. */
async function entryOf(registry: TestRegistry, id: string): Promise<Signed> {
  const entries = await searchAsClient(registry, id);
  const found = entries.find((entry) => entry.pack_id === id);
  if (found === undefined) throw new Error(`there is no entry of ${id}`);
  return found as unknown as Signed;
}

const everywhere = (status: string) => Array.from({ length: 6 }, () => status);

describe("a signature over a definition", () => {
  test("stands in the audit log, once", async () => {
    await using w = await world();
    const signature = w.ann.sign("@acme/bot", "1.0.0", w.digest);
    for (let times = 0; times < 2; times++) await w.put(signature);
    const { registry } = w.here;
    const answer = await registry.asOwner("/-/admin/audit?actions=expert_signed");
    expect(await answer.json()).toMatchObject({
      logs: [
        {
          target: "@acme/bot@1.0.0",
          details: { signer: "ann", digest: `sha256:${w.digest}` },
          actor: { principal: "org:acme", via: "cli" },
        },
      ],
    });
  });

  test("is shown everywhere, with the key that verified it and for those who check it themselves", async () => {
    await using w = await world();
    const before = await w.shown();
    const signature = w.ann.sign("@acme/bot", "1.0.0", w.digest);
    const answer = await w.put(signature);
    expect(before).toEqual(everywhere("unsigned"));
    expect(answer).toMatchObject({
      status: 200,
      body: {
        key: "@acme/bot@1.0.0",
        status: "verified",
        verifiedBy: ["ann"],
        publishedBy: "acme",
      },
    });
    expect(await w.shown()).toEqual(everywhere("verified"));
    const { versions } = await w.here.registry.packument("@acme/bot");
    expect(versions["1.0.0"]?.["expert"]).toMatchObject({
      verifiedBy: ["ann"],
      signatures: [signature],
    });
  });

  test("follows the keys: who is trusted later verifies, who is no longer does not", async () => {
    await using w = await world();
    await w.put(w.ann.sign("@acme/bot", "1.0.0", w.digest));
    changeTrust(w.here.registry, w.clock, "keys.toml", testSigner("bob").table);
    expect(await w.shown()).toEqual(everywhere("unverified"));
    changeTrust(w.here.registry, w.clock, "keys.toml", testSigner("ann").table);
    expect(await w.shown()).toEqual(everywhere("invalid"));
    changeTrust(w.here.registry, w.clock, "keys.toml", w.ann.table);
    expect(await w.shown()).toEqual(everywhere("verified"));
  });

  test("is judged anew when keys changed while no registry ran", async () => {
    const home = await mkdtemp(join(tmpdir(), "signatures-"));
    const ann = testSigner("ann");
    const statuses: string[] = [];
    for (const keys of ["", ann.table, testSigner("ann").table]) {
      writeTrust({ home }, "keys.toml", keys);
      await using registry = await startRegistry({ home });
      if (keys === "") {
        const json = definition("@acme/bot", "1.0.0");
        await registry.asOwner("/api/registry/v1/experts", { method: "POST", json });
        const { digest } = (await (await registry.fetch(path())).json()) as { digest: string };
        const signature = ann.sign("@acme/bot", "1.0.0", digest.slice("sha256:".length));
        await registry.asOwner(path(), { method: "PUT", json: signature });
      }
      statuses.push((await entryOf(registry, "acme.bot")).signature.status);
    }
    await rm(home, { recursive: true });
    expect(statuses).toEqual(["unverified", "verified", "invalid"]);
  });

  test("counts only for publishers that its signer is trusted with", async () => {
    const outcomes: unknown[] = [];
    for (const publishers of ['["@acme"]', '["acme"]', '["@other", "ann"]', "[]"]) {
      await using w = await world(`publishers = ${publishers}`);
      const { body } = await w.put(w.ann.sign("@acme/bot", "1.0.0", w.digest));
      outcomes.push(body["status"]);
    }
    expect(outcomes).toEqual(["verified", "verified", "unverified", "unverified"]);
  });

  const other = "0".repeat(64);
  test.each<[string, (ann: TestSigner, digest: string) => object]>([
    ["over another definition", (ann) => ann.sign("@acme/bot", "1.0.0", other)],
    [
      "over another definition with the digest of this one",
      (ann, digest) => ({ ...ann.sign("@acme/bot", "1.0.0", other), digest: `sha256:${digest}` }),
    ],
    ["over another version", (ann, digest) => ann.sign("@acme/bot", "2.0.0", digest)],
    ["over another name", (ann, digest) => ann.sign("@acme/other", "1.0.0", digest)],
    [
      "by another key under her name",
      (_, digest) => testSigner("ann").sign("@acme/bot", "1.0.0", digest),
    ],
    [
      "of another signer under her name",
      (_, digest) => ({ ...testSigner("bob").sign("@acme/bot", "1.0.0", digest), signer: "ann" }),
    ],
  ])("is refused %s", async (_, make) => {
    await using w = await world();
    const answer = await w.put(make(w.ann, w.digest));
    expect(answer).toMatchObject({ status: 400, body: { code: "bad_signature" } });
    expect(await w.shown()).toEqual(everywhere("unsigned"));
    expect((await w.put(w.ann.sign("@acme/bot", "1.0.0", w.digest))).status).toBe(200);
  });

  test("of somebody unknown is kept, and worth nothing", async () => {
    await using w = await world();
    const answer = await w.put(testSigner("mallory").sign("@acme/bot", "1.0.0", w.digest));
    expect(answer).toMatchObject({ status: 200, body: { status: "unverified", verifiedBy: [] } });
    await w.put(w.ann.sign("@acme/bot", "1.0.0", w.digest));
    expect(await w.shown()).toEqual(everywhere("verified"));
  });

  test("is given once by each signer", async () => {
    await using w = await world();
    const first = testSigner("bob");
    const signature = first.sign("@acme/bot", "1.0.0", w.digest);
    const again = testSigner("bob").sign("@acme/bot", "1.0.0", w.digest);
    const statuses = [await w.put(signature), await w.put(signature), await w.put(again)].map(
      ({ status }) => status,
    );
    expect(statuses).toEqual([200, 200, 403]);
    const { signatures } = (await (await w.here.registry.fetch(path())).json()) as {
      signatures: { value: string }[];
    };
    expect(signatures.map(({ value }) => value)).toEqual([signature.value]);
  });

  test("needs the right to publish, and a version that is an Expert", async () => {
    await using w = await world();
    const json = w.ann.sign("@acme/bot", "1.0.0", w.digest);
    await w.here.registry.publish("@acme/lib", "1.0.0");
    const statuses = [
      (await w.here.registry.fetch(path(), { method: "PUT", json })).status,
      (await w.put(json, await w.here.keyOf("other"))).status,
      (await w.put(json, w.here.key, "9.9.9")).status,
      (await w.here.registry.asOwner("/-/signature/@acme/lib/1.0.0", { method: "PUT", json }))
        .status,
      (await w.put({ ...json, value: "AAAA" })).status,
      (await w.put({ ...json, algorithm: "hmac-sha256" })).status,
    ];
    expect(statuses).toEqual([401, 403, 404, 404, 400, 400]);
  });
});

describe("a signature of a pack", () => {
  test("is verified with a shared secret, bound to publishers, and follows trust/keys.toml", async () => {
    await using w = await world();
    const manifest = packManifest("acme.tool", "1.0.0");
    const tools = 'tools:\n  "send mail":\n    kind: "python"\n    entry: "tools.mail:run"\n';
    const value = hmacOf(signingDigest(manifest, tools), "s3cret");
    await addPack(
      w.here.registry,
      packBundle("acme.tool", "1.0.0", {
        "pack.yaml": `${manifest}signer_id: "acme.packs"\n`,
        "tools.yaml": tools,
        "signature.txt": `hmac-sha256:${value}\n`,
      }),
    );
    const status = async () => {
      const entry = await entryOf(w.here.registry, "acme.tool");
      return [entry.signature.status, entry.verified_by];
    };
    const table = (secret: string, more = "") =>
      `[[signer]]\nid = "acme.packs"\nalgorithm = "hmac-sha256"\nsecret = "${secret}"\n${more}\n`;
    const outcomes = [await status()];
    for (const text of [
      table("s3cret"),
      table("other"),
      table("s3cret", 'publishers = ["@acme"]'),
      table("s3cret", 'publishers = ["@other"]'),
    ]) {
      changeTrust(w.here.registry, w.clock, "keys.toml", text);
      outcomes.push(await status());
    }
    expect(outcomes).toEqual([
      ["unverified", []],
      ["verified", ["acme.packs"]],
      ["invalid", []],
      ["verified", ["acme.packs"]],
      ["unverified", []],
    ]);
  });
});
