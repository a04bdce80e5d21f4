import { existsSync, readFileSync, statSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hmacOf, signingDigest } from "../../src/intent/bundle/pack-signature.ts";
import { runInside } from "../support/command.ts";
import { packBundle, packManifest } from "../support/packs.ts";

let folder = "";
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cli-signing-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function toml(version: string, instruction = "Read it and answer in one sentence."): string {
  return `[experts."@acme/bot"]
version = "${version}"
description = "Answers"
instruction = "${instruction}"
[experts."@acme/bot".skills."@perstack/base"]
type = "mcpStdioSkill"
command = "npx"
packageName = "@perstack/base"
pick = ["readTextFile"]
`;
}

/** A home, an author's folder, and a key of ann that the home trusts. */
async function place() {
  const dir = join(folder, String(count++));
  await mkdir(dir, { recursive: true });
  const env = { AGENTREGISTRY_HOME: join(dir, "home"), AGENTREGISTRY_UPSTREAM: "none" };
  const run = (...args: string[]) => runInside(args, env);
  const json = async (...args: string[]) => {
    const outcome = await run(...args, "--json");
    return {
      code: outcome.code,
      answer: JSON.parse(outcome.out || "null") as Record<string, unknown>,
    };
  };
  const file = join(dir, "perstack.toml");
  await writeFile(file, toml("1.0.0"));
  const key = join(env.AGENTREGISTRY_HOME, "trust", "ann.key.pem");
  expect(await run("keys", "generate", "ann")).toMatchObject({ code: 0 });
  expect(await run("keys", "add", "ann", "--public-key", `${key}.pub`)).toMatchObject({ code: 0 });
  const sign = (what: string, ...more: string[]) =>
    run("sign", what, "--key", key, "--signer", "ann", ...more);
  const status = async (what: string) => (await json("verify", what)).answer["status"];
  return { dir, env, run, json, file, key, sign, status };
}

describe("keys", () => {
  test("are written for their owner alone, never over another, and listed without secrets", async () => {
    const here = await place();
    expect(statSync(here.key).mode & 0o777).toBe(0o600);
    expect(await here.run("keys", "generate", "ann")).toMatchObject({ code: 1 });
    const made = await here.json("keys", "generate", "packs", "--algorithm", "hmac-sha256");
    const path = String(made.answer["file"]);
    const secret = readFileSync(path, "utf8").trim();
    await here.run("keys", "add", "packs", "--secret-file", path, "--publishers", "@acme");
    const listed = [await here.run("keys", "list"), await here.run("keys", "list", "--json")];

    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    for (const { code, out } of [...listed, { code: 0, out: JSON.stringify(made.answer) }]) {
      expect(code).toBe(0);
      expect(out).not.toContain(secret);
      expect(out).not.toContain("PRIVATE");
    }
    expect(JSON.parse(listed[1]?.out ?? "")).toMatchObject([
      {
        id: "ann",
        algorithm: "ed25519",
        fingerprint: expect.stringMatching(/^SHA256:/),
        publishers: null,
      },
      { id: "packs", algorithm: "hmac-sha256", fingerprint: null, publishers: ["@acme"] },
    ]);
    const keys = join(here.env.AGENTREGISTRY_HOME, "trust", "keys.toml");
    expect(statSync(keys).mode & 0o777).toBe(0o600);
  });

  test("that are no public keys are not added", async () => {
    const here = await place();
    const outcomes = [
      await here.run("keys", "add", "bob", "--public-key", here.key),
      await here.run("keys", "add", "bob", "--public-key", here.file),
      await here.run("keys", "add", "ann", "--public-key", `${here.key}.pub`),
      await here.run("keys", "add", "bob"),
      await here.run("keys", "remove", "bob"),
      await here.run("keys", "add", "a b", "--public-key", `${here.key}.pub`),
    ];
    expect(outcomes.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1, 2]);
    expect(outcomes[0]?.error).toContain("is a private key");
  });
});

