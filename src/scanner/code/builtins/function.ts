import { argAt, toText } from "../coerce.ts";
import type { Builtin, Engine } from "../engine.ts";
import { boundTo } from "../function-object.ts";
import { none, union } from "../taints.ts";
import type { ApiValue, Value } from "../value.ts";
import { apiValue, eitherOf, isUndefined, unknownOf } from "../values.ts";

const call: Builtin = (engine, self, args) => engine.callValue(self, args.slice(1), argAt(args, 0));

const apply: Builtin = (engine, self, args) =>
  engine.callValue(self, listOf(engine, argAt(args, 1)), argAt(args, 0));

/** Arguments in a list; of an unknown list, a few unknown ones. */
function listOf(engine: Engine, list: Value): readonly Value[] {
  if (isUndefined(list)) return [];
  const { items, isOpen } = engine.iterate(list);
  if (!isOpen) return items;
  const other = unknownOf(engine.taintOf(list));
  return [...items, other, other, other];
}

const bind: Builtin = (_engine, self, args) => bound(self, argAt(args, 0), args.slice(1));

function bound(self: Value, receiver: Value, args: readonly Value[]): Value {
  switch (self.type) {
    case "function":
      return boundTo(self, isUndefined(receiver) ? null : receiver, [...self.boundArgs, ...args]);
    case "api":
      return {
        ...self,
        // What an API is bound to is itself most of the time; that says nothing.
        self: isOfFunctions(self)
          ? receiver
          : (self.self ??
            (receiver.type === "api" || isUndefined(receiver) || !self.name.startsWith("js:")
              ? null
              : receiver)),
        boundArgs: [...self.boundArgs, ...args],
      };
    case "either":
      return eitherOf(self.options.map((option) => bound(option, receiver, args)));
    default:
      return self;
  }
}

/** `Function.call.bind(f)` calls `f`, and not `Function`, from which it was only taken. */
function isOfFunctions({ builtin }: ApiValue): boolean {
  return builtin === call || builtin === apply || builtin === bind;
}

const reflectApply: Builtin = (engine, _self, args) =>
  engine.callValue(argAt(args, 0), listOf(engine, argAt(args, 2)), argAt(args, 1));

const reflectConstruct: Builtin = (engine, _self, args) =>
  engine.callValue(argAt(args, 0), listOf(engine, argAt(args, 1)), null, true);

const proxy: Builtin = (engine, _self, args) => {
  const [target, handler] = [argAt(args, 0), argAt(args, 1)];
  if (handler.type === "object") {
    engine.visitCallbacks([...handler.props.values()], union(engine.taintOf(target), none));
  }
  engine.escape(target);
  const get = handler.type === "object" ? handler.props.get("get") : undefined;
  // Whoever watches what is read of the environment still has one variable read at a time.
  const isEnvironment = target.type === "api" && target.name === "global.process.env";
  if (get?.type !== "function" || isEnvironment) return withTrap(target, handler);
  const made = engine.newObject(
    new Map<string, Value>([
      ["@@target", target],
      ["@@handler", handler],
    ]),
  );
  made.kind = "Proxy";
  made.rest = unknownOf(engine.taintOf(target));
  // What can be called stays so, and a module keeps what it has.
  return target.type === "object" || target.type === "primitive" || target.type === "unknown"
    ? made
    : eitherOf([target, made]);
};

/** Whoever calls it calls what its handler names for that. */
function withTrap(target: Value, handler: Value): Value {
  const apply = handler.type === "object" ? handler.props.get("apply") : undefined;
  if (apply?.type !== "function") return target;
  const trap: Builtin = (engine, self, args) =>
    engine.callValue(apply, [target, self, engine.newArray([...args])], handler);
  const trapped = { ...apiValue("js:Proxy.apply", new Map(), null), builtin: trap };
  return eitherOf([target, trapped]);
}

export const functionBuiltins: Readonly<Record<string, Builtin>> = {
  "function.call": call,
  "function.apply": apply,
  "function.bind": bind,
  "function.toString": (engine, self) => toText(engine, self) ?? unknownOf(none),
  "Reflect.apply": reflectApply,
  "Reflect.construct": reflectConstruct,
  Proxy: proxy,
};
