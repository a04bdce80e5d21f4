import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { tarballPath } from "../../support/upstream.ts";
import { installed } from "../client.ts";
import { row, useLab } from "./lab.ts";
import { yarnBerry } from "./yarn-berry.ts";

// Nothing stays fresh, so that every packument is asked for again.
const lab = useLab("[upstream]\nfresh_seconds = 0\n");

const exporting = (value: string) => ({
  "index.js": `module.exports = ${JSON.stringify(value)};\n`,
});
const printing = `#!/usr/bin/env node
console.log(["leaf", "host", "@other/native-here"].map((name) => require(name)).join(" "));
`;
const here = { os: [process.platform], cpu: [process.arch] };
const fetched = [
  tarballPath("leaf", "1.4.2"),
  tarballPath("leaf", "2.0.0"),
  tarballPath("@other/app", "1.0.0"),
];
const elsewhere = { "native-os": { os: ["plan9"] }, "native-cpu": { cpu: ["s390"] } };

beforeAll(() => {
  const { upstream } = lab;
  for (const version of ["1.0.0", "1.4.2", "2.0.0"]) {
    upstream.add("leaf", version, exporting(`leaf ${version}`));
  }
  upstream.add("host", "3.0.0", exporting("host"));
  upstream.add("@other/native-here", "1.0.0", exporting("native"), { manifest: here });
  upstream.add("unneeded", "1.0.0");
  for (const [name, manifest] of Object.entries(elsewhere)) {
    upstream.add(name, "1.0.0", {}, { manifest });
  }
  const manifest = {
    bin: { "say-it": "cli.js" },
    dependencies: { leaf: "^1.0.0" },
    peerDependencies: { host: ">=2", unneeded: "*" },
    peerDependenciesMeta: { unneeded: { optional: true } },
    optionalDependencies: { "@other/native-here": "^1.0.0", "native-os": "1", "native-cpu": "1" },
  };
  upstream.add("@other/app", "1.0.0", { "cli.js": printing }, { manifest });
});

const dependencies = { "@other/app": "^1.0.0", host: "*", "new-leaf": "npm:leaf@^2.0.0" };

row("installs a tree with peers, optional packages, an alias and a command", async (client) => {
  const desk = lab.desk(client);
  const project = desk.project({ dependencies });
  await desk.ok(client.install, project);
  const lock = readFileSync(join(project, client.lockFile), "utf8");
  const other = lab.desk(client);
  const clone = other.project({ dependencies }, { [client.lockFile]: lock });
  await other.ok(client.frozen, clone);

  for (const folder of [project, clone]) {
    expect(installed(folder, "new-leaf/index.js").toString()).toContain("leaf 2.0.0");
    expect((await desk.runInstalled(folder, "say-it")).stdout).toBe("leaf 1.4.2 host native\n");
    const paths = readdirSync(join(folder, "node_modules"), { recursive: true, encoding: "utf8" });
    expect(paths.filter((path) => /native-(os|cpu)|unneeded/.test(path))).toEqual([]);
  }
  for (const path of fetched) expect(lab.upstream.seen(path), path).toHaveLength(1);
});

test.skipIf(yarnBerry.program.missing !== null)(
  "yarn berry installs it without a node_modules folder, as it does by default",
  { timeout: 120_000 },
  async () => {
    const desk = lab.desk(yarnBerry);
    const project = desk.project({ dependencies }, { ".yarnrc.yml": "" });
    await desk.ok(yarnBerry.install, project);
    expect((await desk.ok(["run", "say-it"], project)).stdout).toBe("leaf 1.4.2 host native\n");
    expect(existsSync(join(project, "node_modules"))).toBe(false);
  },
);

describe("while the upstream is down", () => {
  beforeAll(() => lab.upstream.stop());

  row("installs what the registry has stored", async (client) => {
    const desk = lab.desk(client);
    const project = desk.project({ dependencies });
    await desk.ok(client.install, project);
    expect((await desk.runInstalled(project, "say-it")).stdout).toBe("leaf 1.4.2 host native\n");
  });
});
