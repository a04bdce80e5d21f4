import type { AtomKind } from "./atoms.ts";
import type { Awaited } from "./awaited.ts";
import type { Machine, Node } from "./machine.ts";
import type { Frame, Scope } from "./scope.ts";
import type { Thrown } from "./thrown.ts";
import type { Tree } from "./tree.ts";
import type { FunctionValue, Taint, Value } from "./value.ts";

/** How a statement ended. A label of `break` or `continue` stands in `Engine.label`. */
export type Completion = 0 | 1 | 2 | 3;
export const normal = 0;
export const broke = 1;
export const continued = 2;
/** Returned, or threw where nobody of the package catches. */
export const returned = 3;

/**
 * The interpreter as its parts see it: they call each other through it, so that none imports another
 * that imports it.
 */
export interface Engine extends Machine {
  /** What runs at present; conditions that code alone does not decide open branches. */
  branch: number;
  frame: Frame;
  /** Where atoms are recorded. */
  at: Node;
  label: string | null;
  /** The label of the loop that begins now. */
  ownLabel: string | null;
  /** Count exits that may or may not have been taken: a loop that saw one is not decided any more. */
  maybeBroke: number;
  maybeReturned: number;
  /** What came from peers since the innermost `try` began. */
  remote: Taint;
  readonly thrown: Thrown;
  /** How deep in calls of the package's functions. */
  readonly calls: number;
  /** How deep the walk over the tree is. */
  depth: number;
  /** True while code runs that nobody was seen to call: then every condition is open. */
  readonly isOpen: boolean;
  /** Inside how many `try` blocks of the package the code stands. */
  tries: number;
  /** Inside how many whose handler is empty. */
  silences: number;
  /** Counts what hosts were assumed to be, such as the answer to `typeof module`. */
  assumptions: number;
  /** Counts calls that may throw without our knowing. */
  risks: number;
  /** What is being assigned, so that callbacks that read it wait. */
  awaited: Awaited | null;
  /** Taints of the undecided conditions that the code stands behind. */
  readonly gates: Taint[];

  readonly steps: number;
  /** Counts what is done to single characters and bits, as decoders do. */
  charWork: number;
  /** Counts removals that may not have happened, so that a loop may wait for them in vain. */
  doubts: number;
  /** Counts work; false when the budget is spent, and loops must come to an end. */
  spend(steps: number): boolean;
  readonly hasSteps: boolean;
  /** Inside how many loops of which the condition is not known. */
  undecidedLoops: number;

  evaluate(node: Tree, scope: Scope): Value;
  execute(node: Tree, scope: Scope): Completion;
  executeAll(body: readonly Tree[], from: number, scope: Scope): Completion;
  /** Binds or assigns to a name, a member or a pattern. */
  assign(target: Tree, value: Value, scope: Scope, as: "var" | "let" | "const" | "write"): void;

  makeFunction(node: Tree, scope: Scope, home?: Value | null): Value;
  makeClass(node: Tree, scope: Scope): Value;
  invoke(
    callee: FunctionValue,
    args: readonly Value[],
    self: Value,
    newTarget: Value | null,
  ): Value;
  callValue(callee: Value, args: readonly Value[], self: Value | null, isNew?: boolean): Value;
  /** Calls functions as somebody unknown may, with what they may hand in; where results come from. */
  visitCallbacks(args: readonly Value[], taint: Taint): Taint;
  /** Tells that something tainted stays behind where other functions find it. */
  noteKept(value: Value): void;
  /** Everything in it may change from now on: it was handed to somebody unknown. */
  escape(value: Value): void;

  getMember(object: Value, key: string, keyTaint?: Taint): Value;
  /** `super.key`: found on the base, read on the object. */
  getInherited(base: Value, key: string, self: Value): Value;
  getByValue(object: Value, key: Value): Value;
  setMember(object: Value, key: string, value: Value): void;
  setByValue(object: Value, key: Value, value: Value): void;
  /** The whole of an API object, where it is copied, listed or written down. */
  wholeOf(value: Value): Value;
  /** What iterating over a value gives, at most some thousands; `isOpen` when there may be others. */
  iterate(value: Value): { readonly items: readonly Value[]; readonly isOpen: boolean };

  /** Whether a change of what was made in a branch is certain here. */
  isCertain(born: number): boolean;
  /** Runs what may or may not happen; whatever it changes outside is joined with what was. */
  fork<Result>(run: () => Result): Result | null;
  /** What is looked at once more with what a caller trusts it with, if anything is. */
  readonly afresh: object | null;
  /** What is known of something under a key in what a caller is watched handing in. */
  partOf(taint: Taint, key: string): Taint;
  /** Whether it comes from sources of this kind and from nothing else. */
  isOnlyFrom(kind: AtomKind, taint: Taint): boolean;
  /** Runs what a file only does when it is the program that was started. */
  asProgram<Result>(run: () => Result): Result;
  /** Code that was passed over because a condition seemed decided; it is looked at in the end. */
  postpone(node: Tree, scope: Scope): void;
  postponeRest(body: readonly Tree[], from: number, scope: Scope): void;
  /** What remains of an origin in the answer to a question: yes and no hold no secret. */
  judged(taint: Taint): Taint;
  /** The value of a constant literal, with a source when it is dense. */
  literal(node: Tree, text: string): Value;
  newArray(items: Value[], taint?: Taint, of?: "array" | "bytes"): Value & { type: "array" };
  newObject(props?: Map<string, Value>, taint?: Taint): Value & { type: "object" };
  /** What an unresolved load may reach: everything, or what begins with a path. */
  loadByValue(specifier: Value): Value;
  unitSource(callee: FunctionValue): string;
}

/** Something that the package throws, on its way to the package's own handler. */
export class PackageThrow {
  constructor(readonly value: Value) {}
}

/** What pure builtins are: they see abstract values and may call back into the package's code. */
export type Builtin = (
  engine: Engine,
  self: Value,
  args: readonly Value[],
  isNew: boolean,
) => Value;
