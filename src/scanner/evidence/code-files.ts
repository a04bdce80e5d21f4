import type { CodeFile } from "../code/atoms.ts";
import type { Entry } from "../rule.ts";
import { type Column, column, valueAt } from "./column.ts";

/** Files of code by column, with entries of the archive in place of their paths. */
export interface PackedCodeFiles {
  readonly paths: readonly Place[];
  readonly languages: Column<CodeFile["language"]>;
  readonly surfaces: Column<CodeFile["surface"]>;
  readonly bytes: readonly number[];
  readonly readings: Column<CodeFile["reading"]>;
  /** Index of a file with what it has, for the few that have it. */
  readonly bundles: readonly number[];
  readonly minified: readonly number[];
  readonly imports: readonly (readonly [index: number, paths: readonly Place[]])[];
  readonly modules: readonly (readonly [index: number, names: readonly string[]])[];
}

/** The index of the entry of that path, or the path when there is none. */
type Place = number | string;

const packedKeys = "path language surface bytes reading isBundle isMinified imports modules".split(
  " ",
);
const none: readonly string[] = [];

/** Null when files have more to them than there are columns. */
export function packCodeFiles(
  files: readonly CodeFile[],
  entries: readonly Entry[],
): PackedCodeFiles | null {
  if (files.some((file) => Object.keys(file).some((key) => !packedKeys.includes(key)))) return null;
  const indexes = new Map(entries.map(({ path }, index) => [path, index]));
  const place = (path: string): Place => indexes.get(path) ?? path;
  const numbered = [...files.entries()];
  return {
    paths: files.map(({ path }) => place(path)),
    languages: column(files.map(({ language }) => language)),
    surfaces: column(files.map(({ surface }) => surface)),
    bytes: files.map(({ bytes }) => bytes),
    readings: column(files.map(({ reading }) => reading)),
    bundles: numbered.filter(([, { isBundle }]) => isBundle).map(([index]) => index),
    minified: numbered.filter(([, { isMinified }]) => isMinified).map(([index]) => index),
    imports: numbered
      .filter(([, { imports }]) => imports.length > 0)
      .map(([index, { imports }]) => [index, imports.map(place)]),
    modules: numbered
      .filter(([, { modules }]) => modules.length > 0)
      .map(([index, { modules }]) => [index, modules]),
  };
}

/** Throws for columns that do not fit together, and for entries that are not there. */
export function unpackCodeFiles(
  packed: PackedCodeFiles,
  entries: readonly Entry[],
): readonly CodeFile[] {
  const pathAt = (place: Place): string => {
    const path = typeof place === "string" ? place : entries[place]?.path;
    if (typeof path !== "string") throw new Error("a file is missing");
    return path;
  };
  const bundles = new Set(packed.bundles);
  const minified = new Set(packed.minified);
  const modules = new Map(packed.modules);
  const imports = new Map(packed.imports);
  return packed.paths.map((place, index) => ({
    path: pathAt(place),
    language: valueAt(packed.languages, index),
    surface: valueAt(packed.surfaces, index),
    bytes: valueAt(packed.bytes, index),
    reading: valueAt(packed.readings, index),
    isBundle: bundles.has(index),
    isMinified: minified.has(index),
    imports: imports.get(index)?.map(pathAt) ?? none,
    modules: modules.get(index) ?? none,
  }));
}
