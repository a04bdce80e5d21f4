import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { processStart } from "../../src/cli/process-start.ts";
import { type CommandOutcome, runInside } from "../support/command.ts";
import { bunPath, isAlive, run, spawnProgram, temporaryFolder, until } from "../support/process.ts";

const timeout = 30_000;

interface Home extends AsyncDisposable {
  readonly path: string;
  /** Runs a command on it. */
  cli(...args: string[]): Promise<CommandOutcome>;
  json(...args: string[]): Promise<Record<string, unknown>>;
}

/** A home whose registry, if one is left running in the background, ends with the test. */
function openHome(): Home {
  const folder = temporaryFolder();
  const home = join(folder.path, "home");
  // Only what is started runs in a process of its own; the commands about it run in this one.
  const env = {
    HOME: folder.path,
    AGENTREGISTRY_UPSTREAM: "none",
    BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
  };
  const cli = (...args: string[]) => runInside([...args, "--home", home], env);
  return {
    path: home,
    cli,
    json: async (...args) => JSON.parse((await cli(...args, "--json")).out),
    async [Symbol.asyncDispose]() {
      const { pid } = JSON.parse((await cli("status", "--json")).out) as { pid?: number };
      if (pid !== undefined) process.kill(pid, "SIGKILL");
      folder[Symbol.dispose]();
    },
  };
}

const pings = async (url: unknown) =>
  await fetch(`${String(url)}/-/ping`).then(
    ({ status }) => status,
    () => null,
  );

