import { assignWhole } from "./awaited.ts";
import { concatenate, joinSpelled, toKey } from "./coerce.ts";
import type { Engine } from "./engine.ts";
import { gateBits, gateOfVariable } from "./gates.ts";
import { variableKind } from "./lists/variables.ts";
import { noteHarm } from "./models/harm.ts";
import { recipientsOf } from "./models/recipients.ts";
import { binary, unary } from "./operators.ts";
import type { Scope } from "./scope.ts";
import { bitOf, none, union, withThrough } from "./taints.ts";
import type {
  AssignmentExpression,
  BinaryExpression,
  CallExpression,
  JsxElement,
  LogicalExpression,
  MemberExpression,
  NewExpression,
  ObjectExpression,
  TaggedTemplateExpression,
  TemplateLiteral,
  Tree,
  UpdateExpression,
} from "./tree.ts";
import type { Accessor, Value } from "./value.ts";
import {
  addTaint,
  eitherOf,
  isConstant,
  isNullish,
  maxItems,
  numberValue,
  optionsOf,
  primitiveValue,
  textValue,
  truthOf,
  undefinedValue,
  unknownOf,
} from "./values.ts";

/** What an expression is worth in a scope, with everything that happens on the way. */
export function evaluateExpression(engine: Engine, node: Tree, scope: Scope): Value {
  switch (node.type) {
    case "Identifier":
      return identifier(engine, node.name, scope);
    case "Literal":
      return literal(engine, node);
    case "MemberExpression":
      return member(engine, node, scope).value;
    case "CallExpression":
      return call(engine, node, scope);
    case "BinaryExpression":
      return node.operator === "+"
        ? additions(engine, node, scope)
        : binary(
            engine,
            node.operator,
            isPresenceCheck(node)
              ? evaluateTest(engine, node.left as Tree, scope)
              : engine.evaluate(node.left, scope),
            engine.evaluate(node.right, scope),
          );
    case "AssignmentExpression":
      return assignment(engine, node, scope);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return engine.makeFunction(node, scope);
    case "ObjectExpression":
      return object(engine, node, scope);
    case "ArrayExpression":
      return array(engine, node, node.elements, scope);
    case "ConditionalExpression":
      return conditional(engine, node.test, node.consequent, node.alternate, scope);
    case "LogicalExpression":
      return logical(engine, node, scope);
    case "UnaryExpression":
      if (node.operator === "delete") return deletion(engine, node.argument, scope);
      if (node.operator === "typeof") return typeOf(engine, node.argument, scope);
      if (node.operator === "!") return evaluateTest(engine, node, scope);
      return unary(engine, node.operator, engine.evaluate(node.argument, scope));
    case "UpdateExpression":
      return update(engine, node, scope);
    case "SequenceExpression": {
      let last: Value = undefinedValue;
      for (const expression of node.expressions) last = engine.evaluate(expression, scope);
      return last;
    }
    case "TemplateLiteral":
      return template(engine, node, scope);
    case "TaggedTemplateExpression":
      return taggedTemplate(engine, node, scope);
    case "NewExpression":
      return construct(engine, node, scope);
    case "ThisExpression":
      return (scope.frame.lexical ?? scope.frame).self;
    case "ClassExpression":
      return engine.makeClass(node, scope);
    case "ChainExpression":
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
    case "JSXExpressionContainer":
    case "JSXSpreadChild":
      return engine.evaluate(node.expression, scope);
    case "AwaitExpression":
      return engine.evaluate(node.argument, scope);
    case "YieldExpression":
      return yielded(engine, node.argument ?? null, node.delegate, scope);
    case "ImportExpression":
      engine.at = node;
      return engine.loadByValue(engine.evaluate(node.source, scope));
    case "MetaProperty":
      if (node.meta.name === "import") return scope.lookup("import.meta")?.value ?? unknownOf(none);
      return (scope.frame.lexical ?? scope.frame).newTarget ?? undefinedValue;
    case "JSXElement":
      return jsxElement(engine, node, scope);
    case "JSXFragment":
      for (const child of node.children) engine.evaluate(child, scope);
      return unknownOf(none);
    case "JSXText":
      return textValue(node.value);
    case "JSXIdentifier":
      return /^[a-z]/.test(node.name) ? textValue(node.name) : identifier(engine, node.name, scope);
    case "JSXMemberExpression":
      engine.evaluate(node.object, scope);
      return unknownOf(none);
    default:
      return unknownOf(none);
  }
}

