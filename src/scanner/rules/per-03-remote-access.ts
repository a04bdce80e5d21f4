import { admitsKey } from "../chains/admits-key.ts";
import { atomRule } from "../chains/atom-rule.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { commandText } from "../chains/command-text.ts";
import { fromPeer } from "../chains/from-peer.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule, RuleMeta } from "../rule.ts";
import { commandActs } from "../shell-atoms/command-acts.ts";

const programs =
  /^(?:ngrok|cloudflared|frpc|chisel|bore|localtunnel|lt|pagekite|tailscaled?|zerotier-cli|gost|inlets|rathole|teamviewer|anydesk|rustdesk|meshagent|localxpose|loclx|gsocket|gs-netcat|tmate|sshx|upterm)(?:$|[-_.])/;

const meta: RuleMeta = {
  id: "PER-03",
  family: "persistence",
  points: 130,
  solo: false,
  title: "A build runner, a tunnel or an account for somebody else is set up.",
  advice: "See who owns the other end; tunnel libraries open one when they are called.",
};

const joined: Rule = atomRule({
  meta,
  atoms: joins,
  message: "Code registers this machine as a build runner or opens a tunnel to it.",
  weigh: ({ surface, detail }) => {
    const isAsked = surface !== "install" && surface !== "load";
    const line = detail.text ?? "";
    const isUntold = ownWithoutWords.test(line) || (surface === "load" && anyWords.test(line));
    return isAsked || isUntold ? { base: 35, floor: 0 } : { scale: "a" };
  },
});

/** The program that the package brings, told nothing: which of its many commands, the user says. */
const ownWithoutWords = /^<package>\/[^\s]{1,200}(?: <(?:\?|param|\*)>)?$/;

/**
 * A program of the user, told what nobody can read: whether a tunnel is opened, or its version asked for,
 * who uses the package says. What is to happen unasked has to be written somewhere.
 */
const anyWords = /^[^\s<>]{1,200} <(?:\?|param|\*)>$/;

/** Seeds that a project keeps for itself are its own; a library has no accounts in the programs of others. */
const account: Rule = atomRule({
  meta,
  atoms: ({ kind, detail }) =>
    kind === "snk.vault" && detail.names?.includes("administrator") === true,
  message: "Code makes an account with all rights and a password that only its author knows.",
  weigh: ({ surface, file }) => {
    if (seeds.test(file)) return { base: 30, floor: 0 };
    return surface === "cli" || surface === "dormant" ? { base: 40, floor: 0 } : { scale: "a" };
  },
});

/** Whoever knows the word behind a hash that the code holds is let in wherever the code runs. */
const masterKey: Rule = chainRule({
  meta,
  queries: [
    {
      sources: fromPeer,
      sinks: ({ kind, detail }) =>
        kind === "snk.vault" && detail.names?.includes("master key") === true,
      flowOnly: true,
    },
  ],
  message: "Code knows somebody who sends a request by a hash that it holds itself.",
  weigh: ({ surface }) =>
    surface === "cli" || surface === "dormant" ? { base: 40, floor: 0 } : { scale: "a" },
});

/** Who has the other half of a key that the package brings gets into the user's account, whoever starts it. */
const letIn: Rule = atomRule({
  meta,
  atoms: (atom) => commandText(atom) !== null,
  message: "Code lets the owner of a key that the package brings into an account of the user.",
  weigh: (atom, pkg) => (admitsKey(atom, pkg) ? { scale: "a", solo: true } : null),
});

const seeds =
  /(?:^|\/)(?:seed\w{0,20}|migrations?|fixtures?|templates?|examples?|tests?|__tests__|mocks?)(?:[./-]|$)/i;

/** The machine, or the program that runs on it, is joined to something that somebody else controls. */
export const remoteAccess: Rule = {
  meta,
  check: (pkg) => [
    ...joined.check(pkg),
    ...account.check(pkg),
    ...masterKey.check(pkg),
    ...letIn.check(pkg),
  ],
};

function joins(atom: Atom): boolean {
  if (atom.kind === "snk.net") return atom.detail.names?.includes("tunnel") === true;
  const command = commandText(atom);
  if (command === null) return false;
  return commandActs(command).some((act) => {
    if (act.kind === "start") return isRunner(act.path, command);
    if (act.kind !== "run") return false;
    const line = act.args.join(" ");
    if (programs.test(act.program)) return !isHarmless(act.program, line);
    if (act.program === "ssh") return act.args.some((arg) => /^-[a-zA-Z]*R/.test(arg));
    if (/^(?:npx|bunx|pnpx)$/.test(act.program))
      return /\b(?:localtunnel|ngrok|untun)\b/.test(line);
    if (act.program === "gitlab-runner") return /^register\b/.test(line);
    return isRunner(act.program, line);
  });
}

/** Asks for the version, or logs in to what somebody else protects with the same vendor's program. */
function isHarmless(program: string, line: string): boolean {
  if (/^(?:--?(?:v|version|h|help)|version|help|update)$/.test(line)) return true;
  return /^cloudflared/.test(program) && /^(?:access (?:login|token)|login|update)\b/.test(line);
}

/** The set-up script of a build runner is told an address and a token. */
function isRunner(program: string, line: string): boolean {
  return (
    /(?:^|\/)config\.(?:sh|cmd)$/.test(program) && /--url\b/.test(line) && /--token\b/.test(line)
  );
}
