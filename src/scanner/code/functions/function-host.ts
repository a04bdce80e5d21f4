import type { Engine } from "../engine.ts";
import type { Node } from "../machine.ts";
import type { FunctionValue } from "../value.ts";

/** What functions need of the interpreter beyond what its other parts do. */
export interface FunctionHost extends Engine {
  calls: number;
  nestedSteps: number;
  readonly steps: number;
  /** Whether there is work left for looking at the same code with other arguments. */
  readonly hasLeisure: boolean;
  /** Makes sure that a function is looked at in the end. */
  remember(callee: FunctionValue): void;
  /** Code that is looked at once more as if it never was. */
  afresh: Afresh | null;
}

export interface Afresh {
  readonly within: FunctionValue;
  readonly seen: Set<Node>;
}
