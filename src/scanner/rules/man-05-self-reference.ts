import { highImpactNames } from "../manifest/high-impact-names.ts";
import { manifestParts } from "../manifest/parts.ts";
import { wrapsModule } from "../manifest/wraps-module.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const minLength = 5;

/** A package that depends on itself or on a look-alike of itself pulls in code under a known name. */
export const selfReference: Rule = {
  meta: {
    id: "MAN-05",
    family: "structure",
    points: 50,
    solo: false,
    title: "The package depends on itself or on a look-alike of itself.",
    advice: "Look at who publishes the other package and why this one needs it.",
  },
  *check(pkg) {
    const own = pkg.manifest?.json["name"];
    if (pkg.manifest === null || typeof own !== "string") return;
    for (const [name, value] of manifestParts.dependencies(pkg.manifest.json)) {
      const message = resemblance(own, name, value);
      if (message === null) continue;
      // `@frame/router` that makes `router` fit the frame does something with it.
      if (isWithoutScope(own, name) && wrapsModule(pkg, name)) continue;
      if (isWithoutScope(own, name) && bringsFamily(pkg, name, value)) continue;
      // Between a well-known name and one like it, the other one is the look-alike: the gate tells it.
      if (own !== name && !isWithoutScope(own, name) && highImpactNames.has(name)) continue;
      const hit: Hit = { surface: "install", file: "package.json", excerpt: name, message };
      yield hit;
    }
  },
};

function resemblance(own: string, name: string, value: string): string | null {
  if (own === name) {
    // `"codex-linux": "npm:codex@1-linux"` is another build of itself under another name.
    return value.startsWith("npm:") ? null : "The package depends on itself.";
  }
  const [ownScope, ownBase] = split(own);
  const [scope, base] = split(name);
  // Types and stubs are about the package whose name they carry.
  if (isWithoutScope(own, name) && ownScope !== "@types") {
    return "The package depends on one that has its name without the scope.";
  }
  if (ownScope !== scope || Math.min(ownBase.length, base.length) < minLength) return null;
  return isOneEdit(ownBase, base)
    ? "The package depends on one whose name differs in one letter."
    : null;
}

function isWithoutScope(own: string, name: string): boolean {
  return own.startsWith("@") && own.slice(own.indexOf("/") + 1) === name;
}

const leastFamily = 3;

/** A package that pins a tool together with the parts of the tool names what it brings. */
function bringsFamily({ manifest }: PackageView, name: string, value: string): boolean {
  if (manifest === null || !/^[~^]?\d/.test(value)) return false;
  const parts = [...manifestParts.dependencies(manifest.json)];
  const family = parts.filter(([part, range]) => part.startsWith(`${name}-`) && range === value);
  return family.length >= leastFamily;
}

function split(name: string): readonly [string | null, string] {
  const at = name.startsWith("@") ? name.indexOf("/") : -1;
  return at < 0 ? [null, name] : [name.slice(0, at), name.slice(at + 1)];
}

/** One letter changed, added, left out or two swapped; digits differ between honest siblings. */
function isOneEdit(a: string, b: string): boolean {
  if (a.replace(/[0-9]/g, "") === b.replace(/[0-9]/g, "")) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const [restA, restB] = [a.slice(start, endA), b.slice(start, endB)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
