import { posix } from "node:path";
import { valuablePath } from "../code/lists/secret-paths.ts";
import type { Act, Place, ShellSource } from "./acts.ts";
import {
  anyMark,
  firstSourceMark,
  maxSourceMarks,
  remoteText,
  sourceMark,
  unknownText,
} from "./marks.ts";
import type { Script } from "./syntax/script.ts";

/** Characters of one value; what is longer says nothing more. */
export const maxValue: number = 64 * 1024;

/** Looking a path up costs about as much as going over so many characters. */
const checkedPath = 256;

export interface ShellHost {
  /** The command line of one of the package's own scripts. */
  script(name: string): string | null;
  /** The text of a file of the package, by its path from the install root. */
  text(path: string): string | null;
  readonly variables: ReadonlyMap<string, string>;
}

/** What is known at one moment of the walk, and what was written down until then. */
export class ShellState {
  readonly host: ShellHost;
  readonly acts: Act[] = [];
  readonly variables: Map<string, string>;
  readonly aliases = new Map<string, string>();
  readonly functions = new Map<string, Script>();
  /** What earlier steps have put into files, by path. */
  readonly files = new Map<string, string>();
  /** Folders whose content came from another machine. */
  readonly fetchedFolders = new Set<string>();
  /** The package's own scripts that were followed already. */
  readonly followed = new Set<string>();
  /** Characters of all values that were made so far. */
  work = 0;
  folder = "";
  place: Place = { file: "package.json", line: null, excerpt: "" };
  private isUnread = false;
  private readonly sources: ShellSource[] = [];
  private readonly writtenMarks = new Map<string, string>();

  constructor(host: ShellHost) {
    this.host = host;
    this.variables = new Map(host.variables);
  }

  add(act: ActBody): void {
    if (act.kind === "unread" && this.isUnread) return;
    this.isUnread ||= act.kind === "unread";
    this.acts.push({ ...act, at: this.place });
  }

  /** The character that stands for a source wherever its value goes. */
  mark(source: ShellSource): string {
    const known = this.sources.findIndex(
      ({ kind, name }) => kind === source.kind && name === source.name,
    );
    const at = known >= 0 ? known : this.sources.length;
    if (at >= maxSourceMarks) return "";
    this.sources[at] = source;
    return String.fromCharCode(firstSourceMark + at);
  }

  sourcesIn(text: string): readonly ShellSource[] {
    if (this.sources.length === 0 || text === "") return [];
    this.work += text.length;
    return [...new Set(text.match(sourceMark) ?? [])]
      .map((mark) => this.sources[mark.charCodeAt(0) - firstSourceMark])
      .filter((source) => source !== undefined);
  }

  /** Marks of what earlier steps have put into a file. */
  marksOfWritten(path: string): string {
    return this.writtenMarks.get(this.resolve(path)) ?? "";
  }

  keepMarks(path: string, marks: string): void {
    const where = this.resolve(path);
    const before = this.writtenMarks.get(where) ?? "";
    this.writtenMarks.set(where, [...new Set(before + marks)].join(""));
  }

  /** The mark of what a file holds that is no part of the package, or nothing. */
  markOfFile(path: string): string {
    const where = this.resolve(path).replace(/^(?:\.\.\/){2,3}/, "<project>/");
    // What has no root lies in the package.
    if (!/^(?:[~/<]|[A-Za-z]:)/.test(where)) return "";
    this.work += checkedPath;
    const found = valuablePath(where);
    return found === null ? "" : this.mark({ kind: found.kind, name: found.name });
  }

  /** A path from the install root; `~` and the consumer's project keep their symbol in front. */
  resolve(path: string): string {
    const slashed = path.replace(anyMark, "?").replaceAll("\\", "/");
    if (/^(?:[~/]|[A-Za-z]:|<project>|\?)/.test(slashed)) return posix.normalize(slashed);
    const joined = posix.join(this.folder, slashed);
    return joined === "." ? "" : joined.replace(/\/$/, "");
  }

  contents(path: string): string {
    if (path.startsWith("/dev/tcp/") || path.startsWith("/dev/udp/")) return remoteText;
    const where = this.resolve(path);
    return (
      this.files.get(where) ??
      this.host.text(where)?.slice(0, maxValue) ??
      unknownText + this.markOfFile(path)
    );
  }

  write(path: string, content: string, from: string | null = null): void {
    if (/^\/dev\/(?:null|stdout|stderr|tty)$/.test(path) || path === "") return;
    const where = this.resolve(path);
    if (isNamed(path)) {
      this.files.set(where, (this.files.get(where) ?? "") + content.slice(0, maxValue));
    }
    const carries = this.sourcesIn(content.slice(0, maxValue));
    if (carries.length > 0) this.keepMarks(path, carries.map((one) => this.mark(one)).join(""));
    this.add({
      kind: "write",
      path: where,
      from: from === null ? null : this.resolve(from),
      ...(carries.length === 0 ? {} : { carries }),
    });
  }
}

/**
 * Two paths that nobody can know are not therefore the same path; those that are known but for what
 * stands in a variable are.
 */
export function isNamed(path: string): boolean {
  if (!path.includes(unknownText)) return true;
  const name = path.slice(path.replaceAll("\\", "/").lastIndexOf("/") + 1);
  return name.length < path.length && /\w/.test(name.replaceAll(unknownText, ""));
}

type WithoutPlace<A> = A extends Act ? Omit<A, "at"> : never;
type ActBody = WithoutPlace<Act>;
