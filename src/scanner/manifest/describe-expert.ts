import type { ExpertFile, ExpertFiles } from "../report.ts";
import type { Entry, Json, PackageView } from "../rule.ts";

/** More files than any definition has. */
const maxEntries = 200;
const maxNames = 1000;
/** Characters of a definition; one within the protocol's limits has far fewer. */
const maxToml = 1024 * 1024;
const maxIntent = 64 * 1024;

/**
 * What a package with a perstack.toml holds, or null for one without. Only for what is published here
 * or lies on this machine: an upstream's packages are what they are.
 *
 * @param isUtf8 whether a file of the package is text in UTF-8
 */
export function describeExpert(
  pkg: PackageView,
  isUtf8: (path: string) => boolean,
): ExpertFiles | null {
  if (pkg.subject.origin === "upstream") return null;
  // A file system that ignores case finds it under any spelling.
  const definitionPath = pkg.entries.find(
    ({ path }) => path?.toLowerCase() === "perstack.toml",
  )?.path;
  if (definitionPath == null) return null;

  const text = isUtf8(definitionPath) ? pkg.text(definitionPath) : null;
  const intent = isUtf8("intent.md") ? pkg.text("intent.md") : null;
  const json = pkg.manifest?.json ?? {};
  return {
    definitionPath,
    toml: text !== null && text.length <= maxToml ? text : null,
    intent: intent !== null && intent.length <= maxIntent ? intent : null,
    entries: pkg.entries.slice(0, maxEntries).map((entry) => describe(entry, pkg, isUtf8)),
    omitted: Math.max(0, pkg.entries.length - maxEntries),
    packageJson: {
      keys: Object.keys(json)
        .filter((key) => Object.hasOwn(json, key) && !isEmpty(json[key]))
        .slice(0, maxNames),
      scripts: Object.keys(strings(json, "scripts")),
      dependencies: strings(json, "dependencies"),
      optionalDependencies: strings(json, "optionalDependencies"),
      peerDependencies: strings(json, "peerDependencies"),
    },
  };
}

function describe(
  { path, rawPath, type }: Entry,
  pkg: PackageView,
  isUtf8: (path: string) => boolean,
): ExpertFile {
  const shown = path ?? rawPath;
  switch (type) {
    case "directory":
      return { path: shown, kind: "folder" };
    case "hardlink":
    case "symlink":
      return { path: shown, kind: "link" };
    case "other":
      return { path: shown, kind: "special" };
    case "file": {
      if (path === null || !isUtf8(path)) return { path: shown, kind: "binary" };
      return { path, kind: pkg.text(path)?.startsWith("#!") ? "script" : "text" };
    }
  }
}

function isEmpty(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === false || value === "") return true;
  return typeof value === "object" && Object.keys(value).length === 0;
}

/** Whatever is not a string counts too: some client may read it in its own way. */
function strings(json: { readonly [key: string]: Json }, key: string): Record<string, string> {
  const value = Object.hasOwn(json, key) ? json[key] : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(
    Object.entries(value)
      .slice(0, maxNames)
      .map(([name, wanted]) => [name, typeof wanted === "string" ? wanted : ""]),
  );
}
