import type { z } from "zod";
import type { Caller } from "../../../access/permit.ts";
import type { App } from "../../../context.ts";

/** One tool as a value: the list of tools, their schemas and their answers all come from it. */
export interface Tool {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly input: z.ZodObject;
  readonly output: z.ZodObject;
  readonly hints: ToolHints;
  run(app: App, call: ToolCall<never>): Promise<object>;
}

/** What a program may assume about a tool before it calls it. */
export interface ToolHints {
  readonly readOnlyHint: boolean;
  readonly destructiveHint: boolean;
  /** Whether calling it twice is the same as calling it once. */
  readonly idempotentHint: boolean;
  /** Whether it may ask other machines. */
  readonly openWorldHint: boolean;
}

export interface ToolCall<Input> {
  readonly input: Input;
  readonly base: string;
  /** Who asks; nobody where the credentials do not hold. */
  readonly whoAsks: () => Promise<Caller>;
  /**
   * Who publishes.
   *
   * @throws RegistryError `unauthenticated`, also with the challenge for a one-time password
   */
  readonly whoPublishes: () => Promise<Caller>;
}

interface TypedTool<I extends z.ZodObject, O extends z.ZodObject>
  extends Omit<Tool, "input" | "output" | "run"> {
  readonly input: I;
  readonly output: O;
  run(app: App, call: ToolCall<z.output<I>>): Promise<z.input<O>>;
}

/** Checks a tool's parts against each other; at run time it is the same value. */
export function tool<I extends z.ZodObject, O extends z.ZodObject>(
  definition: TypedTool<I, O>,
): Tool {
  return definition as unknown as Tool;
}

/** Looks at what is stored here, and asks the upstream where a name is not ours. */
export const reads: ToolHints = {
  readOnlyHint: true,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};

/** Adds a version for good, and can take none away; the same bytes again change nothing. */
export const publishes: ToolHints = {
  readOnlyHint: false,
  destructiveHint: false,
  idempotentHint: true,
  openWorldHint: true,
};
