import type { Engine } from "../engine.ts";
import { boundTo } from "../function-object.ts";
import type { MemberExpression, Tree } from "../tree.ts";
import type { Value } from "../value.ts";
import { propertyName } from "./evaluate-member.ts";

const moment =
  /^(?:before|after)(?:Bulk)?(?:Create|Save|Update|Upsert|Insert|Validate|Find|Destroy|Delete|Connect|Query)$/;
/** What objects of a database do with what they hold, by the words that its mappers have for it. */
const deed =
  /^(?:save|validate|init|insertMany|create|remove|update(?:One|Many)?|delete(?:One|Many)?|find(?:One)?(?:And\w{1,20})?|query|query-response|start)$/;
const maxHooks = 8;

/**
 * Somebody else's client or database is told to hand over what passes through it: what comes is
 * meant for others, as it is for code that takes the place of a function.
 */
export function noteHook(
  engine: Engine,
  callee: MemberExpression,
  self: Value,
  values: readonly Value[],
): void {
  const method = propertyName(callee.property as Tree);
  if (!isHook(engine, callee, method, values)) return;
  const isOwn = self.type !== "unknown" || !self.isParam;
  if (isOwn) return;
  const hooks = values.filter((value) => engine.isFunction(value)).slice(0, maxHooks);
  if (hooks.length === 0) return;
  const name = `hook.${method}`;
  engine.sink("snk.patch.global", { api: name, names: [name] }, {});
  const taint = engine.source("src.param", { api: "patched" });
  const given: Value = { type: "unknown", isParam: true, taint };
  for (const hook of hooks) {
    if (hook.type !== "function") continue;
    engine.callAs("call", boundTo(hook, given), [given, given, given]);
  }
}

function isHook(
  engine: Engine,
  callee: MemberExpression,
  method: string,
  values: readonly Value[],
): boolean {
  const first = engine.knownText(values[0]);
  switch (method) {
    case "$use":
      return true;
    case "use":
      return isInterceptor(callee.object as Tree);
    case "addHook":
    case "hook":
      return first !== null && moment.test(first);
    case "pre":
    case "post":
    case "on":
      return first !== null && deed.test(first) && (method !== "on" || first.startsWith("query"));
    default:
      return moment.test(method);
  }
}

/** `client.interceptors.request` */
function isInterceptor(object: Tree): boolean {
  if (object.type !== "MemberExpression" || object.computed) return false;
  const outer = object.object as Tree;
  return (
    outer.type === "MemberExpression" &&
    !outer.computed &&
    propertyName(outer.property as Tree) === "interceptors"
  );
}
