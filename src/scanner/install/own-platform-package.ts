import type { Json, PackageView } from "../rule.ts";

/**
 * Whether a path lies in a package that brings this one's program for some platform: an optional
 * dependency, pinned to this version, that carries this package's name. Its hook may put the program in
 * place (threat catalogue R1); the dependency is scanned by itself.
 */
export function isOwnPlatformPackage({ manifest }: PackageView, path: string): boolean {
  const target = /^<project>\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
  if (target === undefined || manifest === null) return false;
  const { name, version, optionalDependencies } = manifest.json;
  if (typeof name !== "string" || typeof version !== "string") return false;
  const own = name.replace(/^@[^/]+\//, "");
  const brings = namesIn(optionalDependencies, version).filter((other) => other.includes(own));
  // A loop over all of them names none.
  const scope = /^(@[^/]+\/)<\?>$/.exec(target)?.[1];
  return brings.some(
    (other) => other === target || (scope !== undefined && other.startsWith(scope)),
  );
}

function namesIn(dependencies: Json | undefined, version: string): string[] {
  if (typeof dependencies !== "object" || dependencies === null) return [];
  return Object.entries(dependencies).flatMap(([name, range]) => (range === version ? name : []));
}
