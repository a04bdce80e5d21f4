import type { z } from "zod";
import type { Known } from "../../access/permit.ts";
import type { App } from "../../context.ts";
import type { ShownRecord } from "../../quarantine/by-label.ts";

/**
 * One thing that an administrator can ask for, as a value: the channel, the HTTP API and the reference in
 * docs/admin-protocol.md all read the same list.
 */
export interface Action {
  readonly name: string;
  /** Further spellings of the name. */
  readonly also: readonly string[];
  readonly about: string;
  /** What the caller's token needs before the payload is looked at; features check the rest. */
  readonly scope: "review" | "admin";
  readonly input: z.ZodObject;
  /** The `type` of the answer. */
  readonly answers: string;
  run(app: App, call: ActionCall, input: never): Promise<unknown>;
}

export interface ActionCall {
  readonly caller: Known;
  readonly session: ActionSession;
}

/** What a connection remembers; over HTTP there is none, so that nothing was listed. */
export interface ActionSession {
  /** The records of the quarantine as they were shown last, or null. */
  listed: readonly ShownRecord[] | null;
  /** Whether the approval passphrase was shown on it. */
  hasPassphrase: boolean;
  /** Events beside those that everybody gets. */
  wanted: ReadonlySet<string>;
  /** Tells every session. */
  readonly tell: (event: string, data: Readonly<Record<string, unknown>>) => void;
}

interface TypedAction<N extends string, I extends z.ZodObject, O>
  extends Omit<Action, "name" | "also" | "input" | "run"> {
  readonly name: N;
  readonly also?: readonly string[];
  readonly input: I;
  run(app: App, call: ActionCall, input: z.output<I>): Promise<O>;
}

/** An action that says in its type what it takes and answers; the panel's calls are checked by it. */
export interface NamedAction<N extends string, Input, Output> extends Action {
  readonly name: N;
  /** Never there: a type to read, not a value. */
  readonly speaks?: { readonly input: Input; readonly output: Output };
}

/** Checks an action's parts against each other; at run time it is the same value. */
export function action<const N extends string, I extends z.ZodObject, O>(
  definition: TypedAction<N, I, O>,
): NamedAction<N, z.input<I>, O> {
  return { also: [], ...definition } as unknown as NamedAction<N, z.input<I>, O>;
}
