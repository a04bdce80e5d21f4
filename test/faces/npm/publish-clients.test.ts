import { describe, expect, test } from "vitest";
import { startRegistry } from "../../support/registry.ts";
import { digestsOf, tarball } from "../../support/tarball.ts";

const name = "@acme/lib";
const version = "1.1.0";
const bytes = tarball({ "index.js": "1", "README.md": "# lib" }, { name, version });
const data = Buffer.from(bytes).toString("base64");
const dist = {
  ...digestsOf(bytes),
  tarball: `http://elsewhere.invalid/${name}/-/${name}-${version}.tgz`,
};
const attachment = { content_type: "application/octet-stream", data, length: bytes.length };
const _attachments = { [`${name}-${version}.tgz`]: attachment };
const plain = { name, version, main: "index.js" };
const base = { _id: name, name, "dist-tags": { latest: version } };

/** What each client sends, as npm-wire-protocol §10.2 has it. */
const bodies: Readonly<Record<string, object>> = {
  npm: {
    ...base,
    description: "a lib",
    versions: {
      [version]: {
        ...plain,
        readme: "# lib",
        readmeFilename: "README.md",
        gitHead: "a".repeat(40),
        _id: `${name}@${version}`,
        _nodeVersion: "22.1.0",
        _npmVersion: "11.19.1",
        dist,
      },
    },
    access: null,
    _attachments,
  },
  pnpm: {
    ...base,
    description: "a lib",
    versions: { [version]: { ...plain, readme: "# lib", _id: `${name}@${version}`, dist } },
    access: "public",
    _attachments,
  },
  "yarn classic": {
    ...base,
    versions: { [version]: { ...plain, _id: `${name}@${version}`, dist } },
    readme: "# lib",
    _attachments,
  },
  "yarn berry": {
    _id: name,
    _attachments,
    name,
    access: "restricted",
    "dist-tags": { latest: version },
    versions: { [version]: { ...plain, _id: `${name}@${version}`, dist } },
    readme: "# lib",
  },
  bun: {
    ...base,
    versions: {
      [version]: {
        ...plain,
        readme: "# lib",
        _id: `${name}@${version}`,
        _nodeVersion: "24.3.0",
        _npmVersion: "10.8.3",
        _integrity: dist.integrity,
        integrity: dist.integrity,
        shasum: dist.shasum,
        dist,
      },
    },
    access: null,
    _attachments,
  },
};

describe("the document that a client publishes", () => {
  test.each(Object.entries(bodies))("%s", async (_, body) => {
    await using registry = await startRegistry();
    const response = await registry.asOwner("/@acme%2flib", { method: "PUT", json: body });
    const packument = await (await registry.asOwner("/@acme%2flib")).json();

    expect([response.status, await response.json()]).toEqual([
      201,
      expect.objectContaining({ ok: true, success: true }),
    ]);
    expect(packument).toMatchObject({
      readme: "# lib",
      "dist-tags": { latest: version },
      versions: { [version]: { main: "index.js", dist: digestsOf(bytes) } },
    });
    expect(packument).not.toHaveProperty("_attachments.@acme/lib-1.1.0.tgz");
    expect(JSON.stringify(packument)).not.toContain("elsewhere");
    expect(await (await registry.asOwner("/@acme/lib/-/lib-1.1.0.tgz")).bytes()).toEqual(
      new Uint8Array(bytes),
    );
  });
});
