import { toKey } from "../coerce.ts";
import { isCommandLine } from "../command-line.ts";
import type { Engine } from "../engine.ts";
import { none, union } from "../taints.ts";
import { type ArrayValue, marks, type Taint, type Value } from "../value.ts";
import { addTaint, eitherOf, textValue, unknownOf } from "../values.ts";
import type { ApiReader } from "./api-members.ts";
import { getMember } from "./get-member.ts";
import { arrayMember, itemAt, withTaint } from "./list-members.ts";

export function getByValue(engine: Engine & ApiReader, object: Value, key: Value): Value {
  if (key.type === "primitive" && typeof key.value === "number") {
    if (object.type === "array")
      return addKeyTaint(itemAtOrMember(engine, object, key.value), key.taint);
    if (object.type === "text" && object.isWhole) {
      const letter = object.value.charAt(key.value);
      engine.charWork += 1;
      if (letter !== "") return textValue(letter, union(object.taint, key.taint));
    }
  }
  if (key.type === "either") {
    return eitherOf(key.options.map((option) => getByValue(engine, object, option)));
  }
  const name = toKey(engine, key);
  if (name !== null) return getMember(engine, object, name, key.taint);
  return unknownMember(engine, object, key);
}

function itemAtOrMember(engine: Engine & ApiReader, array: ArrayValue, index: number): Value {
  return Number.isInteger(index) && index >= 0
    ? itemAt(array, index)
    : arrayMember(engine, array, String(index));
}

function addKeyTaint(value: Value, taint: Taint): Value {
  return taint === none || taint.through === 0 ? value : withTaint(value, taint);
}

/** Of those that run when a property is read that may be any, so many are asked. */
const maxGetters = 8;

/** A property of which only the object is known: any of those that it has. */
function unknownMember(engine: Engine & ApiReader, object: Value, key: Value): Value {
  const taint = union(object.taint, key.taint);
  if (key.type === "unknown" && key.each?.is === "key" && key.each.of === object) {
    return { ...key, each: { of: key.each.of, is: "member" } };
  }
  switch (object.type) {
    case "array":
      if (object.rest !== null && isCommandLine(object)) return object.rest;
      if (object.items.length <= 64)
        return eitherOf([...object.items, object.rest ?? unknownOf(taint)]);
      return unknownOf(engine.taintOf(object, key));
    case "object": {
      const getters = [...(object.accessors?.values() ?? [])].slice(0, maxGetters);
      if (object.props.size <= 32) {
        const got = getters.flatMap(({ get }) =>
          get === null ? [] : engine.callValue(get, [], object),
        );
        return eitherOf([...object.props.values(), ...got, object.rest ?? unknownOf(taint)]);
      }
      return unknownOf(engine.taintOf(object, key));
    }
    case "api": {
      // One variable of the environment, whichever it is, is not all of them.
      const name = `${object.name}.${marks.unknown}`;
      if (object.name === "global" || !engine.isModelled(name)) return unknownOf(taint);
      return addTaint(engine.readApi(name, null), key.taint);
    }
    case "either":
      return eitherOf(object.options.map((option) => unknownMember(engine, option, key)));
    case "text":
      return unknownOf(taint);
    default:
      return unknownOf(engine.taintOf(object, key));
  }
}
