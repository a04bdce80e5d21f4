import type { Rule } from "../rule.ts";

/** Files that agents obey, inside a package that a project installs (threat catalogue TXT-09). */
export const agentFiles: Rule = {
  meta: {
    id: "TXT-09",
    family: "text",
    points: 0,
    solo: false,
    title: "The package carries files that instruct or configure coding agents.",
    advice: "Read what they tell an agent, and what they allow it without asking.",
  },
  *check(pkg) {
    for (const { file, grants } of pkg.prose.agentFiles) {
      if (grants.length === 0) {
        const message = "A file of the package is read by coding agents as instructions.";
        yield { surface: "agent", file, message };
      } else {
        const message = `A file for coding agents grants or starts something (${grants.join(", ")}).`;
        yield { surface: "agent", file, message, points: sends(grants) ? 100 : 40 };
      }
    }
  },
};

/** A hook runs at every step of an agent; one that sends or fetches serves somebody else. */
function sends(grants: readonly string[]): boolean {
  if (grants.includes("servers that run what they fetch")) return true;
  return grants.includes("hooks that send") && grants.includes("hooks");
}
