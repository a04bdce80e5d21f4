import type { Builtin } from "../engine.ts";
import { arrayBuiltins } from "./array.ts";
import { bytesBuiltins } from "./bytes.ts";
import { collectionBuiltins } from "./collections.ts";
import { dateBuiltins } from "./date.ts";
import { errorBuiltins } from "./errors.ts";
import { functionBuiltins } from "./function.ts";
import { jsonBuiltins } from "./json.ts";
import { numberBuiltins } from "./number.ts";
import { objectBuiltins } from "./object.ts";
import { promiseBuiltins } from "./promise.ts";
import { regexpBuiltins } from "./regexp.ts";
import { textBuiltins } from "./text.ts";
import { uriBuiltins } from "./uri.ts";

/**
 * The parts of the language that compute and do nothing else, by the names the interpreter knows
 * them by: `Math.floor`, and for methods the kind of what they are called on, `text.charCodeAt`.
 * Everything that touches the world is a model.
 */
export const builtins: ReadonlyMap<string, Builtin> = new Map(
  [
    arrayBuiltins,
    bytesBuiltins,
    collectionBuiltins,
    dateBuiltins,
    errorBuiltins,
    functionBuiltins,
    jsonBuiltins,
    numberBuiltins,
    objectBuiltins,
    promiseBuiltins,
    regexpBuiltins,
    textBuiltins,
    uriBuiltins,
  ].flatMap((table) => Object.entries(table)),
);

/** A builtin with the name that an API value of it has. */
export interface NamedBuiltin {
  readonly name: string;
  readonly run: Builtin;
}

const families = new Map<string, Map<string, NamedBuiltin>>();
for (const [name, run] of builtins) {
  const dot = name.indexOf(".");
  if (dot < 0) continue;
  const family = families.get(name.slice(0, dot)) ?? new Map<string, NamedBuiltin>();
  families.set(name.slice(0, dot), family);
  family.set(name.slice(dot + 1), { name: `js:${name}`, run });
}

/** `method("text", "slice")`: asked for at each call, so that no name is put together for it. */
export function builtinMethod(family: string, key: string): NamedBuiltin | undefined {
  return families.get(family)?.get(key);
}
