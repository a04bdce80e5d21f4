import { existsSync, statSync, writeFileSync } from "node:fs";
import { Agent, get } from "node:http";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  childrenOf,
  isAlive,
  runCli,
  startProcess,
  temporaryFolder,
  until,
} from "../support/process.ts";
import { packumentPath, startUpstream, tarballPath } from "../support/upstream.ts";
import { filesBelow } from "./client.ts";

const timeout = 60_000;
/** A process with nothing left to do must be gone by then, in milliseconds. */
const soon = 4000;

describe("agentregistry start", { timeout }, () => {
  test("makes its home on the first run, readable by its owner only", async () => {
    using root = temporaryFolder();
    const home = join(root.path, "new", "home");
    await using registry = await startProcess({ home });

    expect((await registry.fetch("/-/ping")).status).toBe(200);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, "owner-token")).mode & 0o777).toBe(0o600);
    expect(registry.stdout()).toBe(`listening on ${registry.url}\n`);
    expect(registry.stderr()).not.toContain(registry.token);
  });

  test("keeps its token and what it holds over a restart", async () => {
    using root = temporaryFolder();
    await using first = await startProcess({ home: root.path });
    await first.kill("SIGTERM");
    await using second = await startProcess({ home: root.path });
    expect(second.token).toBe(first.token);
  });

  test("says in one sentence that its port is in use", async () => {
    using root = temporaryFolder();
    await using other = stopping(
      Bun.serve({ hostname: "127.0.0.1", port: 0, fetch: () => new Response() }),
    );
    const ended = await runCli(
      ["start", "--home", root.path, "--port", String(other.port), "--upstream", "none"],
      { timeoutMs: 20_000 },
    );
    expect(ended).toEqual({
      code: 1,
      signal: null,
      stdout: "",
      stderr:
        `agentregistry: port ${other.port} is in use; stop what uses it, ` +
        "or choose another with --port\n",
    });
  });

  test("says in one sentence that another server has its home", async () => {
    using root = temporaryFolder();
    await using first = await startProcess({ home: root.path });
    const ended = await runCli(["start", "--home", root.path, "--port", "0", "--upstream", "none"]);
    expect(ended).toMatchObject({
      code: 1,
      stdout: "",
      stderr: `agentregistry: another registry is running on the home ${root.path}\n`,
    });
    expect((await first.fetch("/-/ping")).status).toBe(200);
  });

  test("names the setting that it cannot read, and where it was set", async () => {
    using root = temporaryFolder();
    writeFileSync(join(root.path, "agentregistry.toml"), "[http]\nprot = 1\n");
    const ended = await runCli(["start", "--home", root.path]);
    expect(ended).toMatchObject({ code: 1, stdout: "" });
    expect(ended.stderr).toBe(
      `agentregistry: http.prot (from ${join(root.path, "agentregistry.toml")}): ` +
        "there is no such setting\n",
    );
  });
});

describe("a signal", { timeout }, () => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    test(`${signal} lets a running request end, takes no new ones, and exits with 0`, async () => {
      using root = temporaryFolder();
      await using upstream = startUpstream();
      upstream.add("slow", "1.0.0");
      const { promise: released, resolve: release } = Promise.withResolvers<void>();
      upstream.fail(packumentPath("slow"), { kind: "wait", until: released });
      await using registry = await startProcess({ home: root.path, upstream: upstream.url });
      using _idle = await idleConnection(registry.url);

      const running = registry.fetch("/slow");
      await until(() => upstream.seen(packumentPath("slow")).length > 0, "the request upstream");
      const ended = registry.kill(signal);
      await until(async () => !(await answers(registry.url)), "the registry to stop listening");
      expect(isAlive(registry.pid)).toBe(true);

      release();
      const response = await running;
      expect(response.status).toBe(200);
      expect(await response.json()).toMatchObject({ name: "slow" });
      expect(await ended).toMatchObject({ code: 0, signal: null });
    });

    test(`${signal} ends it at once although clients keep idle connections open`, async () => {
      using root = temporaryFolder();
      await using upstream = startUpstream();
      upstream.add("leaf", "1.0.0", { "index.js": "1;\n" });
      await using registry = await startProcess({ home: root.path, upstream: upstream.url });
      // Timers and connections that serving needed must not keep the process alive either.
      expect((await registry.fetch(tarballPath("leaf", "1.0.0"))).status).toBe(200);
      const scanners = childrenOf(registry.pid);
      using _idle = await idleConnection(registry.url);

      expect(await registry.kill(signal, soon)).toMatchObject({ code: 0, signal: null });

      expect(scanners.filter(isAlive)).toEqual([]);
      expect(existsSync(join(root.path, "run", "server.json"))).toBe(false);
      // Folded into the database files: a copy of those alone is a whole backup.
      expect(filesBelow(root.path).filter((name) => /-(wal|shm)$/.test(name))).toEqual([]);
    });
  }

  test("does not wait for an upstream that nobody waits for any more", async () => {
    using root = temporaryFolder();
    await using upstream = startUpstream();
    const path = tarballPath("slow", "1.0.0");
    upstream.add("slow", "1.0.0", { "data.bin": new Uint8Array(100_000) });
    upstream.fail(path, { kind: "stall" });
    await using registry = await startProcess({ home: root.path, upstream: upstream.url });
    const client = new AbortController();
    const asked = registry.fetch(path, { signal: client.signal }).catch(() => null);
    await until(() => upstream.seen(path).length > 0, "the request upstream");
    client.abort();
    await asked;

    expect(await registry.kill("SIGTERM", soon)).toMatchObject({ code: 0, signal: null });
    expect(filesBelow(root.path).filter((name) => name.endsWith("-wal"))).toEqual([]);
  });

  test("a second one does not wait for requests", async () => {
    using root = temporaryFolder();
    await using upstream = startUpstream();
    upstream.fail(packumentPath("slow"), { kind: "wait", until: new Promise(() => {}) });
    await using registry = await startProcess({ home: root.path, upstream: upstream.url });
    const running = registry.fetch("/slow").catch(() => null);
    await until(() => upstream.seen(packumentPath("slow")).length > 0, "the request upstream");

    const ended = registry.kill("SIGINT", soon);
    await until(async () => !(await answers(registry.url)), "the registry to stop listening");
    process.kill(registry.pid, "SIGINT");
    expect(await ended).toMatchObject({ code: 1 });
    await running;
  });
});