function identifier(engine: Engine, name: string, scope: Scope): Value {
  const binding = scope.lookup(name);
  if (binding !== undefined) return binding.value;
  if (name === "arguments") {
    const frame = scope.frame.lexical ?? scope.frame;
    return engine.newArray([...frame.args]);
  }
  return engine.getMember(engine.api("global"), name);
}

function literal(engine: Engine, node: Tree & { type: "Literal" }): Value {
  const { value } = node;
  if (typeof value === "string") {
    return value.length < 64 ? textValue(value) : engine.literal(node, value);
  }
  if (typeof value === "number") return numberValue(value);
  if (node.regex != null) {
    const { pattern = "", flags = "" } = node.regex;
    const source = pattern.length < 64 ? textValue(pattern) : engine.literal(node, pattern);
    return regExpObject(engine, source, flags);
  }
  if (typeof value === "bigint") return primitiveValue(value);
  if (node.bigint != null)
    return /^\d{1,300}$/.test(node.bigint) ? primitiveValue(BigInt(node.bigint)) : unknownOf(none);
  if (value === null || typeof value === "boolean") return primitiveValue(value);
  return unknownOf(none);
}

export function regExpObject(engine: Engine, source: Value, flags: string): Value {
  const made = engine.newObject(
    new Map<string, Value>([
      ["source", source],
      ["flags", textValue(flags)],
      ["global", primitiveValue(flags.includes("g"))],
      ["lastIndex", numberValue(0)],
    ]),
    source.taint,
  );
  made.kind = "RegExp";
  return made;
}

/** Chains of `+` lean to the left and may be thousands long: they are walked, not descended into. */
function additions(engine: Engine, node: BinaryExpression, scope: Scope): Value {
  const rights: Tree[] = [];
  let left: Tree = node;
  while (left.type === "BinaryExpression" && left.operator === "+") {
    rights.push(left.right);
    left = left.left;
  }
  let sum = engine.evaluate(left, scope);
  for (let index = rights.length - 1; index >= 0; index -= 1) {
    const right = engine.evaluate(rights[index] as Tree, scope);
    sum =
      sum.type === "text" || right.type === "text"
        ? concatenate(engine, sum, right)
        : binary(engine, "+", sum, right);
  }
  return sum;
}

const variables = "global.process.env";

/**
 * The value of a condition. Whether a variable of the environment is set at all is no reading of it:
 * code that only asks for a token has not got it.
 */
export function evaluateTest(engine: Engine, node: Tree, scope: Scope): Value {
  switch (node.type) {
    case "ParenthesizedExpression":
    case "ChainExpression":
      return evaluateTest(engine, node.expression, scope);
    case "UnaryExpression":
      if (node.operator === "!")
        return unary(engine, "!", evaluateTest(engine, node.argument, scope));
      return engine.evaluate(node, scope);
    case "LogicalExpression":
      return logical(engine, node, scope, true);
    case "MemberExpression": {
      if (node.object.type === "Super") return engine.evaluate(node, scope);
      const object = engine.evaluate(node.object, scope);
      if (object.type === "api" && object.name === variables && !node.computed) {
        return variablePresence(engine, node, object);
      }
      return memberOf(engine, node, object, scope).value;
    }
    default:
      return engine.evaluate(node, scope);
  }
}

function variablePresence(engine: Engine, node: MemberExpression, object: Value): Value {
  const name = propertyName(node.property as Tree);
  const written = object.type === "api" ? object.props.get(name) : undefined;
  if (written !== undefined) return written;
  engine.at = node;
  if (variableKind(name) !== "config") engine.use("env", name);
  return unknownOf(withThrough(none, gateOfVariable(name)));
}

/** `x === undefined` and `x == null` only ask whether x is there. */
function isPresenceCheck({ operator, right }: BinaryExpression): boolean {
  if (!/^[!=]==?$/.test(operator)) return false;
  if (right.type === "Identifier") return right.name === "undefined";
  return right.type === "Literal"
    ? right.raw === "null"
    : right.type === "UnaryExpression" && right.operator === "void";
}

interface Reference {
  readonly object: Value;
  readonly value: Value;
  readonly isShort: boolean;
}

