import { jsonKeys } from "../manifest/json-keys.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const decisive = new Set([
  "name",
  "version",
  "scripts",
  "bin",
  "main",
  "exports",
  "dependencies",
  "optionaldependencies",
  "peerdependencies",
  "bundledependencies",
  "bundleddependencies",
  "gypfile",
]);
const inside = /^(?:scripts|bin|dependencies|optionalDependencies|bundleDependencies)$/;
const run =
  /"\s{0,8}(?:(?:pre|post)?install|(?:pre|post)?prepare|preprepare)\s{0,8}"|\\u|[^ -~\s]/i;
const hooks = /^(?:preinstall|install|postinstall|prepare|preprepare|postprepare)$/;

/** A manifest that readers understand differently: one shows a reviewer this, a client runs that. */
export const manifestTricks: Rule = {
  meta: {
    id: "MAN-08",
    family: "structure",
    points: 100,
    solo: false,
    title: "The manifest is written so that readers understand it differently.",
    advice: "Read the raw text of package.json from its first byte to its last.",
  },
  *check(pkg) {
    yield* rivals(pkg);
    if (pkg.manifest === null) return;
    yield* keys(pkg.manifest.text);
  },
};

function* keys(text: string): Iterable<Hit> {
  const seen = new Map<string, { readonly value: string; readonly key: string }>();
  for (const { path, key, value, line } of jsonKeys(text)) {
    const at = { surface: "structure" as const, file: "package.json", line, excerpt: key };
    const parent = path.at(-1) ?? "";
    const isNamed = path.length === 1 && inside.test(parent);
    const isHook = parent === "scripts" && hooks.test(plainKey(key));
    const isDecisive =
      path.length === 0 ? decisive.has(plainKey(key)) : isNamed && (isHook || parent !== "scripts");
    if (key === "__proto__") {
      yield {
        ...at,
        message: "The manifest holds a key that some readers take for an instruction.",
      };
      continue;
    }
    // Names of other scripts are free text; only a key that a client reads can mislead.
    if (isDecisive && plainKey(key) !== key.toLowerCase()) {
      yield { ...at, message: "A key of the manifest holds invisible or control characters." };
    }
    const folds = path.length === 0 || isHook;
    const place = JSON.stringify([...path, folds ? plainKey(key) : key]);
    const earlier = seen.get(place);
    seen.set(place, { value, key });
    if (earlier === undefined || !isDecisive || earlier.value === value) continue;
    // Somebody's slip, where neither of the two is run by a client.
    const isIdle =
      key === "scripts" && path.length === 0 && !run.test(earlier.value) && !run.test(value);
    yield {
      ...at,
      ...(isIdle ? { points: 50 } : {}),
      message:
        earlier.key === key
          ? "A key of the manifest appears twice with different values."
          : "Two keys of the manifest differ only in case or in invisible characters.",
    };
  }
}

/** A key as somebody reads it: without what cannot be seen, in one case. */
function plainKey(key: string): string {
  if (/^[!-~]*$/.test(key)) return key.toLowerCase();
  return key
    .normalize("NFKC")
    .replace(/[\p{Cc}\p{Cf}\p{Zs}\u2028\u2029]/gu, "")
    .toLowerCase();
}

function* rivals(pkg: PackageView): Iterable<Hit> {
  const digests = new Set<string>();
  for (const { path, type, digest } of pkg.entries) {
    if (path === "package.json" && type === "file") digests.add(digest ?? "");
  }
  if (digests.size < 2) return;
  yield {
    surface: "structure",
    file: "package.json",
    message: "The archive holds several different manifests for one package.",
  };
}
