import { posix } from "node:path";
import { type GypBuild, readGypBuild } from "./gyp-build.ts";
import { type InstallRoot, installRoots } from "./install-roots.ts";
import { type JavaScriptReading, readJavaScript } from "./javascript-calls.ts";
import { unknownText } from "./javascript-tokens.ts";
import { manifestParts } from "./manifest-parts.ts";
import type { Json, PackageView } from "./rule.ts";
import type { Act, Language, Place } from "./shell-acts.ts";
import { type ShellHost, ShellSession } from "./shell-session.ts";
import { spawnedCommands } from "./spawned-commands.ts";

/** One hook of one install root and everything that it would do, followed into the files it starts. */
export interface InstallHook {
  readonly root: InstallRoot;
  readonly name: string;
  readonly line: string;
  readonly place: Place;
  readonly acts: readonly Act[];
  /** Set when the hook is a command of a native build. */
  readonly build?: GypBuild;
  /** A build command that runs while building, not while the description is read. */
  readonly isAction?: boolean;
  /** Files of the tarball that it starts or loads, by their path in the tarball. */
  readonly reached: ReadonlyMap<string, ReachedFile>;
}

interface ReachedFile {
  readonly path: string;
  readonly text: string;
  readonly language: "javascript" | "shell" | "other";
  /** Null for what is no JavaScript. */
  readonly reading: JavaScriptReading | null;
}

const maxReached = 256;
const maxShellFile = 1024 * 1024;

/** A dozen rules ask the same question about the same view; the answer lives as long as the view. */
const known = new WeakMap<PackageView, readonly InstallHook[]>();

/** Every hook that a client runs when it installs this tarball. */
export function installHooks(pkg: PackageView): readonly InstallHook[] {
  const before = known.get(pkg);
  if (before !== undefined) return before;
  const hooks = installRoots(pkg).flatMap((root) => {
    const scripted = [...manifestParts.hooks(root.json)].map(([name, line]) => {
      const place = { file: root.file, line: lineOf(root.text, name), excerpt: line };
      return readHook(pkg, root, name, line, place);
    });
    return [...scripted, ...nativeBuild(pkg, root, scripted)];
  });
  known.set(pkg, hooks);
  return hooks;
}

/** A root `binding.gyp` is built when a hook asks for it, or by itself when no hook is listed. */
function nativeBuild(
  pkg: PackageView,
  root: InstallRoot,
  hooks: readonly InstallHook[],
): readonly InstallHook[] {
  if (pkg.text(`${root.prefix}binding.gyp`) === null) return [];
  const scripted = manifestParts.hooks(root.json);
  const isImplicit =
    !scripted.has("install") && !scripted.has("preinstall") && root.json["gypfile"] !== false;
  const builders = /gyp|prebuil|node-pre|napi|neon/;
  const isAsked = hooks.some(({ acts }) =>
    acts.some((act) => act.kind === "run" && builders.test([act.program, ...act.args].join(" "))),
  );
  if (!isImplicit && !isAsked) return [];
  const build = readGypBuild(pkg, root.prefix);
  return [
    ...(isImplicit ? [buildHook(pkg, root, "", build.commands[0]?.file)] : []),
    ...build.commands.map(({ text, argv, file, kind }) => {
      const line = (argv?.map(quoted).join(" ") ?? text).slice(0, 8192);
      const hook = buildHook(pkg, root, expandGyp(line, build.variables), file);
      return { ...hook, isAction: kind === "action" };
    }),
  ].map((hook) => ({ ...hook, build }));
}

function buildHook(
  pkg: PackageView,
  root: InstallRoot,
  line: string,
  file = `${root.prefix}binding.gyp`,
): InstallHook {
  const folder = posix.dirname(file.slice(root.prefix.length));
  const place = { file, line: null, excerpt: line };
  return readHook(pkg, root, "binding.gyp", line, place, folder === "." ? "" : folder);
}

/** Replaces `<(name)` by what the build description says it is; unknown ones by an unknown text. */
function expandGyp(line: string, variables: ReadonlyMap<string, string>): string {
  let text = line;
  for (let rounds = 0; rounds < 4 && text.length < 8192; rounds++) {
    text = text.replace(/[<>^]@?\(([\w.]+)%?\)/g, (_, name: string) => {
      if (/^(?:module_root_dir|DEPTH)$/.test(name)) return ".";
      if (name === "python") return "python";
      return variables.get(name) ?? unknownText;
    });
  }
  // `$(PlatformName)` is a macro of the build tool and no command.
  return text.replace(/[<>^]!@?\([^()]*\)|\$\([A-Z]\w*\)/g, unknownText);
}

