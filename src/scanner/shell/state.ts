import { posix } from "node:path";
import type { Act, Place } from "./acts.ts";
import { anyMark, remoteText, unknownText } from "./marks.ts";

/** Characters of one value; what is longer says nothing more. */
export const maxValue: number = 64 * 1024;

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

  constructor(host: ShellHost) {
    this.host = host;
    this.variables = new Map(host.variables);
  }

  add(act: ActBody): void {
    if (act.kind === "unread" && this.isUnread) return;
    this.isUnread ||= act.kind === "unread";
    this.acts.push({ ...act, at: this.place });
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
    return this.files.get(where) ?? this.host.text(where)?.slice(0, maxValue) ?? unknownText;
  }

  write(path: string, content: string, from: string | null = null): void {
    if (/^\/dev\/(?:null|stdout|stderr|tty)$/.test(path) || path === "") return;
    const where = this.resolve(path);
    // Two paths that nobody can know are not therefore the same path.
    if (!path.includes(unknownText)) {
      this.files.set(where, (this.files.get(where) ?? "") + content.slice(0, maxValue));
    }
    this.add({ kind: "write", path: where, from: from === null ? null : this.resolve(from) });
  }
}

type WithoutPlace<A> = A extends Act ? Omit<A, "at"> : never;
type ActBody = WithoutPlace<Act>;
