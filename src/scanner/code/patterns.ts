import type { Engine } from "./engine.ts";
import { asPlace, keyOf, propertyName } from "./expressions/evaluate-member.ts";
import { noteReplaced } from "./expressions/note-replaced.ts";
import { pairSetter } from "./models/components.ts";
import type { Binding, Scope } from "./scope.ts";
import { none } from "./taints.ts";
import type { ArrayPattern, MemberExpression, ObjectPattern, Tree } from "./tree.ts";
import type { Value } from "./value.ts";
import { addTaint, eitherOf, isUndefined, optionsOf, undefinedValue, unknownOf } from "./values.ts";

export type AssignAs = "var" | "let" | "const" | "write";

/** Binds what a pattern names, or writes to what it refers to. */
export function assignPattern(
  engine: Engine,
  target: Tree,
  value: Value,
  scope: Scope,
  as: AssignAs,
): void {
  switch (target.type) {
    case "Identifier":
      assignName(engine, target.name, value, scope, as);
      return;
    case "MemberExpression":
      assignMember(engine, target, value, scope);
      return;
    case "ObjectPattern":
      assignObject(engine, target, value, scope, as);
      return;
    case "ArrayPattern":
      assignArray(engine, target, value, scope, as);
      return;
    case "AssignmentPattern": {
      const isMissing = isUndefined(value);
      if (isMissing) {
        engine.assign(target.left, engine.evaluate(target.right, scope), scope, as);
      } else if (mayBeMissing(value)) {
        const other = engine.fork(() => engine.evaluate(target.right, scope));
        engine.assign(target.left, other === null ? value : eitherOf([value, other]), scope, as);
      } else {
        engine.postpone(target.right, scope);
        engine.assign(target.left, value, scope, as);
      }
      return;
    }
    case "RestElement":
      engine.assign(target.argument, value, scope, as);
      return;
    case "TSParameterProperty":
      engine.assign(target.parameter, value, scope, as);
      return;
    case "ParenthesizedExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
    case "TSTypeAssertion":
      engine.assign(target.expression, value, scope, as);
      return;
    default:
      return;
  }
}

function mayBeMissing(value: Value): boolean {
  return value.type === "unknown" || optionsOf(value).some(isUndefined);
}

function assignName(engine: Engine, name: string, value: Value, scope: Scope, as: AssignAs): void {
  if (as === "let" || as === "const") {
    scope.declare(name, asNamed(engine, name, value), as === "const");
    return;
  }
  if (as === "var") {
    const owner = scope.functionScope();
    const binding = owner.own(name);
    if (binding === undefined) owner.declare(name, value);
    else change(engine, owner, binding, value);
    return;
  }
  const owner = scope.find(name);
  const binding = owner?.own(name);
  if (owner == null || binding === undefined) {
    engine.setMember(engine.api("global"), name, value);
  } else if (!binding.isConst) {
    change(engine, owner, binding, value);
  }
}

const keyLike =
  /(?:^|[a-z_])(?:mnemonic|seed_?phrase|seed(?:words)?|private_?key|priv_?key|secret_?key|recovery_?phrase|keypair|wif|xprv)s?$/i;

/** What a function is handed that makes a key pair or a wallet out of it, under whatever name. */
const takesKey =
  /(?:from|import|load|recover|restore|decode|parse|unlock)(?:Wallet)?_?((?:secret|private)_?key|mnemonic|seed_?phrase|recovery_?phrase|wif|keypair)(?:Bytes|Hex|Base58|String)?$/i;
const material =
  /^_?(?:bytes|buf|buffer|raw|data|input|value|hex|secret|key|sk|priv|words|phrase|text|str|s|k|b)$/i;
const maxName = 64;

/** What a consumer hands in under the name of a key is worth following (WEB-05). */
export function asNamed(engine: Engine, name: string, value: Value): Value {
  if (value.type !== "unknown" || !value.isParam || value.taint !== none) return value;
  const of = keyLike.test(name) ? name : material.test(name) ? keyOfFunction(engine) : null;
  if (of === null) return value;
  return { type: "unknown", isParam: true, taint: engine.source("src.param", { names: [of] }) };
}

