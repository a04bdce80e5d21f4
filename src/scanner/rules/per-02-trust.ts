import { atomRule } from "../chains/atom-rule.ts";
import { commandText } from "../chains/command-text.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";
import { asShellPath, commandActs } from "../shell-atoms/command-acts.ts";

const paths =
  /(?:^|\/)\.ssh\/(?:authorized_keys2?|rc|environment)$|^\/etc\/(?:sudoers|hosts|resolv\.conf|pam\.d|ssl\/certs|ca-certificates|pki|nsswitch\.conf|ssh\/sshd_config|doas\.conf|polkit-1)|^\/usr\/local\/share\/ca-certificates|system32\/drivers\/etc\/hosts/i;
const commands =
  /^(?:update-ca-certificates|update-ca-trust|trust anchor\b|certutil\b.*-addstore|security add-trusted-cert|iptables\b.*-[AIDFP]\b|ip6tables\b|nft (?:add|delete|flush)|ufw (?:allow|disable|delete)|netsh (?:advfirewall|firewall|winhttp)|setenforce 0|spctl --(?:master|global)-disable|csrutil|visudo|usermod\b.*-a?G|dscl\b|net (?:user|localgroup)|networksetup -set|set-mppreference|add-mppreference|import-certificate|new-netfirewallrule|set-netfirewallprofile)/i;

/** Who may enter the machine, and whom it believes, is changed. */
export const trustChanged: Rule = atomRule({
  meta: {
    id: "PER-02",
    family: "persistence",
    points: 130,
    solo: false,
    title: "Keys, names, certificates or the firewall of the machine are changed.",
    advice:
      "Tools for local certificates do that when somebody calls them; nothing does it unasked.",
  },
  atoms: changesTrust,
  message: "Code changes who may enter the machine or whom it trusts.",
  weigh: ({ surface }) => {
    if (surface === "install" || surface === "load") return { scale: "a" };
    return surface === "cli" ? { base: 60, floor: 0 } : {};
  },
});

function changesTrust(atom: Atom): boolean {
  if (atom.kind === "snk.write") return paths.test(asShellPath(atom.detail.path ?? ""));
  const command = commandText(atom);
  if (command === null) return false;
  return commandActs(command).some(
    (act) =>
      (act.kind === "write" && paths.test(act.path)) ||
      (act.kind === "run" && commands.test([act.program, ...act.args].join(" ").slice(0, 2048))),
  );
}
