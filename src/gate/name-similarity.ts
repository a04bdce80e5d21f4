/** How a name resembles one that people know: so closely that it reads the same, or as if it belonged to it. */
export interface Resemblance {
  readonly known: string;
  readonly degree: "close" | "loose";
}

/** Characters that look like others, as one of them. */
const lookAlikes: readonly (readonly [RegExp, string])[] = [
  [/rn/g, "m"],
  [/vv/g, "w"],
  [/0/g, "o"],
  [/[1!i|]/g, "l"],
  [/5/g, "s"],
];

/** What is added to a known name to look like a part of it. */
const suffixes =
  /^(?:js|node|nodejs|npm|lib|core|api|sdk|cli|util|utils|tool|tools|helper|official|next|new|pro|plus|latest|safe|secure|patch|fix)$/;

/** Shorter names are one edit away from too many others. */
const shortest = 4;

/** The known name that a name could be taken for, or null. */
export type Resembles = (name: string) => Resemblance | null;

/**
 * Compares names with known ones. Known names themselves resemble nothing, and short ones only what looks
 * the same.
 */
export function compareNames(known: ReadonlySet<string>): Resembles {
  const others = [...known].map(partsOf);
  return (name) => {
    if (known.has(name)) return null;
    const own = partsOf(name);
    let loose: Resemblance | null = null;
    for (const other of others) {
      if (other.shape === own.shape) return { known: other.name, degree: "close" };
      if (own.base.length < shortest || other.base.length < shortest) continue;
      if (other.flat === own.flat || isCloseTo(own, other)) {
        return { known: other.name, degree: "close" };
      }
      if (isLooselyLike(own, other)) loose ??= { known: other.name, degree: "loose" };
    }
    return loose;
  };
}

interface Parts {
  readonly name: string;
  /** Empty without one. */
  readonly scope: string;
  readonly base: string;
  readonly flat: string;
  readonly shape: string;
}

function partsOf(name: string): Parts {
  const slash = name.startsWith("@") ? name.indexOf("/") : -1;
  const scope = slash === -1 ? "" : name.slice(1, slash);
  return { name, scope, base: name.slice(slash + 1), flat: flatten(name), shape: shapeOf(name) };
}

/** Without what separates words, and without the sign of a scope. */
function flatten(name: string): string {
  return name.replace(/[@/._-]/g, "");
}

/** What a name looks like at a glance. */
function shapeOf(name: string): string {
  return lookAlikes.reduce((text, [sign, like]) => text.replace(sign, like), name.toLowerCase());
}

/** One slip of a finger in the name or in the scope; the rest is the same. */
function isCloseTo(own: Parts, theirs: Parts): boolean {
  if (own.scope === theirs.scope) {
    // Of four letters nearly every word is one edit away.
    return isSlip(own.base, theirs.base, own.base.length > shortest);
  }
  if (own.base !== theirs.base || own.scope === "" || theirs.scope === "") return false;
  return theirs.scope.length > shortest && isSlip(own.scope, theirs.scope, true);
}

function isLooselyLike(own: Parts, theirs: Parts): boolean {
  if (own.scope !== theirs.scope || theirs.scope !== "") return false;
  if (own.base === `${theirs.base}s` || theirs.base === `${own.base}s`) return true;
  const rest = own.base.startsWith(`${theirs.base}-`)
    ? own.base.slice(theirs.base.length + 1)
    : own.base.startsWith(theirs.base)
      ? own.base.slice(theirs.base.length)
      : "";
  return suffixes.test(rest);
}

/** Whether one insertion, deletion, replacement or swap of neighbours leads from one text to the other. */
function isSlip(a: string, b: string, mayReplace: boolean): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1 || short === long) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) {
    const isDoubled = long[at] === long[at - 1] || long[at] === long[at + 1];
    return (mayReplace || isDoubled) && short.slice(at) === long.slice(at + 1);
  }
  const isSwapped = short[at] === long[at + 1] && short[at + 1] === long[at];
  if (isSwapped && short.slice(at + 2) === long.slice(at + 2)) return true;
  return mayReplace && short.slice(at + 1) === long.slice(at + 1);
}