describe("the command line", { timeout }, () => {
  for (const args of [
    ["start", "--port", "0", "--upstream", "none"],
    ["quarantine", "list"],
    ["login"],
  ]) {
    test(`${args[0]} says in one sentence that its home cannot be used`, async () => {
      using root = temporaryFolder();
      const file = join(root.path, "file");
      writeFileSync(file, "");
      const home = join(file, "home");
      const env = { HOME: root.path };
      expect(await runCli([...args, "--home", home], { env })).toMatchObject({
        code: 1,
        stdout: "",
        stderr: `agentregistry: the home ${home} cannot be written to (ENOTDIR)\n`,
      });
    });
  }

  for (const args of [
    [],
    ["no-such-command"],
    ["start", "--no-such-option"],
    ["quarantine"],
    ["quarantine", "approve", "left-pad@1.0.0"],
    ["quarantine", "list", "--state", "none"],
    ["scan"],
  ]) {
    test(`used as "agentregistry ${args.join(" ")}" exits with 2 and points to --help`, async () => {
      using root = temporaryFolder();
      const ended = await runCli(args, { env: { HOME: root.path } });
      expect(ended).toMatchObject({ code: 2, stdout: "" });
      expect(ended.stderr).toContain("--help");
    });
  }

  test("prints its help with exit code 0", async () => {
    using root = temporaryFolder();
    const ended = await runCli(["--help"], { env: { HOME: root.path } });
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).toContain("quarantine");
  });

  test("answers the same with and without a running server", async () => {
    using root = temporaryFolder();
    const home = join(root.path, "home");
    const command = ["token", "create", "--org", "acme", "--home", home];
    expect(await runCli(["org", "create", "acme", "--home", home])).toMatchObject({ code: 0 });
    const offline = await runCli(command);
    await using _registry = await startProcess({ home });
    const online = await runCli(command);
    for (const ended of [offline, online]) {
      expect(ended).toMatchObject({ code: 0, stderr: "" });
      expect(ended.stdout).toMatch(/^areg_[\w-]{43}\n$/);
    }
    const list = await runCli(["token", "list", "--json", "--home", home]);
    const acme = (JSON.parse(list.stdout) as { principal: string }[]).filter(
      (token) => token.principal === "org:acme",
    );
    expect(acme).toHaveLength(2);
  });
});

/** Opens a connection, uses it once and keeps it. */
async function idleConnection(url: string): Promise<Disposable> {
  const agent = new Agent({ keepAlive: true });
  await new Promise<void>((resolve, reject) => {
    get(`${url}/-/ping`, { agent }, (response) => {
      response.resume();
      response.on("end", resolve);
    }).on("error", reject);
  });
  return { [Symbol.dispose]: () => agent.destroy() };
}

/** Whether a new connection is taken and answered. */
async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/-/ping`, { keepalive: false })).ok;
  } catch {
    return false;
  }
}

function stopping(server: Bun.Server<undefined>): AsyncDisposable & { readonly port: number } {
  return { port: server.port ?? 0, [Symbol.asyncDispose]: () => server.stop(true) };
}
