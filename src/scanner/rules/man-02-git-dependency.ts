import { isLoaded } from "../install/is-loaded.ts";
import { type DependencySpec, readDependencySpec } from "../manifest/dependency-spec.ts";
import { ownRepositoryOwner, repositoryOwner } from "../manifest/repository-owner.ts";
import type { Hit, JsonObject, PackageView, Rule } from "../rule.ts";

/** A dependency from a repository: what is fetched is whatever stands there, built on the spot. */
export const gitDependency: Rule = {
  meta: {
    id: "MAN-02",
    family: "structure",
    points: 50,
    solo: false,
    title: "A dependency comes from a Git repository.",
    advice: "Compare the repository's owner with the package's and read the referenced commit.",
  },
  *check(pkg) {
    if (pkg.manifest === null) return;
    for (const kind of ["dependencies", "optionalDependencies", "peerDependencies"]) {
      const listed = pkg.manifest.json[kind];
      if (typeof listed !== "object" || listed === null || Array.isArray(listed)) continue;
      for (const [name, value] of Object.entries(listed as JsonObject)) {
        if (typeof value !== "string") continue;
        const spec = readDependencySpec(value);
        if (spec.kind === "git") yield hit(pkg, name, value, spec, kind);
      }
    }
  },
};

function hit(
  pkg: PackageView,
  name: string,
  value: string,
  spec: DependencySpec,
  kind: string,
): Hit {
  const base = { surface: "install" as const, file: "package.json", excerpt: `${name}: ${value}` };
  const owner = repositoryOwner(spec.repository);
  const own = pkg.manifest === null ? null : ownRepositoryOwner(pkg.manifest.json);
  // Peers are installed by the consumer's choice or conflict; they are told, not judged.
  if (kind === "peerDependencies" || own === null) {
    return { ...base, message: "A dependency comes from a Git repository." };
  }
  if (owner === own) {
    return { ...base, message: "A dependency comes from a Git repository of the same owner." };
  }
  const message = "A dependency comes from a Git repository of somebody else.";
  // What is added to be built at install needs no code that loads it.
  return isLoaded(pkg, name) ? { ...base, message } : { ...base, message, points: 100 };
}