function member(engine: Engine, node: MemberExpression, scope: Scope): Reference {
  return memberOf(engine, node, objectOf(engine, node, scope), scope);
}

function memberOf(engine: Engine, node: MemberExpression, object: Value, scope: Scope): Reference {
  if (node.optional && isNullish(object) === true) {
    return { object, value: undefinedValue, isShort: true };
  }
  engine.at = node;
  const { property } = node;
  if (!node.computed) {
    const key = propertyName(property as Tree);
    if (node.object.type === "Super") return superMember(engine, object, key, scope);
    return { object, value: asPlace(key, engine.getMember(object, key)), isShort: false };
  }
  const key = engine.evaluate(property as Tree, scope);
  engine.at = node;
  return { object, value: engine.getByValue(object, key), isShort: false };
}

const places = /^country(?:_?(?:name|code|code2|iso|iso_code))?$/i;

/** `answer.country`: whoever asks for it wants to know where it runs. */
export function asPlace(key: string, value: Value): Value {
  if (value.type !== "unknown" || value.taint.atoms.length === 0 || !places.test(key)) return value;
  return addTaint(value, none, gateBits.country);
}

function objectOf(engine: Engine, node: MemberExpression, scope: Scope): Value {
  if (node.object.type !== "Super") return engine.evaluate(node.object, scope);
  const frame = scope.frame.lexical ?? scope.frame;
  const home = frame.callee?.home;
  if (home?.type === "object") return home.proto ?? unknownOf(none);
  if (home?.type === "function") return home.class?.base ?? unknownOf(none);
  return unknownOf(none);
}

function superMember(engine: Engine, base: Value, key: string, scope: Scope): Reference {
  const self = (scope.frame.lexical ?? scope.frame).self;
  return { object: self, value: engine.getInherited(base, key, self), isShort: false };
}

export function propertyName(property: Tree): string {
  if (property.type === "Identifier") return property.name;
  if (property.type === "PrivateIdentifier") return `#${property.name}`;
  if (property.type === "Literal") return String(property.value);
  return "";
}

/** The name of a property in a literal, a class or a pattern; null when it is not known. */
export function keyOf(
  engine: Engine,
  node: { readonly key: Tree; readonly computed?: boolean },
  scope: Scope,
): { readonly name: string | null; readonly value: Value } {
  if (node.computed !== true) {
    const name = propertyName(node.key);
    return { name, value: textValue(name) };
  }
  const value = engine.evaluate(node.key, scope);
  return { name: toKey(engine, value), value };
}

function args(engine: Engine, nodes: readonly Tree[], scope: Scope): Value[] {
  const values: Value[] = [];
  for (const node of nodes) {
    if (node.type !== "SpreadElement") {
      values.push(engine.evaluate(node, scope));
      continue;
    }
    const list = engine.evaluate(node.argument, scope);
    const { items, isOpen } = engine.iterate(list);
    for (const item of items.slice(0, 70_000)) values.push(item);
    if (isOpen && items.length === 0) {
      const other = unknownOf(engine.taintOf(list));
      values.push(other, other, other);
    }
  }
  return values;
}

function call(engine: Engine, node: CallExpression, scope: Scope): Value {
  const { callee } = node;
  let self: Value | null = null;
  let target: Value;
  if (callee.type === "Super") return superCall(engine, args(engine, node.arguments, scope), scope);
  const inner = callee.type === "ParenthesizedExpression" ? callee.expression : callee;
  if (inner.type === "MemberExpression") {
    const reference = member(engine, inner, scope);
    if (reference.isShort) return undefinedValue;
    self = reference.object;
    target = reference.value;
  } else {
    target = engine.evaluate(inner, scope);
  }
  if (node.optional && isNullish(target) === true) {
    return undefinedValue;
  }
  const values = args(engine, node.arguments, scope);
  engine.at = node;
  const called = engine.callValue(target, values, self);
  const result = isBound(inner, target) ? asFunction(engine, called) : called;
  if (self === null || inner.type !== "MemberExpression" || target.type === "function")
    return result;
  if (target.type !== "unknown") {
    if (self.type === "instance") fillIn(engine, inner.object as Tree, self, values, scope);
    return result;
  }
  fillIn(engine, inner.object as Tree, self, values, scope);
  handOn(engine, inner, self, values);
  if (!inner.computed) noteGiven(engine, propertyName(inner.property as Tree), values);
  const isNamed = !inner.computed && result.taint.atoms.length > 0;
  const bit = !isNamed ? 0 : (changing.get(propertyName(inner.property as Tree)) ?? 0);
  return bit === 0 ? result : addTaint(result, none, bit);
}

