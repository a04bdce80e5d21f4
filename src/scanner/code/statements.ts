import { assignWhole } from "./awaited.ts";
import {
  broke,
  type Completion,
  continued,
  type Engine,
  normal,
  PackageThrow,
  returned,
} from "./engine.ts";
import { evaluateTest } from "./expressions.ts";
import { hoistedIn } from "./hoist.ts";
import { isEqual } from "./operators.ts";
import { Scope } from "./scope.ts";
import { none, union } from "./taints.ts";
import type {
  CatchClause,
  ForInStatement,
  ForOfStatement,
  ForStatement,
  IfStatement,
  SwitchStatement,
  Tree,
  TryStatement,
  TsEnum,
  TsModule,
  VariableDeclaration,
} from "./tree.ts";
import type { Value } from "./value.ts";
import {
  anyKeyOf,
  eitherOf,
  numberValue,
  optionsOf,
  textValue,
  truthOf,
  undefinedValue,
  unknownOf,
} from "./values.ts";

/** Runs a statement in a scope. */
export function executeStatement(engine: Engine, node: Tree, scope: Scope): Completion {
  switch (node.type) {
    case "ExpressionStatement":
      engine.evaluate(node.expression, scope);
      return normal;
    case "VariableDeclaration":
      declare(engine, node, scope);
      return normal;
    case "ReturnStatement":
      scope.frame.returns.push(
        node.argument == null ? undefinedValue : engine.evaluate(node.argument, scope),
      );
      return returned;
    case "IfStatement":
      return conditional(engine, node, scope);
    case "BlockStatement":
    case "StaticBlock":
      return block(engine, node.body, scope);
    case "ForStatement":
      return forLoop(engine, node, scope);
    case "ForInStatement":
    case "ForOfStatement":
      return forEach(engine, node, scope);
    case "WhileStatement":
      return loop(
        engine,
        { test: node.test, update: null, body: node.body, isPostTest: false, node },
        scope,
      );
    case "DoWhileStatement":
      return loop(
        engine,
        { test: node.test, update: null, body: node.body, isPostTest: true, node },
        scope,
      );
    case "SwitchStatement":
      return selection(engine, node, scope);
    case "TryStatement":
      return attempt(engine, node, scope);
    case "ThrowStatement":
      return throwing(engine, engine.evaluate(node.argument, scope));
    case "BreakStatement":
      engine.label = node.label?.name ?? null;
      return broke;
    case "ContinueStatement":
      engine.label = node.label?.name ?? null;
      return continued;
    case "LabeledStatement":
      return labeled(engine, node.body, node.label.name, scope);
    case "FunctionDeclaration":
      // Hoisted at the top of its function; in a block, its name is bound when the block begins.
      return normal;
    case "ClassDeclaration": {
      const made = engine.makeClass(node, scope);
      if (node.id !== null) engine.assign(node.id, made, scope, "let");
      return normal;
    }
    case "WithStatement":
      engine.evaluate(node.object, scope);
      return engine.execute(node.body, scope);
    case "ExportNamedDeclaration":
      return node.declaration == null ? normal : engine.execute(node.declaration, scope);
    case "TSEnumDeclaration":
      if (!node.declare) enumeration(engine, node, scope);
      return normal;
    case "TSModuleDeclaration":
      if (!node.declare) namespace(engine, node, scope);
      return normal;
    default:
      return normal;
  }
}

function declare(engine: Engine, node: VariableDeclaration, scope: Scope): void {
  if ("declare" in node && node.declare === true) return;
  const as = node.kind === "var" ? "var" : node.kind === "const" ? "const" : "let";
  for (const { id, init } of node.declarations) {
    // `var x;` leaves what x is; `let x;` makes it undefined.
    if (init == null) {
      if (as !== "var") engine.assign(id, undefinedValue, scope, as);
      continue;
    }
    assignWhole(engine, id, init, scope, as);
  }
}