describe("sign and verify", () => {
  test("a file: what was changed afterwards no longer verifies", async () => {
    const here = await place();
    const before = await here.status(here.dir);
    expect(await here.sign(here.dir)).toMatchObject({ code: 0 });
    const signed = [await here.status(here.dir), await here.status(here.file)];
    const { code } = await here.run("verify", here.file);
    await writeFile(here.file, `# a comment changes nothing\n${toml("1.0.0")}`);
    const commented = await here.status(here.file);
    await writeFile(here.file, toml("1.0.0", "Do something else."));
    const changed = await here.json("verify", here.file);
    await writeFile(here.file, toml("1.0.1"));
    const raised = await here.status(here.file);

    expect([before, ...signed, commented]).toEqual([
      "unsigned",
      "verified",
      "verified",
      "verified",
    ]);
    expect([code, changed.code]).toEqual([0, 1]);
    expect([changed.answer["status"], raised]).toEqual(["invalid", "unsigned"]);
  });

  test("by whom nobody knows is unverified, and known again verified", async () => {
    const here = await place();
    await here.sign(here.file);
    await here.run("keys", "remove", "ann");
    const unknown = await here.json("verify", here.file);
    await here.run("keys", "add", "ann", "--public-key", `${here.key}.pub`);
    expect(unknown).toMatchObject({
      code: 1,
      answer: { status: "unverified", signer: "ann", verifiedBy: [] },
    });
    expect(await here.status(here.file)).toBe("verified");
  });

  test("publish takes the signature along; a stale one is told of and left", async () => {
    const here = await place();
    await here.sign(here.file);
    const published = await here.json("publish", "--config", here.file);
    const shown = await here.json("expert", "show", "@acme/bot");
    const verified = await here.json("verify", "@acme/bot@1.0.0");

    await writeFile(here.file, toml("2.0.0"));
    await here.sign(here.file);
    await writeFile(here.file, toml("2.0.0", "Do something else."));
    const stale = await here.json("publish", "--config", here.file);

    expect(published.answer["signers"]).toEqual(["ann"]);
    expect(shown.answer["signature"]).toBe("verified");
    expect(verified).toMatchObject({
      code: 0,
      answer: { status: "verified", verifiedBy: ["ann"] },
    });
    expect(stale).toMatchObject({ code: 0, answer: { signers: [] } });
    expect(String(stale.answer["warnings"])).toContain("sign it again");
    expect(await here.status("@acme/bot@2.0.0")).toBe("unsigned");
  });

  test("what is published, by its version", async () => {
    const here = await place();
    await here.run("publish", "--config", here.file);
    const refused = await here.sign("@acme/bot");
    const signed = await here.sign("@acme/bot@1.0.0");
    const why = await here.run("why", "@acme/bot@1.0.0");
    expect([refused.code, signed.code]).toEqual([1, 0]);
    expect(await here.status("@acme/bot@1.0.0")).toBe("verified");
    expect(why.out).toContain("signature verified, by ann");
    expect(existsSync(`${here.file}.sig.json`)).toBe(false);
  });

  test("a bundle of a pack", async () => {
    const here = await place();
    const manifest = packManifest("acme.tool", "1.0.0");
    const files = { "pack.yaml": `${manifest}signer_id: "acme"\n`, "tools.yaml": null };
    const bundle = join(here.dir, "tool.n3pack.zip");
    const secret = join(here.dir, "secret");
    await writeFile(secret, "s3cret\n");
    const value = hmacOf(signingDigest(manifest, null), "s3cret");
    await writeFile(bundle, packBundle("acme.tool", "1.0.0", { ...files, "signature.txt": value }));
    const before = await here.status(bundle);
    await here.run("keys", "add", "acme", "--secret-file", secret);
    const after = await here.status(bundle);
    await writeFile(
      bundle,
      packBundle("acme.tool", "1.0.0", { ...files, "signature.txt": `${value.slice(1)}0` }),
    );
    expect([before, after, await here.status(bundle)]).toEqual([
      "unverified",
      "verified",
      "invalid",
    ]);
  });

  test("refuses what is no private key, and a file that is no signature file", async () => {
    const here = await place();
    const wrong = await here.run("sign", here.file, "--key", `${here.key}.pub`, "--signer", "ann");
    await writeFile(`${here.file}.sig.json`, "{}");
    const broken = await here.sign(here.file);
    expect([wrong.code, broken.code]).toEqual([1, 1]);
    expect(wrong.error).toContain("no Ed25519 private key");
    expect(broken.error).toContain("sign anew");
  });
});
