import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { findReport } from "../../../src/gate/reports.store.ts";
import type { PackageName } from "../../../src/names/package-name.ts";
import { insertReleasedHold, insertRuling } from "../../../src/quarantine/quarantine.store.ts";
import { expertOf, startExperts } from "../../support/experts.ts";
import { addPack, keysOf, packBundle, packManifest, searchAsClient } from "../../support/packs.ts";
import { startRegistry } from "../../support/registry.ts";

const sha256 = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

const level = {
  filesystem: z.enum(["none", "read", "write"]),
  network: z.enum(["none", "outbound"]),
  env: z.enum(["none", "read"]),
  subprocess: z.enum(["none", "allow"]),
};
const words = z.array(z.string().min(1));
/** namel3ss-registry §3, with the order that lists are written in. */
const Entry = z
  .strictObject({
    entry_version: z.literal(1),
    pack_id: z.string().min(1),
    pack_name: z.string().min(1),
    pack_version: z.string().min(1),
    pack_digest: z.string().regex(/^sha256:[0-9a-f]{64}$/),
    intent_text: z.string().min(1),
    risk: z.enum(["low", "medium", "high"]),
    signer_id: z.string().nullish(),
    verified_by: words,
    signature: z.strictObject({
      status: z.enum(["verified", "unverified", "unsigned", "invalid"]),
      algorithm: z.string().nullable(),
    }),
    tools: words,
    intent_tags: words,
    intent_phrases: words,
    capabilities: z.strictObject({ ...level, secrets: words }),
    guarantees: z
      .strictObject({
        no_filesystem_write: z.boolean(),
        no_filesystem_read: z.boolean(),
        no_network: z.boolean(),
        no_subprocess: z.boolean(),
        no_env_read: z.boolean(),
        no_env_write: z.boolean(),
        secrets_allowed: words.optional(),
      })
      .optional(),
    runner: z.strictObject({
      default: z.enum(["local", "service", "container"]),
      service_url: z.string().nullish(),
      container_image: z.string().nullish(),
    }),
    source: z.strictObject({
      kind: z.enum(["local_file", "registry_url"]),
      uri: z.string().min(1),
    }),
  })
  .refine(
    ({ tools, intent_tags, intent_phrases, verified_by, capabilities }) =>
      [tools, intent_tags, intent_phrases, verified_by, capabilities.secrets].every((list) =>
        list.every((item, at) => at === 0 || (list[at - 1] ?? "") <= item),
      ),
    "lists are sorted",
  );

/** A registry with an Expert in two versions and a pack in two. */
async function world() {
  const experts = await startExperts();
  const { registry } = experts;
  await experts.publish("@acme/mailer", "1.0.0", { description: "Writes a mail" });
  await experts.publish("@acme/mailer", "2.0.0-beta.1", { description: "Writes a mail" });
  for (const version of ["1.0.0", "1.1.0"]) {
    const response = await addPack(registry, packBundle("demo.pack", version));
    expect(response.status, await response.clone().text()).toBe(201);
  }
  return experts;
}

