import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { until } from "../../support/process.ts";
import { type Fault, packumentPath, tarballPath } from "../../support/upstream.ts";
import { filesBelow, installed, isInstalled } from "../client.ts";
import type { Client } from "./client.ts";
import { clients } from "./clients.ts";
import { row, saidBy, useLab } from "./lab.ts";

const lab = useLab();

const refused: Fault = { kind: "status", status: 500 };
const altered: Fault = { kind: "body", body: "something else" };

for (const [title, pathOf, faults] of [
  [
    "fails at a tarball that arrives cut, altered or not at all; installs it once repaired",
    (name: string) => tarballPath(name, "1.0.0"),
    [{ kind: "cut" }, altered, refused],
  ],
  ["fails at a packument that is refused; installs it once repaired", packumentPath, [refused]],
] as const) {
  const run = async (client: Client, id: string) => {
    const name = `fault-${faults.length}-${id}`;
    const path = pathOf(name);
    const data = crypto.getRandomValues(new Uint8Array(60_000));
    lab.upstream.add(name, "1.0.0", { "data.bin": data });
    const blobs = join(lab.registry.home, "cache/blobs");
    const before = filesBelow(blobs);
    const desk = lab.desk(client);
    const project = desk.project({ dependencies: { [name]: "1.0.0" } });

    for (const fault of faults) {
      lab.upstream.fail(path, fault);
      const failed = await desk.run(client.install, project);
      // yarn classic throws at a 5xx, and Node ends a program that does with 1 too.
      expect(failed.code, saidBy(failed)).toBe(1);
      expect(saidBy(failed)).toMatch(/50[23]/);
      expect(isInstalled(project, name)).toBe(false);
      expect(filesBelow(blobs)).toEqual(before);
    }

    lab.upstream.heal(path);
    await desk.ok(client.install, project);
    expect(installed(project, `${name}/data.bin`).equals(Buffer.from(data))).toBe(true);
  };
  // One client's failures make the registry pause before it asks this upstream again.
  row(title, run, { isAlone: true });
}

row("installs after an install that was killed in the middle", async (client, id) => {
  const name = `killed-${id}`;
  const path = tarballPath(name, "1.0.0");
  const data = crypto.getRandomValues(new Uint8Array(60_000));
  lab.upstream.add(name, "1.0.0", { "data.bin": data });
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  lab.upstream.fail(path, { kind: "wait", until: released });
  const desk = lab.desk(client);
  const project = desk.project({ dependencies: { [name]: "1.0.0" } });
  await using first = desk.start(client.install, project);
  await until(() => lab.upstream.seen(path).length > 0, "the tarball to be asked for", 60_000);
  await first.kill("SIGKILL");
  release();
  await desk.ok(client.install, project);
  expect(installed(project, `${name}/data.bin`).equals(Buffer.from(data))).toBe(true);
});

row("waits for an upstream that is slow", async (client, id) => {
  const name = `slow-${id}`;
  lab.upstream.add(name, "1.0.0", { "index.js": "1;\n" });
  lab.upstream.fail(packumentPath(name), { kind: "wait", until: Bun.sleep(2000) });
  lab.upstream.fail(tarballPath(name, "1.0.0"), { kind: "wait", until: Bun.sleep(4000) });
  const desk = lab.desk(client);
  const project = desk.project({ dependencies: { [name]: "1.0.0" } });
  await desk.ok(client.install, project);
  expect(installed(project, `${name}/index.js`).toString()).toBe("1;\n");
});

describe("all clients at once", () => {
  test("install one tree from a registry that has none of it: each file is fetched once", {
    timeout: 120_000,
  }, async () => {
    const names = Array.from({ length: 12 }, (_, at) => `shared-${at}`);
    for (const name of names) lab.upstream.add(name, "1.0.0", { "index.js": `"${name}";\n` });
    const dependencies = Object.fromEntries(names.map((name) => [name, "^1.0.0"]));
    lab.upstream.add("shared", "1.0.0", {}, { manifest: { dependencies } });
    const present = clients.filter(({ program }) => program.missing === null);

    const projects = await Promise.all(
      present.map(async (client) => {
        const desk = lab.desk(client);
        const project = desk.project({ dependencies: { shared: "1.0.0", ...dependencies } });
        await desk.ok(client.install, project);
        return project;
      }),
    );

    for (const project of projects) {
      for (const name of names) {
        expect(installed(project, `${name}/index.js`).toString()).toBe(`"${name}";\n`);
      }
    }
    for (const name of ["shared", ...names]) {
      expect(lab.upstream.seen(tarballPath(name, "1.0.0")), name).toHaveLength(1);
      expect(lab.upstream.seen(packumentPath(name)), name).toHaveLength(1);
    }
  });
});
