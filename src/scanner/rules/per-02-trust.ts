import { atomRule } from "../chains/atom-rule.ts";
import type { Weight } from "../chains/chain-points.ts";
import { redirectsByFile, redirectsClient } from "../chains/client-settings.ts";
import { commandText } from "../chains/command-text.ts";
import { obeyedSetting } from "../chains/env-settings.ts";
import { startsWithMachine } from "../chains/takes-machine.ts";
import type { Atom } from "../code/atoms.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { PackageView, Rule, RuleMeta } from "../rule.ts";
import { asShellPath, commandActs } from "../shell-atoms/command-acts.ts";

const paths =
  /(?:^|\/)\.ssh\/(?:authorized_keys2?|rc|environment)$|^\/etc\/(?:sudoers|hosts|resolv\.conf|pam\.d|ssl\/certs|ca-certificates|pki|nsswitch\.conf|ssh\/sshd_config|doas\.conf|polkit-1)|^\/usr\/local\/share\/ca-certificates|system32\/drivers\/etc\/hosts/i;
const commands =
  /^(?:update-ca-certificates|update-ca-trust|trust anchor\b|certutil\b.*-addstore|security add-trusted-cert|iptables\b.*-[AIDFP]\b|ip6tables\b|nft (?:add|delete|flush)|ufw (?:allow|disable|delete)|netsh (?:advfirewall|firewall|winhttp)|setenforce 0|spctl --(?:master|global)-disable|csrutil|visudo|usermod\b.*-a?G|dscl\b.*-(?:create|append|change|merge|passwd)\b|net (?:user|localgroup)|networksetup -set|set-mppreference|add-mppreference|import-certificate|new-netfirewallrule|set-netfirewallprofile)/i;

const meta: RuleMeta = {
  id: "PER-02",
  family: "persistence",
  points: 130,
  solo: false,
  title:
    "Who may enter the machine, whom it trusts or where its clients take code from is changed.",
  advice:
    "Tools for local certificates or mirrors do that when somebody calls them; nothing does it unasked.",
};

const machine: Rule = atomRule({
  meta,
  atoms: changesTrust,
  message: "Code changes who may enter the machine or whom it trusts.",
  weigh: ({ surface }) => {
    if (surface === "install" || surface === "load") return { scale: "a" };
    return surface === "cli" ? { base: 60, floor: 0 } : {};
  },
});

const clients: Rule = atomRule({
  meta,
  atoms: changesClients,
  message: "Code changes where clients take packages and repositories from, or whom they believe.",
  weigh: unasked,
});

const containers: Rule = atomRule({
  meta,
  atoms: givesMachine,
  message: "Code starts a container in which the whole machine lies open.",
  weigh: unasked,
});

const variables: Rule = atomRule({
  meta,
  atoms: ["snk.env"],
  message: "Loading the package tells whatever runs later what to load, whom to ask or to believe.",
  weigh: (atom, pkg) => {
    const base = isLoaded(atom, pkg) ? obeyedSetting(atom) : 0;
    return base === 0 ? null : { base, scale: "a", floor: base >= 100 ? 100 : 40 };
  },
});

/** A command decides for what it starts, whoever could load it as well. */
function isLoaded({ surface, file }: Atom, { manifest }: PackageView): boolean {
  if (surface !== "load") return false;
  return ![...manifestParts.commands(manifest?.json ?? {}).values()].includes(file);
}

/** Who may enter the machine, whom it believes, and what it takes from whom. */
export const trustChanged: Rule = {
  meta,
  check: (pkg) => [machine, clients, containers, variables].flatMap((rule) => [...rule.check(pkg)]),
};

/** Tools for settings and containers do what they were called for. */
function unasked({ surface }: Atom): Partial<Weight> | null {
  return surface === "install" || surface === "load" ? { scale: "a" } : null;
}

function changesClients(atom: Atom): boolean {
  if (atom.kind === "snk.write") return redirectsByFile(asShellPath(atom.detail.path ?? ""));
  const command = commandText(atom);
  if (command === null) return false;
  return commandActs(command).some(
    (act) =>
      (act.kind === "run" && redirectsClient(act)) ||
      (act.kind === "write" && redirectsByFile(act.path)),
  );
}

function givesMachine(atom: Atom): boolean {
  if (atom.detail.names?.includes("whole machine") === true) return true;
  const command = commandText(atom);
  if (command === null) return false;
  return commandActs(command).some((act) => act.kind === "run" && startsWithMachine(act));
}

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
