import { mentioned } from "../findings/mentions.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { PackageView } from "../rule.ts";
import { changesOf } from "./changes.ts";

interface NewDependency {
  readonly name: string;
  /** Whether code or settings of the package name it. */
  readonly isUsed: boolean;
  /** Whether it is resolved by its name, or picked by a platform, so that no code need name it. */
  readonly isFoundByName: boolean;
}

const byName =
  /^@types\/|(?:^|[/-])(?:plugin|preset|config|loader|theme|locale|polyfills?|runtime|types)(?:$|[/-])/;

/** What is installed along with this version and was not with the one before. */
export function newDependencies(pkg: PackageView): readonly NewDependency[] {
  const changes = changesOf(pkg);
  if (changes === null || pkg.manifest === null) return [];
  const { json } = pkg.manifest;
  const before = changes.previous.manifest ?? {};
  const known = new Set([
    ...manifestParts.dependencies(before).keys(),
    ...keysOf(before["peerDependencies"]),
  ]);
  const bundled = new Set(manifestParts.bundled(json));
  const added = [...manifestParts.dependencies(json).keys()].filter(
    (name) => !known.has(name) && !bundled.has(name),
  );
  // In quotes, because the manifest itself names all of them: as a key, with a colon behind.
  const inCode = namedInCode(pkg, added);
  const optional = new Set(keysOf(json["optionalDependencies"]));
  const peers = new Set(keysOf(json["peerDependencies"]));
  // An Expert has no code: what it depends on are its delegates.
  const isExpert = pkg.entries.some(({ path }) => path === "perstack.toml");
  return added.map((name) => ({
    name,
    isUsed: inCode.has(name),
    isFoundByName: isExpert || byName.test(name) || peers.has(name) || optional.has(name),
  }));
}

function namedInCode(pkg: PackageView, names: readonly string[]): ReadonlySet<string> {
  const loaded = new Set(
    pkg.code.files.flatMap(({ modules }) =>
      modules.map((one) =>
        one
          .split("/")
          .slice(0, one.startsWith("@") ? 2 : 1)
          .join("/"),
      ),
    ),
  );
  const entries = pkg.entries.filter(({ path }) => !/(?:^|\/)package\.json$/.test(path ?? ""));
  const written = mentioned({ ...pkg, entries }, names, "[\"'`/]");
  return new Set(names.filter((name) => loaded.has(name) || written.has(name)));
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}
