import type { Engine } from "../engine.ts";
import { none, union } from "../taints.ts";
import type { Accessor, Value } from "../value.ts";
import { eitherOf, unknownOf } from "../values.ts";

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
  if (target.type === "either") {
    engine.fork(() => {
      for (const option of target.options) spreadInto(engine, option, source);
    });
    return;
  }
  if (!/^(?:object|function|api|instance)$/.test(target.type)) return;
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
