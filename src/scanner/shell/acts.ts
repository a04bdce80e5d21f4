import type { AtomKind } from "../code/atoms.ts";

/** Where in the package something was written down. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly excerpt: string;
}

export type Language = "javascript" | "shell" | "powershell" | "other";

/** Something valuable that a script reads, in the words of the interpreter of JavaScript. */
export interface ShellSource {
  readonly kind: AtomKind;
  readonly name: string;
}

/** One thing that a script would do if it ran. Nothing is ever run to find out. */
export type Act = { readonly at: Place } & (
  | {
      readonly kind: "run";
      /** Base name in lower case, wrappers such as `sudo` removed. */
      readonly program: string;
      readonly args: readonly string[];
      /** In the package's terms: folder in which it starts, relative to the install root. */
      readonly folder: string;
      /** Nobody waits for it. */
      readonly detached: boolean;
      /** Both its output and its errors are thrown away. */
      readonly silenced: boolean;
      /** What its arguments and its input hold; left out when that is nothing of note. */
      readonly carries?: readonly ShellSource[];
    }
  /** Text that came from another machine becomes code. */
  | { readonly kind: "remote-code"; readonly how: string }
  /** Text that had to be decoded first becomes code. */
  | { readonly kind: "decoded-code"; readonly how: string }
  /** Code written into the command line. */
  | { readonly kind: "inline"; readonly language: Language; readonly code: string }
  | {
      readonly kind: "start";
      readonly path: string;
      readonly language: Language;
      readonly interpreter: string;
      /** The words behind the file's name; left out when they are not known. */
      readonly words?: readonly string[];
      readonly detached: boolean;
      /** An earlier step of the same script put the file there. */
      readonly made: boolean;
    }
  | {
      readonly kind: "write";
      readonly path: string;
      readonly from: string | null;
      readonly carries?: readonly ShellSource[];
    }
  | { readonly kind: "remove"; readonly path: string }
  /** A `run x` of the package's own scripts, after it was followed. */
  | { readonly kind: "script"; readonly name: string }
  /** It nests deeper or takes more steps than anything honest, so the rest was not read. */
  | { readonly kind: "unread" }
);