/** Runs statements in order. What a decided exit passes over is kept for the end. */
export function executeList(
  engine: Engine,
  body: readonly Tree[],
  from: number,
  scope: Scope,
): Completion {
  const gates = engine.gates.length;
  for (let index = from; index < body.length; index += 1) {
    const node = body[index] as Tree;
    const completion = engine.execute(node, scope);
    if (completion !== normal) {
      const isPlain =
        node.type === "ReturnStatement" ||
        node.type === "ThrowStatement" ||
        node.type === "BreakStatement" ||
        node.type === "ContinueStatement";
      if (!isPlain && index + 1 < body.length) {
        if (engine.isOpen && completion === returned) continue;
        engine.postponeRest(body, index + 1, scope);
      }
      engine.gates.length = gates;
      return completion;
    }
  }
  engine.gates.length = gates;
  return normal;
}

function block(engine: Engine, body: readonly Tree[], scope: Scope): Completion {
  return executeList(engine, body, 0, needsScope(body) ? opened(engine, body, scope) : scope);
}

/** Kept with the list of statements. */
const kept = Symbol("needs a scope");

function needsScope(body: readonly Tree[]): boolean {
  const holder = body as readonly Tree[] & { [kept]?: boolean };
  let answer = holder[kept];
  if (answer === undefined) {
    answer = body.some(
      (node) =>
        node.type === "FunctionDeclaration" ||
        node.type === "ClassDeclaration" ||
        (node.type === "VariableDeclaration" && node.kind !== "var"),
    );
    holder[kept] = answer;
  }
  return answer;
}

function opened(engine: Engine, body: readonly Tree[], scope: Scope): Scope {
  const inner = new Scope(scope, scope.frame, engine.branch, false);
  for (const node of body) {
    if (node.type !== "FunctionDeclaration" || node.id === null) continue;
    const made = engine.makeFunction(node, inner);
    inner.declare(node.id.name, made);
    // Sloppy code sees functions of blocks in the whole function.
    const outer = scope.functionScope().own(node.id.name);
    if (outer !== undefined && outer.value === undefinedValue) outer.value = made;
  }
  return inner;
}

/** Binds what a function body or a program declares before its first statement runs. */
export function hoist(engine: Engine, owner: Tree, body: readonly Tree[], scope: Scope): void {
  const { vars, functions } = hoistedIn(owner, body);
  for (const name of vars) {
    if (scope.own(name) === undefined) scope.declare(name, undefinedValue);
  }
  for (const node of functions) {
    if (node.id !== null) scope.declare(node.id.name, engine.makeFunction(node, scope));
  }
}

function conditional(engine: Engine, first: IfStatement, scope: Scope): Completion {
  // `else if` chains are walked, not descended into.
  let node = first;
  const undecided: (Completion | null)[] = [];
  const gates = engine.gates.length;
  let isExit = false;
  for (;;) {
    const assumptions = engine.assumptions;
    const condition = evaluateTest(engine, node.test, scope);
    const truth = truthOf(condition);
    const alternate: Tree | null = node.alternate ?? null;
    let completion: Completion | null;
    if (truth === true) {
      completion = branch(engine, node.consequent, scope, undecided.length > 0);
      if (alternate !== null)
        passOver(engine, alternate, scope, engine.assumptions !== assumptions);
      undecided.push(completion);
      break;
    }
    if (truth === false) {
      passOver(engine, node.consequent, scope, engine.assumptions !== assumptions);
    } else {
      engine.gates.push(condition.taint);
      completion = branch(engine, node.consequent, scope, true);
      isExit ||= completion !== normal;
      undecided.push(completion);
    }
    if (alternate === null) {
      undecided.push(normal);
      break;
    }
    if (alternate.type !== "IfStatement") {
      undecided.push(branch(engine, alternate, scope, undecided.length > 0));
      break;
    }
    node = alternate;
  }
  // Behind `if (…) return;` everything depends on the condition.
  if (!isExit) engine.gates.length = gates;
  return together(engine, undecided);
}

