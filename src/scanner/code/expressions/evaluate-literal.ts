import { joinSpelled } from "../coerce.ts";
import type { Engine } from "../engine.ts";
import type { Scope } from "../scope.ts";
import { bitOf, none } from "../taints.ts";
import type { TemplateLiteral, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import {
  addTaint,
  isConstant,
  numberValue,
  primitiveValue,
  textValue,
  unknownOf,
} from "../values.ts";

export function evaluateLiteral(engine: Engine, node: Tree & { type: "Literal" }): Value {
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

export function evaluateTemplate(engine: Engine, node: TemplateLiteral, scope: Scope): Value {
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
  if (pieces.length > 1) engine.carry(text);
  return isJoined ? addTaint(text, none, bitOf("joined")) : text;
}
