import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { installed } from "../client.ts";
import { row, saidBy, useLab } from "./lab.ts";

const lab = useLab();

const files = {
  "index.js": "module.exports = 'ü';\n",
  "data.bin": new Uint8Array(20_000).map((_, at) => (at * at) % 251),
  "deep/er/note.txt": "",
};

row("publishes; installs the same bytes, also from its lock file alone", async (client, id) => {
  const releases = [
    { name: `plain-${id}`, version: "1.0.0", tag: "latest" },
    { name: `@hosted/${id}`, version: "1.2.3", tag: "latest" },
    { name: `@hosted/${id}-next`, version: "2.0.0-rc.1", tag: "next" },
  ];
  const author = lab.desk(client);
  for (const { name, version, tag } of releases) {
    if (client.publish === null) await lab.publish(name, version, files);
    else await author.publish(author.project({ name, version }, files), tag);
  }
  const [, , prerelease] = releases;
  const tags = await lab.read(`/-/package/${prerelease?.name}/dist-tags`);
  // The first version of a package is its latest, whatever tag it was published with.
  const expected = {
    latest: "2.0.0-rc.1",
    ...(client.publish === null ? {} : { next: "2.0.0-rc.1" }),
  };
  expect(tags).toEqual(expected);

  const dependencies = Object.fromEntries(
    releases.map(({ name, version }) => [name, `^${version}`]),
  );
  const project = author.project({ dependencies });
  await author.ok(client.install, project);
  const lock = readFileSync(join(project, client.lockFile));
  const other = lab.desk(client);
  const clone = other.project({ dependencies }, { [client.lockFile]: lock });
  await other.ok(client.frozen, clone);

  expect(readFileSync(join(clone, client.lockFile))).toEqual(lock);
  for (const folder of [project, clone]) {
    for (const { name, version } of releases) {
      for (const [path, content] of Object.entries(files)) {
        const bytes = installed(folder, `${name}/${path}`);
        expect(bytes.equals(Buffer.from(content)), `${name}/${path}`).toBe(true);
      }
      const manifest = JSON.parse(installed(folder, `${name}/package.json`).toString());
      expect(manifest).toMatchObject({ name, version });
    }
  }
});

row("adds a package, sees that it is outdated, updates it within its range", async (client, id) => {
  const name = `@later/${id}`;
  await lab.publish(name, "1.0.0");
  const desk = lab.desk(client);
  const project = desk.project();
  await desk.ok(client.add(`${name}@^1.0.0`), project);
  expect(installedVersion(project, name)).toBe("1.0.0");

  await lab.publish(name, "1.1.0");
  await lab.publish(name, "2.0.0");
  if (client.outdated !== null) {
    const said = saidBy(await desk.run(client.outdated, project));
    expect(said).toContain(name);
    expect(said).toContain("2.0.0");
  }
  await desk.ok(client.update(name), project);
  expect(installedVersion(project, name)).toBe("1.1.0");
});

row(
  "shows what is known about a package",
  async (client, id) => {
    if (client.view === null) return;
    const name = `@shown/${id}`;
    const manifest = { description: `What ${id} shows`, license: "MIT" };
    await lab.publish(name, "1.0.0", {}, manifest);
    await lab.publish(name, "1.1.0", {}, manifest);
    const desk = lab.desk(client);
    const { stdout } = await desk.ok(client.view(name), desk.project());
    for (const part of [name, "1.1.0", manifest.description]) expect(stdout).toContain(part);
  },
  { of: ({ view }) => view },
);

row("installs what only members may read, and nobody else does", async (client, id) => {
  const name = `@private/${id}`;
  await lab.publish(name, "1.0.0", { "index.js": "1;\n" });
  const restricted = await lab.registry.fetch(`/-/package/${name}/access`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${lab.registry.token}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({ access: "restricted" }),
  });
  expect(restricted.status, await restricted.text()).toBe(200);
  const dependencies = { [name]: "1.0.0" };
  const member = lab.desk(client);
  const project = member.project({ dependencies });
  await member.ok(client.install, project);
  expect(installed(project, `${name}/index.js`).toString()).toBe("1;\n");

  const stranger = lab.desk(client, { token: null });
  const refused = await stranger.run(client.install, stranger.project({ dependencies }));
  expect(refused.code, saidBy(refused)).toBe(1);
});

row(
  "installs 30 MB that it published",
  async (client, id) => {
    const name = `@large/${id}`;
    const files = { "data.bin": noise(30 * 1024 * 1024) };
    const desk = lab.desk(client);
    if (client.publish === null) await lab.publish(name, "1.0.0", files);
    else await desk.publish(desk.project({ name, version: "1.0.0" }, files));

    const project = desk.project({ dependencies: { [name]: "1.0.0" } });
    await desk.ok(client.install, project);
    const data = installed(project, `${name}/data.bin`);
    expect(data.equals(Buffer.from(files["data.bin"]))).toBe(true);
  },
  { isAlone: true },
);

function installedVersion(project: string, name: string): unknown {
  return JSON.parse(installed(project, `${name}/package.json`).toString()).version;
}

/** Bytes that do not compress. */
function noise(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let at = 0; at < length; at += 65_536)
    crypto.getRandomValues(bytes.subarray(at, at + 65_536));
  return bytes;
}