function branch(engine: Engine, node: Tree, scope: Scope, isMaybe: boolean): Completion | null {
  if (!isMaybe) return engine.execute(node, scope);
  return engine.fork(() => engine.execute(node, scope));
}

function passOver(engine: Engine, node: Tree, scope: Scope, isAssumed: boolean): void {
  if (isAssumed) engine.fork(() => engine.execute(node, scope));
  else engine.postpone(node, scope);
}

/** How several possible ways end; null is one that threw. */
function together(engine: Engine, ways: readonly (Completion | null)[]): Completion {
  let [isNormal, isBroke, isContinued, isReturned] = [false, false, false, false];
  for (const way of ways) {
    if (way === normal) isNormal = true;
    else if (way === broke) isBroke = true;
    else if (way === continued) isContinued = true;
    else isReturned = true;
  }
  const kinds = Number(isNormal) + Number(isBroke) + Number(isContinued) + Number(isReturned);
  if (kinds === 1) return isNormal ? normal : isBroke ? broke : isContinued ? continued : returned;
  if (isBroke) engine.maybeBroke += 1;
  if (isReturned) engine.maybeReturned += 1;
  return isNormal ? normal : isContinued ? continued : broke;
}

interface Loop {
  readonly test: Tree | null;
  readonly update: Tree | null;
  readonly body: Tree;
  readonly isPostTest: boolean;
  readonly node: Tree;
}

function forLoop(engine: Engine, node: ForStatement, scope: Scope): Completion {
  const inner = new Scope(scope, scope.frame, engine.branch, false);
  if (node.init != null) {
    if (node.init.type === "VariableDeclaration") declare(engine, node.init, inner);
    else engine.evaluate(node.init, inner);
  }
  const { test = null, update = null, body } = node;
  return loop(engine, { test, update, body, isPostTest: false, node }, inner);
}

const endless = new WeakSet<Tree>();

/**
 * Runs a loop as long as its condition is known, so that decoders simply run. Once the condition,
 * or an exit, is undecided, or the budget is spent, the body is looked at twice more, as something that may happen.
 */
function loop(
  engine: Engine,
  { test, update, body, isPostTest, node }: Loop,
  scope: Scope,
): Completion {
  const { maybeBroke, maybeReturned, ownLabel: label } = engine;
  const { steps, charWork } = engine;
  let { doubts } = engine;
  let isFirst = true;
  engine.ownLabel = null;
  noteEndless(engine, test, body, node);
  for (;;) {
    let truth: boolean | null = true;
    if (test !== null && !(isPostTest && isFirst)) {
      truth = truthOf(evaluateTest(engine, test, scope));
    }
    if (truth === false) {
      if (isFirst) engine.postpone(body, scope);
      return normal;
    }
    const isLeft = engine.maybeBroke !== maybeBroke || engine.maybeReturned !== maybeReturned;
    engine.maybeBroke = maybeBroke;
    const isDoubtful = engine.doubts !== doubts || isIdle(engine, steps, charWork);
    doubts = engine.doubts;
    if (truth === null || isLeft || isDoubtful || !engine.spend(1)) {
      return undecidedLoop(engine, test, update, body, scope, label);
    }
    isFirst = false;
    const completion = engine.execute(body, scope);
    const end = afterBody(engine, completion, label);
    if (end === "stop") return normal;
    if (end !== "next") return end;
    if (update !== null) engine.evaluate(update, scope);
  }
}

const freeSteps = 60_000;

/** Decoders touch characters all the time; what runs long without doing so is not one of them. */
function isIdle(engine: Engine, steps: number, charWork: number): boolean {
  const used = engine.steps - steps;
  return used > freeSteps && (engine.charWork - charWork) * 64 < used;
}

