import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { RegistryError } from "../errors.ts";
import { parsePackageName } from "../names/package-name.ts";

/** What a Verdaccio installation holds, as its configuration file leads to it. */
export interface VerdaccioFolder {
  readonly storage: string;
  /** Names that were published there, as its database lists them. */
  readonly names: readonly string[];
  /** `name:hash` lines of its htpasswd file. */
  readonly users: readonly { readonly name: string; readonly hash: string }[];
  readonly uplinks: readonly { readonly name: string; readonly url: string }[];
  /** Whether anybody could publish without an account. */
  readonly isOpenPublish: boolean;
}

const Config = z.looseObject({
  storage: z.string().optional(),
  auth: z
    .looseObject({ htpasswd: z.looseObject({ file: z.string().optional() }).optional() })
    .optional(),
  uplinks: z.record(z.string(), z.looseObject({ url: z.string() }).nullable()).nullish(),
  packages: z
    .record(z.string(), z.looseObject({ publish: z.unknown().optional() }).nullable())
    .nullish(),
});

const Database = z.looseObject({ list: z.array(z.string()) });

/**
 * Reads a Verdaccio configuration and what it points at; paths in it count from its own folder.
 *
 * @throws RegistryError `invalid` with one sentence about the file that cannot be used
 */
export async function readVerdaccioFolder(configFile: string): Promise<VerdaccioFolder> {
  const config = await read(configFile, (text) => Config.parse(Bun.YAML.parse(text)));
  const at = (path: string) => resolve(dirname(configFile), path);
  const storage = at(config.storage ?? "./storage");
  const listFile = [".verdaccio-db.json", ".sinopia-db.json"]
    .map((file) => join(storage, file))
    .find((file) => existsSync(file));
  if (listFile === undefined) {
    throw new RegistryError("invalid", `${storage} holds no list of packages (.verdaccio-db.json)`);
  }
  const { list } = await read(listFile, (text) => Database.parse(JSON.parse(text)));
  const passwords = at(config.auth?.htpasswd?.file ?? "./htpasswd");
  return {
    storage,
    names: [...new Set(list)].sort(),
    users: existsSync(passwords) ? await read(passwords, readUsers) : [],
    uplinks: Object.entries(config.uplinks ?? {}).flatMap(([name, uplink]) =>
      uplink === null ? [] : [{ name, url: uplink.url }],
    ),
    isOpenPublish: Object.values(config.packages ?? {}).some((rule) =>
      String(rule?.publish ?? "")
        .split(/\s+/)
        .some((group) => group === "$all" || group === "$anonymous"),
    ),
  };
}

async function read<T>(file: string, parse: (text: string) => T): Promise<T> {
  try {
    return parse(await readFile(file, "utf8"));
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0] : "";
    throw new RegistryError("invalid", `${file} cannot be used: ${why}`);
  }
}

function readUsers(text: string): { name: string; hash: string }[] {
  return text.split("\n").flatMap((line) => {
    const [name = "", hash = ""] = line.trim().split(":");
    return name === "" || hash === "" ? [] : [{ name, hash }];
  });
}

const StoredPackage = z.looseObject({
  "dist-tags": z.record(z.string(), z.string()).default({}),
  time: z.record(z.string(), z.unknown()).default({}),
  readme: z.string().optional(),
  versions: z.record(
    z.string(),
    z.looseObject({
      deprecated: z.unknown().optional(),
      dist: z.looseObject({
        tarball: z.string().optional(),
        integrity: z.string().optional(),
        shasum: z.string().optional(),
      }),
    }),
  ),
});

export type StoredPackage = z.infer<typeof StoredPackage>;

/** @throws RegistryError `invalid` for a name that leads out of the folder, or an unreadable document */
export async function readStoredPackage(storage: string, name: string): Promise<StoredPackage> {
  const file = join(storage, parsePackageName(name), "package.json");
  return await read(file, (text) => StoredPackage.parse(JSON.parse(text)));
}
