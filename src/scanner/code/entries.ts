import { posix } from "node:path";
import { manifestParts } from "../manifest/parts.ts";
import type { Json, JsonObject } from "../rule.ts";
import { fileAt, type PackageFiles, pathsIn } from "./resolve.ts";
import { toldScripts } from "./told-scripts.ts";

const fields = [
  "main",
  "module",
  "browser",
  "exports",
  "imports",
  "jsnext:main",
  "esnext",
  "es2015",
  "react-native",
  "electron",
  "unpkg",
  "jsdelivr",
  "worker",
  "svelte",
  "umd:main",
] as const;
const maxEntries = 20_000;

/** Files that run when somebody requires or imports the package. */
export function loadEntries(files: PackageFiles): readonly string[] {
  const found = new Set<string>();
  const everything: string[] = [];
  const started = startedFiles(files);
  for (const field of fields) {
    const json = files.manifest?.[field];
    for (const path of targets(
      field === "exports" ? withoutPrograms(files, json, started) : json,
    )) {
      if (isEverything(path)) everything.push(path);
      else add(files, path, found);
    }
  }
  // What leaves the whole package open says no more than to leave `exports` out: nobody loads it all.
  if (found.size === 0) for (const path of everything) add(files, path, found);
  if (typeof files.manifest?.["main"] !== "string") {
    const index = fileAt(files, "index");
    // Only index.js is what every runtime takes by itself; another one that is a command is just that.
    const isDefault = index.type === "file" && /^index\.(?:c?js|json)$/.test(index.path);
    if (isDefault || (index.type === "file" && !commandEntries(files).includes(index.path))) {
      found.add(index.path);
    }
  }
  const commands = commandEntries(files);
  return [...found].filter((path) => !(commands.includes(path) && isProgram(files, path)));
}

