import { describe, expect, test } from "vitest";
import {
  checkPackSignature,
  hmacOf,
  signingDigest,
} from "../../../src/intent/bundle/pack-signature.ts";

const manifest = `id: "demo.pack"
name: "Demo Pack"
version: "1.0.0"
description: "Demo."
author: "Acme"
license: "MIT"
tools:
  - "say hi"
`;
const tools = `tools:
  "say hi":
    kind: "python"
    entry: "tools.hi:run"
`;
const digest = "sha256:94ad6ba4e3f73bbe0737527f6b55f4c9ba6790d48e4d4c8c46c3d2c5f190ff21";
const signature = "hmac-sha256:3439cc0e12993fe19b844d242cb390b1b986349ec7666c97fe142376ab452d95";

describe("the signature of a pack", () => {
  test("is about the manifest and the bindings", () => {
    expect(signingDigest(manifest, tools)).toBe(digest);
    expect(signingDigest(manifest, null)).toBe(
      "sha256:cb9d486765ffca7fe6b4e703f3fc24cfc7dd83bdcccf3e1420196a7291ba61ec",
    );
    expect(`hmac-sha256:${hmacOf(digest, "s3cret")}`).toBe(signature);
  });

  test("stays the same after signing, with other line ends and blanks at the ends of lines", () => {
    const signed = `${manifest}signer_id: "a"\nsigned_at: "not_recorded"\ndigest: "${digest}"\n`;
    expect(signingDigest(signed, tools)).toBe(digest);
    expect(signingDigest(manifest.replaceAll("\n", "\r\n"), tools.replaceAll("\n", " \r"))).toBe(
      digest,
    );
  });

  const alice = { id: "alice", secret: " hmac-sha256: s3cret\n" };
  test.each([
    ["no file", null, "alice", "unsigned", null],
    ["an empty file", "", "alice", "unsigned", null],
    ["no signer in the manifest", signature, null, "unverified", null],
    ["white space only", " \n", "alice", "invalid", null],
    ["a signer without a trusted key", signature, "bob", "unverified", "hmac-sha256"],
    [
      "a signature of something else",
      `${signature.slice(0, -1)}0`,
      "alice",
      "invalid",
      "hmac-sha256",
    ],
    ["an algorithm that nobody knows", "ed25519:abc", "alice", "invalid", "ed25519"],
    ["the legacy digest, which anybody can write", digest, "alice", "unverified", "sha256"],
    ["a match", ` ${signature}\n`, "alice", "verified", "hmac-sha256"],
    ["a match without an algorithm", signature.slice(12), "alice", "verified", "hmac-sha256"],
  ])("%s", (_, file, signer, status, algorithm) => {
    const checked = checkPackSignature(file, signer, digest, [alice]);
    expect(checked).toEqual({
      status,
      algorithm,
      verifiedBy: status === "verified" ? ["alice"] : [],
    });
  });
});
