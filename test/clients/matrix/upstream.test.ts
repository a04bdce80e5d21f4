import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect } from "vitest";
import { run } from "../../support/process.ts";
import { tarballPath } from "../../support/upstream.ts";
import { installed } from "../client.ts";
import { row, useLab } from "./lab.ts";

const lab = useLab();

const exporting = (value: string) => ({ "index.js": `module.exports = ${JSON.stringify(value)};\n` });
const printing = `#!/usr/bin/env node
console.log(["leaf", "host", "@other/native-here"].map((name) => require(name)).join(" "));
`;
const here = { os: [process.platform], cpu: [process.arch] };
const elsewhere = { "native-os": { os: ["plan9"] }, "native-cpu": { cpu: ["s390"] } };

beforeAll(() => {
  const { upstream } = lab;
  for (const version of ["1.0.0", "1.4.2", "2.0.0"]) {
    upstream.add("leaf", version, exporting(`leaf ${version}`));
  }
  upstream.add("host", "3.0.0", exporting("host"));
  upstream.add("@other/native-here", "1.0.0", exporting("native"), { manifest: here });
  for (const [name, manifest] of Object.entries(elsewhere)) {
    upstream.add(name, "1.0.0", {}, { manifest });
  }
  const manifest = {
    bin: { "say-it": "cli.js" },
    dependencies: { leaf: "^1.0.0" },
    peerDependencies: { host: ">=2", missing: "*" },
    peerDependenciesMeta: { missing: { optional: true } },
    optionalDependencies: { "@other/native-here": "^1.0.0", "native-os": "1", "native-cpu": "1" },
  };
  upstream.add("@other/app", "1.0.0", { "cli.js": printing }, { manifest });
});

row("installs a tree with peers, optional packages, an alias and a command", async (client) => {
  const dependencies = { "@other/app": "^1.0.0", host: "*", "new-leaf": "npm:leaf@^2.0.0" };
  const desk = lab.desk(client);
  const project = desk.project({ dependencies });
  await desk.ok(client.install, project);
  const lock = readFileSync(join(project, client.lockFile), "utf8");
  const other = lab.desk(client);
  const clone = other.project({ dependencies }, { [client.lockFile]: lock });
  await other.ok(client.frozen, clone);

  for (const folder of [project, clone]) {
    expect(installed(folder, "new-leaf/index.js").toString()).toContain("leaf 2.0.0");
    const command = [nodeOf(client), join(folder, "node_modules/.bin/say-it")];
    const said = await run(command.slice(1), { cwd: folder, env: { PATH: `${join(command[0] ?? "", "..")}:/usr/bin:/bin` } });
    expect(said).toMatchObject({ code: 0, stdout: "leaf 1.4.2 host native\n" });
    const folders = readdirSync(join(folder, "node_modules"), { recursive: true, encoding: "utf8" });
    expect(folders.filter((path) => /native-(os|cpu)/.test(path))).toEqual([]);
  }

  const { upstream } = lab;
  for (const [name, version] of [["leaf", "1.4.2"], ["leaf", "2.0.0"], ["@other/app", "1.0.0"]] as const) {
    expect(upstream.seen(tarballPath(name, version))).toHaveLength(1);
  }
});

function nodeOf({ program }: { program: { missing: string | null; node?: string } }): string {
  return program.node ?? "";
}
