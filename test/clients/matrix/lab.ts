import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Ended,
  type Program,
  type RegistryProcess,
  run,
  runCli,
  spawnProgram,
  startProcess,
  temporaryFolder,
} from "../../support/process.ts";
import { type Files, publishBody, tarball } from "../../support/tarball.ts";
import { type FakeUpstream, packumentPath, startUpstream } from "../../support/upstream.ts";
import { writeFiles } from "../client.ts";
import { type Args, type Client, toolPath } from "./client.ts";
import { clients } from "./clients.ts";

/** A registry process with an upstream, that all clients of one test file share. */
export interface Lab {
  readonly registry: RegistryProcess;
  readonly upstream: FakeUpstream;
  /** A computer where nothing was installed yet, with a logged in owner. */
  desk(client: Client, options?: DeskOptions): Desk;
  /** Publishes without a client; a package.json is made of name, version and manifest. */
  publish(name: string, version: string, files?: Files, manifest?: object): Promise<Uint8Array>;
  /** A document of the registry as it is now. */
  read(path: string): Promise<unknown>;
  /** Runs one command of the registry's own command line on its home; it must succeed. */
  cli(...args: string[]): Promise<string>;
}

export interface DeskOptions {
  /** False leaves the client's own minimum age of packages in force. */
  readonly allowsYoung?: boolean;
  /** Instead of the owner's; null for somebody who is not logged in. */
  readonly token?: string | null;
}

/** A person's computer: a home of its own and one client. */
export interface Desk {
  /** A new folder with a package.json, what the client needs, and these files. */
  project(manifest?: object, files?: Files): string;
  /** Runs the client, whatever its outcome. */
  run(args: Args, cwd: string): Promise<Ended>;
  /** Runs the client, which must succeed. */
  ok(args: Args, cwd: string): Promise<Ended>;
  /** Runs a command that an installed package brought; it must succeed. */
  runInstalled(project: string, command: string): Promise<Ended>;
  /** Publishes a folder with the client, which must be able to. */
  publish(folder: string, tag?: string): Promise<Ended>;
  /** Starts the client beside the test. */
  start(args: Args, cwd: string): Program;
}

/** Runs a lab from before the first test of a file to after its last. */
export function useLab(settings = ""): Lab {
  const opened = new AsyncDisposableStack();
  let lab: Lab | null = null;
  beforeAll(async () => {
    lab = await startLab(opened, settings);
  }, 60_000);
  afterAll(() => opened.disposeAsync(), 60_000);
  const started = (): Lab => lab ?? expect.fail("the lab is there when tests run");
  return {
    get registry() {
      return started().registry;
    },
    get upstream() {
      return started().upstream;
    },
    desk: (client, options) => started().desk(client, options),
    publish: (...args) => started().publish(...args),
    read: (path) => started().read(path),
    cli: (...args) => started().cli(...args),
  };
}

async function startLab(opened: AsyncDisposableStack, settings: string): Promise<Lab> {
  const root = opened.use(temporaryFolder()).path;
  const upstream = opened.use(startUpstream());
  const home = join(root, "registry");
  writeFiles(home, { "agentregistry.toml": settings });
  const registry = opened.use(await startProcess({ home, upstream: upstream.url }));
  const authorization = `Bearer ${registry.token}`;
  let desks = 0;

  return {
    registry,
    upstream,
    desk(client, { allowsYoung = true, token = registry.token } = {}) {
      desks += 1;
      const folder = join(root, `desk-${desks}`);
      const account = { url: registry.url, token, allowsYoung };
      return openDesk(client, folder, account);
    },
    async publish(name, version, files = {}, manifest = {}) {
      const bytes = tarball(files, { name, version, ...manifest });
      const response = await registry.fetch(packumentPath(name), {
        method: "PUT",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify(publishBody(name, version, bytes, { manifest })),
      });
      expect(response.status, await response.text()).toBe(201);
      return bytes;
    },
    async read(path) {
      const response = await registry.fetch(path, { headers: { authorization } });
      expect(response.status, path).toBe(200);
      return await response.json();
    },
    async cli(...args) {
      const ended = await runCli(args, { env: { HOME: root, AGENTREGISTRY_HOME: registry.home } });
      expect(ended, ended.stderr).toMatchObject({ code: 0 });
      return ended.stdout.trim();
    },
  };
}

