import { atomRule } from "../chains/atom-rule.ts";
import { commandText } from "../chains/command-text.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";
import { commandActs } from "../shell-atoms/command-acts.ts";

const programs =
  /^(?:ngrok|cloudflared|frpc|chisel|bore|localtunnel|lt|pagekite|tailscaled?|zerotier-cli|gost|inlets|rathole|teamviewer|anydesk|rustdesk|meshagent|localxpose|loclx|gsocket|gs-netcat|tmate|sshx|upterm)(?:$|[-_.])/;

/** The machine is joined to something that somebody else controls. */
export const remoteAccess: Rule = atomRule({
  meta: {
    id: "PER-03",
    family: "persistence",
    points: 130,
    solo: false,
    title: "A build runner or a tunnel is registered.",
    advice: "See who owns the other end; tunnel libraries open one when they are called.",
  },
  atoms: joins,
  message: "Code registers this machine as a build runner or opens a tunnel to it.",
  weigh: ({ surface }) =>
    surface === "install" || surface === "load" ? { scale: "a" } : { base: 40, floor: 0 },
});

function joins(atom: Atom): boolean {
  if (atom.kind === "snk.net") return atom.detail.names?.includes("tunnel") === true;
  const command = commandText(atom);
  if (command === null) return false;
  return commandActs(command).some((act) => {
    if (act.kind === "start") return isRunner(act.path, command);
    if (act.kind !== "run") return false;
    const line = act.args.join(" ");
    if (programs.test(act.program)) return !/^--?(?:v|version|h|help)$/.test(line);
    if (act.program === "ssh") return act.args.some((arg) => /^-[a-zA-Z]*R/.test(arg));
    if (/^(?:npx|bunx|pnpx)$/.test(act.program))
      return /\b(?:localtunnel|ngrok|untun)\b/.test(line);
    if (act.program === "gitlab-runner") return /^register\b/.test(line);
    return isRunner(act.program, line);
  });
}

/** The set-up script of a build runner is told an address and a token. */
function isRunner(program: string, line: string): boolean {
  return (
    /(?:^|\/)config\.(?:sh|cmd)$/.test(program) && /--url\b/.test(line) && /--token\b/.test(line)
  );
}
