import type { Hit, Rule } from "../rule.ts";

interface SpecialName {
  readonly pattern: RegExp;
  readonly message: string;
}

const names: readonly SpecialName[] = [
  {
    pattern: /(?:^|\/)\.gitignore$/,
    message: "Some clients rename .gitignore while they install.",
  },
  {
    pattern: /(?:^|\/)node_modules\/\.(?:bin|hooks)\//,
    message: "The package brings files for a folder of commands or hooks that clients manage.",
  },
  {
    pattern: /(?:^|\/)(?:package-lock\.json|node_modules\/\.package-lock\.json)$/,
    message: "The package brings a lock file, which clients ignore or take for their own.",
  },
];

/** Names that clients rename, drop or treat as theirs; for the record only (threat catalogue §6.1). */
export const specialNames: Rule = {
  meta: {
    id: "TAR-10",
    family: "structure",
    points: 5,
    solo: false,
    title: "An entry has a name that clients treat in a special way.",
    advice: "Nothing by itself; look at it together with other findings.",
  },
  *check(pkg) {
    for (const { pattern, message } of names) {
      const found = pkg.entries.find(({ path }) => path !== null && pattern.test(path));
      if (found === undefined) continue;
      const hit: Hit = { surface: "structure", file: found.path, message };
      yield hit;
    }
  },
};
