import type { Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import { asInstance } from "./define.ts";

/** Follows the mark of what is unknown when it is the name of an entry that a folder was found to have. */
const listingTag = "\uF8EF";
export const listedEntry: string = marks.unknown + listingTag;

/** No system takes longer ones. */
const maxPath = 4096;

const shown: readonly (readonly [mark: string, text: string])[] = [
  [listedEntry, "<*>"],
  [listingTag, ""],
  [marks.home, "~"],
  [marks.project, "<project>"],
  [marks.package, "<package>"],
  [marks.temp, "<temp>"],
  [marks.param, "<param>"],
  [marks.config, "<config>"],
  [marks.system, ""],
  [marks.unknown, "<?>"],
];

/** A text with words in the place of its marks: `~/.npmrc`. */
export function shownText(text: string): string {
  let result = text;
  for (const [mark, word] of shown) result = result.replaceAll(mark, word);
  return result;
}

/** A path in one spelling, relative paths below the project, with words in the place of marks. */
export function shownPath(path: string): string {
  const text = shownText(normalPath(path));
  return /^(?:[~/]|<(?!\*>)|[A-Za-z]:)/.test(text)
    ? text
    : `<project>/${text.replace(/^\.\//, "")}`;
}

const rootMarks = [marks.home, marks.project, marks.package, marks.temp].join("");
const anyRoot = new RegExp(`^(?:[${Object.values(marks).join("")}]|/|[A-Za-z]:)`);

/** Resolves `.` and `..`; what is above a root that is only known by its mark keeps the `..`. */
export function normalPath(path: string): string {
  const slashed = path.replaceAll("\\", "/");
  const drive = /^[A-Za-z]:/.exec(slashed)?.[0] ?? "";
  const rest = slashed.slice(drive.length);
  const isAbsolute = rest.startsWith("/");
  const out: string[] = [];
  for (const part of rest.split("/")) {
    if (part === "" || part === ".") continue;
    // Nothing lies below another root: what was found below one is joined with it once more.
    if (out.length > 0 && part.length === 1 && rootMarks.includes(part)) out.length = 0;
    const last = out.at(-1);
    const isRoot =
      out.length === 1 && last !== undefined && last.length === 1 && rootMarks.includes(last);
    if (part !== "..") out.push(part);
    else if (last === undefined) {
      if (!isAbsolute) out.push(part);
    } else if (last === ".." || isRoot) out.push(part);
    else out.pop();
  }
  const body = out.join("/");
  if (isAbsolute) return `${drive}/${body}`;
  return body === "" ? drive || "." : drive + body;
}

/** `path.join` and `path.resolve` of parts that may hold marks. */
export function joinPaths(parts: readonly string[], how: "join" | "resolve"): string {
  if (how === "join") return normalPath(parts.filter((part) => part !== "").join("/"));
  let path = "";
  for (const part of parts.toReversed()) {
    if (part === "") continue;
    path = path === "" ? part : `${part}/${path}`;
    if (anyRoot.test(part)) return normalPath(path);
  }
  return normalPath(path === "" ? marks.project : `${marks.project}/${path}`);
}

/** The path that a value names: a text, a `file:` URL, or an object for one. */
export function pathOf(machine: Machine, value: Value | undefined): string | null {
  const url = asInstance(value, "URL");
  const text = machine.textOf(url === null ? value : url.data["href"]);
  if (text !== null) return text.slice(0, maxPath).replace(/^file:\/\//, "");
  if (value?.type === "unknown") return value.isParam ? marks.param : null;
  return null;
}
