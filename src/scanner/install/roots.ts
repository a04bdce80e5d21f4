import type { JsonObject, PackageView } from "../rule.ts";

/** A folder of the tarball whose manifest a client acts on when it installs. */
export interface InstallRoot {
  /** `""` for the package itself, else a folder with a trailing slash. */
  readonly prefix: string;
  /** Path of its manifest inside the tarball. */
  readonly file: string;
  readonly json: JsonObject;
  readonly text: string;
}

const maxManifest = 8 * 1024 * 1024;
const bundled = /^(?:node_modules\/(?:@[^/]+\/)?[^/@]+\/)+package\.json$/;

/** Several rules ask about the same view, and each root is a manifest to parse; they live as long as its texts. */
const known = new WeakMap<PackageView["text"], readonly InstallRoot[]>();

/** The package and every dependency that travels inside its tarball: clients run the hooks of both. */
export function installRoots(pkg: PackageView): readonly InstallRoot[] {
  const before = known.get(pkg.text);
  if (before !== undefined) return before;
  const roots = findRoots(pkg);
  known.set(pkg.text, roots);
  return roots;
}

function findRoots(pkg: PackageView): readonly InstallRoot[] {
  const roots: InstallRoot[] = [];
  if (pkg.manifest !== null) {
    roots.push({ prefix: "", file: "package.json", ...pkg.manifest });
  }
  const seen = new Set<string>();
  for (const { path, type } of pkg.entries) {
    // Most names end in another way, which is seen sooner than what the pattern says.
    if (path === null || type !== "file" || !path.endsWith("/package.json")) continue;
    if (seen.has(path) || !bundled.test(path)) continue;
    seen.add(path);
    const text = pkg.text(path);
    const json = text === null || text.length > maxManifest ? null : parseObject(text);
    if (text === null || json === null) continue;
    roots.push({ prefix: path.slice(0, -"package.json".length), file: path, json, text });
  }
  return roots;
}

function parseObject(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as JsonObject)
      : null;
  } catch {
    return null;
  }
}
