import { posix } from "node:path";
import { startKinds } from "../chains/atom-kinds.ts";
import { codeIndex } from "../chains/code-index.ts";
import type { Atom, CodeFacts } from "../code/atoms.ts";
import { findFile } from "../install/find-file.ts";
import { installHooks } from "../install/hooks.ts";
import { installCode } from "../install/install-code.ts";
import type { InstallHook } from "../install/read-hook.ts";
import { hookVariables } from "../install/variables.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { PackageView } from "../rule.ts";
import type { Act } from "../shell/acts.ts";
import { readForeignScript } from "../shell/foreign-script.ts";
import { ShellSession } from "../shell/session.ts";
import { agentScripts } from "./agent-scripts.ts";
import { atomsOfActs } from "./atoms-of-acts.ts";
import { AtomCollector, type AtomPlace } from "./collector.ts";
import { asShell, commandActs } from "./command-acts.ts";
import { atomsOfOtherLanguage } from "./other-languages.ts";
import { remoteShell } from "./remote-shell.ts";

const maxCommands = 500;
const maxScripts = 32;
const maxArgs = 500;
const maxText = 16 * 1024;
const maxScript = 1024 * 1024;

/** The facts about a package's code, with what its shell lines and its scripts in other languages do. */
export function withShellAtoms(facts: CodeFacts, pkg: PackageView): CodeFacts {
  const collector = new AtomCollector(facts);
  installHooks(pkg).forEach((hook, index) => {
    const acts = hook.acts.filter((act) => isTold(facts, pkg, act));
    readHook(collector, pkg, { ...hook, acts }, -1 - index);
  });
  const started = codeIndex(facts)
    .facts.atoms.filter(
      (atom) =>
        (startKinds.includes(atom.kind) && atom.detail.text !== undefined) || isScript(atom),
    )
    .slice(0, maxCommands);
  for (const atom of started) readCommand(collector, facts, pkg, atom);
  agentScripts(pkg).forEach((path, index) => {
    readAgentScript(collector, pkg, path, forAgents - index);
  });
  return collector.result();
}

/**
 * Whether what a hook starts is told to do this: a file that does one thing or another, as its words say,
 * starts for a hook only what it was seen to start at those words.
 */
function isTold(facts: CodeFacts, pkg: PackageView, act: Act): boolean {
  const { file } = act.at;
  if (act.kind !== "run" || !installCode(pkg).words.has(file)) return true;
  const index = codeIndex(facts);
  if (index.file(file)?.reading !== "tree" || facts.limitsHit.length > 0) return true;
  return index
    .inFile(file)
    .some(
      ({ kind, surface, detail }) =>
        surface === "install" &&
        startKinds.includes(kind) &&
        commandActs(detail.text ?? "").some((seen) => mayBe(seen, act)),
    );
}

function mayBe(seen: Act, { program, args }: Act & { kind: "run" }): boolean {
  if (seen.kind !== "run") return seen.kind === "remote-code" || seen.kind === "decoded-code";
  if (!unclear.test(seen.program)) return seen.program === program;
  return unclear.test(seen.args[0] ?? "") || seen.args[0] === args[0];
}

const unclear = /^$|[?\uE000]/;

/** Functions of hooks count down from -1; those of agents' scripts from here. */
const forAgents = -10_000;

/** What instructions have an agent start runs like a command that a person starts. */
function readAgentScript(
  collector: AtomCollector,
  pkg: PackageView,
  path: string,
  func: number,
): void {
  const text = pkg.text(path);
  if (text === null || text.length > maxScript) return;
  const origin = { file: path, line: 1, column: 1, surface: "cli", layer: 0, excerpt: "" } as const;
  const place = ({ at }: Pick<Act, "at">): AtomPlace => ({
    ...origin,
    file: at.file,
    line: at.line ?? 1,
    excerpt: at.excerpt,
    func,
  });
  if (/\.(?:sh|bash|zsh)$/.test(path)) {
    const session = new ShellSession({
      script: (key) => scriptOf(pkg, key),
      text: (inner) => (/^(?:\.\.|[~/<?])/.test(inner) ? null : pkg.text(inner)),
      variables: hookVariables({}),
    });
    session.read(text, { file: path, line: 1, excerpt: "" });
    atomsOfActs(collector, session.acts, place);
  }
  readScript(collector, pkg, path, { ...origin, func });
}

/** A shell script that is left for somebody to run does what it says, later. */
function isScript({ kind, surface, detail }: Atom): boolean {
  if (kind !== "snk.write" || (surface !== "install" && surface !== "load")) return false;
  return /^#!.{0,80}\b(?:ba|z|da|k)?sh\b/.test(detail.text ?? "");
}

