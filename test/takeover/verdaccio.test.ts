import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runInside } from "../support/command.ts";
import { hostileFiles, hostileManifest } from "../support/hostile.ts";
import { putLogin } from "../support/people.ts";
import { temporaryFolder } from "../support/process.ts";
import { startRegistry } from "../support/registry.ts";
import { digestsOf, tarball } from "../support/tarball.ts";

interface Version {
  readonly version: string;
  readonly bytes: Uint8Array;
  readonly fields?: object;
  /** What the document says of the bytes, when it lies. */
  readonly digests?: object;
}

/** A storage folder as Verdaccio lays it out. */
async function installation(
  folder: string,
  packages: Readonly<Record<string, { versions: readonly Version[]; tags?: object }>>,
  users = "",
): Promise<string> {
  const storage = join(folder, "storage");
  await mkdir(storage, { recursive: true });
  const list = JSON.stringify({ list: Object.keys(packages), secret: "unused" });
  await writeFile(join(storage, ".verdaccio-db.json"), list);
  for (const [name, { versions, tags = {} }] of Object.entries(packages)) {
    if (name.includes("..")) continue;
    const at = join(storage, name);
    await mkdir(at, { recursive: true });
    const base = name.split("/").at(-1);
    for (const { version, bytes } of versions)
      await writeFile(join(at, `${base}-${version}.tgz`), bytes);
    const document = {
      name,
      versions: Object.fromEntries(
        versions.map(({ version, bytes, fields = {}, digests }) => [
          version,
          { name, version, ...fields, dist: { ...(digests ?? digestsOf(bytes)) } },
        ]),
      ),
      "dist-tags": tags,
      time: Object.fromEntries(
        versions.map(({ version }) => [version, "2024-05-06T07:08:09.000Z"]),
      ),
      readme: "# taken over",
    };
    await writeFile(join(at, "package.json"), JSON.stringify(document));
  }
  await writeFile(join(folder, "htpasswd"), users);
  const config = join(folder, "config.yaml");
  await writeFile(
    config,
    [
      "storage: ./storage",
      "auth:",
      "  htpasswd:",
      "    file: ./htpasswd",
      "uplinks:",
      "  main:",
      "    url: https://registry.example.test/",
      "packages:",
      "  '**':",
      "    access: $all",
      "    publish: $authenticated",
    ].join("\n"),
  );
  return config;
}

const lib = (version: string) => tarball({}, { name: "lib", version });

