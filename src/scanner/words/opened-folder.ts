import type { Act } from "../shell/acts.ts";
import { ShellSession } from "../shell/session.ts";
import { isObject, lenientJson, textsOf } from "./lenient-json.ts";

const maxText = 256 * 1024;
const maxTasks = 200;
const maxLine = 8000;
const maxRounds = 5;

const tasksFile = /(?:^|\/)\.vscode\/tasks\.json$/i;
const settingsFile = /(?:^|\/)\.vscode\/settings\.json$/i;
const workspaceFile = /\.code-workspace$/i;
const containerFile = /(?:^|\/)\.?devcontainer\.json$/i;
const shellFile = /(?:^|\/)\.envrc$/;

export const runsFetched = "what it fetches runs when the folder is opened";
export const runsOther = "a file that is no program runs when the folder is opened";
const runsInline = "code in a command line runs when the folder is opened";
const trustsItself = "the folder is trusted unasked";

/** Whether an editor, or a shell, takes from this file what it starts when somebody opens its folder. */
function isReadAtOpening(path: string): boolean {
  return [tasksFile, settingsFile, workspaceFile, containerFile, shellFile].some((file) =>
    file.test(path),
  );
}

/** What opening a folder starts that nobody there asked for, and which questions are not asked. */
export function openedFolder(path: string, text: string): readonly string[] {
  if (!isReadAtOpening(path) || text.length > maxText) return [];
  if (shellFile.test(path)) return startedBy([text]);
  const json = lenientJson(text);
  if (!isObject(json)) return [];
  if (settingsFile.test(path)) return settingsOf(json);
  // The other commands of a container run in it, and not on the machine.
  if (containerFile.test(path)) return startedBy(containerLines(json["initializeCommand"]));
  if (tasksFile.test(path)) return startedBy(openingLines(json));
  return [...startedBy(openingLines(json["tasks"])), ...settingsOf(json["settings"])];
}

function settingsOf(settings: unknown): readonly string[] {
  if (!isObject(settings)) return [];
  const isTrusted =
    settings["security.workspace.trust.enabled"] === false ||
    settings["security.workspace.trust.startupPrompt"] === "never";
  const isAutomatic = settings["task.allowAutomaticTasks"] === "on";
  const isApproved = ["chat.tools.autoApprove", "chat.tools.global.autoApprove"].some(
    (key) => settings[key] === true,
  );
  return isTrusted && (isAutomatic || isApproved) ? [trustsItself] : [];
}

/** A command of a container: a line, its words, or several of either by name. */
function containerLines(command: unknown): readonly string[] {
  if (isObject(command)) return Object.values(command).flatMap(containerLines);
  return Array.isArray(command) ? [lineOf(textsOf(command))] : textsOf(command);
}

/** The command lines of tasks that start with the folder, and of those that they wait for. */
function openingLines(list: unknown): readonly string[] {
  if (!isObject(list) || !Array.isArray(list["tasks"])) return [];
  const tasks = list["tasks"].slice(0, maxTasks).filter(isObject);
  const opening = new Set(tasks.filter(startsWithFolder));
  for (let round = 0; round < maxRounds; round += 1) {
    const awaited = new Set([...opening].flatMap((task) => labelsOf(task["dependsOn"])));
    for (const task of tasks)
      if (labelsOf(task["label"]).some((one) => awaited.has(one))) opening.add(task);
  }
  return [...opening].flatMap((task) =>
    [task, task["windows"], task["osx"], task["linux"]].flatMap((part) =>
      isObject(part) ? commandLines({ args: task["args"], ...part }) : [],
    ),
  );
}

function labelsOf(value: unknown): readonly string[] {
  return isObject(value) ? textsOf(value["task"]) : textsOf(value);
}

function startsWithFolder(task: Readonly<Record<string, unknown>>): boolean {
  const options = task["runOptions"];
  return isObject(options) && options["runOn"] === "folderOpen";
}

function commandLines({ command, args }: Readonly<Record<string, unknown>>): readonly string[] {
  const words = Array.isArray(args) ? args.flatMap(wordOf) : [];
  const [first] = wordOf(command);
  if (first === undefined) return [];
  return [words.length === 0 ? first : `${first} ${lineOf(words)}`];
}

/** A word, or its value where it is told how it is to be quoted. */
function wordOf(word: unknown): readonly string[] {
  const value = isObject(word) ? word["value"] : word;
  return Array.isArray(value) ? [textsOf(value).join(" ")] : textsOf(value);
}

/** Words as a shell reads each of them for one. */
function lineOf(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w./:=@%+,-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`))
    .join(" ");
}

const variables: ReadonlyMap<string, string> = new Map([
  ["IFS", " "],
  ["HOME", "~"],
  ["USERPROFILE", "~"],
  ["PWD", "."],
  ["TMPDIR", "/tmp"],
  ["TEMP", "/tmp"],
  ["SHELL", "sh"],
]);

function startedBy(lines: readonly string[]): readonly string[] {
  const session = new ShellSession({
    script: () => null,
    text: () => null,
    variables,
  });
  for (const line of lines.slice(0, maxTasks)) {
    const text = line.slice(0, maxLine).replace(/\$\{workspaceFolder(?:Basename)?\}/g, ".");
    session.read(text, { file: "", line: null, excerpt: "" });
  }
  const grants = session.acts.flatMap(grantsOf);
  return [...new Set(grants)];
}

const programs =
  /\.(?:[cm]?[jt]sx?|sh|bash|zsh|fish|py|rb|pl|php|ps1|psm1|bat|cmd|exe|lua)$|(?:^|\/)[^./]+$/i;

function grantsOf(act: Act): readonly string[] {
  if (act.kind === "remote-code" || act.kind === "decoded-code") return [runsFetched];
  if (act.kind === "start") {
    return programs.test(act.path) || /[<\uE000]/.test(act.path) ? [] : [runsOther];
  }
  if (act.kind !== "inline") return [];
  const isFetched = (fetches.test(act.code) || decodes.test(act.code)) && evaluates.test(act.code);
  return [isFetched ? runsFetched : runsInline];
}

const fetches =
  /\bfetch\s?\(|\bhttps?\.(?:get|request)\b|\brequire\(\s?["'`](?:node:)?https?["'`]|\bimport\(\s?["'`]https?:|\baxios\b|\burlopen\b|\burllib\b|\brequests\.(?:get|post)\b|Net::HTTP|\b(?:curl|wget)\b/;
const decodes =
  /\batob\b|["'`]base64["'`]|\bb64decode\b|["'`]hex["'`]|\bunhexlify\b|fromCharCode|\bfromhex\b/;
const evaluates =
  /\beval\b|\bFunction\b|\bchild_process\b|\bexec\w{0,8}\s?\(|\bspawn|\brunIn\w{3,12}Context\b|\b_compile\b|\bsubprocess\b|\bos\.system\b|\bimport\(\s?["'`](?:https?|data):/;
