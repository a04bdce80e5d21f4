import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { escapedName, type PackageName } from "../../../src/names/package-name.ts";
import type { JsonObject } from "../../../src/scanner/rule.ts";
import type { RegistryProcess } from "../registry-process.ts";

/** The newest version of a package, on disk. */
export interface KeptTarball {
  readonly name: PackageName;
  readonly version: string;
  readonly manifest: JsonObject;
  readonly path: string;
}

export interface Missing {
  readonly name: PackageName;
  readonly why: string;
}

const atOnce = 6;

const Manifest = z.looseObject({
  version: z.string(),
  dist: z.looseObject({ tarball: z.url() }),
});
const Held = z.looseObject({ quarantine_id: z.string() });
const Kept = z.looseObject({ version: z.string() });

/**
 * Fetches the newest version of each name through a registry into a folder. What a run before left
 * there is kept, so that two runs measure the same bytes and the second needs no network.
 *
 * @param open starts the registry when something has to be fetched
 */
export async function newestTarballs(
  names: readonly PackageName[],
  folder: string,
  open: () => Promise<RegistryProcess>,
  say: (line: string) => void,
): Promise<{ kept: KeptTarball[]; missing: Missing[] }> {
  const kept: KeptTarball[] = [];
  const missing: Missing[] = [];
  const wanted: PackageName[] = [];
  for (const name of names) {
    const { tarball, manifest } = pathsOf(folder, name);
    if (existsSync(tarball) && existsSync(manifest)) kept.push(await read(folder, name));
    else wanted.push(name);
  }
  if (wanted.length > 0) {
    const registry = await open();
    const owner = await registry.ownerToken();
    let done = 0;
    const queue = wanted.values();
    const work = async () => {
      for (const name of queue) {
        try {
          await fetchNewest(registry.url, owner, folder, name);
          kept.push(await read(folder, name));
        } catch (error) {
          missing.push({ name, why: error instanceof Error ? error.message : String(error) });
        }
        done += 1;
        if (done % 50 === 0) say(`fetched ${done} of ${wanted.length}`);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
    await registry.stop();
  }
  const order = new Map(names.map((name, at) => [name, at]));
  kept.sort((a, b) => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0));
  return { kept, missing };
}

async function fetchNewest(registry: string, owner: string, folder: string, name: PackageName) {
  const manifest: unknown = await (
    await checked(await fetch(`${registry}/${escapedName(name)}/latest`))
  ).json();
  const { dist } = Manifest.parse(manifest);
  const bytes = await bytesOf(registry, owner, dist.tarball);
  const paths = pathsOf(folder, name);
  // The manifest comes last, and both by renaming: a run that is broken off leaves no half files.
  await writeFile(`${paths.tarball}.part`, bytes);
  await rename(`${paths.tarball}.part`, paths.tarball);
  await writeFile(`${paths.manifest}.part`, JSON.stringify(manifest));
  await rename(`${paths.manifest}.part`, paths.manifest);
}

/** Also of a version that the registry holds: those are the ones to look at. */
async function bytesOf(registry: string, owner: string, url: string): Promise<Uint8Array> {
  const answer = await fetch(url);
  if (answer.status !== 403) return await (await checked(answer)).bytes();
  const { quarantine_id } = Held.parse(await answer.json());
  const held = await fetch(`${registry}/-/stage/${quarantine_id}/tarball`, {
    headers: { authorization: `Bearer ${owner}` },
  });
  return await (await checked(held)).bytes();
}

async function checked(answer: Response): Promise<Response> {
  if (answer.status === 200) return answer;
  await answer.body?.cancel();
  throw new Error(`the registry answered ${answer.status}`);
}

async function read(folder: string, name: PackageName): Promise<KeptTarball> {
  const paths = pathsOf(folder, name);
  const manifest = JSON.parse(await readFile(paths.manifest, "utf8")) as JsonObject;
  return { name, version: Kept.parse(manifest).version, manifest, path: paths.tarball };
}

/** A scope's slash becomes a plus, which no name has. */
function pathsOf(folder: string, name: PackageName) {
  const base = join(folder, name.replace("/", "+"));
  return { tarball: `${base}.tgz`, manifest: `${base}.json` };
}
