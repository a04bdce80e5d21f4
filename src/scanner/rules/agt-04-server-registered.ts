import { atomRule } from "../chains/atom-rule.ts";
import { commandText } from "../chains/command-text.ts";
import { isOwnHome } from "../chains/own-home.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";
import { asShellPath, commandActs } from "../shell-atoms/command-acts.ts";

const lists =
  /(?:^|\/)(?:\.?mcp\.json|claude_desktop_config\.json|mcp_config\.json|mcp_settings\.json|cline_mcp_settings\.json)$/i;

/** A server is added to those that the user's agents start and believe. */
export const serverRegistered: Rule = atomRule({
  meta: {
    id: "AGT-04",
    family: "agent",
    points: 120,
    solo: false,
    title: "A tool server is registered with a coding agent.",
    advice: "An install subcommand may do that when the user calls it.",
  },
  atoms: registersServer,
  message: "Code registers a tool server with a coding agent without being asked.",
  weigh: ({ surface, detail }, pkg) => {
    if (surface === "install") return {};
    return surface === "load" && !isOwnHome(pkg, detail.path ?? "") ? {} : null;
  },
});

function registersServer(atom: Atom): boolean {
  if (atom.kind === "snk.write") {
    if (atom.detail.target === "own" || atom.detail.target === "temp") return false;
    return lists.test(asShellPath(atom.detail.path ?? "").replaceAll("\\", "/"));
  }
  const command = commandText(atom);
  if (command === null) return false;
  return commandActs(command).some((act) => {
    if (act.kind === "write") return lists.test(act.path) && /^[~/<]|\.\./.test(act.path);
    return act.kind === "run" && /\bmcp (?:add|add-json|install)\b/.test(act.args.join(" "));
  });
}