function quoted(word: string): string {
  return /^[\w./:@=+<>()-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function readHook(
  pkg: PackageView,
  root: InstallRoot,
  name: string,
  line: string,
  place: Place,
  folder = "",
): InstallHook {
  const scripts = manifestParts.scripts(root.json);
  const host: ShellHost = {
    script: (key) => scripts.get(key) ?? null,
    text: (path) => (/^(?:\.\.|[~/<?])/.test(path) ? null : pkg.text(root.prefix + path)),
    variables: npmVariables(root),
  };
  const session = new ShellSession(host);
  session.read(line, place, folder);

  const walk: Walk = { pkg, root, session, reached: new Map() };
  const targets = new Set([place.file]);
  // Reading a file adds acts, which start more files: the list grows while it is walked.
  for (let index = 0; index < session.acts.length; index++) {
    const act = session.acts[index];
    if (act?.kind === "start") {
      const file = findFile(pkg, root, act.path, act.language === "javascript");
      if (file === null) continue;
      targets.add(file);
      follow(walk, file, act.language);
    } else if (act?.kind === "inline" && act.language === "javascript") {
      readCode(walk, readJavaScript(act.code), act.at, "");
    }
  }
  const isLarge = walk.reached.size > largeProgram;
  const acts = session.acts.filter(
    (act) => !isLarge || targets.has(act.at.file) || isCodeFromElsewhere(act),
  );
  return { root, name, line, place, acts, reached: walk.reached };
}

/**
 * A hook that starts a whole command-line tool loads everything that the tool could ever do. Of
 * such a program only its entry is taken to act at install, and the rest where it has no honest use.
 */
const largeProgram = 24;

interface Walk {
  readonly pkg: PackageView;
  readonly root: InstallRoot;
  readonly session: ShellSession;
  readonly reached: Map<string, ReachedFile>;
}

function isCodeFromElsewhere(act: Act): boolean {
  return act.kind === "remote-code" || act.kind === "decoded-code";
}

function follow(walk: Walk, path: string, language: Language): void {
  const { pkg, root, session, reached } = walk;
  if (reached.has(path) || reached.size >= maxReached) return;
  const text = pkg.text(path);
  if (text === null) return;
  const actual = languageOfText(text, path, language);
  const reading = actual === "javascript" ? readJavaScript(text) : null;
  reached.set(path, { path, text, language: actual, reading });
  const place: Place = { file: path, line: 1, excerpt: "" };
  const folder = posix.dirname(path.slice(root.prefix.length));
  if (actual === "shell" && text.length <= maxShellFile) session.read(text, place, "");
  else if (language === "powershell") session.powershellText(text.slice(0, maxShellFile));
  else if (reading !== null) readCode(walk, reading, place, folder === "." ? "" : `${folder}/`);
}

/** Command lines that JavaScript hands to a process, and the package's own modules that it loads. */
function readCode(walk: Walk, reading: JavaScriptReading, place: Place, folder: string): void {
  const { pkg, root, session } = walk;
  for (const { line, command, isCertain } of spawnedCommands(reading)) {
    const excerpt = command.slice(0, 400);
    const before = session.acts.length;
    session.read(command, { ...place, line: place.line === 1 ? line : place.line, excerpt }, "");
    if (isCertain) continue;
    const certain = session.acts.splice(before).filter(isCodeFromElsewhere);
    session.acts.push(...certain);
  }
  for (const module of reading.modules) {
    if (!/^\.{1,2}(?:\/|$)/.test(module)) continue;
    const file = findFile(pkg, root, posix.join(folder, module), true);
    if (file !== null) follow(walk, file, "javascript");
  }
}

/** Which file of the tarball a path names, with the endings that runtimes try. */
function findFile(
  pkg: PackageView,
  root: InstallRoot,
  path: string,
  isModule: boolean,
): string | null {
  if (/^(?:\.\.|[~/<?])/.test(path)) return null;
  const base = root.prefix + path;
  const endings = isModule
    ? ["", ".js", ".cjs", ".mjs", ".json", ".ts", "/index.js", "/index.cjs", "/index.mjs"]
    : ["", ".sh", ".cmd", ".bat"];
  for (const ending of endings) {
    const candidate = base === "" || base.endsWith("/") ? base + ending.slice(1) : base + ending;
    if (candidate !== "" && pkg.text(candidate) !== null) return candidate;
  }
  if (isModule && base === root.prefix) {
    const main = root.json["main"];
    if (typeof main === "string" && main !== "" && posix.normalize(main) !== ".") {
      return findFile(pkg, root, posix.normalize(main), false);
    }
  }
  return null;
}

function languageOfText(text: string, path: string, asked: Language): ReachedFile["language"] {
  const hashbang = /^#!([^\n]{0,200})/.exec(text)?.[1] ?? "";
  if (asked === "javascript" || /\b(?:node|bun|deno|tsx)\b/.test(hashbang)) return "javascript";
  if (asked === "shell" && /\b(?:python|perl|ruby|php)/.test(hashbang)) return "other";
  if (asked === "shell" && /\.[cm]?[jt]s$/.test(path)) return "javascript";
  return asked === "shell" ? "shell" : "other";
}

/** What clients put into a hook's environment and a hook can therefore hide a command line in. */
function npmVariables(root: InstallRoot): ReadonlyMap<string, string> {
  const variables = new Map<string, string>([
    ["IFS", " "],
    ["HOME", "~"],
    ["USERPROFILE", "~"],
    ["APPDATA", "~/AppData/Roaming"],
    ["LOCALAPPDATA", "~/AppData/Local"],
    ["XDG_CONFIG_HOME", "~/.config"],
    ["INIT_CWD", "<project>"],
    ["PROJECT_CWD", "<project>"],
    ["PWD", "."],
    ["TMPDIR", "/tmp"],
    ["TEMP", "/tmp"],
    ["TMP", "/tmp"],
    ["SHELL", "sh"],
    ["npm_execpath", "npm"],
    ["npm_node_execpath", "node"],
    ["NODE", "node"],
    ["ComSpec", "cmd"],
    ["COMSPEC", "cmd"],
  ]);
  const add = (prefix: string, value: Json | undefined, depth: number): void => {
    if (variables.size > 2_000) return;
    if (typeof value === "string") variables.set(prefix, value);
    else if (typeof value === "object" && value !== null && depth < 4) {
      for (const [key, item] of Object.entries(value)) {
        add(`${prefix}_${key.replace(/[^A-Za-z0-9_]/g, "_")}`, item, depth + 1);
      }
    }
  };
  add("npm_package", root.json, 0);
  return variables;
}

function lineOf(text: string, key: string): number | null {
  const at = text.indexOf(`"${key}"`);
  return at < 0 ? null : text.slice(0, at).split("\n").length;
}
