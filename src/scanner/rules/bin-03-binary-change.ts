import { binariesOf } from "../binaries/native-purpose.ts";
import { changesOf } from "../difference/changes.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const source =
  /\.(?:c|cc|cpp|cxx|h|hpp|hh|m|mm|rs|go|zig|swift|asm|s|gyp|gypi)$|(?:^|\/)Cargo\.(?:toml|lock)$/i;
const loader = /\.[cm]?[jt]s$/i;
const message = {
  added: "A small release brings a program where there was none.",
  some: "A small release changes one program and leaves the others as they were.",
  unfounded: "A small release changes a program and none of the sources beside it.",
};

/** A program that changed although a release says that nothing did. */
export const binaryChange: Rule = {
  meta: {
    id: "BIN-03",
    family: "binary",
    points: 40,
    solo: false,
    title: "A program changed in a small release without a reason.",
    advice: "Compare the program with one that was built from the sources of this version.",
  },
  *check(pkg) {
    const changes = changesOf(pkg);
    if (changes === null || !changes.isSmallStep) return;
    const programs = new Set(binariesOf(pkg).map(({ path }) => path));
    const added = changes.added.filter(({ path }) => programs.has(path));
    const changed = changes.changed.filter(({ path }) => programs.has(path));
    const others = [...changes.same].filter((path) => programs.has(path));
    const hadAny = changed.length + others.length > 0;
    const hit = (file: string, text: string): Hit => {
      // A new loader for it makes it more than a rebuild.
      const hasLoader = changes.added.some(({ path }) => loader.test(path));
      return { surface: "structure", file, message: text, points: hasLoader ? 52 : 40 };
    };
    for (const { path } of hadAny ? [] : added.slice(0, 1)) yield hit(path, message.added);
    for (const { path } of changed.slice(0, 1)) {
      if (others.length > 0) yield hit(path, message.some);
      else if (hasUnchangedSources(pkg)) yield hit(path, message.unfounded);
    }
  },
};

/** Whether there are sources, and none of them changed. */
function hasUnchangedSources(pkg: PackageView): boolean {
  const changes = changesOf(pkg);
  if (changes === null) return false;
  const touched = [...changes.added, ...changes.changed].some(({ path }) => source.test(path));
  return !touched && [...changes.same].some((path) => source.test(path));
}