const startLine = /^(?:\uFEFF)?#!.{0,100}\b(?:node|bun|deno|tsx|ts-node)\b/;
const readsArguments =
  /\bprocess\.argv\b|\bargv\b.{0,60}["'](?:node:)?process["']|\bparseArgs\s{0,4}\(|["'](?:commander|yargs|cac|meow|sade|minimist|clipanion|citty|@oclif\/core|inquirer|@inquirer\/prompts|enquirer|prompts|@clack\/prompts)["']/;
/** A server that its client starts and talks to over its streams; whoever imports one gets nothing. */
const servesStreams = /\bStdioServerTransport\b/;
/** Bundles hold modules with exports of their own; there only what stands at the left edge counts. */
const maxHandWritten = 64 * 1024;
const offers = /\bexports\b|^[ \t]{0,40}export\b/m;
const offersAtEdge = /^(?:module\.exports|exports(?:\.[\w$]{1,80}|\s{0,4}=)|export\s|export[{*])/m;
/** `module.exports = run`, and nothing else. */
const offersOne =
  /^[ \t]{0,40}(?:module\.)?exports(?:\.[\w$]{1,80})?\s{0,4}=\s{0,4}(?:\{\s{0,4})?(?:async\s{1,4}function\s{1,4})?([\w$]{1,80})|^[ \t]{0,40}export\s{1,4}(?:default\s{1,4})?(?:async\s{1,4})?function\s{1,4}([\w$]{1,80})|^[ \t]{0,40}export\s{0,4}\{\s{0,4}([\w$]{1,80})\s{0,4}\}/gm;

const publishes = /(?:["'`]|\b(?:npm|yarn|pnpm)\s)publish\b(?!\s{0,4}\()/;

/** Whether nobody loads a command; one that only starts another file is what that file is. */
function isProgram(files: PackageFiles, path: string): boolean {
  const source = files.text(path);
  if (isOnlyProgram(source)) return true;
  const name =
    source !== null && source.length <= maxStarter ? starter.exec(source)?.[1] : undefined;
  if (name === undefined) return false;
  const target = fileAt(files, posix.join(posix.dirname(path), name));
  const started = target.type === "file" ? (files.text(target.path) ?? "") : "";
  return readsArguments.test(started) && !publishes.test(started);
}

/**
 * A command that the manifest also names as what is loaded: it reads what somebody typed, and gives
 * whoever loads it nothing but the command itself, so nobody loads it.
 */
function isOnlyProgram(source: string | null): boolean {
  if (source === null || !startLine.test(source)) return false;
  const isServer = servesStreams.test(source);
  if (!isServer && !readsArguments.test(source)) return false;
  // Publishing is only a command's own where somebody asked for it, and that is told by what is loaded.
  if (!isServer && publishes.test(source)) return false;
  if (!(source.length > maxHandWritten ? offersAtEdge : offers).test(source)) return true;
  const found = [...source.matchAll(offersOne)];
  const name = found[0]?.[1] ?? found[0]?.[2] ?? found[0]?.[3];
  const mentions = source.match(/\bexports?\b/g)?.length ?? 0;
  if (found.length !== 1 || mentions !== 1 || name === undefined) return false;
  const start = source.indexOf(`${name}(process.argv`);
  return start >= 0 && !/[\w$.]/.test(source[start - 1] ?? " ");
}

/** Files that run when somebody starts a command of the package. */
export function commandEntries(files: PackageFiles): readonly string[] {
  const found = new Set<string>(toldScripts(files));
  if (files.manifest === null) return [...found];
  for (const path of manifestParts.commands(files.manifest).values()) add(files, path, found);
  for (const path of programs(files.manifest["exports"])) add(files, path, found);
  const directories = files.manifest["directories"];
  if (isObject(directories)) {
    const bin = directories["bin"];
    const folder = typeof bin === "string" ? posix.normalize(bin).replace(/^\.\/|\/+$/g, "") : null;
    if (folder !== null) {
      for (const path of files.paths) if (path.startsWith(`${folder}/`)) found.add(path);
    }
  }
  return [...found];
}

function isEverything(path: string): boolean {
  return /^(?:\.\/)?\*$/.test(path);
}

/** Who imports `package/cli` or `package/daemon-entry` by that name wants it to run, in a process of its own. */
const programKey =
  /^\.\/(?:bin|cli)(?:\.[cm]?js|\/[^*]{1,100})?$|^\.\/[\w./-]{0,100}\b(?:cli|daemon|worker|helper|server|process)-(?:entry|main|bin)(?:\.[cm]?js)?$/;

function withoutPrograms(
  files: PackageFiles,
  exports: Json | undefined,
  started: ReadonlySet<string>,
): Json | undefined {
  if (!isObject(exports)) return exports;
  const isProgram = ([key, json]: [string, Json]) =>
    programKey.test(key) || (/^\.\/./.test(key) && areStarted(files, json, started));
  return Object.fromEntries(Object.entries(exports).filter((entry) => !isProgram(entry)));
}

const maxStarter = 512;
const starter =
  /^(?:\uFEFF)?#![^\n]{0,100}\n(?:\s{1,8}|["']use strict["'];?)*(?:import\s{0,4}|require\s{0,4}\(\s{0,4})["'](\.[^"'\n]{1,200})["']\s{0,4}\)?;?\s*$/;
const offersNothing = /^[ \t]{0,40}export\s{0,4}\{\s{0,4}\};?[ \t]*$/gm;

/** Files that a command does nothing but start, and that give whoever loads them nothing. */
function startedFiles(files: PackageFiles): ReadonlySet<string> {
  const found = new Set<string>();
  for (const path of commandEntries(files)) {
    const text = files.text(path);
    const name = text !== null && text.length <= maxStarter ? starter.exec(text)?.[1] : undefined;
    if (name === undefined) continue;
    const target = fileAt(files, posix.join(posix.dirname(path), name));
    if (target.type !== "file") continue;
    const source = (files.text(target.path) ?? "").replace(offersNothing, "");
    if (!(source.length > maxHandWritten ? offersAtEdge : offers).test(source)) {
      found.add(target.path);
    }
  }
  return found;
}

/** Whether all that an entry names is started by a command: nobody else loads it by that name. */
function areStarted(files: PackageFiles, json: Json, started: ReadonlySet<string>): boolean {
  const paths = targets(json);
  return (
    paths.length > 0 &&
    paths.every((path) => {
      const target = fileAt(files, path);
      return target.type === "file" && started.has(target.path);
    })
  );
}

function programs(exports: Json | undefined): readonly string[] {
  if (!isObject(exports)) return [];
  return Object.entries(exports).flatMap(([key, json]) =>
    programKey.test(key) ? targets(json) : [],
  );
}

/** In `browser` and its kin the keys are what is replaced; only values are files that run. */
function targets(json: Json | undefined): readonly string[] {
  return pathsIn(json, 0);
}

function add(files: PackageFiles, raw: string, found: Set<string>): void {
  if (found.size >= maxEntries) return;
  const star = raw.indexOf("*");
  if (star < 0) {
    const target = fileAt(files, raw);
    if (target.type === "file") found.add(target.path);
    return;
  }
  const head = posix.normalize(raw.slice(0, star)).replace(/^\.\//, "");
  const tail = raw.slice(star + 1).replaceAll("*", "");
  const prefix = head === "./" || head === "." ? "" : head;
  for (const path of files.paths) {
    // Tests that lie among what a folder offers are started by who works on the package.
    if (testFile.test(path)) continue;
    if (path.startsWith(prefix) && path.endsWith(tail) && found.size < maxEntries) found.add(path);
  }
}

const testFile = /(?:^|\/)__tests__\/|\.(?:test|spec)(?:\.\w{1,12}){0,2}\.[cm]?[jt]sx?$/;

function isObject(json: Json | undefined): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
