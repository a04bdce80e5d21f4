import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { findNode } from "../../support/process.ts";
import type { Files } from "../../support/tarball.ts";

/** One command line, without the program in front. */
export type Args = readonly string[];

/** Where a client finds the registry and who it is there. */
export interface Account {
  /** Without a slash at the end. */
  readonly url: string;
  /** Null for somebody who is not logged in. */
  readonly token: string | null;
  /** Whether packages of the last minutes may be installed, for clients that refuse that by default. */
  readonly allowsYoung: boolean;
}

/**
 * How one package manager is driven: where it is, what it is told about the registry, and how it spells
 * each command. A command that it does not have is null.
 */
export interface Client {
  readonly name: string;
  readonly program: Program;
  readonly lockFile: string;
  /** Files of a user's home that name the registry, as the README shows them. */
  home(account: Account): Files;
  /** Files that every project of a user of this client has. */
  project(account: Account): Files;
  /** Beside HOME and PATH. */
  environment(account: Account): Readonly<Record<string, string>>;

  readonly install: Args;
  /** From the lock file alone. */
  readonly frozen: Args;
  add(spec: string): Args;
  update(name: string): Args;
  readonly outdated: Args | null;
  readonly view: ((name: string) => Args) | null;
  readonly publish: ((tag: string) => Args) | null;
  /** What must have run in a folder before it can be published. */
  readonly beforePublish: Args | null;
  readonly tags: {
    list(name: string): Args;
    add(name: string, version: string, tag: string): Args;
    remove(name: string, tag: string): Args;
  } | null;
  readonly deprecate: ((spec: string, message: string) => Args) | null;
  readonly undeprecate: ((spec: string) => Args) | null;
  readonly unpublish: ((spec: string) => Args) | null;
  readonly owners: {
    list(name: string): Args;
    add(user: string, name: string): Args;
    readonly remove: ((user: string, name: string) => Args) | null;
  } | null;
  readonly whoami: Args | null;
  readonly ping: Args | null;
  readonly search: ((text: string) => Args) | null;
  readonly audit: Args | null;
  /** Runs the command of a package that the project does not have. */
  readonly runOnce: ((name: string) => Args) | null;
  /** Ends the token that it has. */
  readonly logout: Args | null;
  /** Further commands about a package of the scope @more; each one just works. */
  more(name: string): readonly Args[];
  /** Downloads a tarball into the current folder. */
  readonly pack: ((spec: string) => Args) | null;
}

/** A program and its first arguments with the Node of its PATH, or why this machine cannot run it. */
export type Program =
  | { readonly command: Args; readonly node: string; readonly missing: null }
  | { readonly missing: string };

const tools = resolve(import.meta.dirname, "../tools/node_modules");

/** A client that is a script for Node: `script` in the package that is installed as `name`. */
export function nodeProgram(name: string, script: string): Program {
  const folder = join(tools, name);
  if (!existsSync(folder)) return { missing: `${name} is not installed; npm test installs it` };
  const { engines } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    engines: { node: string };
  };
  const node = nodes().find(({ version }) => Bun.semver.satisfies(version, engines.node));
  if (node === undefined) return { missing: `${name} needs a Node that is ${engines.node}` };
  return { command: [node.path, join(folder, script)], node: node.path, missing: null };
}

/** A client that is a program of its own; packages still bring commands that run on Node. */
export function nativeProgram(path: string): Program {
  const [node] = nodes();
  if (node === undefined) return { missing: "what packages bring to run needs Node" };
  if (!existsSync(path)) return { missing: `${path} is not there on this platform` };
  return { command: [path], node: node.path, missing: null };
}

export function toolPath(path: string): string {
  return join(tools, path);
}

let found: readonly { readonly path: string; readonly version: string }[] | null = null;

/** The machine's Node and the newer one that comes with the clients, where it does. */
function nodes(): NonNullable<typeof found> {
  if (found !== null) return found;
  const brought = join(tools, `node-${process.platform}-${process.arch}`, "bin/node");
  const paths = [findNode(), existsSync(brought) ? brought : null].filter((path) => path !== null);
  found = paths.map((path) => {
    const { stdout } = Bun.spawnSync([path, "-p", "process.versions.node"]);
    return { path, version: stdout.toString().trim() };
  });
  return found;
}

/** The lines of an .npmrc, which five of the clients read. */
export function npmrc({ url, token }: Account): string {
  const key = `//${new URL(url).host}/:_authToken`;
  return `registry=${url}/\n${token === null ? "" : `${key}=${token}\n`}`;
}
