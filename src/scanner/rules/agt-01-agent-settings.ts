import { atomRule } from "../chains/atom-rule.ts";
import { commandText } from "../chains/command-text.ts";
import { isOwnHome } from "../chains/own-home.ts";
import type { Atom } from "../code/atoms.ts";
import { controlSurface } from "../install/control-surface.ts";
import { scaffolder } from "../recognisers/r22-scaffolder.ts";
import type { Rule } from "../rule.ts";
import { asShellPath, commandActs } from "../shell-atoms/command-acts.ts";
import { agentGrants } from "../words/agent-grants.ts";

/** What a coding agent reads as its orders is written behind the user's back. */
export const agentSettings: Rule = atomRule({
  meta: {
    id: "AGT-01",
    family: "agent",
    points: 120,
    solo: true,
    title: "Instructions or settings of a coding agent are written.",
    advice:
      "A set-up command that the user starts may do that in the project; read what is written.",
  },
  atoms: writesForAgents,
  message: "Code writes what a coding agent takes orders from.",
  weigh: ({ surface, detail }, pkg) => {
    // What a program keeps for itself it may write whenever it runs, but not while it is installed.
    if (surface !== "install" && isOwnHome(pkg, detail.path ?? "")) return null;
    if (surface === "install" || surface === "load") return {};
    // Who calls a library does not ask it to let an agent do as it likes.
    const grants = agentGrants(detail.path ?? "", detail.text ?? "");
    if (surface === "call" && grants.length > 0) return { solo: false, floorOn: ["call"] };
    // To add a server to a client's list is what a command of that server is there for.
    if (surface === "cli" && grants.length === 0 && serverList.test(detail.path ?? ""))
      return { base: 12, solo: false, floor: 0 };
    // Who starts a command to set up an agent asked for it; what it is allowed to do is another matter.
    if (surface === "cli" && grants.length === 0) return { base: 20, solo: false, floor: 0 };
    return { base: grants.length > 0 ? 50 : 40, solo: false, floor: 0 };
  },
  recognisers: [scaffolder],
});

const serverList =
  /(?:^|\/)(?:\.?mcp(?:_config|-config)?|claude_desktop_config|mcp_settings)\.json(?:\.(?:bak|backup|old|orig))?$/i;

function writesForAgents(atom: Atom): boolean {
  if (atom.kind === "snk.write") {
    if (atom.detail.target === "own" || atom.detail.target === "temp") return false;
    return (
      atom.detail.isAgent === true ||
      controlSurface(asShellPath(atom.detail.path ?? ""))?.kind === "agent"
    );
  }
  const command = commandText(atom);
  if (command === null) return false;
  return commandActs(command).some(
    (act) => act.kind === "write" && controlSurface(act.path)?.kind === "agent",
  );
}