describe("POST /-/intent/search", () => {
  test("answers an empty phrase, and one of stop-words, with everything", async () => {
    await using experts = await world();
    const all = [
      "acme.mailer@1.0.0",
      "acme.mailer@2.0.0-beta.1",
      "demo.pack@1.0.0",
      "demo.pack@1.1.0",
    ];
    for (const phrase of ["", "  ", "the of and"]) {
      expect(keysOf(await searchAsClient(experts.registry, phrase))).toEqual(all);
    }
  });

  test("answers an id with all of its versions, although no word of it is a tag", async () => {
    await using registry = await startRegistry();
    const manifest = packManifest("zz.qq", "1.0.0").replace("zz.qq pack", "Other");
    await addPack(registry, packBundle("zz.qq", "1.0.0", { "pack.yaml": manifest }));
    const [entry, ...others] = await searchAsClient(registry, "zz.qq");
    expect([entry?.pack_id, others]).toEqual(["zz.qq", []]);
    expect(entry?.intent_tags).not.toContain("qq");
    expect(await searchAsClient(registry, "zz.q")).toEqual([]);
  });

  test("answers words with at least what the client finds by them", async () => {
    await using experts = await world();
    const { registry } = experts;
    expect(keysOf(await searchAsClient(registry, "Mail, please!"))).toHaveLength(4);
    expect(keysOf(await searchAsClient(registry, "mailer"))).toEqual([
      "acme.mailer@1.0.0",
      "acme.mailer@2.0.0-beta.1",
    ]);
    expect(await searchAsClient(registry, "nothing has this")).toEqual([]);
    const many = Array.from({ length: 60 }, (_, at) => `word${at}`).join(" ");
    expect(await searchAsClient(registry, `${many} mailer`)).toHaveLength(2);
  });

  test("filters by capability and by risk", async () => {
    await using experts = await world();
    const { registry } = experts;
    const packs = ["demo.pack@1.0.0", "demo.pack@1.1.0"];
    expect(keysOf(await searchAsClient(registry, "", { capability: "secrets" }))).toEqual(packs);
    expect(keysOf(await searchAsClient(registry, "", { risk: "medium" }))).toEqual(packs);
    expect(keysOf(await searchAsClient(registry, "", { capability: "subprocess" }))).toEqual([
      "acme.mailer@1.0.0",
      "acme.mailer@2.0.0-beta.1",
    ]);
  });

  test("emits entries of the schema, with the address that was asked as their source", async () => {
    await using experts = await world();
    const { registry } = experts;
    const entries = await searchAsClient(registry, "");
    for (const entry of entries) expect(() => Entry.parse(entry)).not.toThrow();
    expect(new Set(entries.map(({ source }) => source.uri))).toEqual(
      new Set(["http://localhost:4873/-/intent"]),
    );
    const response = await registry.fetch("/-/intent/search", {
      method: "POST",
      host: "127.0.0.1:4873",
      json: { phrase: "mailer" },
    });
    const { entries: others } = (await response.json()) as { entries: { source: unknown }[] };
    expect(others[0]?.source).toEqual({
      kind: "registry_url",
      uri: "http://127.0.0.1:4873/-/intent",
    });
  });

  test("answers plainly, without coding, mark or redirect, with and without a slash", async () => {
    await using experts = await world();
    await using listening = experts.registry.listen();
    for (const path of ["/-/intent/search", "/-/intent/search/", "/-/intent//search"]) {
      const response = await fetch(listening.url + path, {
        method: "POST",
        redirect: "manual",
        headers: { "content-type": "application/json", "accept-encoding": "gzip" },
        body: '{"phrase": "caf\\u00e9 mailer", "capability": null, "risk": null}',
      });
      expect(response.status).toBe(200);
      expect(response.headers.get("content-encoding")).toBeNull();
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect(String.fromCharCode(...bytes.slice(0, 12))).toBe('{"entries":[');
    }
  });

  test.each([
    ["no body", undefined, 200],
    ["an empty object", "{}", 200],
    ["null for the phrase", '{"phrase":null}', 200],
    ["more than there is", '{"phrase":"","page":2}', 200],
    ["a list", "[]", 400],
    ["a number for the phrase", '{"phrase":1}', 400],
    ["a capability that there is not", '{"capability":"gpu"}', 400],
    ["a risk that there is not", '{"risk":"extreme"}', 400],
    ["no JSON", "{", 400],
    ["a phrase without end", JSON.stringify({ phrase: "a ".repeat(10_000) }), 400],
  ])("takes or clearly refuses %s", async (_, body, status) => {
    await using registry = await startRegistry();
    const response = await registry.fetch("/-/intent/search", {
      method: "POST",
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body }),
    });
    expect(response.status).toBe(status);
    if (status === 200) expect(await response.json()).toEqual({ entries: [] });
    else expect(await response.json()).toMatchObject({ error: expect.any(String) });
  });
});

describe("GET /-/intent/bundle/:digest", () => {
  test("sends the bytes that were uploaded, for every spelling of the digest", async () => {
    await using registry = await startRegistry();
    const bytes = packBundle("demo.pack", "1.0.0");
    await addPack(registry, bytes);
    const digest = sha256(bytes);
    for (const spelling of [digest, digest.replace(":", "%3A"), digest.slice(7)]) {
      const response = await registry.fetch(`/-/intent/bundle/${spelling}`);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-length")).toBe(String(bytes.length));
      expect(response.headers.get("cache-control")).toContain("immutable");
      expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
    }
  });

  test("makes the bundle of an Expert, with the digest that its entry names, again and again", async () => {
    await using experts = await world();
    const { registry } = experts;
    for (const { pack_digest: digest } of await searchAsClient(registry, "mailer")) {
      for (let round = 0; round < 2; round++) {
        const response = await registry.fetch(`/-/intent/bundle/${digest}`);
        expect(sha256(new Uint8Array(await response.arrayBuffer()))).toBe(digest);
      }
    }
  });

  test.each(["sha256:00", `sha256:${"0".repeat(64)}`, "../../etc", `md5:${"0".repeat(32)}`])(
    "has nothing for %s",
    async (digest) => {
      await using registry = await startRegistry();
      const response = await registry.fetch(`/-/intent/bundle/${encodeURIComponent(digest)}`);
      expect(response.status).toBe(404);
    },
  );
});

