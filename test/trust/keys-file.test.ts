import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { addSigner, readKeysFile, removeSigner } from "../../src/trust/edit-keys-file.ts";
import { startClock } from "../support/clock.ts";
import { startRegistry } from "../support/registry.ts";
import { changeTrust, testSigner, writeTrust } from "../support/trust.ts";

const secret = '[[signer]]\nid = "acme"\nalgorithm = "hmac-sha256"\nsecret = "s3cret"\n';

describe("trust/keys.toml", () => {
  const ann = testSigner("ann").table;
  test.each([
    ["[[signer]\n", "keys.toml:1"],
    ['[[signer]]\nid = "ann"\n', "keys.toml:1: signer.0.algorithm"],
    [
      '[[signer]]\nid = "a b"\nalgorithm = "hmac-sha256"\nsecret = "s"\n',
      "keys.toml:2: signer.0.id",
    ],
    [`${secret}public_key = "x"\n`, "keys.toml:5: signer.0.public_key: there is no such setting"],
    [`${ann}${secret}publishers = "acme"\n`, "publishers"],
    [
      '[[signer]]\nid = "x"\nalgorithm = "ed25519"\npublic_key = "AAAA"\n',
      "keys.toml:4: signer.0.public_key: this is no Ed25519",
    ],
    [`${secret}${secret}`, "keys.toml:6: signer.1.id: this id is there twice"],
    ['[signers]\nid = "x"\n', "keys.toml:1: signers: there is no such setting"],
  ])("that is bad keeps a registry from starting: %j", async (text, sentence) => {
    await using first = await startRegistry();
    writeTrust(first, "keys.toml", text);
    const failure = await startRegistry({ home: first.home }).catch(
      (error: Error) => error.message,
    );
    expect(failure).toContain(sentence);
    expect(failure).not.toContain("s3cret");
  });

  test("that turns bad leaves the last good keys in force, and never tells a secret", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    changeTrust(registry, clock, "keys.toml", secret);
    await registry.fetch("/-/ping");
    changeTrust(registry, clock, "keys.toml", `${secret}secret = "t0psecret"\n`);
    await registry.fetch("/-/ping");
    expect(registry.app.trustedKeys.current.all.map(({ id }) => id)).toEqual(["acme"]);
    expect(registry.logged.some(({ msg }) => String(msg).includes("keys.toml is bad"))).toBe(true);
    expect(JSON.stringify(registry.logged)).not.toMatch(/s3cret|t0psecret/);
  });

  test("with secrets that others can read is told of, loudly", async () => {
    const clock = startClock();
    await using registry = await startRegistry({ now: clock.now });
    const warnings = () =>
      registry.logged.filter(({ level, msg }) => level === 50 && String(msg).includes("chmod 600"));
    changeTrust(registry, clock, "keys.toml", secret);
    await registry.fetch("/-/ping");
    const whenPrivate = warnings().length;
    chmodSync(join(registry.home, "trust", "keys.toml"), 0o644);
    clock.advance(1);
    await registry.fetch("/-/ping");
    expect([whenPrivate, warnings().length]).toEqual([0, 1]);
    changeTrust(registry, clock, "keys.toml", testSigner("ann").table);
    await registry.fetch("/-/ping");
    expect(warnings().length).toBe(1);
  });
});

describe("editing trust/keys.toml", () => {
  const written = `# Whom we trust.

# ann reviews our Experts
${testSigner("ann").table}
# shared with acme
${secret}
# bob, too
${testSigner("bob").table}`;

  test("keeps what people wrote around the tables", async () => {
    await using registry = await startRegistry();
    writeTrust(registry, "keys.toml", written, 0o644);
    await removeSigner(registry.home, "acme");
    const key = { algorithm: "hmac-sha256", secret: 'a "quoted" secret' } as const;
    await addSigner(registry.home, { id: "carol", key, publishers: ["@acme"] });

    const text = readFileSync(join(registry.home, "trust", "keys.toml"), "utf8");
    expect(text).not.toContain("s3cret");
    for (const comment of ["# Whom we trust.", "# ann reviews", "# bob, too"]) {
      expect(text).toContain(comment);
    }
    expect(readKeysFile(registry.home).all).toMatchObject([
      { id: "ann" },
      { id: "bob" },
      { id: "carol", secret: 'a "quoted" secret', publishers: ["@acme"] },
    ]);
  });

  test.each(["ann", "bob", "acme"])("takes %s alone away", async (id) => {
    await using registry = await startRegistry();
    writeTrust(registry, "keys.toml", written);
    await removeSigner(registry.home, id);
    const left = readKeysFile(registry.home).all.map((signer) => signer.id);
    expect(left).toEqual(["ann", "acme", "bob"].filter((other) => other !== id));
  });

  test("leaves a file alone that is written in another way", async () => {
    await using registry = await startRegistry();
    const text = 'signer = [{ id = "a", algorithm = "hmac-sha256", secret = "s" }]\n';
    writeTrust(registry, "keys.toml", text);
    await expect(removeSigner(registry.home, "a")).rejects.toThrow("by hand");
    expect(readFileSync(join(registry.home, "trust", "keys.toml"), "utf8")).toBe(text);
  });
});
