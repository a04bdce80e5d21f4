import { createHash } from "node:crypto";
import { changesOf } from "../difference/changes.ts";
import type { Hit, Rule } from "../rule.ts";

const code = /\.(?:[cm]?[jt]sx?|sh|py|ps1)$/i;
/** Appended version notes and line ends are fewer. */
const leastBytes = 32;
const maxFiles = 200;

/** Code was put before or behind a file that is otherwise the same, byte for byte. */
export const appendedCode: Rule = {
  meta: {
    id: "DIF-07",
    family: "difference",
    points: 30,
    solo: false,
    title:
      "Something was added to the end or the beginning of a file and nothing else changed in it.",
    advice: "Read what was added.",
  },
  *check(pkg) {
    const changes = changesOf(pkg);
    if (changes === null) return;
    const grown = changes.changed.filter(
      ({ path, before, after }) =>
        code.test(path) && before.bytes > 0 && after.bytes >= before.bytes + leastBytes,
    );
    for (const { path, before } of grown.slice(0, maxFiles)) {
      const text = pkg.text(path);
      if (text === null) continue;
      const bytes = Buffer.from(text, "utf8");
      const isBehind = digestOf(bytes.subarray(0, before.bytes)) === before.digest;
      const isBefore = !isBehind && digestOf(bytes.subarray(-before.bytes)) === before.digest;
      if (!isBehind && !isBefore) continue;
      const message = isBehind
        ? "Code was appended to a file that is otherwise as it was."
        : "Code was put before a file that is otherwise as it was.";
      const line = isBehind ? linesIn(bytes.subarray(0, before.bytes)) : 1;
      const hit: Hit = { surface: "structure", file: path, line, message };
      yield hit;
    }
  },
};

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

function linesIn(bytes: Uint8Array): number {
  let lines = 1;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines += 1;
  return lines;
}
