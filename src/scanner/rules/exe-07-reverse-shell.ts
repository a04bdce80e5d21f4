import { startKinds } from "../chains/atom-kinds.ts";
import { atomRule } from "../chains/atom-rule.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { commandText } from "../chains/command-text.ts";
import { remoteOrigin } from "../chains/remote-origin.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";
import { remoteShell } from "../shell-atoms/remote-shell.ts";

const meta = {
  id: "EXE-07",
  family: "execution",
  points: 140,
  solo: true,
  title: "A shell is connected to another machine.",
  advice: "Terminal libraries are told by their caller whom to connect; nothing else needs this.",
} as const;

/** Whoever answers the connection types into a shell of this machine. */
const piped: Rule = chainRule({
  meta,
  queries: [
    {
      sources: ["src.remote"],
      sinks: startKinds,
      into: ["stdin", "input", "data"],
      flowOnly: true,
    },
  ],
  message: "Code lets another machine type into an interpreter.",
  weigh: ({ sources, sink }, pkg) => {
    const origin = remoteOrigin(pkg.code, sources);
    // What decides about every part of a start sends commands (EXE-08), and does not type into a shell.
    if (sources.every(({ id }) => decidesAll(pkg, id, sink.id))) return null;
    if (origin === "caller" || origin === "peer") return { base: 60, solo: false, floor: 40 };
    if (sink.surface === "cli" && sources.every(isOpenAnswer)) {
      return { base: 60, solo: false, floor: 40 };
    }
    return interpreter.test(sink.detail.text ?? "") ? {} : { base: 60, solo: false, floor: 40 };
  },
});

const asksOnce = /^(?:curl|wget)$|[.:](?:fetch|get|request)$/;

/** One answer, from an address that is written out and over a safe line: a script, and nobody types. */
function isOpenAnswer({ detail: { api = "", destination } }: Atom): boolean {
  return asksOnce.test(api) && destination?.class === "literal" && !destination.isPlainHttp;
}

function decidesAll(pkg: PackageView, source: number, sink: number): boolean {
  const arrives = codeIndex(pkg.code)
    .from(source)
    .filter((flow) => flow.sink === sink)
    .map(({ into }) => into);
  return ["args", "env"].every((part) => arrives.includes(part));
}

const interpreter =
  /(?:^|[/\\\s])(?:sh|bash|zsh|dash|ksh|cmd|powershell|pwsh|python[0-9.]*|node|perl|ruby)(?:\.exe)?(?:\s|$)|^\s*$/i;

const written: Rule = atomRule({
  meta,
  atoms: (atom) => {
    const command = commandText(atom);
    return command !== null && remoteShell(command);
  },
  message: "A command line connects a shell to another machine.",
});

export const reverseShell: Rule = {
  meta,
  check: (pkg) => [...piped.check(pkg), ...written.check(pkg)],
};
