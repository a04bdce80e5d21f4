import { sharedCredentials } from "../recognisers/shared-credentials.ts";
import type { Rule } from "../rule.ts";
import { runsFetched as runsAtOpening, runsOther } from "../words/opened-folder.ts";
import type { HandedCredentials } from "../words/prose.ts";
import { runsFetched } from "../words/started-servers.ts";

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
    for (const { file, grants, handed = [] } of pkg.prose.agentFiles) {
      if (grants.length > 0) {
        const message = `A file for coding agents or editors grants or starts something (${grants.join(", ")}).`;
        yield { surface: "agent", file, message, points: isGrave(grants) ? 100 : 40 };
      } else if (handed.length === 0) {
        const message = "A file of the package is read by coding agents as instructions.";
        yield { surface: "agent", file, message };
      }
      const points = Math.max(0, ...handed.map(pointsOf));
      const message = "A server is handed credentials that are for other services.";
      if (points > 0) yield { surface: "agent", file, message, points };
    }
  },
};

/** A hook runs at every step of an agent; one that sends or fetches serves somebody else. */
function isGrave(grants: readonly string[]): boolean {
  if (grants.some((grant) => alone.has(grant))) return true;
  return grants.includes("hooks that send") && grants.includes("hooks");
}

const alone: ReadonlySet<string> = new Set([runsFetched, runsAtOpening, runsOther]);

function pointsOf(handed: HandedCredentials): number {
  return { none: 0, one: 40, many: 100 }[sharedCredentials(handed)];
}
