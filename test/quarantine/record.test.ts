import { describe, expect, test } from "vitest";
import { startRegistry } from "../support/registry.ts";
import { hookFiles, hookManifest, recordOf, rule } from "../support/review.ts";
import { startUpstream, tarballPath } from "../support/upstream.ts";

const options = { manifest: hookManifest };

interface Diff {
  readonly previousVersion: string | null;
  readonly summary: object;
  readonly files: readonly {
    readonly path: string;
    readonly change: string;
    readonly patch: string | null;
  }[];
}

describe("a record", () => {
  test("says all that the contract lists", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0", { "index.js": "1\n" });
    const bytes = upstream.add("pkg", "1.1.0", { "index.js": "1\n", ...hookFiles }, options);
    await using registry = await startRegistry({ upstream });
    await registry.tarball("pkg", "1.0.0");
    const headers = { "user-agent": "npm/11.0.0" };
    for (let times = 0; times < 2; times++) {
      await registry.fetch("/pkg/-/pkg-1.1.0.tgz", { headers });
    }

    expect(await recordOf(registry, "pkg@1.1.0")).toMatchObject({
      id: expect.any(String),
      file: "pkg-1.1.0.tgz",
      packageName: "pkg",
      version: "1.1.0",
      integrity: expect.stringMatching(/^sha512-/),
      size: bytes.length,
      source: "upstream",
      state: "held",
      verdict: "block",
      issuesCount: expect.any(Number),
      issues: expect.arrayContaining([
        expect.objectContaining({
          ruleId: "INS-01",
          severity: "critical",
          file: "setup.sh",
          line: 1,
          chain: [],
          advice: expect.any(String),
        }),
      ]),
      piScore: 0,
      piCount: 0,
      piFindings: [],
      capabilities: { network: "outbound", subprocess: "allow", installScripts: true },
      risk: "high",
      scannedAt: expect.stringMatching(/Z$/),
      quarantinedAt: expect.stringMatching(/Z$/),
      ruleset: expect.any(String),
      requestedBy: [
        {
          client: "npm",
          principal: "anonymous",
          token: null,
          address: null,
          count: 2,
          lastAt: expect.stringMatching(/Z$/),
        },
      ],
      previousVersion: "1.0.0",
      diffSummary: { added: 1, removed: 0, changed: 1, same: 1 },
    });
  });

  test("names who asked for it and what needs it, and no restricted package to others", async () => {
    await using upstream = startUpstream();
    const needing = { manifest: { dependencies: { pkg: "^1.0.0", other: "1" } } };
    upstream.add("pkg", "1.0.0", hookFiles, options);
    upstream.add("copied", "1.0.0", {}, needing);
    upstream.add("never-fetched", "1.0.0", {}, needing);
    upstream.add("unrelated", "1.0.0", {}, { manifest: { dependencies: { other: "1" } } });
    await using registry = await startRegistry({ upstream });
    await registry.publish("@acme/own", "1.0.0", {}, needing);
    const closed = { ...needing, document: { access: "restricted" } };
    await registry.publish("@acme/closed", "1.0.0", {}, closed);
    for (const name of ["copied", "unrelated"]) await registry.tarball(name, "1.0.0");
    await registry.fetch("/never-fetched");
    const made = await registry.asOwner("/-/admin/tokens", {
      method: "POST",
      json: { label: "laptop of ann", scopes: ["read", "review"], packages: ["pkg"] },
    });
    const { secret: token } = (await made.json()) as { secret: string };
    const path = "/pkg/-/pkg-1.0.0.tgz";
    await registry.fetch(path, { token, peer: "10.1.2.3", headers: { "user-agent": "bun/2" } });
    await registry.fetch(path, { peer: "10.1.2.4", headers: { "user-agent": "curl/8" } });

    const record = await recordOf(registry, "pkg@1.0.0");
    expect(record["pulledInBy"]).toEqual(["@acme/closed", "@acme/own", "copied"]);
    const asked = record["requestedBy"] as { client: string }[];
    expect(asked.toSorted((a, b) => a.client.localeCompare(b.client))).toEqual([
      expect.objectContaining({
        client: "bun",
        principal: "owner",
        token: "laptop of ann",
        address: "10.1.2.3",
        count: 1,
      }),
      expect.objectContaining({ client: "other", principal: "anonymous", token: null }),
    ]);
    const narrow = await registry.fetch("/-/admin/quarantine/pkg@1.0.0", { token });
    expect(await narrow.json()).toMatchObject({ pulledInBy: ["@acme/own", "copied"] });
  });
});

