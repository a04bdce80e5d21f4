import type { Engine } from "../engine.ts";
import { noteAccount } from "../models/accounts.ts";
import { isEnvironment } from "../models/env.ts";
import { noteHarm } from "../models/harm.ts";
import { noteJoinedAccount, noteReplacedAccount, writeClipboard } from "../models/readdress.ts";
import { copiesIn, recipientsOf } from "../models/recipients.ts";
import type { Scope } from "../scope.ts";
import { bitOf } from "../taints.ts";
import type { MemberExpression, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { addTaint, unknownOf } from "../values.ts";
import { propertyName } from "./evaluate-member.ts";

/** What somebody else's object is asked to do tells something by its name and by what is written out. */
export function noteGiven(
  engine: Engine,
  method: string,
  values: readonly Value[],
  self: Value,
): void {
  noteHarm(engine, method, values);
  noteAccount(engine, method, values);
  if (/^replace(?:All)?$/.test(method)) noteReplacedAccount(engine, values[0], values[1], self);
  if (method === "join") noteJoinedAccount(engine, values[0], self);
  if (method === "setData" && /^text/.test(engine.knownText(values[0]) ?? ""))
    writeClipboard(engine, "clipboard.setData", values[1]);
  for (const value of values) engine.carry(value);
  noteCopies(engine, method, values);
  if (!/^(?:send|transfer|sign|pay|request$|post$)/i.test(method)) return;
  const names = values.flatMap((value) => recipientsOf(engine, value));
  if (names.length === 0) return;
  const destination = { class: "param", host: null, isPlainHttp: false } as const;
  engine.sink("snk.net", { api: method, destination, names }, { body: engine.array(values) });
}

const setters = /^(?:addHeader|setHeader|header|set|append|prepend|field|add)$/;

/** `message.bcc = …`, `message.addHeader("Bcc", …)`: a message that somebody else is about to send. */
export function noteCopied(engine: Engine, key: string, value: Value): void {
  if (key.length > 16 || !/^b?cc/i.test(key)) return;
  const names = copiesIn(engine, key, value);
  if (names.length === 0) return;
  const destination = { class: "param", host: null, isPlainHttp: false } as const;
  engine.sink("snk.net", { api: "message.copy", destination, names }, {});
}

function noteCopies(engine: Engine, method: string, values: readonly Value[]): void {
  const [first, second] = values;
  if (first === undefined) return;
  if (/^(?:add|set)?b?cc$/i.test(method))
    noteCopied(engine, method.replace(/^(?:add|set)/i, ""), first);
  else if (second !== undefined && setters.test(method)) {
    noteCopied(engine, engine.knownText(first) ?? "", second);
  }
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
  ["match", bitOf("slice")],
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
  // The environment as it is can be asked by anybody; nothing keeps it.
  const { atoms } = engine.taintOf(...values.filter((value) => !isEnvironment(value)));
  if (atoms.length === 0) return;
  const binding = scope.lookup(object.name);
  if (binding?.value === self) binding.value = addTaint(self, { atoms, through: 0 });
}
