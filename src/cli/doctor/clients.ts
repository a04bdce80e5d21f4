import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { parse as parseToml } from "smol-toml";
import { type Finding, note, ok, wrong } from "./finding.ts";

export interface ClientPlaces {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userHome: string;
  readonly folder: string;
  /** Where clients should ask. */
  readonly registry: string;
}

/** A place where a client reads which registry to ask. */
interface Setting {
  readonly clients: string;
  readonly where: string;
  readonly address: string;
  /** The scope that it is for; null for all names. */
  readonly scope: string | null;
}

/** Which registry npm, pnpm, yarn and bun would ask in this folder. */
export function checkClients(places: ClientPlaces): Finding[] {
  const settings = [...environmentSettings(places.env), ...fileSettings(places)];
  const findings = settings.map((setting) => judge(setting, places.registry));
  if (settings.some(({ scope }) => scope === null)) return findings;
  const line = `registry=${places.registry}/`;
  return [
    ...findings,
    note("clients", "no client is set to this registry here", `put \`${line}\` into .npmrc`),
  ];
}

function judge({ clients, where, address, scope }: Setting, registry: string): Finding {
  const [theirs, ours] = [URL.parse(address), new URL(registry)];
  const names = scope === null ? "" : ` for ${scope}`;
  const message = `${clients}: ${where} names ${shownAddress(theirs, address)}${names}`;
  if (theirs === null) return wrong("clients", message, `write an address there: ${registry}/`);
  if (portOf(theirs) === portOf(ours) && isLocal(theirs) && isLocal(ours)) {
    return theirs.protocol === ours.protocol
      ? ok("clients", message)
      : wrong("clients", message, `it speaks ${ours.protocol.slice(0, -1)}: ${registry}/`);
  }
  if (theirs.origin === ours.origin) return ok("clients", message);
  if (isLocal(theirs)) {
    return wrong("clients", `${message}, where this registry is not`, `write ${registry}/ there`);
  }
  return note("clients", message, `what comes from there is not scanned; write ${registry}/ there`);
}

/** Without a name and password that may stand in it. */
function shownAddress(url: URL | null, text: string): string {
  return url === null ? JSON.stringify(text.slice(0, 100)) : `${url.origin}${url.pathname}`;
}

const isLocal = ({ hostname }: URL) => /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(hostname);
const portOf = ({ port, protocol }: URL) => port || (protocol === "https:" ? "443" : "80");

function environmentSettings(env: ClientPlaces["env"]): Setting[] {
  const variables = [
    ["npm_config_registry", "npm, pnpm"],
    ["NPM_CONFIG_REGISTRY", "npm, pnpm"],
    ["YARN_NPM_REGISTRY_SERVER", "yarn berry"],
    ["BUN_CONFIG_REGISTRY", "bun"],
  ] as const;
  return variables.flatMap(([name, clients]) => {
    const address = env[name];
    return address ? [{ clients, where: `the variable ${name}`, address, scope: null }] : [];
  });
}

function fileSettings({ folder, userHome }: ClientPlaces): Setting[] {
  const folders = [...new Set([folder, userHome])];
  return folders.flatMap((at) =>
    readers.flatMap(({ file, clients, read }) => {
      const path = join(at, file);
      const text = textOf(path);
      return text === null ? [] : read(text).map((found) => ({ ...found, clients, where: path }));
    }),
  );
}

type Found = Pick<Setting, "address" | "scope">;

const readers: readonly {
  readonly file: string;
  readonly clients: string;
  read(text: string): Found[];
}[] = [
  {
    file: ".npmrc",
    clients: "npm, pnpm, yarn classic, bun",
    read: (text) => linesLike(text, /^\s*(?:(@[^:\s]+):)?registry\s*=\s*"?([^\s"]+)/),
  },
  {
    file: ".yarnrc",
    clients: "yarn classic",
    read: (text) => linesLike(text, /^\s*"?(?:(@[^:\s]+):)?registry"?\s+"?([^\s"]+)/),
  },
  {
    file: ".yarnrc.yml",
    clients: "yarn berry",
    read: (text) => linesLike(text, /^()npmRegistryServer:\s*["']?([^\s"']+)/),
  },
  { file: "bunfig.toml", clients: "bun", read: bunRegistry },
];

const maxFileBytes = 1024 * 1024;

function linesLike(text: string, pattern: RegExp): Found[] {
  return text.split("\n").flatMap((line) => {
    const [, scope, address] = pattern.exec(line.slice(0, 2000)) ?? [];
    return address === undefined ? [] : [{ address, scope: scope || null }];
  });
}

function bunRegistry(text: string): Found[] {
  try {
    const { install } = parseToml(text) as { install?: { registry?: unknown } };
    const registry = install?.registry;
    const address =
      typeof registry === "object" ? (registry as { url?: unknown } | null)?.url : registry;
    return typeof address === "string" ? [{ address, scope: null }] : [];
  } catch {
    return [];
  }
}

function textOf(path: string): string | null {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isFile() || stats.size > maxFileBytes) return null;
  return readFileSync(path, "utf8");
}

/** Whether the `.npmrc` of the user, which holds tokens, is the user's alone. */
export function checkNpmrc(userHome: string, env: ClientPlaces["env"]): Finding {
  const path = env["NPM_CONFIG_USERCONFIG"] ?? join(userHome, ".npmrc");
  if (!textOf(path)?.includes("_auth")) return ok("tokens", `${path} holds none`);
  const isOpen = process.platform !== "win32" && (statSync(path).mode & 0o077) !== 0;
  return isOpen
    ? wrong("tokens", `others can read the tokens in ${path}`, `chmod 600 '${path}'`)
    : ok("tokens", `only you can read those in ${path}`);
}

/** npm once ran as root leaves files behind that it cannot write to afterwards. */
export function checkNpmCache(userHome: string, env: ClientPlaces["env"]): Finding {
  const cache = env["npm_config_cache"] ?? env["NPM_CONFIG_CACHE"] ?? join(userHome, ".npm");
  const uid = process.getuid?.();
  if (uid === undefined || !existsSync(cache)) return ok("npm cache", `${cache} is not there yet`);
  const parts = [
    "",
    "_cacache",
    "_cacache/tmp",
    "_cacache/content-v2",
    "_cacache/index-v5",
    "_logs",
  ];
  const foreign = parts
    .map((part) => join(cache, part))
    .find((path) => (lstatSync(path, { throwIfNoEntry: false })?.uid ?? uid) !== uid);
  if (foreign === undefined) return ok("npm cache", `${cache} is yours`);
  const fix = `sudo chown -R ${uid}:${process.getgid?.()} '${cache}'`;
  return wrong("npm cache", `${foreign} belongs to another user`, fix);
}
