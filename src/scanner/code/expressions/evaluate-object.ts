import type { Engine } from "../engine.ts";
import type { Scope } from "../scope.ts";
import { none, union } from "../taints.ts";
import type { ObjectExpression, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { addTaint, eitherOf, maxItems, undefinedValue, unknownOf } from "../values.ts";
import { keyOf } from "./evaluate-member.ts";
import { setAccessor, spreadInto } from "./fill-object.ts";

export function evaluateObject(engine: Engine, node: ObjectExpression, scope: Scope): Value {
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

const sampled = 4096;
const sparseShare = 0.3;
/** Of numbers that are too large for a character, as flags are. */
const flagShare = 0.15;
const lastCharacter = 0x10ffff;

/** Tables of a parser say the same of most characters; in no text is every third letter the same. */
function isSparse(items: readonly Value[]): boolean {
  const counts = new Map<number, number>();
  const head = items.slice(0, sampled);
  for (const item of head) {
    if (item.type !== "primitive" || typeof item.value !== "number") continue;
    counts.set(item.value, (counts.get(item.value) ?? 0) + 1);
  }
  const hasFlags = [...counts.keys()].some((number) => number > lastCharacter);
  const most = Math.max(0, ...counts.values());
  return most > head.length * (hasFlags ? flagShare : sparseShare);
}

export function evaluateArray(
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
      const list = engine.evaluate(element.argument, scope);
      const { items, isOpen } = engine.iterate(list);
      const hasRoom =
        made.items.length + items.length <= maxItems && engine.spend(items.length >> 4);
      if (hasRoom) for (const item of items) made.items.push(item);
      if (isOpen || !hasRoom)
        made.rest = eitherOf([
          ...(made.rest === null ? [] : [made.rest]),
          list.type === "array" && list.rest !== null ? list.rest : unknownOf(engine.taintOf(list)),
        ]);
    } else {
      const item = engine.evaluate(element, scope);
      if (item.type === "primitive" && typeof item.value === "number") numbers += 1;
      made.items.push(item);
    }
  }
  if (numbers >= 64 && numbers > elements.length * 0.9 && !isSparse(made.items)) {
    engine.at = node;
    made.taint = union(
      made.taint,
      engine.source("src.blob", { blob: { form: "numbers", length: numbers } }),
    );
  }
  return made;
}
