import type { AtomDetail } from "../atoms.ts";
import { controlPath } from "../lists/control-paths.ts";
import { valuablePath } from "../lists/secret-paths.ts";
import type { Machine } from "../machine.ts";
import { marks, type Taint, type Value } from "../value.ts";
import { optionsOf } from "./define.ts";
import { listedEntry, normalPath, pathOf, shownPath, shownText } from "./path-text.ts";
import { soughtName } from "./sought-files.ts";
import { servesTools } from "./tool-servers.ts";

/** Where whole lives lie around: a walk that begins here meets files of everything else. */
const wideRoot =
  /^(?:~|\/|[A-Za-z]:\/?|\/(?:home|users|root|mnt|media|volumes|opt|srv|var\/www)(?:\/<[?*]>|\/[^/<]+)?|~\/(?:documents|desktop|downloads|pictures|dropbox|onedrive|projects?|code|src|source|work|workspace|dev|repos?|git|icloud drive))(?:\/<[?*]>)*\/?$/i;

/** Whether a folder, in the spelling of `shownPath`, is the beginning of a sweep. */
export function isWideRoot(path: string): boolean {
  return wideRoot.test(path.replace(/\/$/, "") || "/");
}

/** Whether a folder is the project in which somebody works, or what that lies in. */
export function isWholeProject(path: string): boolean {
  return /^<project>(?:\/\.\.)*(?:\/(?:src|lib|app|packages))?(?:\/<[?*]>)*\/?$/.test(path);
}

/** What was written to files on the way, so that whoever reads them finds it. */
const written = new WeakMap<Machine, Map<string, Taint>>();
const maxWritten = 256;

export function rememberWrite(machine: Machine, path: string, data: Value | undefined): void {
  const taint = data === undefined ? machine.none : machine.taintOf(data);
  if (taint.atoms.length === 0 || !isTold(path)) return;
  let files = written.get(machine);
  if (files === undefined) {
    files = new Map();
    written.set(machine, files);
  }
  if (files.size < maxWritten) files.set(path, taint);
}

/** Whether enough of a path is known that the same text means the same file. */
function isTold(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).replace(/[\uF8E0-\uF8EF]/g, "");
  return name.length >= 3;
}

/** What reading a file gives. */
export function contentOf(machine: Machine, path: Value | undefined, api: string): Value {
  machine.use("fs.read");
  const contents = optionsOf(path).map((option) => contentOfOne(machine, option, api));
  return contents.length === 0 ? machine.unknown() : machine.either(contents);
}

function contentOfOne(machine: Machine, value: Value, api: string): Value {
  const path = pathOf(machine, value);
  const isNamed = machine.isFrom("src.param", value);
  if (isNamed) {
    // What was joined with anything, be it a folder of no name, has a place.
    const place = path === null || value.type === "unknown" ? {} : { path: shownPath(path) };
    machine.sink("snk.read", { api, ...place }, { path: value });
  }
  // What a model names is read for the model: where else it goes matters.
  const forModel =
    isNamed && servesTools(machine) ? machine.source("src.param", { api: "named file" }) : null;
  if (path === null) return machine.unknown(forModel ?? machine.none);
  const normal = normalPath(path);
  if (normal.startsWith(`${marks.package}/`) && !normal.startsWith(`${marks.package}/..`)) {
    return ownContent(machine, normal, api);
  }
  const taint = readTaint(machine, normal, api) ?? carrierTaint(machine, normal, api);
  const kept = written.get(machine)?.get(normal);
  // Where a file of another package lies is known by its name alone.
  const ofOther = taint === null && machine.isFrom("src.ownfile", value) ? value.taint : null;
  const content = machine.unknown(taint ?? ofOther ?? forModel ?? machine.none);
  return kept === undefined ? content : machine.tainted(content, kept);
}

const maxFiles = 32;
/** Under these names messages hold the files that go with them. */
const attached =
  /^(?:attachments?|files?|path|filename|source|src|document|photo|media|key|body)$/i;

/**
 * What is given to somebody who sends it, with what the files hold that are only named in it: many
 * clients take a path and read for themselves.
 */