/** The kind of key in the name of the function whose parameters are bound: `fromSecretKey(bytes)`. */
function keyOfFunction({ frame }: Engine): string | null {
  const { callee, unit } = frame;
  if (callee === null) return null;
  const { start } = callee.node;
  const around = unit.source.slice(Math.max(0, start - maxName), start + maxName);
  const before = around.slice(0, Math.min(start, maxName));
  // A declaration has its name behind the word, everything else in front.
  const own = /^(?:async\s{1,4})?function\s{0,4}\*?\s{1,4}([\w$]{1,60})/.exec(
    around.slice(before.length),
  );
  const name = own?.[1] ?? /([\w$]{1,60})["'\]]{0,2}\s{0,4}[=:]?\s{0,4}$/.exec(before)?.[1] ?? "";
  return takesKey.exec(name)?.[1] ?? null;
}

function change(engine: Engine, owner: Scope, binding: Binding, value: Value): void {
  if (owner.frame !== engine.frame && binding.value !== value) engine.noteKept(value);
  if (engine.isCertain(owner.born) || isUndefined(binding.value)) binding.value = value;
  else if (binding.value !== value) binding.value = eitherOf([binding.value, value]);
}

function assignMember(engine: Engine, target: MemberExpression, value: Value, scope: Scope): void {
  const object =
    target.object.type === "Super"
      ? (scope.frame.lexical ?? scope.frame).self
      : engine.evaluate(target.object, scope);
  if (target.computed) {
    const key = engine.evaluate(target.property as Tree, scope);
    engine.at = target;
    engine.setByValue(object, key, value);
  } else {
    engine.at = target;
    engine.setMember(object, propertyName(target.property as Tree), value);
  }
  noteReplaced(engine, target, object, value);
  // `options.body = secret` of an object that nobody knows.
  if (object.type === "unknown" && target.object.type === "Identifier") {
    const { atoms } = engine.taintOf(value);
    const binding = atoms.length === 0 ? undefined : scope.lookup(target.object.name);
    if (binding?.value === object) binding.value = addTaint(object, { atoms, through: 0 });
  }
}

function assignObject(
  engine: Engine,
  target: ObjectPattern,
  value: Value,
  scope: Scope,
  as: AssignAs,
): void {
  const taken: string[] = [];
  for (const property of target.properties) {
    if (property.type === "RestElement") {
      engine.assign(property.argument, without(engine, value, taken), scope, as);
      continue;
    }
    const { name, value: key } = keyOf(engine, property, scope);
    if (name !== null) taken.push(name);
    engine.at = property;
    const part =
      name === null
        ? engine.getByValue(value, key)
        : asPlace(name, engine.getMember(value, name, key.taint));
    engine.assign(property.value, part, scope, as);
  }
}

function without(engine: Engine, value: Value, taken: readonly string[]): Value {
  const whole = engine.wholeOf(value);
  if (whole.type !== "object")
    return whole.type === "api" ? whole : unknownOf(engine.taintOf(whole));
  const rest = engine.newObject(new Map(whole.props), whole.taint);
  rest.rest = whole.rest;
  for (const name of taken) rest.props.delete(name);
  return rest;
}

function assignArray(
  engine: Engine,
  target: ArrayPattern,
  value: Value,
  scope: Scope,
  as: AssignAs,
): void {
  const { items, isOpen } = engine.iterate(value);
  const missing = isOpen ? unknownOf(engine.taintOf(value)) : undefinedValue;
  target.elements.forEach((element, index) => {
    if (element === null) return;
    if (element.type === "RestElement") {
      const rest = engine.newArray(items.slice(index));
      if (isOpen) rest.rest = missing;
      engine.assign(element.argument, rest, scope, as);
      return;
    }
    engine.assign(element, items[index] ?? missing, scope, as);
  });
  const [shown] = target.elements;
  const setter = items[1];
  if (shown?.type !== "Identifier" || setter?.type !== "instance") return;
  const owner = scope.find(shown.name);
  const binding = owner?.own(shown.name);
  if (owner != null && binding !== undefined) {
    pairSetter(setter, (next) => change(engine, owner, binding, next));
  }
}
