import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { environment } from "./registry-process.ts";
import type { Workshop } from "./workshop.ts";

export const clientNames = ["npm", "pnpm", "bun"] as const;
export type ClientName = (typeof clientNames)[number];

interface Client {
  readonly program: string;
  readonly args: readonly string[];
}

const root = join(import.meta.dir, "../..");

const clients: Readonly<Record<ClientName, Client>> = {
  npm: {
    program: join(root, "node_modules/.bin/npm"),
    args: ["--no-audit", "--no-fund", "--no-update-notifier"],
  },
  // The native program, which has no start-up of Node in its times.
  pnpm: { program: join(root, "test/clients/tools/node_modules/pnpm12/pnpm"), args: [] },
  bun: { program: join(root, "node_modules/.bin/bun"), args: ["--no-progress"] },
};

const project = {
  name: "bench-project",
  version: "1.0.0",
  private: true,
  devDependencies: { eslint: "9", jest: "30", typescript: "5", vite: "7" },
};

/** Why a client cannot install here, or null. */
export function whyMissing(name: ClientName): string | null {
  return existsSync(clients[name].program)
    ? null
    : `${name} is not installed; npm test installs it`;
}

export interface Install {
  readonly seconds: number;
  readonly packages: number;
}

/** Installs the project into a new folder, with an empty cache and none of the user's settings. */
export async function install(
  workshop: Workshop,
  name: ClientName,
  registry: string,
): Promise<Install> {
  const { program, args } = clients[name];
  const home = workshop.folder(`${name}-home`);
  const folder = join(home, "project");
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify(project));
  await writeFile(join(home, ".npmrc"), `registry=${registry}\n`);
  const startedAt = performance.now();
  const child = workshop.spawn([program, "install", "--ignore-scripts", ...args], {
    cwd: folder,
    env: homeEnvironment(home),
  });
  const [said, complaint, code] = await Promise.all([
    child.stdout.text(),
    child.stderr.text(),
    child.exited,
  ]);
  const seconds = (performance.now() - startedAt) / 1000;
  if (code !== 0) throw new Error(`${name} install failed:\n${complaint || said}`);

  const packages = await countPackages(folder);
  workshop.remove(home);
  return { seconds, packages };
}

/** Caches and stores lie below the home, unless somebody named another place for them. */
function homeEnvironment(home: string): Record<string, string | undefined> {
  const places = /^(bun_|pnpm_|xdg_)/i;
  const kept = Object.entries(environment()).filter(([key]) => !places.test(key));
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    npm_config_globalconfig: join(home, "none"),
    DO_NOT_TRACK: "1",
  };
}

/** Links are not followed: pnpm has every package once and links to it from many places. */
async function countPackages(folder: string): Promise<number> {
  const isPackage = /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/;
  const manifests = new Bun.Glob("node_modules/**/package.json");
  let count = 0;
  for await (const path of manifests.scan({ cwd: folder, dot: true })) {
    if (isPackage.test(path)) count++;
  }
  return count;
}