function isBound(callee: Tree, target: Value): boolean {
  if (callee.type !== "MemberExpression" || callee.computed) return false;
  return propertyName(callee.property as Tree) === "bind" && target.type !== "function";
}

/** What is bound to something is a function and no text, whoever it is. */
function asFunction(engine: Engine, called: Value): Value {
  const options = optionsOf(called);
  if (options.every(({ type }) => type !== "unknown")) return called;
  return eitherOf(
    options.map((one) =>
      one.type === "unknown" ? engine.instance("BoundFunction", {}, one.taint) : one,
    ),
  );
}

/** What somebody else's object is asked to do tells something by its name and by what is written out. */
function noteGiven(engine: Engine, method: string, values: readonly Value[]): void {
  noteHarm(engine, method, values);
  if (!/^(?:send|transfer|sign|pay|request$|post$)/i.test(method)) return;
  const names = values.flatMap((value) => recipientsOf(engine, value));
  if (names.length === 0) return;
  const destination = { class: "param", host: null, isPlainHttp: false } as const;
  engine.sink("snk.net", { api: method, destination, names }, { body: engine.array(values) });
}

const handing = new Set([
  "then",
  "map",
  "forEach",
  "flatMap",
  "filter",
  "finally",
  "catch",
  "pipe",
]);

/** `answer.then(eval)`: what is not known is handed to something that is. */
function handOn(
  engine: Engine,
  callee: MemberExpression,
  self: Value,
  values: readonly Value[],
): void {
  const [callback] = values;
  const { taint } = self;
  if (taint.atoms.length === 0 || callee.computed || callback === undefined) return;
  const name = propertyName(callee.property as Tree);
  if (callback.type === "instance" && /^pipe(?:To|Through)?$/.test(name)) {
    const write = engine.getMember(callback, "write");
    engine.fork(() => engine.callValue(write, [unknownOf(taint)], callback));
    return;
  }
  if (callback.type !== "api" || callback.builtin !== undefined || !handing.has(name)) return;
  engine.fork(() => engine.callValue(callback, [unknownOf(taint)], null));
}

/** What methods do to a text or list that is not known. */
const changing = new Map([
  ["reverse", bitOf("reverse")],
  ["slice", bitOf("slice")],
  ["substr", bitOf("slice")],
  ["substring", bitOf("slice")],
  ["split", bitOf("splitjoin")],
  ["charCodeAt", bitOf("charcode")],
]);

/**
 * What a method of somebody unknown is given may stay in the object: a form, a hash, a buffer. The
 * variable that holds it remembers where that came from.
 */
function fillIn(
  engine: Engine,
  object: Tree,
  self: Value,
  values: readonly Value[],
  scope: Scope,
): void {
  if (object.type !== "Identifier" || values.length === 0) return;
  const { atoms } = engine.taintOf(...values);
  if (atoms.length === 0) return;
  const binding = scope.lookup(object.name);
  if (binding?.value === self) binding.value = addTaint(self, { atoms, through: 0 });
}

function superCall(engine: Engine, values: readonly Value[], scope: Scope): Value {
  const frame = scope.frame.lexical ?? scope.frame;
  const home = frame.callee;
  const base = home?.class?.base ?? null;
  if (home === null || base === null) return undefinedValue;
  if (base.type === "function") {
    engine.invoke(base, values, frame.self, frame.newTarget ?? home);
  } else {
    adopt(engine, frame.self, engine.callValue(base, values, null, true));
  }
  for (const field of home.class?.fields ?? []) field(frame.self);
  return undefinedValue;
}

/** What a foreign base class made becomes what the object falls back on. */
export function adopt(engine: Engine, object: Value, base: Value): void {
  if (object.type !== "object") return;
  // Classes share their prototypes, so that the object gets a chain of its own.
  if (base.type === "instance") object.proto = chainTo(engine, object.proto, base, 0);
  else object.rest ??= unknownOf(engine.taintOf(base));
}

