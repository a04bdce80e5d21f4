import type { ShellState } from "./state.ts";
import type { Script } from "./syntax/script.ts";

/**
 * The shell as its commands see it: what is known so far, and the ways to go on with a text. All
 * give what would be printed.
 */
export interface Shell {
  readonly state: ShellState;
  /** Reads text as commands. */
  readText(text: string, input: string): string;
  readScript(script: Script, input: string): string;
  /** Runs the command that these words make, behind wrappers and aliases. */
  run(argv: readonly string[], how: Circumstances): string;
}

/** What surrounds a command. */
export interface Circumstances {
  readonly input: string;
  /** Nobody waits for it. */
  readonly detached: boolean;
  /** Both its output and its errors are thrown away. */
  readonly silenced: boolean;
}

/** One command that is being run. */
export interface Call {
  /** Base name in lower case. */
  readonly program: string;
  /** As it was written. */
  readonly command: string;
  readonly args: readonly string[];
  readonly input: string;
  readonly detached: boolean;
}

/** What the scanner knows about a command: it notes what the command does and gives what it prints. */
export type Command = (shell: Shell, call: Call) => string;

/** Commands of one kind by their names. */
export type CommandFamily = readonly (readonly [names: Iterable<string>, command: Command])[];