export function withFiles(
  machine: Machine,
  given: readonly Value[],
  api: string,
): readonly Value[] {
  const found: Value[] = [];
  const look = (value: Value, depth: number): void => {
    if (depth > 3 || found.length >= maxFiles) return;
    for (const option of optionsOf(value)) {
      if (option.type === "text") {
        const taint = option.value.length > 4096 ? null : secretIn(machine, option, api);
        if (taint !== null) found.push(machine.unknown(taint));
      } else if (option.type === "array") {
        for (const item of machine.items(option).slice(0, maxFiles)) look(item, depth + 1);
      } else if (option.type === "object") {
        for (const key of machine.keys(option)) {
          if (attached.test(key)) look(machine.get(option, key), depth + 1);
        }
      }
    }
  };
  for (const value of given) look(value, 0);
  return found.length === 0 ? given : [...given, ...found];
}

/** Only what begins at a root is a path for certain. */
function secretIn(machine: Machine, value: Value, api: string): Taint | null {
  const path = pathOf(machine, value);
  if (path === null || !/^(?:[/\uF8E1]|~\/|[A-Za-z]:)/.test(path)) return null;
  return readTaint(machine, normalPath(path), api);
}

const carrier =
  /\.(?:png|jpe?g|gif|bmp|webp|ico|avif|woff2?|ttf|otf|eot|mp[34]|wav|ogg|dat|bin|pdf)$/i;

/** A hook runs in the package's own folder: a picture that lies there is found without a root, too. */
function carrierTaint(machine: Machine, normal: string, api: string): Taint | null {
  if (!carrier.test(normal) || /^[/~\uF8E0-\uF8EF]|^[A-Za-z]:|^\.\./.test(normal)) return null;
  const file = machine.ownFile(`${marks.package}/${normal}`);
  if (file === null) return null;
  return machine.source("src.ownfile", { api, names: [file.path], path: `<package>/${file.path}` });
}

const ownCode = /\.(?:[cm]?[jt]sx?)$|(?:^|\/)package\.json$/;

function ownContent(machine: Machine, normal: string, api: string): Value {
  const file = machine.ownFile(normal);
  const path = file?.path ?? shownPath(normal);
  // A name that is known and that no file of the package has is not of the package.
  const isElsewhere = file === null && !/[\uF8E0-\uF8EF]/.test(normal.slice(1));
  const taint =
    ownCode.test(path) || isElsewhere
      ? machine.none
      : machine.source("src.ownfile", { api, names: [path], path: shownPath(normal) });
  if (file === null || file.text === null) return machine.unknown(taint);
  return machine.text(file.text, taint);
}

/** The source that reading a path is, or null when it is nothing of note. */
export function readTaint(machine: Machine, normal: string, api: string): Taint | null {
  const path = shownPath(normal);
  const valuable = valuablePath(path);
  if (valuable !== null) {
    const { kind, name } = valuable;
    if (kind !== "src.host") machine.use("secret", name);
    return machine.source(kind, { api, names: [name], path });
  }
  const listed = normal.indexOf(listedEntry);
  const name = listed < 0 ? null : soughtName(machine);
  if (name !== null) return machine.source("src.file.secret", { api, names: [name], path });
  if (listed <= 0) return null;
  const root = shownPath(normal.slice(0, listed).replace(/\/$/, "") || "/");
  if (isWideRoot(root)) return machine.source("src.file.sweep", { api, path });
  return isWholeProject(root) ? machine.source("src.file.tree", { api, path }) : null;
}

