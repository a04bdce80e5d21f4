import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Files } from "../../support/tarball.ts";
import { installed } from "../client.ts";
import type { Client } from "./client.ts";
import { clients } from "./clients.ts";
import { row, saidBy, useLab } from "./lab.ts";

// Three clients refuse by default what is younger than a day. The registry tells them the truth, so
// what was just published here is refused too, until the person exempts it as the README shows.
const lab = useLab();
const timeout = 120_000;

/** Clients without an age of their own, and what they say to a package of this minute: nothing. */
const ageless = (client: Client): boolean =>
  !["pnpm 11", "pnpm 12", "yarn berry", "deno"].includes(client.name);

row(
  "installs what was published a moment ago",
  async (client, id) => {
    const name = `@young/${id}`;
    await lab.publish(name, "1.0.0");
    const desk = lab.desk(client, { allowsYoung: false });
    await desk.ok(client.install, desk.project({ dependencies: { [name]: "^1.0.0" } }));
  },
  { of: ageless },
);

row(
  "prefers a version that is old enough",
  async (client, id) => {
    const name = `aging-${id}`;
    lab.upstream.add(name, "1.0.0");
    lab.upstream.add(name, "1.1.0", {}, { time: new Date().toISOString() });
    const desk = lab.desk(client, { allowsYoung: false });
    const project = desk.project({ dependencies: { [name]: "^1.0.0" } });
    await desk.ok(client.install, project);
    const manifest = JSON.parse(installed(project, `${name}/package.json`).toString());
    expect(manifest.version).toBe("1.0.0");
  },
  { of: (client) => !ageless(client) },
);

for (const version of ["11", "12"]) {
  const pnpm = named(`pnpm ${version}`);
  const workspace = "pnpm-workspace.yaml";
  describe.skipIf(pnpm.program.missing !== null)(pnpm.name, { timeout }, () => {
    test("installs what is younger and notes the exception in pnpm-workspace.yaml", async () => {
      const name = `@young/noted-${version}`;
      await lab.publish(name, "1.0.0");
      const desk = lab.desk(pnpm, { allowsYoung: false });
      const project = desk.project({ dependencies: { [name]: "^1.0.0" } });
      const { stdout } = await desk.ok(pnpm.install, project);
      expect(stdout).toContain("Added 1 entry to minimumReleaseAgeExclude");
      expect(readFileSync(join(project, workspace), "utf8")).toContain(`${name}@1.0.0`);
    });

    test("refuses it when the age was set, and takes the exempted scope", async () => {
      const name = `@young/strict-${version}`;
      await lab.publish(name, "1.0.0");
      const desk = lab.desk(pnpm, { allowsYoung: false });
      const project = desk.project({ dependencies: { [name]: "^1.0.0" } });
      writeFileSync(join(project, workspace), "minimumReleaseAge: 1440\n");
      const refused = await desk.run(pnpm.install, project);
      expect(refused.code, saidBy(refused)).toBe(1);
      expect(saidBy(refused)).toContain("ERR_PNPM_NO_MATURE_MATCHING_VERSION");

      const exempt = 'minimumReleaseAge: 1440\nminimumReleaseAgeExclude:\n  - "@young/*"\n';
      writeFileSync(join(project, workspace), exempt);
      await desk.ok(pnpm.install, project);
      expect(readFileSync(join(project, workspace), "utf8")).toBe(exempt);
    });
  });
}

/** What a client without remedy says, and the files that the README tells to write. */
const strict: readonly [name: string, says: RegExp, remedies: Readonly<Record<string, Files>>][] = [
  [
    "yarn berry",
    /YN0016: .*All versions satisfying "\^1\.0\.0" are quarantined/,
    {
      "the exempted scope": {
        ".yarnrc.yml": 'nodeLinker: node-modules\nnpmPreapprovedPackages: ["@young/*"]\n',
      },
      "no age": { ".yarnrc.yml": "nodeLinker: node-modules\nnpmMinimalAgeGate: 0\n" },
    },
  ],
  [
    "deno",
    /newer than the specified minimum dependency date/,
    {
      "the exempted package": {
        "deno.json": '{ "minimumDependencyAge": { "age": "P1D", "exclude": ["npm:@young/deno"] } }',
      },
      "no age": { "deno.json": '{ "minimumDependencyAge": "0" }' },
    },
  ],
];

for (const [clientName, says, remedies] of strict) {
  const client = named(clientName);
  describe.skipIf(client.program.missing !== null)(client.name, { timeout }, () => {
    test(`refuses what is younger; installs it with ${Object.keys(remedies).join(", or ")}`, async () => {
      const name = `@young/${clientName.split(" ").at(-1)}`;
      await lab.publish(name, "1.0.0");
      const desk = lab.desk(client, { allowsYoung: false });
      const dependencies = { [name]: "^1.0.0" };
      const refused = await desk.run(client.install, desk.project({ dependencies }));
      expect(refused.code, saidBy(refused)).toBe(1);
      expect(saidBy(refused)).toMatch(says);
      for (const files of Object.values(remedies)) {
        await desk.ok(client.install, desk.project({ dependencies }, files));
      }
    });
  });
}

function named(name: string): Client {
  const client = clients.find((one) => one.name === name);
  return client ?? expect.fail(`${name} is in the matrix`);
}
