import { Database } from "bun:sqlite";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { finishRestore } from "../../src/upkeep/restore.ts";
import { filesOf, rewrite } from "../support/archives.ts";
import { runInside } from "../support/command.ts";
import { addPack, packBundle, searchAsClient } from "../support/packs.ts";
import { startProcess, temporaryFolder } from "../support/process.ts";
import { startRegistry } from "../support/registry.ts";
import { publishBody, tarball } from "../support/tarball.ts";

const on = (home: string) => ({ AGENTREGISTRY_HOME: home, AGENTREGISTRY_UPSTREAM: "none" });

/** A folder with a home that holds two versions, settings and a policy. */
async function withHome() {
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  mkdirSync(join(home, "trust"), { recursive: true, mode: 0o700 });
  writeFileSync(join(home, "agentregistry.toml"), "[http]\nport = 4999\n");
  writeFileSync(join(home, "trust", "policy.toml"), '[release]\nminimum_age = "1h"\n');
  {
    await using registry = await startRegistry({ home });
    await registry.publish("@acme/one", "1.0.0", { "a.js": "1;\n" });
    await registry.publish("@acme/one", "1.1.0", { "a.js": "2;\n" });
  }
  const file = join(folder.path, "backup.tar");
  return { ...folder, [Symbol.dispose]: folder[Symbol.dispose], home, file };
}

/** Everything below a folder with its content, but for what belongs to a moment. */
function contentOf(folder: string): Record<string, string> {
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return Object.fromEntries(
    paths
      .filter((path) => !/^run|-(wal|shm)$/.test(path) && statSync(join(folder, path)).isFile())
      .map((path) => [path, readFileSync(join(folder, path)).toString("base64")]),
  );
}

test("a backup that is made while people publish restores to a registry that is whole", async () => {
  using folder = temporaryFolder();
  const home = join(folder.path, "home");
  const file = join(folder.path, "backup.tar");
  const published: string[] = [];
  let before: string[] = [];
  const bytes = new Map<string, Uint8Array>();
  {
    await using registry = await startProcess({ home });
    const publish = async (number: number) => {
      const [name, version] = [`@acme/p${number % 3}`, `1.0.${number}`];
      const content = tarball(
        { "data.bin": new Uint8Array(20_000).fill(number) },
        { name, version },
      );
      const response = await registry.fetch(`/${name.replace("/", "%2f")}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${registry.token}`, "content-type": "application/json" },
        body: JSON.stringify(publishBody(name, version, content)),
      });
      expect(response.status).toBe(201);
      published.push(`${name}@${version}`);
      bytes.set(`${name}@${version}`, content);
    };
    for (let number = 0; number < 5; number++) await publish(number);
    before = [...published];
    let isDone = false;
    const load = (async () => {
      for (let number = 5; !isDone && number < 250; number++) await publish(number);
    })();
    const outcome = await runInside(["backup", file], on(home));
    isDone = true;
    await load;
    expect(outcome, outcome.error).toMatchObject({ code: 0 });
    expect(published.length).toBeGreaterThan(before.length);
  }
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(home, "run")).filter((name) => name.startsWith("backup-"))).toEqual([]);

  const other = join(folder.path, "other");
  expect(await runInside(["restore", file], on(other))).toMatchObject({ code: 0 });
  const verified = await runInside(["verify", "--deep", "--json"], on(other));
  expect([verified.code, JSON.parse(verified.out)]).toEqual([
    0,
    expect.objectContaining({ ok: true, problems: [], unneeded: 0 }),
  ]);
  await using restored = await startRegistry({ home: other });
  for (const release of before) {
    const [name = "", version = ""] = release.split(/(?<=.)@/);
    const response = await restored.tarball(name, version);
    const served = Buffer.from(await response.arrayBuffer());
    expect(served.equals(bytes.get(release) ?? new Uint8Array()), release).toBe(true);
  }
}, 30_000);