function openDesk(client: Client, folder: string, account: Parameters<Client["home"]>[0]): Desk {
  const { program } = client;
  if (program.missing !== null) throw new Error(program.missing);
  const { command, node } = program;
  const home = join(folder, "home");
  const bin = join(folder, "bin");
  writeFiles(home, client.home(account));
  for (const path of [bin, join(folder, "tmp")]) mkdirSync(path, { recursive: true });
  symlinkSync(node, join(bin, "node"));
  // For the clients that hand a command on to it.
  symlinkSync(toolPath("npm11/bin/npm-cli.js"), join(bin, "npm"));
  const env = {
    HOME: home,
    PATH: `${bin}:/usr/bin:/bin`,
    TMPDIR: join(folder, "tmp"),
    // Named too, because for root yarn classic has a cache outside the HOME, which all would share.
    XDG_CACHE_HOME: join(home, ".cache"),
    // Settings of the whole machine are not this person's.
    npm_config_globalconfig: join(folder, "no-global-npmrc"),
    // Whoever calls home meets nobody there; the registry is asked without it.
    HTTPS_PROXY: "http://127.0.0.1:9",
    NO_PROXY: "localhost",
    ...client.environment(account),
  };
  let projects = 0;

  const desk: Desk = {
    project(manifest = {}, files = {}) {
      projects += 1;
      const path = join(folder, `project-${projects}`);
      const json = JSON.stringify({ name: "project", version: "0.0.0", ...manifest }, null, 2);
      writeFiles(path, { "package.json": `${json}\n`, ...client.project(account), ...files });
      return path;
    },
    start: (args, cwd) => spawnProgram([...command, ...args], { cwd, env }),
    run: (args, cwd) => run([...command, ...args], { cwd, env, timeoutMs: 80_000 }),
    async runInstalled(project, name) {
      const ended = await run([join(project, "node_modules/.bin", name)], { cwd: project, env });
      expect(ended.code, saidBy(ended)).toBe(0);
      return ended;
    },
    async publish(cwd, tag = "latest") {
      if (client.publish === null) expect.fail(`${client.name} publishes`);
      if (client.beforePublish !== null) await desk.ok(client.beforePublish, cwd);
      return await desk.ok(client.publish(tag), cwd);
    },
    async ok(args, cwd) {
      const ended = await desk.run(args, cwd);
      const said = `${client.name} ${args.join(" ")}\n${ended.stdout}\n${ended.stderr}`;
      expect(ended.code, said).toBe(0);
      return ended;
    },
  };
  return desk;
}

export interface RowOptions {
  /** Which clients have it; all when left out. */
  readonly of?: (client: Client) => unknown;
  /** The clients take turns: for what would disturb or crowd out the others. */
  readonly isAlone?: boolean;
}

/** A row of the matrix: one test for each client that has it. */
export function row(
  title: string,
  run: (client: Client, id: string) => Promise<void>,
  { of = () => true, isAlone = false }: RowOptions = {},
): void {
  for (const client of clients) {
    const has = of(client);
    if (has === null || has === false) continue;
    const { missing } = client.program;
    const name = `${client.name} ${title}${missing === null ? "" : ` (${missing})`}`;
    const options = { timeout: 120_000, skip: missing !== null, concurrent: !isAlone };
    test(name, options, () => run(client, client.name.replaceAll(" ", "-")));
  }
}

/** All that a program said, wherever it said it. */
export function saidBy({ stdout, stderr }: Ended): string {
  return `${stdout}\n${stderr}`;
}