describe.concurrent("a registry in the background", { timeout }, () => {
  test("answers once start returns, is one of its home and port, and ends with stop", async () => {
    await using home = openHome();
    await using other = openHome();
    const started = await home.json("start", "--daemon", "--port", "0");
    const { url, pid, log } = started as { url: string; pid: number; log: string };

    expect(await pings(url)).toBe(200);
    expect(started["admin"]).toBe(`${url}/-/admin`);
    expect(readFileSync(log, "utf8")).toContain('"message":"started"');
    expect(await home.json("status")).toMatchObject({
      running: true,
      health: "healthy",
      pid,
      url,
      runAs: "daemon",
      pidFile: join(home.path, "run", "server.json"),
    });

    const again = await Promise.all([
      home.cli("start", "--daemon", "--port", "0"),
      home.cli("start", "--port", "0"),
    ]);
    for (const { code, out, error } of again) {
      expect([code, out]).toEqual([1, ""]);
      expect(error).toContain(`another registry is running on the home ${home.path}`);
    }
    const { port } = new URL(url);
    expect(await other.cli("start", "--daemon", "--port", port)).toMatchObject({
      code: 1,
      out: "",
      error: expect.stringContaining(`port ${port} is in use`),
    });

    expect(await home.cli("stop")).toMatchObject({ code: 0, out: "stopped" });
    expect(isAlive(pid)).toBe(false);
    expect(await home.cli("stop")).toMatchObject({
      code: 1,
      error: `agentregistry: no registry runs on the home ${home.path}`,
    });
    expect(await home.cli("status")).toMatchObject({ code: 1 });
    expect(readFileSync(log, "utf8")).toContain('"message":"stopped"');
  });

  test("hands out links to its admin page that sign one browser in", async () => {
    await using home = openHome();
    const { url } = await home.json("start", "--daemon", "--port", "0");
    const { out: link } = await home.cli("admin", "--no-open");
    const { url: other } = await home.json("open");

    expect(new URL(link).origin).toBe(url);
    expect(link).toMatch(/\/-\/admin\?code=[\w-]{43}$/);
    expect(other).not.toBe(link);
    const opened = await fetch(link, { redirect: "manual" });
    expect([opened.status, opened.headers.get("location")]).toEqual([303, "/-/admin"]);
    expect((await fetch(link, { redirect: "manual" })).status).toBe(401);
  });

  test("restarts as it was started", async () => {
    await using home = openHome();
    const first = await home.json("start", "--daemon", "--port", "0", "--offline");
    const { port } = new URL(String(first["url"]));
    await home.cli("stop");
    const second = await home.json("start", "--daemon", "--port", port, "--offline");
    const third = await home.json("restart");

    expect(third["url"]).toBe(second["url"]);
    expect(third["pid"]).not.toBe(second["pid"]);
    expect(isAlive(Number(second["pid"]))).toBe(false);
    const state = JSON.parse(readFileSync(join(home.path, "run", "server.json"), "utf8"));
    expect(state.flags).toEqual(["--home", home.path, "--port", port, "--offline"]);
  });

  test("that was killed is not running, and the next one starts", async () => {
    await using home = openHome();
    const first = await home.json("start", "--daemon", "--port", "0");
    process.kill(Number(first["pid"]), "SIGKILL");
    await until(() => !isAlive(Number(first["pid"])), "the end of the registry");

    expect(await home.json("status")).toMatchObject({ running: false });
    expect(await home.cli("stop")).toMatchObject({ code: 1 });
    const second = await home.json("start", "--daemon", "--port", "0");
    expect(await pings(second["url"])).toBe(200);
  });

  test("is killed when it does not end by itself", async () => {
    await using home = openHome();
    const { pid } = await home.json("start", "--daemon", "--port", "0");
    process.kill(Number(pid), "SIGSTOP");

    expect(await home.json("stop")).toEqual({ pid, killed: true });
    expect(isAlive(Number(pid))).toBe(false);
    expect(await home.json("status")).toMatchObject({ running: false });
  });

  test.skipIf(Bun.which("setsid") === null)(
    "goes on when the session that started it ends",
    async () => {
      await using home = openHome();
      const start = [bunPath, "src/main.ts", "start", "--daemon", "--port", "0"];
      const env = {
        HOME: home.path,
        AGENTREGISTRY_HOME: home.path,
        AGENTREGISTRY_UPSTREAM: "none",
      };
      // The whole group of the shell gets the signal that a closing terminal sends.
      const script = `${start.join(" ")} >/dev/null && kill -HUP 0`;
      await run(["setsid", "sh", "-c", script], { env, cwd: process.cwd() });

      const { running, url } = await home.json("status");
      expect([running, await pings(url)]).toEqual([true, 200]);
    },
  );

  test("says why it does not come up", async () => {
    await using home = openHome();
    expect(await home.cli("start", "--daemon", "--tls-cert", "/nothing/there.pem")).toMatchObject({
      code: 1,
      out: "",
      error: expect.stringContaining("http.tls_cert and http.tls_key go together"),
    });
    const files = ["--tls-cert", "/nothing/cert.pem", "--tls-key", "/nothing/key.pem"];
    expect(await home.cli("start", "--daemon", "--port", "0", ...files)).toMatchObject({
      code: 1,
      out: "",
      error: "agentregistry: /nothing/cert.pem cannot be read",
    });
  });

  test("stop never ends a process that only has the number of a registry", async () => {
    await using home = openHome();
    await home.json("start", "--daemon", "--port", "0");
    await home.cli("stop");
    await using bystander = spawnProgram(["sleep", "60"]);
    const state = (pidStart: string) =>
      JSON.stringify({
        ...{ pid: bystander.pid, pidStart, url: "http://localhost:1", version: "0.0.0" },
        ...{ startedAt: new Date().toISOString(), authority: null, runAs: "daemon", flags: [] },
      });
    const file = join(home.path, "run", "server.json");

    writeFileSync(file, state("another time"));
    expect(await home.cli("stop")).toMatchObject({ code: 1 });
    expect(isAlive(bystander.pid)).toBe(true);
    // The same file with the right time is what makes the difference.
    writeFileSync(file, state(processStart(bystander.pid) ?? ""));
    expect(await home.cli("stop")).toMatchObject({ code: 0 });
    expect(isAlive(bystander.pid)).toBe(false);
  });
});

test(
  "status and token are about the registry alone, and about an Expert or keys with more",
  async () => {
    await using home = openHome();
    expect(await home.cli("status")).toMatchObject({
      code: 1,
      out: expect.stringContaining("not running"),
    });
    expect(await home.cli("status", "@acme/x@1.0.0")).toMatchObject({
      code: 2,
      error: expect.stringContaining("missing required argument 'status'"),
    });
    expect(await home.cli("token")).toMatchObject({
      code: 1,
      error: expect.stringContaining("no owner's token"),
    });
    expect(await home.cli("token", "list")).toMatchObject({ code: 0 });
    const secret = readFileSync(join(home.path, "owner-token"), "utf8");
    expect(await home.cli("token")).toMatchObject({ code: 0, out: secret.trim() });
    expect(await home.cli("admin")).toMatchObject({ code: 1 });
  },
  timeout,
);