/** What a path leads to, for those that change what is there. */
export function targetOf(path: string): Pick<AtomDetail, "target" | "isAgent"> {
  const control = controlPath(path);
  if (control !== null) return { target: "control", isAgent: control.isAgent };
  if (/^<package>(?:$|\/(?!\.\.))/.test(path)) return { target: "own" };
  if (path.startsWith("<temp>") || /^\/(?:var\/)?tmp(?:\/|$)|^\/dev\//.test(path))
    return { target: "temp" };
  if (path.startsWith("<project>")) return { target: "project" };
  if (/^~|^\/(?:home|root|Users)\/|^[A-Za-z]:\/Users\//.test(path)) return { target: "home" };
  if (path.startsWith("/") || /^[A-Za-z]:/.test(path)) return { target: "system" };
  return { target: "unknown" };
}

/** Notes a write to a path, with what is written. */
export function noteWrite(
  machine: Machine,
  path: Value | undefined,
  api: string,
  data: Value | undefined,
): void {
  machine.use("fs.write");
  for (const option of optionsOf(path)) {
    const text = pathOf(machine, option);
    const shown = text === null ? "<?>" : shownPath(text);
    // What is no path may have been handed in instead of one: what it holds is no name of a file.
    const named = text === null && option.type === "instance" ? undefined : option;
    if (/^\/dev\/(?:null|stdout|stderr|tty)/.test(shown)) continue;
    const target = text === null ? ({ target: "unknown" } as const) : targetOf(shown);
    if (text !== null) rememberWrite(machine, normalPath(text), data);
    const content = contentText(machine, target.target, data, /symlink/i.test(api));
    machine.sink("snk.write", { api, path: shown, ...target, ...content }, { path: named, data });
    if (changesItself(machine, text)) machine.emit("ctx.selfclean", { api, path: shown });
  }
}

const maxContent = 4096;

/** What is written where it takes control of something, or where nobody looks for it. */
function contentText(
  machine: Machine,
  target: AtomDetail["target"],
  data: Value | undefined,
  isLink: boolean,
): Pick<AtomDetail, "text"> {
  if (target === "own" || data === undefined) return {};
  const text = textsOf(machine, data);
  // Where a link leads is short, and says as much as what a file holds.
  const isTold = text !== null && (isLink || /^#!|^import\s|^auto_prepend_file/m.test(text));
  if (target === "unknown" && !isTold) return {};
  return text === null ? {} : { text: shownText(text.slice(0, maxContent)) };
}

const maxTexts = 16;

/** What is written: where it may be one of several texts, all of them. */
function textsOf(machine: Machine, data: Value): string | null {
  const whole = machine.textOf(data);
  if (whole !== null) return whole;
  const texts = optionsOf(data)
    .slice(0, maxTexts + 1)
    .flatMap((option) => machine.textOf(option) ?? []);
  const isKnown = texts.length > 1 && texts.length <= maxTexts;
  return isKnown && texts.length === optionsOf(data).length ? texts.join("\n") : null;
}

/** Whether a path is a script of the package, or the manifest that says which of them run. */
export function changesItself(machine: Machine, text: string | null): boolean {
  if (text === null) return false;
  const normal = normalPath(text);
  if (!normal.startsWith(`${marks.package}/`)) return false;
  if (normal === `${marks.package}/package.json`) return true;
  return /\.[cm]?[jt]s$/.test(normal) && machine.ownFile(normal) !== null;
}

/**
 * Whether removing a folder with everything in it reaches beyond what a package may call its own:
 * the home folder, the root, a drive, or what lies above the package or the project.
 */
export function isWideRemoval(path: string): boolean {
  const plain = path.replace(/\/(?:\*+|<\*>)?$/, "").replace(/\/\*\*?(?:\/\*)?$/, "") || "/";
  return (
    /^(?:~|\/|[A-Za-z]:|\/(?:home|Users|root|etc|usr|var|opt|bin|boot|lib|mnt|Volumes)(?:\/<[?*]>)?)$/.test(
      plain,
    ) ||
    /^~\/(?:documents|desktop|downloads|pictures|music|videos|dropbox|onedrive|\.ssh|\.aws|\.config|library|appdata)$/i.test(
      plain,
    ) ||
    /^(?:~|\/|[A-Za-z]:)(?:\/<\*>)+$/.test(path.replace(/\/$/, "")) ||
    /^(?:~|<(?:package|project)>)\/\.\.(?:\/\.\.)*$/.test(plain) ||
    /^(?:\.\.)(?:\/\.\.)*$/.test(plain)
  );
}