function readHook(
  collector: AtomCollector,
  pkg: PackageView,
  hook: InstallHook,
  func: number,
): void {
  // Building native code runs compilers; what else a build runs is a rule of its own (INS-05).
  const place = ({ at }: Pick<Act, "at">): AtomPlace => ({
    file: at.file,
    line: at.line ?? 1,
    column: 1,
    surface: "install",
    func,
    layer: 0,
    excerpt: at.excerpt,
  });
  atomsOfActs(collector, hook.acts, place);
  for (const act of hook.acts) {
    if (act.kind === "run" && !/^(?:node|bun|npm|echo|true|exit|:)$/.test(act.program)) {
      const text = [act.program, ...act.args.slice(0, maxArgs)].join(" ").slice(0, maxText);
      collector.add("snk.proc", place(act), { api: "shell", text, isClosed: true });
      collector.use("subprocess", act.program, place(act));
    } else if (
      act.kind === "inline" &&
      (act.language === "other" || act.language === "powershell")
    ) {
      atomsOfOtherLanguage(collector, act.code, place(act));
    } else if (act.kind === "start" && act.language !== "javascript") {
      const file = findFile(pkg, hook.root, act.path, false);
      if (file !== null) readScript(collector, pkg, file, place(act));
    }
  }
  if (remoteShell(hook.line)) {
    collector.add("snk.proc", place({ at: hook.place }), { api: "shell", text: hook.line });
  }
}

/** A script that is started: what its language is decides how much can be told. */
function readScript(
  collector: AtomCollector,
  pkg: PackageView,
  file: string,
  from: AtomPlace,
): void {
  const text = pkg.text(file);
  if (text === null) return;
  const place = { ...from, file, line: 1, excerpt: "" };
  const isShell =
    /\.(?:sh|bash|zsh|command)$/.test(file) || /^#!.{0,80}\b(?:ba|z|da|k)?sh\b/.test(text);
  if (!isShell) atomsOfOtherLanguage(collector, text, place);
  else if (remoteShell(text)) {
    collector.add("snk.proc", place, { api: "shell", text: text.slice(0, 16_384) });
  }
}

/** A command line that code starts, with the values that were followed into it. */
function readCommand(
  collector: AtomCollector,
  facts: CodeFacts,
  pkg: PackageView,
  atom: Atom,
): void {
  const session = new ShellSession({
    script: (key) => scriptOf(pkg, key),
    text: (path) => (/^(?:\.\.|[~/<?])/.test(path) ? null : pkg.text(path)),
    variables: hookVariables({}),
  });
  const { file, line, column, surface, func, layer, excerpt } = atom;
  const origin: AtomPlace = { file, line, column, surface, func, layer, excerpt };
  session.read(asShell(atom.detail.text ?? ""), { file, line, excerpt });
  let scripts = 0;
  for (let index = 0; index < session.acts.length; index++) {
    const act = session.acts[index];
    if (act?.kind === "inline" && act.language === "other") {
      atomsOfOtherLanguage(collector, act.code, origin);
    }
    if (act?.kind !== "start" || act.language === "javascript" || ++scripts > maxScripts) continue;
    const path = posix.normalize(act.path);
    const text = pkg.text(path);
    if (text === null || text.length > maxScript) continue;
    if (act.language === "shell") session.read(text, { file: path, line: 1, excerpt: "" });
    else readForeign(session, path, text);
    readScript(collector, pkg, path, origin);
  }
  noteRemoteCode(collector, session, origin);
  const sending = atomsOfActs(collector, session.acts, (act) =>
    act.at.file === file ? origin : { ...origin, file: act.at.file, line: 1, excerpt: "" },
  );
  // What is put into a command line goes where the command sends it.
  for (const { source, into } of codeIndex(facts).into(atom.id)) {
    if (into === "env") continue;
    for (const sink of sending) collector.flow(source, sink.id, sink.into);
  }
}

function readForeign(session: ShellSession, path: string, text: string): void {
  const place = { file: path, line: 1, excerpt: "" };
  const { commands, evaluates } = readForeignScript(path, text);
  for (const command of commands) session.read(command, place);
  if (evaluates !== null) session.acts.push({ kind: evaluates, how: "evaluated", at: place });
}

/** A script that is started fetches code, which its command line does not show. */
function noteRemoteCode(collector: AtomCollector, session: ShellSession, origin: AtomPlace): void {
  const act = session.acts.find(
    ({ kind, at }) => /^(?:remote|decoded)-code$/.test(kind) && at.file !== origin.file,
  );
  if (act === undefined) return;
  const place = { ...origin, file: act.at.file, line: 1, excerpt: "" };
  collector.add("snk.proc", place, { api: "script", names: [`<${act.kind}>`], isClosed: true });
}

function scriptOf(pkg: PackageView, key: string): string | null {
  if (pkg.manifest === null) return null;
  return manifestParts.scripts(pkg.manifest.json).get(key) ?? null;
}