function undecidedLoop(
  engine: Engine,
  test: Tree | null,
  update: Tree | null,
  body: Tree,
  scope: Scope,
  label: string | null,
): Completion {
  const { maybeBroke, undecidedLoops } = engine;
  // What one round leaves behind, the next may pick up; loops inside are seen twice by that anyway.
  const rounds = undecidedLoops === 0 ? 2 : 1;
  engine.undecidedLoops += 1;
  for (let round = 0; round < rounds; round += 1) {
    const completion = engine.fork(() => engine.execute(body, scope));
    engine.maybeBroke = maybeBroke;
    if (completion !== null && completion !== normal) {
      const end = afterBody(engine, completion, label);
      if (end !== "next" && end !== "stop" && end !== returned) {
        engine.undecidedLoops = undecidedLoops;
        return end;
      }
    }
    engine.fork(() => {
      if (update !== null) engine.evaluate(update, scope);
      if (test !== null && round + 1 < rounds) engine.evaluate(test, scope);
    });
  }
  engine.undecidedLoops = undecidedLoops;
  return normal;
}

/** What an ended loop body means for the loop. */
function afterBody(
  engine: Engine,
  completion: Completion,
  label: string | null,
): "next" | "stop" | Completion {
  if (completion === normal) return "next";
  if (completion === returned) return returned;
  const isOurs = engine.label === null || engine.label === label;
  if (!isOurs) return completion;
  engine.label = null;
  return completion === broke ? "stop" : "next";
}

function labeled(engine: Engine, body: Tree, name: string, scope: Scope): Completion {
  const isLoop = /^(?:For|While|DoWhile)/.test(body.type);
  if (isLoop) engine.ownLabel = name;
  const completion = engine.execute(body, scope);
  engine.ownLabel = null;
  if (completion === broke && engine.label === name) {
    engine.label = null;
    return normal;
  }
  return completion;
}

function noteEndless(engine: Engine, test: Tree | null, body: Tree, node: Tree): void {
  const isForEver = test === null || alwaysHolds(test);
  if (!isForEver || endless.has(node)) return;
  endless.add(node);
  if (!exits(body, 0)) {
    engine.at = node;
    engine.sink("ctx.loop", { names: ["endless"] }, {});
  }
}

/** As far as it is written down: `true`, `1`, `!0`, `i < Infinity`. */
function alwaysHolds(test: Tree): boolean {
  if (test.type === "Literal") return Boolean(test.value);
  if (test.type === "UnaryExpression") {
    return test.operator === "!" && test.argument.type === "Literal" && !test.argument.value;
  }
  return (
    test.type === "BinaryExpression" &&
    /^<=?$|^!==?$/.test(test.operator) &&
    test.right.type === "Identifier" &&
    test.right.name === "Infinity"
  );
}

/** Whether a loop's body can leave it; what waits for something is a loop that polls, not one that hangs. */
function exits(node: Tree, depth: number): boolean {
  if (depth > 60) return true;
  if (/^(?:Break|Return|Throw|Yield|Await)/.test(node.type)) return true;
  for (const child of Object.values(node) as unknown[]) {
    for (const item of Array.isArray(child) ? (child as unknown[]) : [child]) {
      if (
        typeof item === "object" &&
        item !== null &&
        "type" in item &&
        exits(item as Tree, depth + 1)
      ) {
        return true;
      }
    }
  }
  return false;
}

