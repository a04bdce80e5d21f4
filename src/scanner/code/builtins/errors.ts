import { argAt } from "../coerce.ts";
import type { Builtin } from "../engine.ts";
import type { Value } from "../value.ts";
import { isUndefined, textValue, undefinedValue, unknownValue } from "../values.ts";

const names = [
  "Error",
  "TypeError",
  "RangeError",
  "SyntaxError",
  "ReferenceError",
  "EvalError",
  "URIError",
  "AggregateError",
];

function construct(name: string): Builtin {
  return (engine, _self, args) => {
    const message = argAt(args, 0);
    const made = engine.newObject(
      new Map<string, Value>([
        ["name", textValue(name)],
        ["message", isUndefined(message) ? textValue("") : message],
        ["stack", unknownValue],
      ]),
    );
    const cause = engine.getMember(argAt(args, 1), "cause");
    if (!isUndefined(argAt(args, 1))) made.props.set("cause", cause);
    return made;
  };
}

export const errorBuiltins: Readonly<Record<string, Builtin>> = {
  ...Object.fromEntries(names.map((name) => [name, construct(name)])),
  "Error.captureStackTrace": () => undefinedValue,
};
