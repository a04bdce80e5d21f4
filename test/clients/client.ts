import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  bunPath,
  type Ended,
  findNode,
  type Program,
  type RegistryProcess,
  run,
  runCli,
  spawnProgram,
  startProcess,
  temporaryFolder,
} from "../support/process.ts";
import type { Files } from "../support/tarball.ts";
import { type FakeUpstream, startUpstream } from "../support/upstream.ts";

const npmCli = resolve(import.meta.dirname, "../../node_modules/npm/bin/npm-cli.js");
const node = findNode();

/** npm runs on Node; a machine that has only Bun cannot try it. */
export const hasNode = node !== null;

/** A registry process, an upstream that it reads through to, and a person's computer. */
export interface World extends AsyncDisposable {
  readonly upstream: FakeUpstream;
  readonly registry: RegistryProcess;
  /** Its home folder: settings and caches of every client. */
  readonly userHome: string;
  /** Runs the real npm, whatever its outcome. */
  npm(args: readonly string[], cwd: string): Promise<Ended>;
  /** Starts the real npm beside the test. */
  startNpm(args: readonly string[], cwd: string): Program;
  /** Runs the real npm, which must succeed. */
  npmOk(args: readonly string[], cwd: string): Promise<Ended>;
  bun(args: readonly string[], cwd: string): Promise<Ended>;
  /** Runs one command of the registry's own command line on its home; it must succeed. */
  cli(...args: string[]): Promise<Ended>;
  /** A new folder of its own with these files. */
  folder(files: Files): string;
  /** A new folder with a package.json, and these files. */
  project(manifest?: object, files?: Files): string;
  /** Throws away what the clients remember. */
  emptyClientCache(): void;
}

export interface WorldOptions {
  /** The registry's agentregistry.toml. */
  readonly settings?: string;
}

export async function startWorld({ settings = "" }: WorldOptions = {}): Promise<World> {
  await using opened = new AsyncDisposableStack();
  const root = opened.use(temporaryFolder()).path;
  const upstream = opened.use(startUpstream());
  const home = join(root, "registry");
  writeFiles(home, { "agentregistry.toml": settings });
  const registry = opened.use(await startProcess({ home, upstream: upstream.url }));
  const userHome = join(root, "user");
  mkdirSync(userHome);
  writeFileSync(join(userHome, ".npmrc"), `registry=${registry.url}/\n`);
  const env = {
    HOME: userHome,
    PATH: `${dirname(node ?? bunPath)}:/usr/bin:/bin`,
    // Settings of the whole machine are not this person's.
    npm_config_globalconfig: join(root, "no-global-npmrc"),
  };
  let folders = 0;
  const resources = opened.move();

  const world: World = {
    upstream,
    registry,
    userHome,
    startNpm: (args, cwd) => spawnProgram([node ?? "node", npmCli, ...args], { cwd, env }),
    npm: (args, cwd) => run([node ?? "node", npmCli, ...args], { cwd, env }),
    async npmOk(args, cwd) {
      return succeeded(await world.npm(args, cwd), `npm ${args.join(" ")}`);
    },
    bun: (args, cwd) => run([bunPath, ...args], { cwd, env }),
    async cli(...args) {
      const options = { cwd: root, env: { ...env, AGENTREGISTRY_HOME: registry.home } };
      return succeeded(await runCli(args, options), `agentregistry ${args.join(" ")}`);
    },
    folder(files) {
      folders += 1;
      const folder = join(root, `folder-${folders}`);
      writeFiles(folder, files);
      return folder;
    },
    project(manifest = {}, files = {}) {
      const json = JSON.stringify({ name: "project", version: "0.0.0", ...manifest }, null, 2);
      return world.folder({ "package.json": json, ...files });
    },
    emptyClientCache() {
      for (const cache of [".npm", ".bun"]) {
        rmSync(join(userHome, cache), { recursive: true, force: true });
      }
    },
    [Symbol.asyncDispose]: () => resources.disposeAsync(),
  };
  return world;
}

function succeeded(ended: Ended, command: string): Ended {
  if (ended.code === 0) return ended;
  throw new Error(`${command} ended with ${ended.code}\n${ended.stdout}\n${ended.stderr}`);
}

export function writeFiles(folder: string, files: Files): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, content] of Object.entries(files)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

/** What a lock file says about an installed package. */
export interface Locked {
  readonly version: string;
  readonly resolved: string;
  readonly integrity: string;
}

export function lockedIn(project: string, name: string): Locked {
  const lock = JSON.parse(readFileSync(join(project, "package-lock.json"), "utf8")) as {
    packages: Record<string, Locked>;
  };
  const locked = lock.packages[`node_modules/${name}`];
  if (locked === undefined) throw new Error(`the lock file does not know ${name}`);
  return locked;
}

export function installed(project: string, path: string): Buffer {
  return readFileSync(join(project, "node_modules", path));
}

export function isInstalled(project: string, path: string): boolean {
  return existsSync(join(project, "node_modules", path));
}

/** Every file below a folder, without the folders. */
export function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}