describe("the difference to the last good version", () => {
  test("shows what was added and changed, and names what was removed", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0", { "index.js": "1\n", "old.js": "old\n" });
    upstream.add("pkg", "1.0.1", { "index.js": "wrong one\n" }, { tag: null });
    upstream.add("pkg", "2.0.0", { "index.js": "another line\n" });
    upstream.add(
      "pkg",
      "1.1.0",
      { "index.js": "2\n", "image.bin": new Uint8Array([0, 1]), ...hookFiles },
      options,
    );
    await using registry = await startRegistry({ upstream });
    for (const version of ["1.0.0", "2.0.0", "1.1.0"]) await registry.tarball("pkg", version);

    const response = await registry.asOwner("/-/admin/quarantine/pkg@1.1.0/diff");
    const diff = (await response.json()) as Diff;
    expect(diff).toMatchObject({
      previousVersion: "1.0.0",
      summary: { added: 2, removed: 1, changed: 2, same: 0 },
    });
    const patches = Object.fromEntries(
      diff.files.map(({ path, change, patch }) => [path, [change, patch]]),
    );
    expect(patches).toMatchObject({
      "index.js": ["changed", "@@ -1,1 +1,1 @@\n-1\n+2"],
      "setup.sh": ["added", expect.stringMatching(/^@@ -0,0 \+1,1 @@\n\+curl /)],
      "old.js": ["removed", null],
      "image.bin": ["added", null],
    });
  });

  test("fetches the version before when it is not stored, and compares with nothing bad", async () => {
    await using upstream = startUpstream();
    upstream.add("pkg", "1.0.0", { "index.js": "1\n" });
    upstream.add("pkg", "1.0.1", { "index.js": "1\n", ...hookFiles }, options);
    upstream.add("pkg", "1.0.2", { "index.js": "1\n", ...hookFiles }, options);
    await using registry = await startRegistry({ upstream });
    await registry.tarball("pkg", "1.0.1");
    await registry.tarball("pkg", "1.0.2");
    expect(await recordOf(registry, "pkg@1.0.2")).toMatchObject({ previousVersion: null });
    expect(upstream.seen(tarballPath("pkg", "1.0.0"))).toHaveLength(0);

    const response = await registry.asOwner("/-/admin/quarantine/pkg@1.0.2/diff");
    expect(await response.json()).toMatchObject({
      previousVersion: "1.0.0",
      summary: { added: 1 },
    });
  });

  test("of a first version is all of it", async () => {
    await using registry = await startRegistry();
    await registry.publish("pkg", "1.0.0", hookFiles, options);

    const response = await registry.asOwner("/-/admin/quarantine/pkg@1.0.0/diff");
    expect(await response.json()).toMatchObject({
      previousVersion: null,
      summary: { added: 2, removed: 0, changed: 0, same: 0 },
    });
  });
});

describe("GET /-/quarantine/check", () => {
  test.each(["pkg", "@acme/pkg"])("tells where %s stands, to anybody who waits", async (name) => {
    await using registry = await startRegistry();
    await registry.publish(name, "1.0.0", hookFiles, options);
    const check = async () => {
      const response = await registry.fetch(`/-/quarantine/check/${name}/1.0.0`);
      return [response.status, await response.json()];
    };
    expect(await check()).toEqual([
      200,
      {
        package: name,
        version: "1.0.0",
        in_quarantine: true,
        awaiting_approval: true,
        state: "held",
        filename: `${name.replace("@", "").replace("/", "-")}-1.0.0.tgz`,
        issues: [
          { ruleId: "INS-01", severity: "critical", description: expect.any(String), line: 1 },
          {
            ruleId: "INS-18",
            severity: "medium",
            description: expect.any(String),
            line: expect.any(Number),
          },
        ],
        issues_total: 2,
        admin_panel: "http://localhost:4873/-/admin",
        admin_url: "http://localhost:4873/-/admin",
        status_url: `http://localhost:4873/-/quarantine/check/${name.replace("/", "%2f")}/1.0.0`,
        poll_seconds: 60,
      },
    ]);
    await rule(registry, `${name}@1.0.0`, "approve");
    expect(await check()).toEqual([
      200,
      expect.objectContaining({
        in_quarantine: false,
        awaiting_approval: false,
        state: "approved",
        filename: null,
        issues: null,
        poll_seconds: null,
      }),
    ]);
  });

  test("knows nothing of what was never held", async () => {
    await using registry = await startRegistry();
    const response = await registry.fetch("/-/quarantine/check/unheard-of/1.0.0");
    expect([response.status, await response.json()]).toEqual([
      200,
      expect.objectContaining({ in_quarantine: false, state: "none", issues: null }),
    ]);
  });

  test.each([
    "/-/quarantine/check/pkg",
    "/-/quarantine/check/pkg/..%2f..%2fetc",
    "/-/quarantine/check/pkg/1.0.0%00",
    "/-/quarantine/check/%2e%2e%2fpkg/1.0.0",
    "/-/quarantine/check/pkg/1.0%",
  ])("refuses %s", async (path) => {
    await using registry = await startRegistry();
    const response = await registry.fetch(path);
    expect([response.status, await response.json()]).toEqual([
      400,
      expect.objectContaining({
        code: "invalid_path",
        error: expect.stringContaining("NAME/VERSION"),
      }),
    ]);
  });
});
