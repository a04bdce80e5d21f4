import { readDependencySpec } from "../manifest/dependency-spec.ts";
import { highImpactNames } from "../manifest/high-impact-names.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { Rule } from "../rule.ts";

/** Families whose packages are made to stand in for others under their names. */
const dropIns =
  /^(?:@preact\/compat|preact|@nolyfill\/|@socketregistry\/|rolldown-vite|lodash-es|@rollup\/wasm-node|esbuild-wasm|rollup-wasm|sass-embedded|@zkochan\/|@pnpm\/|@yarnpkg\/|@jsr\/)/;

/** A well-known name that stands for another package: every import of it reads as trusted. */
export const foreignAlias: Rule = {
  meta: {
    id: "MAN-03",
    family: "structure",
    points: 80,
    solo: false,
    title: "A well-known name is an alias of another package.",
    advice:
      "Read the package behind the alias; the code that imports it shows only the known name.",
  },
  *check(pkg) {
    if (pkg.manifest === null) return;
    for (const [name, value] of manifestParts.dependencies(pkg.manifest.json)) {
      const { kind, alias } = readDependencySpec(value);
      if (kind !== "alias" || alias === null || alias === name || !highImpactNames.has(name))
        continue;
      if (dropIns.test(alias)) continue;
      yield {
        surface: "structure",
        file: "package.json",
        excerpt: `${name}: ${value}`,
        message: "A dependency under a well-known name is an alias of another package.",
      };
    }
  },
};
