import { isLoaded } from "../install/is-loaded.ts";
import { type DependencySpec, readDependencySpec } from "../manifest/dependency-spec.ts";
import { ownRepositoryOwner, repositoryOwner } from "../manifest/repository-owner.ts";
import type { Hit, JsonObject, PackageView, Rule } from "../rule.ts";

/**
 * A dependency by Git is built on the consumer's machine: clients run its `prepare` script, and a
 * commit of any fork is reachable under the name of the original.
 */
export const gitPrepare: Rule = {
  meta: {
    id: "INS-16",
    family: "execution",
    points: 70,
    solo: false,
    title: "A Git dependency runs its build script at install.",
    advice: "Read the scripts of the referenced commit and ask why it is no published version.",
  },
  *check(pkg) {
    if (pkg.manifest === null) return;
    for (const kind of ["dependencies", "optionalDependencies"]) {
      const listed = pkg.manifest.json[kind];
      if (typeof listed !== "object" || listed === null || Array.isArray(listed)) continue;
      yield* hits(kind, listed as JsonObject, ownRepositoryOwner(pkg.manifest.json), pkg);
    }
  },
};

function* hits(
  kind: string,
  listed: JsonObject,
  own: string | null,
  pkg: PackageView,
): Iterable<Hit> {
  for (const [name, value] of Object.entries(listed)) {
    if (typeof value !== "string") continue;
    const spec = readDependencySpec(value);
    if (spec.kind !== "git") continue;
    yield {
      surface: "install",
      file: "package.json",
      excerpt: `${name}: ${value}`,
      ...weight(kind, spec, own, isLoaded(pkg, name)),
    };
  }
}

function weight(
  kind: string,
  spec: DependencySpec,
  own: string | null,
  isUsed: boolean,
): { message: string; points?: number } {
  if (kind === "optionalDependencies") {
    // Its build may fail without a trace, which is what makes this the hiding place of choice.
    const message = "An optional dependency is built from a Git repository at install.";
    // A commit that no branch need have, and of which the code has no need, is there to be built.
    return { message, points: isUsed && spec.commit === null ? 40 : 100 };
  }
  if (spec.commit !== null) {
    const message = "A dependency is built from a bare commit of a Git repository at install.";
    return { message, points: isUsed ? 40 : 100 };
  }
  const message = "A dependency is built from a Git repository at install.";
  // Of the same owner as the package itself, it is MAN-02 that weighs it; one fact counts once.
  const isOwn = own !== null && repositoryOwner(spec.repository) === own;
  return isOwn ? { message, points: 20 } : { message };
}