function chainTo(engine: Engine, proto: Value | null, base: Value, depth: number): Value {
  if (proto?.type !== "object" || depth > 16) return base;
  const copy = engine.newObject(proto.props, proto.taint);
  if (proto.accessors !== undefined) copy.accessors = proto.accessors;
  copy.proto = chainTo(engine, proto.proto, base, depth + 1);
  return copy;
}

function construct(engine: Engine, node: NewExpression, scope: Scope): Value {
  const callee = engine.evaluate(node.callee, scope);
  const values = args(engine, node.arguments, scope);
  engine.at = node;
  return engine.callValue(callee, values, null, true);
}

function assignment(engine: Engine, node: AssignmentExpression, scope: Scope): Value {
  const { left, operator } = node;
  if (operator === "=") {
    return assignWhole(engine, left, node.right, scope, "write");
  }
  const before = engine.evaluate(left, scope);
  if (operator === "||=" || operator === "&&=" || operator === "??=") {
    const condition = operator === "??=" ? isNullish(before) : truthOf(before);
    const assigns = operator !== "||=";
    if (condition === !assigns) {
      engine.postpone(node.right, scope);
      return before;
    }
    if (condition === assigns) {
      const value = engine.evaluate(node.right, scope);
      engine.assign(left, value, scope, "write");
      return value;
    }
    const value = engine.fork(() => {
      const maybe = engine.evaluate(node.right, scope);
      engine.assign(left, maybe, scope, "write");
      return maybe;
    });
    return value === null ? before : eitherOf([before, value]);
  }
  const right = engine.evaluate(node.right, scope);
  const value = binary(engine, operator.slice(0, -1), before, right);
  engine.assign(left, value, scope, "write");
  return value;
}

function update(engine: Engine, node: UpdateExpression, scope: Scope): Value {
  const before = engine.evaluate(node.argument, scope);
  const number =
    before.type === "primitive" && typeof before.value !== "bigint"
      ? numberValue(Number(before.value), before.taint)
      : unary(engine, "+", before);
  const after = binary(engine, node.operator === "++" ? "+" : "-", number, numberValue(1));
  engine.assign(node.argument, after, scope, "write");
  return node.prefix ? after : number;
}

function object(engine: Engine, node: ObjectExpression, scope: Scope): Value {
  const made = engine.newObject();
  for (const property of node.properties) {
    if (property.type === "SpreadElement") {
      spreadInto(engine, made, engine.evaluate(property.argument, scope));
      continue;
    }
    const { name, value: key } = keyOf(engine, property, scope);
    const isAccessor = property.kind === "get" || property.kind === "set";
    const isMethod = isAccessor || property.method;
    const value = isMethod
      ? engine.makeFunction(property.value, scope, made)
      : engine.evaluate(property.value, scope);
    if (name === null) made.rest = made.rest === null ? value : eitherOf([made.rest, value]);
    else if (isAccessor) setAccessor(made, name, property.kind === "get", value);
    else if (name === "__proto__" && !property.computed && !property.shorthand) made.proto = value;
    else made.props.set(name, key.taint === none ? value : addTaint(value, key.taint));
  }
  return made;
}

export function setAccessor(
  holder: { accessors?: Map<string, Accessor> },
  name: string,
  isGetter: boolean,
  value: Value,
): void {
  holder.accessors ??= new Map();
  const before = holder.accessors.get(name);
  holder.accessors.set(
    name,
    isGetter ? { get: value, set: before?.set ?? null } : { get: before?.get ?? null, set: value },
  );
}

