import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { hasNode, isInstalled, startWorld } from "./client.ts";

const timeout = 60_000;
const bulkPath = "/-/npm/v1/security/advisories/bulk";
const record = {
  id: "GHSA-1111-2222-3333",
  summary: "Left pads too much",
  database_specific: { severity: "HIGH" },
  affected: [
    {
      package: { ecosystem: "npm", name: "left-pad" },
      ranges: [{ type: "SEMVER", events: [{ introduced: "0" }, { fixed: "1.0.1" }] }],
    },
  ],
};

describe.skipIf(!hasNode)("npm: search", { timeout }, () => {
  test("prints packages that are published here and the upstream's", async () => {
    await using world = await startWorld();
    world.upstream.answerAt("/-/v1/search", () => ({
      objects: [{ package: { name: "theirs", version: "2.0.0", maintainers: null } }],
      total: 1,
    }));
    const manifest = { name: "@acme/gadget", version: "1.0.0", description: "A gadget" };
    await world.cli("login");
    await world.npmOk(["publish"], world.project(manifest));

    const { stdout } = await world.npmOk(["search", "gadget", "--json"], world.folder({}));

    const hits = JSON.parse(stdout) as { name: string; description?: string }[];
    expect(hits.map(({ name }) => name)).toEqual(["@acme/gadget", "theirs"]);
    expect(hits[0]?.description).toBe("A gadget");
    const plain = await world.npmOk(["search", "gadget"], world.folder({}));
    expect(plain.stdout).toContain("@acme/gadget");
    expect(plain.stdout).not.toContain("Invalid Date");
  });
});

describe.skipIf(!hasNode)("npm: audit", { timeout }, () => {
  test("reports imported advisories with the upstream's failing, and the fix", async () => {
    await using world = await startWorld();
    world.upstream.add("left-pad", "1.0.0");
    world.upstream.add("left-pad", "1.0.1");
    const folder = world.folder({
      "a/one.json": JSON.stringify(record),
      "a/many.json": JSON.stringify([{ ...record, id: "PYSEC-1", affected: [] }]),
      "a/notes.txt": "not read",
    });
    const said = await world.cli("advisories", "import", folder);
    expect(said.stdout).toBe(
      "imported 1 advisories (0 of them withdrawn); 1 are about no npm package\n",
    );
    expect((await world.cli("advisories", "list", "left-pad")).stdout).toContain(
      "GHSA-1111-2222-3333",
    );
    expect((await world.cli("advisories", "stats")).stdout).toContain(
      "1 advisories about 1 packages",
    );

    const project = world.project({ dependencies: { "left-pad": "1.0.0" } });
    const installed = await world.npmOk(["install"], project);
    expect(installed.stdout).toContain("1 high severity vulnerability");

    const audited = await world.npm(["audit"], project);
    expect(audited.code).toBe(1);
    expect(audited.stdout).toContain("Left pads too much");
    expect(audited.stdout).toContain("Will install left-pad@1.0.1");
  });

  test("an install succeeds when nobody can say anything, and an audit does not say that all is well", async () => {
    await using world = await startWorld();
    world.upstream.add("left-pad", "1.0.0");
    const faults = [
      { kind: "status", status: 500 },
      { kind: "status", status: 404 },
      { kind: "body", body: "<html>" },
      { kind: "cut" },
    ] as const;
    for (const fault of faults) {
      world.upstream.fail(bulkPath, fault);
      world.emptyClientCache();
      const project = world.project({ dependencies: { "left-pad": "1.0.0" } });
      const { stdout } = await world.npmOk(["install"], project);
      expect(stdout).not.toContain("found 0 vulnerabilities");
      expect(isInstalled(project, join("left-pad", "package.json"))).toBe(true);
      const audited = await world.npm(["audit"], project);
      expect(audited.code).toBe(1);
      expect(audited.stdout).not.toContain("found 0 vulnerabilities");
    }
  });
});