describe("what is not for everybody", () => {
  test("a restricted Expert is in no list and has no bundle, also after it became so", async () => {
    await using experts = await world();
    const { registry } = experts;
    const before = await searchAsClient(registry, "mailer");
    expect(before).toHaveLength(2);
    const response = await registry.asOwner("/-/package/@acme%2fmailer/access", {
      method: "POST",
      json: { access: "restricted" },
    });
    expect(response.status, await response.clone().text()).toBe(200);
    expect(await searchAsClient(registry, "mailer")).toEqual([]);
    expect(await searchAsClient(registry, "acme.mailer")).toEqual([]);
    const digest = before[0]?.pack_digest ?? "";
    expect((await registry.fetch(`/-/intent/bundle/${digest}`)).status).toBe(404);
    for (const path of ["info/acme.mailer", "info/%40acme%2fmailer"]) {
      expect((await registry.fetch(`/-/intent/${path}`)).status).toBe(404);
    }
    for (const file of ["index.jsonl", "index_compact.json", "packs", "discover?q=mailer"]) {
      expect(await (await registry.fetch(`/-/intent/${file}`)).text()).not.toContain("acme.mailer");
    }
  });

  test("what the release policy hides is not listed, also when that changed while none ran", async () => {
    await using experts = await startExperts();
    const { home } = experts.registry;
    await experts.publish("@acme/helper", "1.0.0");
    await experts.publish("@acme/other", "1.0.0");
    const entries = await searchAsClient(experts.registry, "helper");
    await experts.registry.app[Symbol.asyncDispose]();

    await mkdir(join(home, "trust"), { recursive: true });
    await writeFile(join(home, "trust", "policy.toml"), '[[ban]]\nname = "@acme/helper"\n');
    await using banned = await startRegistry({ home });
    expect(keysOf(await searchAsClient(banned, ""))).toEqual(["acme.other@1.0.0"]);
    const refused = await banned.fetch(`/-/intent/bundle/${entries[0]?.pack_digest}`);
    expect([403, 404]).toContain(refused.status);
    await banned.app[Symbol.asyncDispose]();

    await rm(join(home, "trust", "policy.toml"));
    await using again = await startRegistry({ home });
    expect(await searchAsClient(again, "")).toHaveLength(2);
  });

  test("what a person rejects leaves the list and comes back with the approval", async () => {
    await using experts = await startExperts();
    const { registry } = experts;
    const { integrity } = expertOf(await experts.publish("@acme/helper", "1.0.0"));
    const role = { name: "@acme/helper" as PackageName, version: "1.0.0", integrity };
    const at = registry.app.now();
    const rule = async (decision: "approve" | "reject") => {
      await registry.app.db.write(async (tx) => {
        const report = await findReport({ ...registry.app.db, read: tx }, role);
        if (report === null) throw new Error("no report");
        await insertReleasedHold(tx, { ...role, origin: "hosted", size: 1, report }, "2026-01-01");
        const ruling = { decision, reason: "r", person: "p", decidedAt: "2026-01-01" };
        await insertRuling(tx, role, { ...ruling, expiresAt: new Date(at.getTime() + 1e9) });
      });
      registry.app.events.emit("packageChanged", { name: role.name });
    };
    expect(await searchAsClient(registry, "helper")).toHaveLength(1);
    await rule("reject");
    expect(await searchAsClient(registry, "helper")).toEqual([]);
    expect(await searchAsClient(registry, "acme.helper")).toEqual([]);
    await rule("approve");
    expect(await searchAsClient(registry, "helper")).toHaveLength(1);
  });

  test("a disabled and a removed version are not listed; a deprecated one is", async () => {
    await using experts = await startExperts();
    const { registry } = experts;
    for (const version of ["1.0.0", "1.1.0", "1.2.0"]) {
      await experts.publish("@acme/helper", version);
    }
    expect(await searchAsClient(registry, "acme.helper")).toHaveLength(3);
    await experts.update("@acme/helper@1.0.0", { status: "deprecated" });
    await experts.update("@acme/helper@1.1.0", { status: "disabled" });
    await experts.remove("@acme/helper@1.2.0");
    expect(keysOf(await searchAsClient(registry, ""))).toEqual(["acme.helper@1.0.0"]);
  });
});
