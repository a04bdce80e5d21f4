/** Shell text as commands. Keywords are gone: whatever a branch or loop holds is read as taken. */
export interface Script {
  readonly pipelines: readonly Pipeline[];
}

export interface Pipeline {
  readonly stages: readonly Stage[];
  /** Started with `&`, so that nobody waits for it. */
  readonly background: boolean;
}

export type Stage = SimpleCommand | Group | Loop | FunctionDefinition;

export interface SimpleCommand {
  readonly kind: "simple";
  readonly assignments: readonly Assignment[];
  readonly words: readonly Word[];
  readonly redirects: readonly Redirect[];
}

export interface Assignment {
  readonly name: string;
  readonly value: Word;
}

/** `( … )`, `{ …; }` and the bodies of `if`, `for`, `while` and `case`, whose branches are all read as taken. */
interface Group {
  readonly kind: "group";
  readonly body: Script;
  readonly redirects: readonly Redirect[];
}

/** `name() { …; }` */
interface FunctionDefinition {
  readonly kind: "function";
  readonly name: string;
  readonly body: Script;
}

/** `for x in a b; do …; done`: its body is read once for each of a few items. */
export interface Loop {
  readonly kind: "loop";
  readonly name: string;
  readonly items: readonly Word[];
  readonly body: Script;
  readonly redirects: readonly Redirect[];
}

export interface Redirect {
  readonly operator: string;
  readonly descriptor: string;
  readonly target: Word;
}

export type Word = readonly Part[];

export type Part =
  | { readonly kind: "text"; readonly text: string; readonly quoted: boolean }
  | {
      readonly kind: "variable";
      readonly name: string;
      readonly fallback: string;
      readonly quoted: boolean;
    }
  | { readonly kind: "output"; readonly script: Script; readonly quoted: boolean }
  | { readonly kind: "process"; readonly script: Script; readonly direction: "<" | ">" };