function forEach(engine: Engine, node: ForInStatement | ForOfStatement, scope: Scope): Completion {
  const value = engine.evaluate(node.right, scope);
  const label = engine.ownLabel;
  engine.ownLabel = null;
  const { items, isOpen } =
    node.type === "ForOfStatement" ? engine.iterate(value) : keysOf(engine, value);
  if (items.length === 0 && !isOpen) {
    engine.postpone(node.body, scope);
    return normal;
  }
  const visit = (item: Value): Completion => {
    const inner = new Scope(scope, scope.frame, engine.branch, false);
    if (node.left.type === "VariableDeclaration") {
      const [declared] = node.left.declarations;
      const { kind } = node.left;
      const as = kind === "var" ? "var" : kind === "const" ? "const" : "let";
      if (declared !== undefined) engine.assign(declared.id, item, inner, as);
    } else {
      engine.assign(node.left, item, inner, "write");
    }
    return engine.execute(node.body, inner);
  };
  const { maybeBroke, maybeReturned } = engine;
  let isMaybe = false;
  for (const item of items) {
    isMaybe ||= engine.maybeBroke !== maybeBroke || engine.maybeReturned !== maybeReturned;
    engine.maybeBroke = maybeBroke;
    const completion = isMaybe ? engine.fork(() => visit(item)) : visit(item);
    if (isMaybe && completion === returned) continue;
    const end = afterBody(engine, completion ?? returned, label);
    if (end === "stop") return normal;
    if (end !== "next") return end;
    if (!engine.spend(1)) break;
  }
  if (isOpen) {
    const any =
      value.type === "array"
        ? value.rest
        : value.type === "api" && node.type === "ForInStatement" && engine.wholeOf(value) === value
          ? anyKeyOf(value)
          : null;
    const isEach = any?.type === "unknown" && any.each !== undefined;
    const other = isEach ? any : unknownOf(engine.taintOf(value));
    const { undecidedLoops } = engine;
    engine.undecidedLoops += 1;
    engine.fork(() => visit(other));
    if (undecidedLoops === 0) engine.fork(() => visit(other));
    engine.undecidedLoops = undecidedLoops;
  }
  return normal;
}

function keysOf(engine: Engine, value: Value): { items: readonly Value[]; isOpen: boolean } {
  const items: Value[] = [];
  let isOpen = false;
  for (const option of optionsOf(engine.wholeOf(value))) {
    if (option.type === "object") {
      for (const name of option.props.keys()) items.push(textValue(name));
      isOpen ||= option.rest !== null;
    } else if (option.type === "array") {
      for (let index = 0; index < option.items.length; index += 1)
        items.push(textValue(String(index)));
      isOpen ||= option.rest !== null;
    } else if (option.type === "text" && option.isWhole) {
      for (let index = 0; index < option.value.length; index += 1)
        items.push(textValue(String(index)));
    } else if (option.type === "function") {
      for (const name of option.props.keys()) items.push(textValue(name));
    } else if (option.type !== "primitive") {
      isOpen = true;
    }
  }
  return { items, isOpen };
}

function selection(engine: Engine, node: SwitchStatement, scope: Scope): Completion {
  const value = engine.evaluate(node.discriminant, scope);
  const label = engine.ownLabel;
  engine.ownLabel = null;
  const all = node.cases.flatMap(({ consequent }) => consequent as Tree[]);
  const inner = needsScope(all) ? opened(engine, all, scope) : scope;
  const tests = node.cases.map(({ test }) =>
    test == null ? null : isEqual(engine, value, engine.evaluate(test, inner), true),
  );
  const isDecided = node.cases.every(({ test }, index) => test == null || tests[index] !== null);
  const chosen = tests.indexOf(true);
  const fallback = node.cases.findIndex(({ test }) => test == null);
  if (
    isDecided ||
    (chosen >= 0 &&
      !tests
        .slice(0, chosen)
        .some((test, index) => test === null && node.cases[index]?.test != null))
  ) {
    const from = chosen >= 0 ? chosen : fallback;
    node.cases.forEach(({ consequent }, index) => {
      if (index !== from && consequent.length > 0) engine.postponeRest(consequent, 0, inner);
    });
    if (from < 0) return normal;
    for (const { consequent } of node.cases.slice(from)) {
      const completion = executeList(engine, consequent, 0, inner);
      if (completion === broke && (engine.label === null || engine.label === label)) {
        engine.label = null;
        return normal;
      }
      if (completion !== normal) return completion;
    }
    return normal;
  }
  engine.gates.push(value.taint);
  const ways: (Completion | null)[] = fallback < 0 ? [normal] : [];
  for (const { consequent } of node.cases) {
    if (consequent.length === 0) continue;
    const way = engine.fork(() => executeList(engine, consequent, 0, inner));
    ways.push(way === broke && engine.label === null ? normal : way);
  }
  engine.gates.pop();
  return together(engine, ways);
}

