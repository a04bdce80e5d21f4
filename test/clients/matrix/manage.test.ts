import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect } from "vitest";
import { row, saidBy, useLab } from "./lab.ts";

const lab = useLab();

/** A package with two versions. */
async function twoVersions(name: string): Promise<string> {
  await lab.publish(name, "1.0.0", {}, { description: `About ${name}` });
  await lab.publish(name, "1.1.0", {}, { description: `About ${name}` });
  return name;
}

interface Document {
  readonly versions: Readonly<Record<string, { readonly deprecated?: string }>>;
}

async function versionsOf(name: string): Promise<Document["versions"]> {
  return ((await lab.read(`/${name}`)) as Document).versions;
}

async function ownersOf(name: string): Promise<string[]> {
  const { maintainers } = (await lab.read(`/${name}`)) as { maintainers: { name: string }[] };
  return maintainers.map((maintainer) => maintainer.name).sort();
}

beforeAll(async () => {
  await lab.cli("user", "add", "ann");
});

row(
  "lists, sets and removes a tag",
  async (client, id) => {
    if (client.tags === null) return;
    const name = await twoVersions(`@tags/${id}`);
    const path = `/-/package/${name}/dist-tags`;
    const desk = lab.desk(client);
    const folder = desk.project();
    await desk.ok(client.tags.add(name, "1.0.0", "old"), folder);
    expect(await lab.read(path)).toEqual({ latest: "1.1.0", old: "1.0.0" });
    const listed = await desk.ok(client.tags.list(name), folder);
    expect(listed.stdout).toMatch(/latest\W+1\.1\.0/);
    expect(listed.stdout).toMatch(/old\W+1\.0\.0/);
    await desk.ok(client.tags.remove(name, "old"), folder);
    expect(await lab.read(path)).toEqual({ latest: "1.1.0" });
  },
  { of: ({ tags }) => tags },
);

row(
  "deprecates a version and takes it back",
  async (client, id) => {
    if (client.deprecate === null || client.undeprecate === null) return;
    const name = await twoVersions(`@old/${id}`);
    const desk = lab.desk(client);
    const folder = desk.project();
    await desk.ok(client.deprecate(`${name}@1.0.0`, "use 1.1.0"), folder);
    const versions = await versionsOf(name);
    expect(versions["1.0.0"]?.deprecated).toBe("use 1.1.0");
    expect(versions["1.1.0"]).not.toHaveProperty("deprecated");
    await desk.ok(client.undeprecate(`${name}@1.0.0`), folder);
    expect((await versionsOf(name))["1.0.0"]).not.toHaveProperty("deprecated");
  },
  { of: ({ deprecate }) => deprecate },
);

row(
  "unpublishes a version",
  async (client, id) => {
    if (client.unpublish === null) return;
    const name = await twoVersions(`@gone/${id}`);
    const desk = lab.desk(client);
    await desk.ok(client.unpublish(`${name}@1.0.0`), desk.project());
    expect(Object.keys(await versionsOf(name))).toEqual(["1.1.0"]);
    const tarball = await lab.registry.fetch(`/${name}/-/${id}-1.0.0.tgz`);
    expect(tarball.status).toBe(404);
  },
  { of: ({ unpublish }) => unpublish },
);

row(
  "lists, adds and removes an owner",
  async (client, id) => {
    if (client.owners === null) return;
    const name = await twoVersions(`owned-${id}`);
    const desk = lab.desk(client);
    const folder = desk.project();
    await desk.ok(client.owners.add("ann", name), folder);
    expect(await ownersOf(name)).toEqual(["ann", "owner"]);
    const { stdout } = await desk.ok(client.owners.list(name), folder);
    expect(stdout).toMatch(/ann[\s\S]*owner|owner[\s\S]*ann/);
    if (client.owners.remove === null) return;
    await desk.ok(client.owners.remove("ann", name), folder);
    expect(await ownersOf(name)).toEqual(["owner"]);
  },
  { of: ({ owners }) => owners },
);

