import type { Engine } from "../engine.ts";
import { noteHarm } from "../models/harm.ts";
import { recipientsOf } from "../models/recipients.ts";
import type { Scope } from "../scope.ts";
import { bitOf } from "../taints.ts";
import type { MemberExpression, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { addTaint, unknownOf } from "../values.ts";
import { propertyName } from "./evaluate-member.ts";

/** What somebody else's object is asked to do tells something by its name and by what is written out. */
export function noteGiven(engine: Engine, method: string, values: readonly Value[]): void {
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
export function handOn(
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
export const changing = new Map([
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
export function fillIn(
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
