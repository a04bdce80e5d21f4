import { binariesOf, nativePurposes } from "../binaries/native-purpose.ts";
import type { Hit, Rule } from "../rule.ts";

const each = 20;
const most = 60;

/** Words in a program that say what it is for. Runtimes and package clients name many of them. */
export const binaryWords: Rule = {
  meta: {
    id: "BIN-05",
    family: "binary",
    points: each,
    solo: false,
    title: "A program names secrets, wallets, pools or downloads.",
    advice: "Read the strings of the program around these words.",
  },
  *check(pkg) {
    const binaries = binariesOf(pkg).filter(({ shape }) => shape.words !== undefined);
    const purposes = nativePurposes(pkg, binaries);
    for (const { path, shape } of binaries) {
      const hit: Hit = {
        surface: "structure",
        file: path,
        message: "The strings of a program name what theft, mining or a download would need.",
        points: Math.min(most, each * (shape.words?.length ?? 0)),
      };
      const isExpected = purposes.get(path) === "platform" || purposes.get(path) === "native";
      yield isExpected ? { ...hit, points: 0, explainedBy: "R2" } : hit;
    }
  },
};
