import type { FunctionHost } from "./functions.ts";
import { construct, recordOf } from "./functions.ts";
import type { Node } from "./machine.ts";
import { reachesOut } from "./prefilter.ts";
import type { CodeSurface } from "./recorder.ts";
import type { Scope } from "./scope.ts";
import { executeList } from "./statements.ts";
import { none } from "./taints.ts";
import { functionTree, type Tree } from "./tree.ts";
import type { Unit } from "./unit.ts";
import type { FunctionValue, Taint, Value } from "./value.ts";
import { eitherOf, unknownValue } from "./values.ts";

interface Postponed {
  readonly body: readonly Tree[];
  readonly from: number;
  readonly scope: Scope;
  readonly gates: readonly Taint[];
}

/** What looking at the rest needs of the interpreter. */
export interface RestHost extends FunctionHost {
  isOpen: boolean;
  surface: CodeSurface;
  gates: Taint[];
  budgeted(steps: number, leisure: number, run: () => void): void;
}

/** What one function that nobody calls may use up, with all that it calls in turn. */
const stepsPerFunction = 20_000;
const leisurePerFunction = 400;
const dormantShare = 0.1;
/**
 * What may be used up before only functions are looked at that themselves name something outside of the
 * package. The largest packages are bundles, in which what merely stands between others tells little.
 */
const thoroughSteps = 600_000;
/** Helpers of a line or two are in every file, and looked at faster than compared. */
const shortestRepeat = 60;

/**
 * Everything that was not reached on the way: functions that nobody was seen to call, and code that a
 * condition passed over. Each is looked at once, in the end, as something that may be called.
 */
export class Rest {
  private pending: FunctionValue[] = [];
  private readonly seen = new WeakSet<Node>();
  private readonly postponed = new Map<Node, Postponed>();
  private readonly texts = new Set<string>();
  /** Functions that were looked at, by the text they stand in. */
  private readonly visited = new Map<Unit, FunctionValue[]>();
  /** Texts in which a function left something tainted for others to find. */
  private readonly keeping = new Set<Unit>();
  private used = 0;

  /** Makes sure that a function is looked at in the end; only the first of each piece of code. */
  remember(callee: FunctionValue): void {
    if (this.seen.has(callee.node)) return;
    this.seen.add(callee.node);
    this.pending.push(callee);
  }

  /** Puts off statements from one on, which a decided condition or an early exit passes over. */
  postpone(body: readonly Tree[], from: number, scope: Scope, gates: readonly Taint[]): void {
    const first = body[from];
    if (first === undefined || this.seen.has(first)) return;
    this.seen.add(first);
    this.postponed.set(first, {
      body,
      from,
      scope,
      gates: gates.length === 0 ? gates : [...gates],
    });
  }

  noteKept(unit: Unit): void {
    this.keeping.add(unit);
  }

  visit(engine: RestHost, surfaceOf: (file: string) => CodeSurface): void {
    const { frame } = engine;
    engine.isOpen = true;
    while (this.pending.length > 0 || this.postponed.size > 0) {
      const { pending } = this;
      this.pending = [];
      for (const callee of pending) this.visitFunction(engine, callee, surfaceOf);
      if (this.pending.length > 0) continue;
      for (const [node, code] of this.postponed) {
        this.postponed.delete(node);
        this.visitCode(engine, code, surfaceOf);
      }
    }
    // Whoever finds what others left behind may have been looked at before them.
    for (const unit of this.keeping) {
      engine.surface = surfaceOf(unit.path);
      for (const callee of this.visited.get(unit) ?? []) this.call(engine, callee);
    }
    this.keeping.clear();
    this.visited.clear();
    engine.frame = frame;
    engine.isOpen = false;
  }

  private visitFunction(
    engine: RestHost,
    callee: FunctionValue,
    surfaceOf: (file: string) => CodeSurface,
  ): void {
    const { unit } = (callee.scope as Scope).frame;
    if (recordOf(callee.node).runs > 0 || this.isPassedOver(engine, callee)) return;
    engine.surface = surfaceOf(unit.path);
    const known = this.visited.get(unit);
    if (known === undefined) this.visited.set(unit, [callee]);
    else known.push(callee);
    this.call(engine, callee);
  }

  /** Packages bring the same code built in several ways; what names nothing outside tells the same in each. */
  private isPassedOver(engine: RestHost, callee: FunctionValue): boolean {
    const { start, end } = callee.node;
    if (end - start < shortestRepeat) return false;
    const text = engine.unitSource(callee);
    const isKnown = this.texts.has(text);
    if (!isKnown) this.texts.add(text);
    return (isKnown || this.used > thoroughSteps) && !reachesOut(text);
  }

  private call(engine: RestHost, callee: FunctionValue): void {
    const before = engine.steps;
    const share = engine.surface === "dormant" ? dormantShare : 1;
    engine.depth = 0;
    engine.budgeted(stepsPerFunction * share, leisurePerFunction * share, () => {
      engine.fork(() => {
        const args = functionTree(callee.node).params.map(() => consumerValue);
        if (callee.class !== undefined) construct(engine, callee, args);
        else engine.invoke(callee, args, selfOf(engine, callee), null);
      });
    });
    this.used += engine.steps - before;
  }

  private visitCode(
    engine: RestHost,
    { body, from, scope, gates }: Postponed,
    surfaceOf: (file: string) => CodeSurface,
  ): void {
    const before = engine.steps;
    engine.surface = surfaceOf(scope.frame.unit.path);
    engine.frame = scope.frame;
    engine.gates = [...gates];
    engine.depth = 0;
    engine.budgeted(stepsPerFunction, leisurePerFunction, () => {
      engine.fork(() => {
        const only = body.length === 1 ? (body[0] as Tree) : null;
        if (only !== null && isExpression(only)) engine.evaluate(only, scope);
        else executeList(engine, body, from, scope);
      });
    });
    engine.gates = [];
    this.used += engine.steps - before;
  }
}

/** What somebody hands in who uses the package. */
const consumerValue: Value = { type: "unknown", isParam: true, taint: none };

/** A method's `this` is an object of its class, so that it finds its sisters. */
function selfOf(engine: RestHost, callee: FunctionValue): Value {
  const { home } = callee;
  if (home?.type !== "object") return home ?? unknownValue;
  const object = engine.newObject();
  object.proto = home;
  return eitherOf([object, unknownValue]);
}

function isExpression(node: Tree): boolean {
  return !/Statement$|Declaration$|StaticBlock|SwitchCase/.test(node.type);
}
