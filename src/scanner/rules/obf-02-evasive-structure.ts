import type { Hiding } from "../code/atoms.ts";
import { surfacePoints } from "../findings/file-surfaces.ts";
import { hidingHits } from "../findings/hiding-hits.ts";
import type { Rule } from "../rule.ts";

const messages: Partial<Record<Hiding["kind"], string>> = {
  flattening: "The order of statements was taken apart and is put together while it runs.",
  "self-test": "Code tests its own text, so that it stops once somebody formats it.",
  "debugger-trap": "Code keeps calling for a debugger, which stops whoever uses one.",
  "opaque-predicates": "Conditions compare constants, so that they only look like decisions.",
};

/** Structures that an obfuscator adds: honest code has no use for any of them. */
export const evasiveStructure: Rule = {
  meta: {
    id: "OBF-02",
    family: "hiding",
    points: 40,
    solo: false,
    title: "Code is built so that it cannot be followed.",
    advice: "Ask for the source; code that is obfuscated cannot be reviewed.",
  },
  check: (pkg) =>
    hidingHits(
      pkg,
      ["flattening", "self-test", "debugger-trap", "opaque-predicates"],
      ({ kind, surface }) => ({
        points: surfacePoints(40, surface),
        message: messages[kind] ?? "Code is built so that it cannot be followed.",
      }),
    ),
};
