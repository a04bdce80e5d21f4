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

/** With so many names, looking through them one by one takes longer than a map. */
const manyNames = 8;

/** Names of one function or block. Most have few, and most scopes are gone soon. */
export class Scope implements AnyScope {
  private names: string[] | null = null;
  private bindings: Binding[] | null = null;
  private map: Map<string, Binding> | null = null;

  constructor(
    readonly outer: Scope | null,
    readonly frame: Frame,
    /** The branch of unknown conditions it was opened in. */
    readonly born: number,
    /** Whether `var` declarations land here. */
    readonly isFunction: boolean,
  ) {}

  own(name: string): Binding | undefined {
    if (this.map !== null) return this.map.get(name);
    const { names } = this;
    if (names === null) return undefined;
    for (let index = 0; index < names.length; index += 1) {
      if (names[index] === name) return this.bindings?.[index];
    }
    return undefined;
  }

  declare(name: string, value: Value, isConst = false): Binding {
    const binding = { value, isConst };
    this.alias(name, binding);
    return binding;
  }

  /** Gives a name to what another scope declares: imports are live. */
  alias(name: string, binding: Binding): void {
    if (this.map !== null) {
      this.map.set(name, binding);
    } else if (this.names === null || this.bindings === null) {
      this.names = [name];
      this.bindings = [binding];
    } else {
      const known = this.names.indexOf(name);
      if (known >= 0) {
        this.bindings[known] = binding;
      } else if (this.names.length < manyNames) {
        this.names.push(name);
        this.bindings.push(binding);
      } else {
        const { bindings } = this;
        this.map = new Map(this.names.map((own, index) => [own, bindings[index] as Binding]));
        this.map.set(name, binding);
      }
    }
  }

  /** The nearest scope that knows a name. */
  find(name: string): Scope | null {
    for (let scope: Scope | null = this; scope !== null; scope = scope.outer) {
      if (scope.own(name) !== undefined) return scope;
    }
    return null;
  }

  lookup(name: string): Binding | undefined {
    for (let scope: Scope | null = this; scope !== null; scope = scope.outer) {
      const found = scope.own(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  functionScope(): Scope {
    let scope: Scope = this;
    while (!scope.isFunction && scope.outer !== null) scope = scope.outer;
    return scope;
  }

  ownNames(): Iterable<string> {
    return this.map?.keys() ?? this.names ?? [];
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
