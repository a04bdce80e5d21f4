import { holderOf } from "./function-object.ts";
import { recordOf } from "./function-record.ts";
import { construct } from "./functions/construct.ts";
import type { FunctionHost } from "./functions/function-host.ts";
import type { Node } from "./machine.ts";
import { canHarm } from "./prefilter.ts";
import type { Reach } from "./reach.ts";
import type { CodeSurface } from "./recorder.ts";
import type { Scope } from "./scope.ts";
import { executeList } from "./statements/execute-list.ts";
import { none } from "./taints.ts";
import { functionTree, type Tree } from "./tree.ts";
import type { Unit } from "./unit.ts";
import type { FunctionValue, Taint, Value } from "./value.ts";
import { eitherOf, unknownOf, unknownValue } from "./values.ts";

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
const maxTrusted = 64;
/**
 * What may be used up before only functions are looked at that themselves name something outside of the
 * package, and before they have to name what harms. The largest packages are bundles, in which what merely
 * stands between others tells little.
 */
const thoroughSteps = 600_000;
const harmfulSteps = 1_500_000;
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
  /** Functions that hand on what they are trusted with, and the one that is looked at. */
  private readonly trusted = new Set<FunctionValue>();
  private current: FunctionValue | null = null;

  private used = 0;

  constructor(private readonly reach: Reach) {}

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

  noteTrusted(): void {
    const { current } = this;
    if (current === null || this.trusted.size >= maxTrusted) return;
    this.trusted.add(current);
    // What a method is trusted with, it may have been given when its object was made.
    const maker = makerOf(current);
    if (maker !== null) this.trusted.add(maker);
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
    this.visitKeeping(engine, surfaceOf);
    for (const callee of this.trusted) {
      engine.surface = surfaceOf((callee.scope as Scope).frame.unit.path);
      engine.afresh = { within: callee, seen: new Set() };
      this.call(engine, callee, true);
      engine.afresh = null;
    }
    if (this.trusted.size > 0) this.visitKeeping(engine, surfaceOf);
    this.trusted.clear();
    this.keeping.clear();
    this.visited.clear();
    engine.frame = frame;
    engine.isOpen = false;
  }

  /** Whoever finds what others left behind may have been looked at before them. */
  private visitKeeping(engine: RestHost, surfaceOf: (file: string) => CodeSurface): void {
    const units = [...this.keeping];
    this.keeping.clear();
    for (const unit of units) {
      engine.surface = surfaceOf(unit.path);
      for (const callee of this.visited.get(unit) ?? []) this.call(engine, callee);
    }
  }

  private visitFunction(
    engine: RestHost,
    callee: FunctionValue,
    surfaceOf: (file: string) => CodeSurface,
  ): void {
    if (recordOf(callee.node).runs > 0) return;
    const text = engine.unitSource(callee);
    if (this.isPassedOver(text, callee.scope as Scope)) return;
    this.visitOne(engine, callee, surfaceOf);
  }

  /** Packages bring the same code built in several ways; what names nothing outside tells the same in each. */
  private isPassedOver(text: string, scope: Scope): boolean {
    if (this.used > harmfulSteps) return !canHarm(text);
    if (text.length < shortestRepeat) return false;
    const isKnown = this.texts.has(text);
    if (!isKnown) this.texts.add(text);
    return (isKnown || this.used > thoroughSteps) && !this.reach.ofText(text, scope);
  }

  private visitOne(
    engine: RestHost,
    callee: FunctionValue,
    surfaceOf: (file: string) => CodeSurface,
  ): void {
    const { unit } = (callee.scope as Scope).frame;
    engine.surface = surfaceOf(unit.path);
    const known = this.visited.get(unit);
    if (known === undefined) this.visited.set(unit, [callee]);
    else known.push(callee);
    this.call(engine, callee);
  }

  private call(engine: RestHost, callee: FunctionValue, isTrusted = false): void {
    const before = engine.steps;
    this.current = isTrusted ? null : callee;
    const share = engine.surface === "dormant" ? dormantShare : 1;
    engine.depth = 0;
    engine.budgeted(stepsPerFunction * share, leisurePerFunction * share, () => {
      engine.fork(() => {
        const { params } = functionTree(callee.node);
        const args = params.map((param) =>
          isTrusted ? trustedValue(engine, callee, param) : consumerValue,
        );
        if (callee.class !== undefined) construct(engine, callee, args);
        else engine.invoke(callee, args, selfOf(engine, callee, isTrusted), null);
      });
    });
    this.current = null;
    this.used += engine.steps - before;
  }

  private visitCode(
    engine: RestHost,
    { body, from, scope, gates }: Postponed,
    surfaceOf: (file: string) => CodeSurface,
  ): void {
    const { source } = scope.frame.unit;
    const text = source.slice(body[from]?.start ?? 0, body.at(-1)?.end ?? 0);
    if (this.used > harmfulSteps && !canHarm(text)) return;
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

/** What somebody hands in to be hashed, checked or signed with; where it goes besides matters (EXF-16). */
function trustedValue(engine: RestHost, callee: FunctionValue, param: Tree): Value {
  engine.frame = (callee.scope as Scope).frame;
  engine.at = param;
  const taint = engine.source("src.param", { api: "wrapped" });
  return { type: "unknown", isParam: true, taint };
}

/** Objects of classes as their constructors leave them, made once for all of their methods. */
const made = new WeakMap<Value, Value>();

/**
 * A method's `this` is an object of its class, so that it finds its sisters, and what the constructor
 * put there. Each method has its own: what one of them leaves in it says little about another.
 */
function selfOf(engine: RestHost, callee: FunctionValue, isTrusted: boolean): Value {
  const home = callee.home ?? holderOf(callee);
  if (home?.type !== "object") return home ?? unknownValue;
  const maker = makerOf(callee);
  let object = isTrusted ? undefined : made.get(home);
  const isBundled = (callee.scope as Scope).frame.unit.source.length > maxOwnState;
  if (object === undefined && maker !== null && !isBundled) {
    const args = functionTree(maker.node).params.map((param) =>
      isTrusted ? trustedValue(engine, maker, param) : consumerValue,
    );
    object = engine.fork(() => construct(engine, maker, args)) ?? undefined;
    if (object !== undefined && !isTrusted) made.set(home, object);
  }
  const self = engine.newObject();
  self.proto = home;
  if (object?.type === "object") {
    const room = { left: maxCopied };
    for (const [name, value] of object.props) {
      // What seems to come from everywhere comes from nowhere in particular.
      const isBlurred = engine.taintOf(value).atoms.length > maxOrigins;
      self.props.set(name, isBlurred ? unknownValue : copyOf(engine, value, 0, room));
    }
  }
  return eitherOf([self, unknownValue]);
}

/** The constructor of the class that a function is a method of. */
function makerOf(callee: FunctionValue): FunctionValue | null {
  const home = callee.home ?? holderOf(callee);
  const maker = home?.type === "object" ? home.props.get("constructor") : undefined;
  return maker?.type === "function" && maker.node !== callee.node ? maker : null;
}

/** In larger files, what one object holds seems to come from everywhere. */
const maxOwnState = 128 * 1024;
const maxOrigins = 4;
const maxCopied = 64;
const maxCopyDepth = 3;

function copyOf(engine: RestHost, value: Value, depth: number, room: { left: number }): Value {
  if (value.type !== "array" && value.type !== "object") return value;
  room.left -= 1;
  if (depth > maxCopyDepth || room.left < 0) return unknownOf(engine.taintOf(value));
  if (value.type === "array") {
    const items = value.items.slice(0, maxCopied);
    const copy = engine.newArray(
      items.map((item) => copyOf(engine, item, depth + 1, room)),
      value.taint,
      value.of,
    );
    copy.rest = items.length < value.items.length ? unknownValue : value.rest;
    return copy;
  }
  const copy = engine.newObject(new Map(), value.taint);
  if (value.kind !== undefined) copy.kind = value.kind;
  copy.proto = value.proto;
  copy.rest = value.rest;
  if (value.accessors !== undefined) copy.accessors = value.accessors;
  for (const [name, inner] of value.props) {
    copy.props.set(name, copyOf(engine, inner, depth + 1, room));
  }
  return copy;
}

function isExpression(node: Tree): boolean {
  return !/Statement$|Declaration$|StaticBlock|SwitchCase/.test(node.type);
}
