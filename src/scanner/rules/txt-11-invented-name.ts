import { highImpactNames } from "../manifest/high-impact-names.ts";
import type { Rule } from "../rule.ts";

const suffix =
  /^(?<famous>.{4,}?)-(?:helpers?|utils?|tools?|toolkit|wrapper|simple|easy|plus|pro|lite|sdk|client|api|manager|handler|connector|integration|kit|js|node|auto|ai)$/;

/**
 * A famous name with a suffix that anybody would guess: models invent such names, and somebody registers
 * them (threat catalogue TXT-11). Only what the manifest shows; how young it is, metadata rules know.
 */
export const inventedName: Rule = {
  meta: {
    id: "TXT-11",
    family: "metadata",
    points: 20,
    solo: false,
    title:
      "The name is a famous one with an obvious suffix, on a package that says little about itself.",
    advice: "Find out whether the package belongs to whoever makes the famous one.",
  },
  *check(pkg) {
    const json = pkg.manifest?.json ?? {};
    const name = pkg.subject.name ?? json["name"];
    if (typeof name !== "string" || name.startsWith("@")) return;
    const famous = suffix.exec(name)?.groups?.["famous"] ?? "";
    if (!highImpactNames.has(famous) || highImpactNames.has(name)) return;
    const isNew = /^(?:0\.0\.\d+|0\.1\.0|1\.0\.[0-2])$/.test(String(json["version"] ?? ""));
    if (!isNew || json["repository"] !== undefined) return;
    const message = "A famous name with an obvious suffix, a first version, and no repository.";
    yield { surface: "agent", file: "package.json", excerpt: name, message };
  },
};
