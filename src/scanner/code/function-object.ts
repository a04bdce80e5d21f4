import type { FunctionNode, Scope } from "./machine.ts";
import { none } from "./taints.ts";
import type { Accessor, ClassPart, FunctionValue, Taint, Value } from "./value.ts";

interface FunctionParts {
  readonly self?: Value | null;
  readonly boundArgs?: readonly Value[];
  readonly class?: ClassPart;
  readonly home?: Value;
  readonly accessors?: Map<string, Accessor>;
  readonly taint?: Taint;
}

const noArgs: readonly Value[] = [];
const nothing: ReadonlyMap<string, Value> = new Map();

/**
 * A function of the package. There are more of them than of anything else, and hardly one has
 * properties: the map for them is made when somebody asks.
 */
export class FunctionObject implements FunctionValue {
  readonly type = "function";
  readonly self: Value | null;
  readonly boundArgs: readonly Value[];
  declare readonly class?: ClassPart;
  declare readonly home?: Value;
  declare readonly accessors?: Map<string, Accessor>;
  readonly taint: Taint;
  private own: Map<string, Value> | null = null;

  constructor(
    readonly node: FunctionNode,
    readonly scope: Scope,
    parts: FunctionParts,
  ) {
    this.self = parts.self ?? null;
    this.boundArgs = parts.boundArgs ?? noArgs;
    this.taint = parts.taint ?? none;
    if (parts.class !== undefined) this.class = parts.class;
    if (parts.home !== undefined) this.home = parts.home;
    if (parts.accessors !== undefined) this.accessors = parts.accessors;
  }

  get props(): Map<string, Value> {
    this.own ??= new Map();
    return this.own;
  }

  /** A property that it has, without a map being made for the question. */
  peek(name: string): Value | undefined {
    return this.own?.get(name);
  }

  /** All that it has, without a map being made for the question. */
  peekAll(): ReadonlyMap<string, Value> {
    return this.own ?? nothing;
  }

  /** The same function, bound or tainted; what is assigned to one is assigned to the other. */
  with(parts: FunctionParts): FunctionObject {
    const made = new FunctionObject(this.node, this.scope, { ...this.parts(), ...parts });
    made.own = this.props;
    return made;
  }

  private parts(): FunctionParts {
    const { self, boundArgs, class: part, home, accessors, taint } = this;
    return {
      self,
      boundArgs,
      taint,
      ...(part === undefined ? {} : { class: part }),
      ...(home === undefined ? {} : { home }),
      ...(accessors === undefined ? {} : { accessors }),
    };
  }
}

/** The same function, with its `this` and first arguments; all that is no part of it stays. */
export function boundTo(
  callee: FunctionValue,
  self: Value | null,
  boundArgs: readonly Value[] = callee.boundArgs,
): FunctionValue {
  const parts = { self: callee.self ?? self, boundArgs };
  return callee instanceof FunctionObject ? callee.with(parts) : { ...callee, ...parts };
}

/** Prototypes by the functions that were put there: methods as they are written without classes. */
const holders = new WeakMap<FunctionNode, Value>();

export function noteHolder(callee: FunctionValue, prototype: Value): void {
  holders.set(callee.node, prototype);
}

export function holderOf(callee: FunctionValue): Value | undefined {
  return holders.get(callee.node);
}

export function ownProperty(callee: FunctionValue, name: string): Value | undefined {
  return callee instanceof FunctionObject ? callee.peek(name) : callee.props.get(name);
}

export function ownProperties(callee: FunctionValue): ReadonlyMap<string, Value> {
  return callee instanceof FunctionObject ? callee.peekAll() : callee.props;
}
