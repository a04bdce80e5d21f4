import { unifiedDiff } from "../../../src/quarantine/line-diff.ts";
import type { ShownDiff, ShownFile } from "../../parts/diff.tsx";
import { fileText } from "./read-tarball.ts";

type Files = ReadonlyMap<string, Uint8Array>;

const maxFiles = 500;
const maxLines = 2000;
const maxTextBytes = 512 * 1024;
/** Characters of all patches together. */
const maxCharacters = 1024 * 1024;

/** How the files of one version became those of another, as the registry compares them for reviewers. */
export function compareFiles(before: Files, after: Files): ShownDiff {
  const files: ShownFile[] = [];
  let room = maxCharacters;
  let same = 0;
  for (const path of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const [was, is] = [before.get(path), after.get(path)];
    if (was !== undefined && is !== undefined && areSame(was, is)) {
      same += 1;
      continue;
    }
    const patch = room > 0 && files.length < maxFiles ? patchOf(was, is) : null;
    const isKept = patch !== null && patch.length <= room;
    if (isKept) room -= patch.length;
    files.push({
      path,
      change: was === undefined ? "added" : is === undefined ? "removed" : "changed",
      bytesBefore: was?.length ?? 0,
      bytesAfter: is?.length ?? 0,
      patch: isKept ? patch : null,
    });
  }
  const count = (wanted: ShownFile["change"]) =>
    files.filter(({ change }) => change === wanted).length;
  return {
    files: files.slice(0, maxFiles),
    summary: { added: count("added"), removed: count("removed"), changed: count("changed"), same },
    omitted: Math.max(0, files.length - maxFiles),
    isWhole: true,
  };
}

function patchOf(was: Uint8Array | undefined, is: Uint8Array | undefined): string | null {
  const after = is === undefined ? null : fileText(is, maxTextBytes);
  const before = was === undefined ? "" : fileText(was, maxTextBytes);
  return after === null || before === null ? null : unifiedDiff(before, after, maxLines);
}

function areSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
