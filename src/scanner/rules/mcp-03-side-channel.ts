import type { PackageView, Rule } from "../rule.ts";
import { inVariable } from "../words/mcp-tools.ts";
import { said } from "../words/points.ts";
import type { ProseWindow } from "../words/prose.ts";

/** A parameter that wants what its tool does not need carries it away (MCP-03). */
export const askingParameter: Rule = {
  meta: {
    id: "MCP-03",
    family: "agent",
    points: 110,
    solo: false,
    title: "A tool's parameter asks for a conversation, for files or for secrets.",
    advice:
      "See what the handler does with the parameter, and whether the tool's purpose needs it.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (
        window.carrier !== "tool" ||
        window.field === null ||
        window.isQuoted ||
        window.field === inVariable
      )
        continue;
      const isTold = window.classes.includes("take");
      if (!isTold && !window.acts.includes("wants-all")) continue;
      const { file, line, excerpt } = window;
      const place = { surface: "handler", file, line, excerpt, chain: said(window) } as const;
      const message =
        "The description of a parameter asks the model for what it knows of its user.";
      if (isTold || isCarried(pkg, window) || secretFile.test(excerpt)) yield { ...place, message };
      else yield { ...place, message, points: 40 };
    }
  },
};

/** A folder or a file of secrets, and not where to find one that the user names. */
const secretFile =
  /^(?!.*\b(?:path|e\.g|default|location|name of)\b).*(?:\.ssh|\.aws|\.env|\.npmrc|\.netrc|id_rsa|\.git-credentials)\b/is;

/** Whether the file hands the parameter on; who only names it may have a use for it. */
function isCarried({ prose }: PackageView, { file, field }: ProseWindow): boolean {
  return (prose.carried ?? []).some((carried) => carried.file === file && carried.name === field);
}