function attempt(engine: Engine, node: TryStatement, scope: Scope): Completion {
  const { block: body, handler = null, finalizer = null } = node;
  let completion: Completion = normal;
  let thrown: PackageThrow | null = null;
  const { risks, remote } = engine;
  engine.remote = none;
  const isSilent = handler !== null && isEmpty(handler);
  if (isSilent) engine.silences += 1;
  if (handler !== null) engine.tries += 1;
  const { depth, frame, gates } = engine;
  const gateCount = gates.length;
  try {
    completion = engine.execute(body, scope);
  } catch (error) {
    if (!(error instanceof PackageThrow)) throw error;
    thrown = error;
    engine.depth = depth;
    engine.frame = frame;
    gates.length = gateCount;
  } finally {
    if (handler !== null) engine.tries -= 1;
    if (isSilent) engine.silences -= 1;
  }
  if (handler !== null) {
    if (thrown !== null) {
      engine.postponeRest(body.body, 0, scope);
      completion = caught(engine, handler, thrown.value, scope);
    } else if (engine.risks !== risks || engine.isOpen) {
      // What a peer answers may arrive as an error, and be run by the handler (EXE-05).
      const error = unknownOf(engine.remote);
      const way = engine.fork(() => caught(engine, handler, error, scope));
      if (completion === returned && way !== returned) completion = normal;
    } else {
      engine.postpone(handler.body, bindError(engine, handler, unknownOf(none), scope));
    }
  }
  engine.remote = union(remote, engine.remote);
  if (finalizer !== null) {
    const last = engine.execute(finalizer, scope);
    if (last !== normal) return last;
  }
  if (handler === null && thrown !== null) throw thrown;
  return completion;
}

function caught(engine: Engine, handler: CatchClause, error: Value, scope: Scope): Completion {
  return engine.execute(handler.body, bindError(engine, handler, error, scope));
}

function bindError(engine: Engine, handler: CatchClause, error: Value, scope: Scope): Scope {
  const inner = new Scope(scope, scope.frame, engine.branch, false);
  if (handler.param != null) engine.assign(handler.param, error, inner, "let");
  return inner;
}

function isEmpty({ body }: CatchClause): boolean {
  return body.body.every(
    (node) =>
      node.type === "EmptyStatement" || (node.type === "ReturnStatement" && node.argument == null),
  );
}

/**
 * A throw that nobody here catches only ends the function: were we wrong about the condition that
 * led to it, everything behind it would stay unseen.
 */
function throwing(engine: Engine, value: Value): Completion {
  if (engine.tries > 0 && !engine.isOpen) throw new PackageThrow(value);
  return returned;
}

function enumeration(engine: Engine, node: TsEnum, scope: Scope): void {
  const made = engine.newObject();
  let next = 0;
  for (const { id, initializer } of node.body.members) {
    const name = id.type === "Identifier" ? id.name : String(id.value);
    const value = initializer === null ? numberValue(next) : engine.evaluate(initializer, scope);
    made.props.set(name, value);
    if (value.type === "primitive" && typeof value.value === "number") {
      next = value.value + 1;
      made.props.set(String(value.value), textValue(name));
    }
  }
  engine.assign(node.id, made, scope, "let");
}

function namespace(engine: Engine, node: TsModule, scope: Scope): void {
  if (node.body === null) return;
  const { body } = node.body;
  if (!Array.isArray(body)) return;
  const inner = new Scope(scope, scope.frame, engine.branch, true);
  const statements = body as readonly Tree[];
  hoist(engine, node.body as Tree, statements, inner);
  executeList(engine, statements, 0, inner);
  const made = engine.newObject();
  for (const name of inner.ownNames()) {
    made.props.set(name, inner.own(name)?.value ?? undefinedValue);
  }
  if (node.id.type !== "Identifier") return;
  const before = scope.own(node.id.name)?.value;
  engine.assign(node.id, before === undefined ? made : eitherOf([before, made]), scope, "let");
}