describe("backup", () => {
  test("holds keys, policy and settings, and neither the owner's token nor the cache", async () => {
    using at = await withHome();
    expect(await runInside(["backup", at.file], on(at.home))).toMatchObject({ code: 0 });

    const { stdout } = Bun.spawnSync(["tar", "-tf", at.file]);
    const names = stdout.toString().trim().split("\n");
    expect(names.filter((name) => !name.startsWith("data/blobs/"))).toEqual([
      "manifest.json",
      "agentregistry.toml",
      "data/intent/index.jsonl",
      "data/registry-key.pem",
      "data/registry.db",
      "trust/policy.toml",
    ]);
    const token = readFileSync(join(at.home, "owner-token"), "utf8").trim();
    expect(readFileSync(at.file).includes(token)).toBe(false);
  });

  test("holds the bundles of packs", async () => {
    using folder = temporaryFolder();
    const [home, other] = [join(folder.path, "home"), join(folder.path, "other")];
    const file = join(folder.path, "backup.tar");
    const bytes = packBundle("demo.pack", "1.0.0");
    {
      await using registry = await startRegistry({ home });
      expect((await addPack(registry, bytes)).status).toBe(201);
    }
    expect(await runInside(["backup", file], on(home))).toMatchObject({ code: 0 });
    expect(await runInside(["restore", file], on(other))).toMatchObject({ code: 0 });
    const verified = await runInside(["verify", "--deep", "--json"], on(other));
    expect(JSON.parse(verified.out)).toMatchObject({ ok: true, blobs: 1, unneeded: 0 });
    await using restored = await startRegistry({ home: other });
    const [entry] = await searchAsClient(restored, "demo.pack");
    const served = await restored.fetch(`/-/intent/bundle/${entry?.pack_digest}`);
    expect(Buffer.from(await served.arrayBuffer()).equals(bytes)).toBe(true);
  });

  test("and what was made of it stand in the audit logs", async () => {
    using at = await withHome();
    const told = async (home: string) => {
      await using registry = await startRegistry({ home });
      const query = "actions=backup_created,restore_done";
      const response = await registry.asOwner(`/-/admin/audit?${query}`);
      const { logs } = (await response.json()) as { logs: { action: string; actor: object }[] };
      const whole = await registry.asOwner("/-/admin/audit/verify");
      expect(await whole.json()).toMatchObject({ isWhole: true });
      return logs.reverse().map(({ action, actor }) => [action, actor]);
    };
    const byCommand = expect.objectContaining({ principal: "owner", via: "cli" });
    await runInside(["backup", at.file], on(at.home));
    expect(await told(at.home)).toEqual([["backup_created", byCommand]]);
    const other = join(at.path, "other");
    await runInside(["restore", at.file], on(other));
    expect(await told(other)).toEqual([["restore_done", byCommand]]);
  });

  test("beside a running server is told to it", async () => {
    using at = await withHome();
    await using registry = await startProcess({ home: at.home });
    expect(await runInside(["backup", at.file], on(at.home))).toMatchObject({ code: 0, error: "" });
    const headers = { authorization: `Bearer ${registry.token}` };
    const logs = await registry.fetch("/-/admin/audit?actions=backup_created", { headers });
    expect(await logs.json()).toMatchObject({ logs: [{ actor: { via: "http" } }] });
  });

  test("of a home that is older than packs and the audit log is whole", async () => {
    using at = await withHome();
    {
      using database = new Database(join(at.home, "data", "registry.db"));
      for (const table of ["bundles", "audit"]) database.run(`drop table ${table}`);
    }
    expect(await runInside(["backup", at.file], on(at.home))).toMatchObject({ code: 0, error: "" });
    const other = join(at.path, "other");
    expect(await runInside(["restore", at.file], on(other))).toMatchObject({ code: 0 });
  });

  test("overwrites nothing, and leaves nothing behind when it fails", async () => {
    using at = await withHome();
    writeFileSync(at.file, "theirs");
    expect(await runInside(["backup", at.file], on(at.home))).toMatchObject({
      code: 1,
      error: `agentregistry: ${at.file} exists already`,
    });
    expect(readFileSync(at.file, "utf8")).toBe("theirs");
    const inside = join(at.home, "data", "backup.tar");
    expect(await runInside(["backup", inside], on(at.home))).toMatchObject({ code: 1 });
    expect(await runInside(["backup", "x.tar"], on(join(at.path, "none")))).toMatchObject({
      code: 1,
      error: expect.stringContaining("nothing is stored"),
    });

    const blob = blobsOf(at.home)[0] ?? "";
    writeFileSync(blob, Buffer.from(readFileSync(blob)).fill(0, 10, 20));
    const target = join(at.path, "damaged.tar");
    expect(await runInside(["backup", target], on(at.home))).toMatchObject({
      code: 1,
      error: expect.stringContaining("is damaged"),
    });
    writeFileSync(blob, "short");
    expect(await runInside(["backup", target], on(at.home))).toMatchObject({
      code: 1,
      error: expect.stringContaining("1 stored tarballs are missing or damaged"),
    });
    expect(readdirSync(at.path).filter((name) => name.startsWith("damaged"))).toEqual([]);
  });
});

