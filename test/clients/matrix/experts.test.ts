import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { at, definition, root } from "../../support/experts.ts";
import { row, saidBy, useLab } from "./lab.ts";

const lab = useLab();

/** One write as the Perstack command line sends it. */
async function send(path: string, body: object): Promise<void> {
  const response = await lab.registry.fetch(`${root}${path}`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${lab.registry.token}`,
      "content-type": "application/json",
    },
    body: JSON.stringify(body),
  });
  expect(response.status, await response.text()).toBe(200);
}

/** Every definition that is installed below a project, wherever the client puts packages. */
function installedExperts(project: string): Map<string, string> {
  const glob = new Bun.Glob("node_modules/**/perstack.toml");
  const found = new Map<string, string>();
  for (const path of glob.scanSync({ cwd: project, dot: true, followSymlinks: false })) {
    const [, name = "", version = ""] =
      /^\[experts\."([^"]+)"\]\nversion = "([^"]+)"/m.exec(
        readFileSync(join(project, path), "utf8"),
      ) ?? [];
    found.set(name, version);
  }
  return found;
}

row("installs an Expert with everybody whom it delegates to", async (client, id) => {
  const [top, middle, tagged, floating] = ["top", "middle", "tagged", "floating"].map(
    (part) => `@tree/${id}-${part}`,
  );
  await send("/", definition(`${floating}`, "1.0.0"));
  await send("/", definition(`${tagged}`, "1.0.0", { tags: ["stable"] }));
  await send("/", definition(`${tagged}`, "2.0.0"));
  await send("/", definition(`${middle}`, "1.0.0", { delegates: [`${tagged}@stable`, floating] }));
  await send("/", definition(`${top}`, "1.0.0", { delegates: [`${middle}@1.0.0`] }));
  // What was delegated to by its exact version is not touched by what follows.
  await send("/", definition(`${middle}`, "2.0.0"));
  const tree = [
    [top, "1.0.0"],
    [middle, "1.0.0"],
    [tagged, "1.0.0"],
    [floating, "1.0.0"],
  ];

  const desk = lab.desk(client);
  const dependencies = { [`${top}`]: "^1.0.0" };
  const project = desk.project({ dependencies });
  await desk.ok(client.install, project);
  expect([...installedExperts(project)].sort()).toEqual(tree.toSorted());

  const lock = { [client.lockFile]: readFileSync(join(project, client.lockFile)) };
  const other = lab.desk(client);
  const clone = other.project({ dependencies }, lock);
  await other.ok(client.frozen, clone);
  expect([...installedExperts(clone)].sort()).toEqual(tree.toSorted());
});

row(
  "prints that an Expert is deprecated, and installs it all the same; a disabled one only from a lock file",
  async (client, id) => {
    const name = `@old/${id}`;
    await send("/", definition(name, "1.0.0"));
    await send(at(`${name}@1.0.0`), { status: "deprecated" });
    const desk = lab.desk(client);
    const dependencies = { [name]: "1.0.0" };
    const project = desk.project({ dependencies });
    const said = saidBy(await desk.ok(client.install, project));
    expect(said).toContain(name);
    expect(said).toMatch(/deprecated/i);
    expect(installedExperts(project)).toEqual(new Map([[name, "1.0.0"]]));

    await send(at(`${name}@1.0.0`), { status: "disabled" });
    const lock = { [client.lockFile]: readFileSync(join(project, client.lockFile)) };
    const clone = lab.desk(client).project({ dependencies }, lock);
    await lab.desk(client).ok(client.frozen, clone);
    const refused = await lab.desk(client).run(client.install, desk.project({ dependencies }));
    expect(refused.code, saidBy(refused)).not.toBe(0);
  },
  { of: ({ name }) => /^p?npm/.test(name) },
);