row(
  "says who is logged in",
  async (client) => {
    if (client.whoami === null) return;
    const desk = lab.desk(client);
    expect((await desk.ok(client.whoami, desk.project())).stdout).toContain("owner");
  },
  { of: ({ whoami }) => whoami },
);

row(
  "pings",
  async (client) => {
    if (client.ping === null) return;
    const desk = lab.desk(client);
    expect(saidBy(await desk.ok(client.ping, desk.project()))).toContain("PONG");
  },
  { of: ({ ping }) => ping },
);

row(
  "finds a package",
  async (client, id) => {
    if (client.search === null) return;
    const name = await twoVersions(`@found/${id}`);
    const desk = lab.desk(client);
    const { stdout } = await desk.ok(client.search(`found ${id}`), desk.project());
    expect(stdout).toContain(name);
    expect(stdout).toContain("1.1.0");
  },
  { of: ({ search }) => search },
);

row(
  "downloads a tarball as it was published",
  async (client, id) => {
    if (client.pack === null) return;
    const name = `@packed/${id}`;
    const bytes = await lab.publish(name, "1.0.0", { "index.js": "1;\n" });
    const desk = lab.desk(client);
    const folder = desk.project();
    await desk.ok(client.pack(`${name}@1.0.0`), folder);
    const [file = ""] = readdirSync(folder).filter((path) => path.endsWith(".tgz"));
    expect(readFileSync(join(folder, file)).equals(Buffer.from(bytes))).toBe(true);
  },
  { of: ({ pack }) => pack },
);

row(
  "runs the command of a package that it does not install",
  async (client, id) => {
    if (client.runOnce === null) return;
    const name = `once-${id}`;
    const cli = "#!/usr/bin/env node\nconsole.log('it runs');\n";
    await lab.publish(name, "1.0.0", { "cli.js": cli }, { bin: { [name]: "cli.js" } });
    const desk = lab.desk(client);
    const { stdout } = await desk.ok(client.runOnce(name), desk.project());
    expect(stdout).toContain("it runs");
  },
  { of: ({ runOnce }) => runOnce },
);

row(
  "logs out, which ends its token",
  async (client) => {
    if (client.logout === null) return;
    const token = await lab.cli("token", "create", "--scope", "read");
    const headers = { authorization: `Bearer ${token}` };
    expect((await lab.registry.fetch("/-/whoami", { headers })).status).toBe(200);
    const desk = lab.desk(client, { token });
    await desk.ok(client.logout, desk.project());
    expect((await lab.registry.fetch("/-/whoami", { headers })).status).toBe(401);
  },
  { of: ({ logout }) => logout },
);

row(
  "asks for access, teams, tokens and stars",
  async (client, id) => {
    const name = await twoVersions(`@more/${id}`);
    const desk = lab.desk(client);
    const folder = desk.project();
    for (const args of client.more(name)) await desk.ok(args, folder);
  },
  { of: ({ more }) => more("").length > 0 },
);

row(
  "audits what is installed",
  async (client, id) => {
    if (client.audit === null) return;
    const name = `audited-${id}`;
    lab.upstream.add(name, "1.0.0");
    lab.upstream.answerAt("/-/npm/v1/security/advisories/bulk", (_query, body) => {
      const asked = JSON.parse(body.toString()) as Record<string, unknown>;
      const about = Object.keys(asked).filter((key) => key.startsWith("audited-"));
      return Object.fromEntries(about.map((key, at) => [key, [advisory(at)]]));
    });
    const desk = lab.desk(client);
    const project = desk.project({ dependencies: { [name]: "1.0.0" } });
    await desk.ok(client.install, project);
    const ended = await desk.run(client.audit, project);
    const said = saidBy(ended);
    expect(ended.code, said).toBe(1);
    for (const part of [name, "Pads too much"]) expect(said).toContain(part);
  },
  { of: ({ audit }) => audit },
);

function advisory(at: number): object {
  return {
    id: 1000 + at,
    url: "https://advisories.invalid/GHSA-1111-2222-3333",
    title: "Pads too much",
    severity: "high",
    vulnerable_versions: "<2.0.0",
    cwe: ["CWE-1"],
    cvss: { score: 7.5, vectorString: "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N" },
  };
}
