import { argAt } from "../coerce.ts";
import type { Builtin } from "../engine.ts";
import { gateBits } from "../gates.ts";
import { none, union, withThrough } from "../taints.ts";
import { isUndefined, numberValue, unknownOf } from "../values.ts";

const now = withThrough(none, gateBits.time);
const zone = withThrough(none, gateBits.time | gateBits.locale);

const construct: Builtin = (engine, _self, args, isNew) => {
  const isNow = isUndefined(argAt(args, 0));
  const taint = isNow ? now : engine.taintOf(...args);
  if (!isNew) return unknownOf(now);
  const made = engine.newObject(new Map(), taint);
  made.kind = "Date";
  return made;
};

/** What a clock shows is not known; that it was asked may be what a condition hangs on. */
const ask: Builtin = (engine, self) => unknownOf(engine.taintOf(self));
const askZone: Builtin = (engine, self) => unknownOf(union(engine.taintOf(self), zone));

const names = [
  "getTime",
  "valueOf",
  "toISOString",
  "toJSON",
  "toString",
  "toDateString",
  "toUTCString",
  "toGMTString",
  ...[
    "FullYear",
    "Month",
    "Date",
    "Day",
    "Hours",
    "Minutes",
    "Seconds",
    "Milliseconds",
    "Year",
  ].flatMap((part) => [`get${part}`, `getUTC${part}`, `set${part}`, `setUTC${part}`]),
  "setTime",
];

/** What formats for a place tells which place it is. */
const place: Builtin = (engine) =>
  unknownOf(union(engine.none, withThrough(none, gateBits.locale)));

export const dateBuiltins: Readonly<Record<string, Builtin>> = {
  Date: construct,
  "Date.now": () => unknownOf(now),
  "Date.parse": (engine, _self, args) => unknownOf(engine.taintOf(...args)),
  "Date.UTC": (engine, _self, args) => {
    const parts = args.map((arg) => engine.numberOf(arg));
    if (parts.length === 0 || parts.some((part) => part === null))
      return unknownOf(engine.taintOf(...args));
    const [year = 0, ...rest] = parts as number[];
    return numberValue(Date.UTC(year, ...rest));
  },
  "Intl.DateTimeFormat": place,
  "Intl.NumberFormat": place,
  "Intl.Collator": place,
  "Intl.Locale": place,
  "date.getTimezoneOffset": askZone,
  "date.toLocaleString": askZone,
  "date.toLocaleDateString": askZone,
  "date.toLocaleTimeString": askZone,
  "date.toTimeString": askZone,
  ...Object.fromEntries(names.map((name) => [`date.${name}`, ask])),
};