function blobsOf(home: string): string[] {
  const root = join(home, "data", "blobs", "sha512");
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .map((path) => join(root, path))
    .filter((path) => statSync(path).isFile())
    .sort();
}

describe("restore", () => {
  test("takes a home that is empty only, and with --force moves aside what was there", async () => {
    using at = await withHome();
    await runInside(["backup", at.file], on(at.home));
    {
      await using registry = await startRegistry({ home: at.home });
      await registry.publish("@acme/later", "1.0.0");
    }
    const before = contentOf(at.home);
    const refused = await runInside(["restore", at.file], on(at.home));
    expect(refused).toMatchObject({ code: 1, error: expect.stringContaining("is not empty") });
    expect(contentOf(at.home)).toEqual(before);

    const { code, out } = await runInside(["restore", at.file, "--force", "--json"], on(at.home));
    const { replaced, versions } = JSON.parse(out) as { replaced: string; versions: number };
    expect([code, versions]).toEqual([0, 2]);
    expect(contentOf(join(replaced, "data"))["registry.db"]).toBe(before["data/registry.db"]);
    await using registry = await startRegistry({ home: at.home });
    expect((await registry.fetch("/@acme%2flater")).status).toBe(404);
    expect((await registry.packument("@acme/one")).versions).toHaveProperty(["1.1.0"]);
    // The token of the home was known at the time of the backup, and the signing key is the same.
    expect((await registry.fetch("/-/whoami", { token: registry.token })).status).toBe(200);
  });

  test("refuses while a registry has the home", async () => {
    using at = await withHome();
    await runInside(["backup", at.file], on(at.home));
    await using running = await startProcess({ home: at.home });
    const { code, error } = await runInside(["restore", at.file, "--force"], on(at.home));
    expect([code, error]).toEqual([1, expect.stringContaining("another registry is running")]);
    expect((await running.fetch("/@acme%2fone")).status).toBe(200);
  });

  test("a backup that is cut off or changed anywhere changes nothing", async () => {
    using at = await withHome();
    await runInside(["backup", at.file], on(at.home));
    const whole = readFileSync(at.file);
    const before = contentOf(at.home);
    const restored = async (bytes: Uint8Array) => {
      writeFileSync(at.file, bytes);
      return await runInside(["restore", at.file, "--force"], on(at.home));
    };
    const flipped = (offset: number) => {
      const bytes = Buffer.from(whole);
      bytes[offset] = (bytes[offset] ?? 0) ^ 1;
      return bytes;
    };
    const manifestAt = 512;
    const databaseAt = whole.indexOf("SQLite format 3");
    const blobAt = whole.lastIndexOf("sha512");
    const harmed: [string, Uint8Array][] = [
      ["nothing", new Uint8Array()],
      ["zeroes", new Uint8Array(10_240)],
      ["half of it", whole.subarray(0, whole.length / 2)],
      ["no last file", whole.subarray(0, whole.length - 2048)],
      ["its first header", flipped(3)],
      ["its manifest", flipped(manifestAt + 2)],
      ["a digest in its manifest", flipped(whole.indexOf("sha512-") + 20)],
      ["its database", flipped(databaseAt + 5000)],
      ["the path of a blob", flipped(blobAt + 12)],
      ["a blob", flipped(whole.length - 1024 - 600)],
    ];
    for (const [what, bytes] of harmed) {
      const { code, error } = await restored(bytes);
      expect([code, error], what).toEqual([1, expect.stringMatching(/backup|digest|integrity/)]);
      expect(contentOf(at.home), what).toEqual(before);
    }
    expect(await restored(whole)).toMatchObject({ code: 0 });
  });

  test("refuses a backup of a newer version", async () => {
    using at = await withHome();
    const change = (sql: string) => {
      using database = new Database(join(at.home, "data", "registry.db"));
      database.run(sql);
    };
    const outcome = async () => {
      const file = join(at.path, `${Math.random()}.tar`);
      await runInside(["backup", file], on(at.home));
      return await runInside(["restore", file], on(join(at.path, "fresh")));
    };
    change("insert into migrations values ('9999-future.sql', '2030-01-01T00:00:00Z')");
    expect(await outcome()).toMatchObject({
      code: 1,
      error: expect.stringContaining("newer version of this program"),
    });
    expect(existsSync(join(at.path, "fresh", "data"))).toBe(false);
    change("delete from migrations where file = '9999-future.sql'");
    expect(await outcome()).toMatchObject({ code: 0 });
  });

  test("refuses a backup whose rows lack their bytes, although its manifest names no more", async () => {
    using at = await withHome();
    await runInside(["backup", at.file], on(at.home));
    const files = await filesOf(at.file);
    const manifest = JSON.parse(files[0]?.[1].toString() ?? "");
    manifest.blobs.pop();
    const rest = files.slice(1, -1);
    await rewrite(at.file, [["manifest.json", Buffer.from(JSON.stringify(manifest))], ...rest]);
    expect(await runInside(["restore", at.file], on(join(at.path, "fresh")))).toMatchObject({
      code: 1,
      error: expect.stringContaining("lacks tarballs"),
    });
  });

  test.each([
    "../outside",
    "data/../../outside",
    "/outside",
    "run/server.json",
    "owner-token",
    "data//x",
    "data/a\\b",
    "data/.",
  ])("an archive cannot write to %j", async (path) => {
    using at = await withHome();
    await runInside(["backup", at.file], on(at.home));
    const files = await filesOf(at.file);
    const manifest = JSON.parse(files[0]?.[1].toString() ?? "");
    const policy = manifest.files.find((file: { path: string }) => file.path.startsWith("trust/"));
    const renamed = policy.path;
    policy.path = path;
    await rewrite(
      at.file,
      files.map(([name, bytes]) => {
        if (name === "manifest.json") return [name, Buffer.from(JSON.stringify(manifest))];
        return [name === renamed ? path : name, bytes];
      }),
    );
    const fresh = join(at.path, "fresh");
    expect(await runInside(["restore", at.file], on(fresh))).toMatchObject({
      code: 1,
      error: expect.stringContaining("does not name"),
    });
    expect(readdirSync(fresh)).toEqual(["run"]);
    expect(existsSync(join(at.path, "outside"))).toBe(false);
  });

  test("that was cut off while it exchanged the parts is finished by the next start", async () => {
    using at = await withHome();
    await runInside(["backup", at.file], on(at.home));
    // What a home looks like after each step of an exchange that never got further.
    const fresh = join(at.path, "fresh");
    await runInside(["restore", at.file], on(fresh));
    const steps = ["data", "trust", "cache"].flatMap((part) => [
      [`${part}`, `restore.ready/old/${part}`],
      [`restore.ready/new/${part}`, part],
    ]);
    for (let done = 0; done <= steps.length; done++) {
      const home = join(at.path, `home-${done}`);
      cpSync(fresh, join(home, "restore.ready", "new"), { recursive: true });
      for (const part of ["data", "trust", "cache"]) {
        mkdirSync(join(home, part), { recursive: true });
        writeFileSync(join(home, part, "before"), part);
      }
      mkdirSync(join(home, "restore.ready", "old"));
      for (const [from = "", to = ""] of steps.slice(0, done)) {
        mkdirSync(dirname(join(home, to)), { recursive: true });
        renameSync(join(home, from), join(home, to));
      }
      {
        await using registry = await startRegistry({ home });
        expect((await registry.tarball("@acme/one", "1.1.0")).status, `after ${done}`).toBe(200);
      }
      const replaced = readdirSync(home).find((name) => name.startsWith("replaced-")) ?? "";
      expect(contentOf(join(home, replaced))).toEqual(
        Object.fromEntries(["cache", "data", "trust"].map((p) => [`${p}/before`, btoa(p)])),
      );
      expect(existsSync(join(home, "restore.ready"))).toBe(false);
      expect(finishRestore(home)).toBe(null);
    }
  }, 20_000);
});
