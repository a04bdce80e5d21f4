import { toKey } from "../coerce.ts";
import type { Engine } from "../engine.ts";
import { gateBits } from "../gates.ts";
import type { Scope } from "../scope.ts";
import { none } from "../taints.ts";
import type { MemberExpression, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { addTaint, isNullish, textValue, undefinedValue, unknownOf } from "../values.ts";

interface Reference {
  readonly object: Value;
  readonly value: Value;
  readonly isShort: boolean;
}

export function evaluateMember(engine: Engine, node: MemberExpression, scope: Scope): Reference {
  return memberOf(engine, node, objectOf(engine, node, scope), scope);
}

export function memberOf(
  engine: Engine,
  node: MemberExpression,
  object: Value,
  scope: Scope,
): Reference {
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