describe("agentregistry import verdaccio", () => {
  test("takes over versions with their bytes, times, tags and deprecations", async () => {
    using folder = temporaryFolder();
    const home = join(folder.path, "home");
    const config = await installation(folder.path, {
      lib: {
        versions: [
          { version: "1.0.0", bytes: lib("1.0.0"), fields: { deprecated: "use 1.1.0" } },
          { version: "1.1.0", bytes: lib("1.1.0") },
          { version: "2.0.0-b.1", bytes: lib("2.0.0-b.1") },
        ],
        tags: { latest: "1.1.0", beta: "2.0.0-b.1" },
      },
      "@co/tool": {
        versions: [
          { version: "1.0.0", bytes: tarball({}, { name: "@co/tool", version: "1.0.0" }) },
        ],
        tags: { latest: "1.0.0" },
      },
    });

    const outcome = await runInside(["import", "verdaccio", "--config", config, "--home", home]);

    expect(outcome).toMatchObject({ code: 0, error: "" });
    expect(outcome.out).toContain("took over 4 versions of 2 packages and 0 users");
    expect(await readFile(join(home, "agentregistry.toml"), "utf8")).toContain(
      'url = "https://registry.example.test/"',
    );
    await using registry = await startRegistry({ home });
    const packument = await registry.packument("lib");
    expect(packument["dist-tags"]).toEqual({ latest: "1.1.0", beta: "2.0.0-b.1" });
    expect(packument.time).toMatchObject({ "1.0.0": "2024-05-06T07:08:09.000Z" });
    expect(packument.versions["1.0.0"]).toMatchObject({ deprecated: "use 1.1.0" });
    const served = await registry.tarball("@co/tool", "1.0.0");
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(
      new Uint8Array(tarball({}, { name: "@co/tool", version: "1.0.0" })),
    );
  });

  test("may be repeated: what is here already is left alone", async () => {
    using folder = temporaryFolder();
    const home = join(folder.path, "home");
    const config = await installation(folder.path, {
      lib: { versions: [{ version: "1.0.0", bytes: lib("1.0.0") }], tags: { latest: "1.0.0" } },
    });
    const command = ["import", "verdaccio", "--config", config, "--home", home, "--json"];

    await runInside(command);
    const again = await runInside(command);

    expect(JSON.parse(again.out)).toMatchObject({ versions: 0, present: 1, skipped: [] });
  });

  test("leaves out what is damaged or badly named, says why, and takes the rest", async () => {
    using folder = temporaryFolder();
    const home = join(folder.path, "home");
    const config = await installation(folder.path, {
      "../outside": { versions: [] },
      lib: {
        versions: [
          { version: "1.0.0", bytes: lib("1.0.0"), digests: digestsOf(lib("9.9.9")) },
          { version: "1.1.0", bytes: lib("1.1.0") },
        ],
        tags: { latest: "1.1.0" },
      },
    });

    const { code, out } = await runInside([
      ...["import", "verdaccio", "--config", config, "--home", home, "--json"],
    ]);

    expect(code).toBe(0);
    const summary = JSON.parse(out) as { versions: number; skipped: { what: string }[] };
    expect(summary.versions).toBe(1);
    expect(summary.skipped.map(({ what }) => what)).toEqual(["../outside", "lib@1.0.0"]);
  });

  test("scans what it takes over: what the scanner refuses is held", async () => {
    using folder = temporaryFolder();
    const home = join(folder.path, "home");
    const manifest = { name: "lib", version: "1.0.0", ...hostileManifest };
    const bytes = tarball(hostileFiles, manifest);
    const config = await installation(folder.path, {
      lib: { versions: [{ version: "1.0.0", bytes, fields: hostileManifest }] },
    });

    const { out } = await runInside([
      ...["import", "verdaccio", "--config", config, "--home", home],
    ]);

    expect(out).toContain("held: lib@1.0.0 (agentregistry quarantine show lib@1.0.0)");
    await using registry = await startRegistry({ home });
    expect((await registry.tarball("lib", "1.0.0")).status).toBe(403);
  });

  test("takes users over whose passwords are hashed with bcrypt, and names the others", async () => {
    using folder = temporaryFolder();
    const home = join(folder.path, "home");
    const hash = await Bun.password.hash("correct horse", { algorithm: "bcrypt", cost: 4 });
    const users = `ann:${hash.replace("$2b$", "$2y$")}:autocreated\nbob:$apr1$salt$notbcrypt\n`;
    const config = await installation(folder.path, {}, users);

    const { out } = await runInside(["import", "verdaccio", "--config", config, "--home", home]);

    expect(out).toContain("and 1 users");
    expect(out).toContain("agentregistry user add bob");
    await using registry = await startRegistry({ home });
    expect((await putLogin(registry, "ann", "correct horse")).status).toBe(201);
    expect((await putLogin(registry, "ann", "wrong horse")).status).toBe(401);
  });

  test("says in one sentence what is wrong with a configuration", async () => {
    using folder = temporaryFolder();
    const home = join(folder.path, "home");

    const outcome = await runInside([
      ...["import", "verdaccio", "--config", join(folder.path, "none.yaml"), "--home", home],
    ]);

    expect(outcome).toMatchObject({ code: 1, out: "" });
    expect(outcome.error).toMatch(/^agentregistry: there is no file .*none\.yaml$/);
  });
});