/** `{...source}` and `Object.assign`. */
export function spreadInto(engine: Engine, target: Value, source: Value): void {
  const whole = engine.wholeOf(source);
  if (target.type !== "object" && target.type !== "function" && target.type !== "api") return;
  switch (whole.type) {
    case "object": {
      for (const [name, value] of whole.props) engine.setMember(target, name, value);
      for (const name of whole.accessors?.keys() ?? []) {
        engine.setMember(target, name, engine.getMember(whole, name));
      }
      if (target.type === "object") {
        target.taint = union(target.taint, whole.taint);
        if (whole.rest !== null)
          target.rest = target.rest === null ? whole.rest : eitherOf([target.rest, whole.rest]);
      }
      return;
    }
    case "function":
      for (const [name, value] of whole.props) engine.setMember(target, name, value);
      return;
    case "array":
      whole.items.slice(0, 1000).forEach((item, index) => {
        engine.setMember(target, String(index), item);
      });
      return;
    case "either":
      engine.fork(() => {
        for (const option of whole.options) spreadInto(engine, target, option);
      });
      return;
    case "api":
      // `{...require("fs")}` still is that module.
      if (target.type === "object") {
        for (const [name, value] of whole.props) target.props.set(name, value);
        if (target.proto === null) target.proto = whole;
        else target.rest ??= unknownOf(none);
      }
      return;
    case "instance":
    case "unknown":
      if (target.type === "object") {
        const more = unknownOf(engine.taintOf(whole));
        target.rest = target.rest === null ? more : eitherOf([target.rest, more]);
        target.taint = union(target.taint, engine.taintOf(whole));
      }
      return;
    default:
      return;
  }
}

function array(
  engine: Engine,
  node: Tree,
  elements: readonly (Tree | null)[],
  scope: Scope,
): Value {
  const made = engine.newArray([]);
  let numbers = 0;
  for (const element of elements) {
    if (element === null) {
      made.items.push(undefinedValue);
    } else if (element.type === "SpreadElement") {
      const { items, isOpen } = engine.iterate(engine.evaluate(element.argument, scope));
      const hasRoom =
        made.items.length + items.length <= maxItems && engine.spend(items.length >> 4);
      if (hasRoom) for (const item of items) made.items.push(item);
      if (isOpen || !hasRoom)
        made.rest = eitherOf([...(made.rest === null ? [] : [made.rest]), unknownOf(none)]);
    } else {
      const item = engine.evaluate(element, scope);
      if (item.type === "primitive" && typeof item.value === "number") numbers += 1;
      made.items.push(item);
    }
  }
  if (numbers >= 64 && numbers > elements.length * 0.9) {
    engine.at = node;
    made.taint = union(
      made.taint,
      engine.source("src.blob", { blob: { form: "numbers", length: numbers } }),
    );
  }
  return made;
}

function conditional(
  engine: Engine,
  test: Tree,
  consequent: Tree,
  alternate: Tree,
  scope: Scope,
): Value {
  const assumptions = engine.assumptions;
  const condition = evaluateTest(engine, test, scope);
  const truth = truthOf(condition);
  if (truth !== null) {
    const [taken, passed] = truth ? [consequent, alternate] : [alternate, consequent];
    const value = engine.evaluate(taken, scope);
    if (engine.assumptions !== assumptions) engine.fork(() => engine.evaluate(passed, scope));
    else engine.postpone(passed, scope);
    return value;
  }
  engine.gates.push(condition.taint);
  const a = engine.fork(() => engine.evaluate(consequent, scope));
  const b = engine.fork(() => engine.evaluate(alternate, scope));
  engine.gates.pop();
  return eitherOf([a ?? undefinedValue, b ?? undefinedValue]);
}

/** As a condition, the answer remembers by what each part of it decides. */
function logical(engine: Engine, node: LogicalExpression, scope: Scope, isTest = false): Value {
  // `a && b && c && …` leans to the left as well.
  const parts: LogicalExpression[] = [];
  let first: Tree = node;
  while (first.type === "LogicalExpression") {
    parts.push(first);
    first = first.left;
  }
  const assumptions = engine.assumptions;
  const gates = engine.gates.length;
  // What stands left of `&&` is only asked whether it holds.
  let value =
    parts.at(-1)?.operator === "&&"
      ? evaluateTest(engine, first, scope)
      : engine.evaluate(first, scope);
  for (let index = parts.length - 1; index >= 0; index -= 1) {
    const { operator, right } = parts[index] as LogicalExpression;
    const condition = operator === "??" ? isNullish(value) : truthOf(value);
    const needsRight = operator === "||" ? condition === false : condition === true;
    if (condition !== null && !needsRight) {
      if (engine.assumptions !== assumptions) engine.fork(() => engine.evaluate(right, scope));
      else engine.postpone(right, scope);
    } else if (condition !== null) {
      value = engine.evaluate(right, scope);
    } else {
      const left = value;
      engine.gates.push(left.taint);
      const maybe = engine.fork(() => engine.evaluate(right, scope));
      // What is on the left of `&&` only comes out when it is falsy, and then nobody uses it.
      const kept = operator === "&&" ? [] : [left];
      value = eitherOf([...kept, maybe ?? unknownOf(none)]);
    }
  }
  const asked = isTest ? engine.gates.slice(gates) : [];
  engine.gates.length = gates;
  if (asked.length === 0 || truthOf(value) !== null) return value;
  let taint = engine.judged(value.taint);
  for (const gate of asked) taint = union(taint, engine.judged(gate));
  return unknownOf(taint);
}

