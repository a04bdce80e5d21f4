import { posix } from "node:path";
import type { GypBuild } from "../gyp/build.ts";
import { type JavaScriptReading, readJavaScript } from "../javascript/calls.ts";
import { spawnedCommands } from "../javascript/spawned-commands.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { PackageView } from "../rule.ts";
import type { Act, Language, Place } from "../shell/acts.ts";
import { readForeignScript } from "../shell/foreign-script.ts";
import { ShellSession } from "../shell/session.ts";
import type { ShellHost } from "../shell/state.ts";
import { findFile } from "./find-file.ts";
import type { InstallRoot } from "./roots.ts";
import { startedFile } from "./started-file.ts";
import { hookVariables } from "./variables.ts";

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

interface HookLine {
  readonly name: string;
  readonly line: string;
  readonly place: Place;
  /** Where it starts, from the install root. */
  readonly folder: string;
}

interface Walk {
  readonly pkg: PackageView;
  readonly root: InstallRoot;
  readonly session: ShellSession;
  readonly reached: Map<string, ReachedFile>;
}

const maxReached = 256;
const maxShellFile = 1024 * 1024;
/**
 * A hook that starts a whole command-line tool loads everything that the tool could ever do. Of
 * such a program only its entry is taken to act at install, and the rest where it has no honest use.
 */
const largeProgram = 24;

/** Reads a hook's command line and then, file by file, what it starts. */
export function readHook(pkg: PackageView, root: InstallRoot, hook: HookLine): InstallHook {
  const { name, line, place, folder } = hook;
  const session = new ShellSession(hostOf(pkg, root));
  session.read(line, place, folder);

  const walk: Walk = { pkg, root, session, reached: new Map() };
  const targets = new Set([place.file]);
  // Reading a file adds acts, which start more files: the list grows while it is walked.
  for (let index = 0; index < session.acts.length; index++) {
    const act = session.acts[index];
    if (act?.kind === "start") {
      const file = startedFile(pkg, root, session.acts, act);
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

function hostOf(pkg: PackageView, root: InstallRoot): ShellHost {
  const scripts = manifestParts.scripts(root.json);
  return {
    script: (key) => scripts.get(key) ?? null,
    text: (path) => (/^(?:\.\.|[~/<?])/.test(path) ? null : pkg.text(root.prefix + path)),
    variables: hookVariables(root.json),
  };
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
  else if (language === "powershell") session.readPowerShell(text.slice(0, maxShellFile));
  else if (actual === "other") readForeign(session, path, text, place);
  else if (reading !== null) readCode(walk, reading, place, folder === "." ? "" : `${folder}/`);
}

/** Of a script in another language, its command lines and whether it evaluates what it fetches. */
function readForeign(session: ShellSession, path: string, text: string, place: Place): void {
  const { commands, evaluates } = readForeignScript(path, text);
  for (const command of commands) session.read(command, place, "");
  const how = "a script evaluates what it fetches or decodes";
  if (evaluates !== null) session.acts.push({ kind: evaluates, how, at: place });
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

function languageOfText(text: string, path: string, asked: Language): ReachedFile["language"] {
  const hashbang = /^#!([^\n]{0,200})/.exec(text)?.[1] ?? "";
  if (asked === "javascript" || /\b(?:node|bun|deno|tsx)\b/.test(hashbang)) return "javascript";
  if (asked === "shell" && /\b(?:python|perl|ruby|php)/.test(hashbang)) return "other";
  if (asked === "shell" && /\.[cm]?[jt]s$/.test(path)) return "javascript";
  return asked === "shell" ? "shell" : "other";
}
