import { changesOf } from "../difference/changes.ts";
import type { Hit, Rule } from "../rule.ts";

const times = 5;
const largeFile = 500_000;
const smallLibrary = 200_000;
/** Below this, a new file or two already are five times as much. */
const leastBytes = 50_000;

/** Much more than there was. */
export const sizeJump: Rule = {
  meta: {
    id: "DIF-06",
    family: "difference",
    points: 20,
    solo: false,
    title: "The package grew out of proportion.",
    advice: "Look at what the new bytes are.",
  },
  *check(pkg) {
    const changes = changesOf(pkg);
    if (changes === null) return;
    const before = sum(Object.values(changes.previous.files).map(({ bytes }) => bytes));
    const after = sum(pkg.entries.map(({ shape }) => shape?.bytes ?? 0));
    const large = changes.added.find(({ shape }) => shape.bytes > largeFile);
    if (large !== undefined && before < smallLibrary) {
      const message = "A small library has a new file larger than all it had before.";
      const hit: Hit = { surface: "structure", file: large.path, message };
      yield hit;
    } else if (before > 0 && after > leastBytes && after > before * times) {
      const message = "The package is more than five times as large as the version before.";
      yield { surface: "structure", file: null, message };
    }
  },
};

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
