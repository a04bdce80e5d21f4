import type { Scope as AnyScope } from "./machine.ts";
import type { Unit } from "./unit.ts";
import type { FunctionValue, Value } from "./value.ts";

export interface Binding {
  value: Value;
  isConst: boolean;
}

/** One run of a function or of a file's top level. */
export interface Frame {
  readonly unit: Unit;
  /** The function it stands for in atoms; 0 is the top level. */
  readonly func: number;
  readonly self: Value;
  readonly callee: FunctionValue | null;
  readonly args: readonly Value[];
  readonly newTarget: Value | null;
  /** What it returned so far, where conditions left open whether it goes on. */
  readonly returns: Value[];
  /** Of a generator: what it yielded. */
  readonly yields: Value[] | null;
  /** The frame whose `this` and `arguments` an arrow function sees; itself for others. */
  readonly lexical: Frame | null;
}

/** Names of one function or block. Blocks that declare nothing have none of their own. */
export class Scope implements AnyScope {
  private vars: Map<string, Binding> | null = null;

  constructor(
    readonly outer: Scope | null,
    readonly frame: Frame,
    /** The branch of unknown conditions it was opened in. */
    readonly born: number,
    /** Whether `var` declarations land here. */
    readonly isFunction: boolean,
  ) {}

  own(name: string): Binding | undefined {
    return this.vars?.get(name);
  }

  declare(name: string, value: Value, isConst = false): Binding {
    const binding = { value, isConst };
    this.vars ??= new Map();
    this.vars.set(name, binding);
    return binding;
  }

  /** Gives a name to what another scope declares: imports are live. */
  alias(name: string, binding: Binding): void {
    this.vars ??= new Map();
    this.vars.set(name, binding);
  }

  /** The nearest scope that knows a name. */
  find(name: string): Scope | null {
    for (let scope: Scope | null = this; scope !== null; scope = scope.outer) {
      if (scope.vars?.has(name) === true) return scope;
    }
    return null;
  }

  lookup(name: string): Binding | undefined {
    for (let scope: Scope | null = this; scope !== null; scope = scope.outer) {
      const found = scope.vars?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  functionScope(): Scope {
    let scope: Scope = this;
    while (!scope.isFunction && scope.outer !== null) scope = scope.outer;
    return scope;
  }

  names(): Iterable<string> {
    return this.vars?.keys() ?? [];
  }
}

export function topFrame(unit: Unit, self: Value): Frame {
  return {
    unit,
    func: 0,
    self,
    callee: null,
    args: [],
    newTarget: null,
    returns: [],
    yields: null,
    lexical: null,
  };
}
