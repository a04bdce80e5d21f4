import type { Call, Machine } from "../machine.ts";
import type { InstanceValue, Value } from "../value.ts";
import { argument, asInstance, calls, isCallable, nothing, type Table } from "./define.ts";

/** What somebody types nowhere but into the field that it is for. */
const sensitive =
  /passw|passcode|passphrase|\bpin\b|\bcc-(?:number|csc|exp)|card[-_ ]?(?:no|num|number)\b|\bcvv|\bcvc|security[-_ ]?code|seed[-_ ]?(?:phrase|words)|mnemonic|recovery[-_ ]?phrase|private[-_ ]?key|\bssn\b|one-time-code|\botp\b/i;
const describing = ["type", "name", "id", "autoComplete", "autocomplete", "placeholder", "label"];

/**
 * A component puts a field into the page: what it does with what is typed into a sensitive one is
 * looked at as when somebody types (WEB-03).
 */
export function renderField(machine: Machine, props: Value): void {
  if (props.type !== "object") return;
  const isSensitive = describing.some((key) => {
    const text = machine.knownText(machine.get(props, key));
    return text !== null && sensitive.test(text.slice(0, 200));
  });
  if (!isSensitive) return;
  for (const key of machine.keys(props)) {
    const handler = machine.get(props, key);
    if (!/^on[A-Z:]/.test(key) || !machine.isFunction(handler)) continue;
    machine.call(handler, [machine.instance("PageEvent")], machine.instance("Element"));
  }
}

type Write = (value: Value) => void;

/** Which variable shows what a component keeps, as whoever takes the pair apart names it. */
const shown = new WeakMap<InstanceValue, Write>();

/** `const [value, setValue] = useState("")`: the one changes the other. */
export function pairSetter(setter: Value | undefined, write: Write): void {
  const instance = asInstance(setter, "StateSetter");
  if (instance !== null) shown.set(instance, write);
}

const maxEffects = 32;
/** What is done whenever something that components keep has changed. */
const effects = new WeakMap<Machine, Value[]>();

function runEffect({ machine, args }: Call): Value {
  const [effect] = args;
  if (effect === undefined || !machine.isFunction(effect)) return nothing;
  machine.call(effect, []);
  const all = effects.get(machine) ?? [];
  all.push(effect);
  effects.set(machine, all.slice(-maxEffects));
  return nothing;
}

function keepState(call: Call): Value {
  const { machine } = call;
  return machine.array([machine.unknown(), machine.instance("StateSetter")]);
}

function setState({ machine, self, args }: Call): Value {
  const [given = nothing] = args;
  const value = machine.isFunction(given) ? machine.call(given, [machine.unknown()]) : given;
  const setter = asInstance(self, "StateSetter");
  if (setter === null || machine.taintOf(value).atoms.length === 0) return nothing;
  shown.get(setter)?.(value);
  for (const effect of effects.get(machine) ?? []) machine.call(effect, []);
  return nothing;
}

function makeElement(call: Call): Value {
  const { machine, args } = call;
  renderField(machine, argument(call, 1));
  return machine.call(machine.unknown(), args);
}

const kits = "pkg:{react,preact/hooks,preact/compat,react.default}";

export const components: Table = calls({
  [`${kits}.useState`]: keepState,
  "instance:StateSetter.@@call": setState,
  [`${kits}.{useEffect,useLayoutEffect,useInsertionEffect}`]: runEffect,
  [`${kits}.useCallback`]: ({ machine, args }) => {
    const [callback] = args;
    return callback !== undefined && isCallable(machine, callback) ? callback : machine.unknown();
  },
  [`pkg:{react,preact,preact/compat,react.default}.createElement pkg:preact.h
    pkg:{react,preact}/jsx-runtime.{jsx,jsxs} pkg:react/jsx-dev-runtime.jsxDEV pkg:vue.{h,createVNode,createElementVNode}`]:
    makeElement,
});