function deletion(engine: Engine, target: Tree, scope: Scope): Value {
  const inner = target.type === "ChainExpression" ? target.expression : target;
  if (inner.type === "MemberExpression") {
    const object = engine.evaluate(inner.object, scope);
    const key = inner.computed
      ? toKey(engine, engine.evaluate(inner.property as Tree, scope))
      : propertyName(inner.property as Tree);
    if (object.type === "object" && key !== null && engine.isCertain(object.born)) {
      object.props.delete(key);
      object.accessors?.delete(key);
    }
  }
  return primitiveValue(true);
}

/** `typeof name` of a name that nobody declares must not count as a use of it. */
function typeOf(engine: Engine, argument: Tree, scope: Scope): Value {
  return unary(engine, "typeof", evaluateTest(engine, argument, scope));
}

function template(engine: Engine, node: TemplateLiteral, scope: Scope): Value {
  const pieces: Value[] = [];
  node.quasis.forEach((quasi, index) => {
    const cooked = quasi.value.cooked ?? quasi.value.raw;
    if (cooked !== "")
      pieces.push(cooked.length < 64 ? textValue(cooked) : engine.literal(quasi, cooked));
    const expression = node.expressions[index];
    if (expression !== undefined) pieces.push(engine.wholeOf(engine.evaluate(expression, scope)));
  });
  const [only] = pieces;
  if (only === undefined) return textValue("");
  if (pieces.length === 1 && only.type === "text") return only;
  const constants = pieces.filter(isConstant).length;
  const isJoined = constants > 1 && constants === pieces.length;
  const text = joinSpelled(engine, pieces, none) ?? unknownOf(engine.taintOf(...pieces));
  return isJoined ? addTaint(text, none, bitOf("joined")) : text;
}

function taggedTemplate(engine: Engine, node: TaggedTemplateExpression, scope: Scope): Value {
  const { tag, quasi } = node;
  let self: Value | null = null;
  let target: Value;
  if (tag.type === "MemberExpression") {
    const reference = member(engine, tag, scope);
    self = reference.object;
    target = reference.value;
  } else {
    target = engine.evaluate(tag, scope);
  }
  const strings = engine.newArray(
    quasi.quasis.map((part) => {
      const cooked = part.value.cooked;
      return cooked == null ? undefinedValue : engine.literal(part, cooked);
    }),
  );
  const raw = engine.newArray(quasi.quasis.map((part) => engine.literal(part, part.value.raw)));
  engine.setMember(strings, "raw", raw);
  const values = quasi.expressions.map((expression) => engine.evaluate(expression, scope));
  engine.at = node;
  return engine.callValue(target, [strings, ...values], self);
}

function yielded(engine: Engine, argument: Tree | null, isAll: boolean, scope: Scope): Value {
  const value = argument === null ? undefinedValue : engine.evaluate(argument, scope);
  const yields = (scope.frame.lexical ?? scope.frame).yields ?? scope.frame.yields;
  if (yields !== null && yields.length < 10_000) {
    if (isAll) yields.push(...engine.iterate(value).items.slice(0, 1000));
    else yields.push(value);
  }
  return unknownOf(none);
}

/** A component is not called here; what is handed to it goes to somebody unknown. */
function jsxElement(engine: Engine, node: JsxElement, scope: Scope): Value {
  const { name, attributes } = node.openingElement;
  const props: Value[] = [];
  const type = engine.evaluate(name, scope);
  for (const attribute of attributes) {
    if (attribute.type === "JSXSpreadAttribute") {
      props.push(engine.evaluate(attribute.argument, scope));
    } else if (attribute.value !== null) {
      props.push(engine.evaluate(attribute.value, scope));
    }
  }
  const children = node.children.map((child) => engine.evaluate(child, scope));
  return unknownOf(withThrough(engine.taintOf(type, ...props, ...children), 0));
}
