import type { Rule } from "../rule.ts";
import { installsOnlyItself } from "../words/own-installs.ts";
import { directivePoints, said } from "../words/points.ts";
import type { ProseWindow } from "../words/prose.ts";
import { withSecondReading } from "../words/second-reading.ts";
import { isUnmistakable } from "../words/unmistakable.ts";

/** Tools, Experts and what is hidden or encoded have rules of their own. */
const elsewhere = new Set(["tool", "tool-result", "expert"]);

/** What agents read as their instructions gives orders that no maintainer would (TXT-02). */
export const liveDirective: Rule = {
  meta: {
    id: "TXT-02",
    family: "text",
    points: 130,
    solo: false,
    title: "Text that agents read as instructions directs them against their user.",
    advice: "Read the text as an agent would: what would it do, and would its user agree?",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.liveness !== "live" || window.hidden !== null || window.layer !== null) continue;
      if (elsewhere.has(window.carrier)) continue;
      const points = pointsOf(window, pkg.prose.windows);
      if (points === 0) continue;
      const { file, line, excerpt, plan } = window;
      // How the package itself is installed, and allowed to run its own scripts.
      if (plan?.frame === "fetches" && installsOnlyItself(pkg, excerpt)) continue;
      const message = "Instructions for agents combine what together is an attack on their user.";
      yield { surface: "agent", file, line, excerpt, message, points, chain: said(window) };
    }
  },
};

/** Only what is said outright in skills and rules holds their package; a person looks at what is grave. */
const doubtful = 50;
const faint = 25;
const doubtfulPlan = 7;

function pointsOf(window: ProseWindow, all: readonly ProseWindow[]): number {
  const points = withSecondReading(window, all, directivePoints(window));
  const { carrier, plan } = window;
  if (points <= faint || carrier !== "agent-file" || isUnmistakable(window, all)) return points;
  const isGrave = plan === undefined || plan.weight >= doubtfulPlan || plan.frame === "asks";
  return Math.min(points, isGrave ? doubtful : faint);
}
