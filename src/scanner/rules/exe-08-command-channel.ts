import { startKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { fromPeer } from "../chains/from-peer.ts";
import { isMixedValue } from "../chains/mixed-value.ts";
import { startsKeptProgram, startsOwnProgram } from "../chains/own-program.ts";
import {
  isOpener,
  isPlainProgram,
  showsAddress,
  startsNamedScript,
} from "../chains/plain-program.ts";
import { remoteOrigin } from "../chains/remote-origin.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";

/** The package waits for orders from elsewhere and carries them out. */
export const commandChannel: Rule = chainRule({
  meta: {
    id: "EXE-08",
    family: "execution",
    points: 130,
    solo: false,
    title: "Commands are received from another machine and run.",
    advice: "Find out who may send the commands and whether the user started a server on purpose.",
  },
  queries: [
    {
      sources: isOrder,
      sinks: startKinds,
      into: ["command", "argument", "args", "url"],
      flowOnly: true,
    },
    {
      sources: isOrder,
      sinks: ["snk.code"],
      flowOnly: true,
    },
  ],
  message: "Code runs commands that it receives from another machine.",
  weigh: ({ sources, sink, surface, into, through }, pkg) => {
    const isPeer = sources.some(fromPeer);
    const origin = isPeer ? "peer" : remoteOrigin(pkg.code, sources);
    // Code that is fetched once is EXE-01; here somebody keeps sending.
    const repeats = codeIndex(pkg.code)
      .inFile(sink.file)
      .some(({ kind }) => kind === "ctx.loop" || kind === "snk.listen");
    const isText = sink.kind === "snk.code";
    // Who calls for it may ask a service which branch or file a known program shall take.
    const isCalledFor = surface === "cli" || surface === "call" || surface === "dormant";
    const isWords = into.every((part) => part !== "command" && part !== "stdin");
    if (isCalledFor && (!isPeer || isWords) && isPlainProgram(sink)) return null;
    // Which release of a program is asked about itself is no order; where it came from is EXE-02.
    if (isSelfTest(sink)) return null;
    if (showsAddress(sink) && sink.surface !== "install") return null;
    if (isCalledFor && isWords && (isOpener(sink) || startsNamedScript(sink))) return null;
    if (isCalledFor && isMixedValue(pkg.code, sink, into)) return null;
    if (isCalledFor && !isPeer && origin === "unknown" && startsOwnProgram(sink)) return null;
    if (isCalledFor && !isPeer && startsKeptProgram(codeIndex(pkg.code), sink, sources))
      return null;
    if (isText && origin !== "peer" && (!repeats || origin === "unknown" || surface === "call"))
      return null;
    // What was written out anew is a word that some program is told, and names none itself.
    const isWritten = through.includes("encode");
    if (surface === "call" && sources.some(isRequest) && isFree(sink, into) && !isWritten)
      return { scale: "a" };
    // A tool that a model calls is no command that somebody starts to take orders.
    if (surface === "handler" && origin === "fixed" && isFree(sink, into)) return { scale: "a" };
    if (origin === "caller" || surface === "cli") return { base: 60, floor: 0 };
    // Who starts a command that takes orders wants it to.
    const isStarted = codeIndex(pkg.code).file(sink.file)?.surface === "cli";
    if (isStarted) return { base: 40, floor: 0 };
    if (origin === "unknown" && surface !== "install") return { base: 60, floor: 40 };
    return surface === "call" || surface === "handler" ? { base: 60, floor: 40 } : {};
  },
});

/** What arrives in a function that the package offers to servers: they run it for everybody. */
function isRequest({ kind, detail }: Atom): boolean {
  return kind === "src.param" && detail.api === "request";
}

const asksItself =
  /^(?:<[?a-z]{1,10}>|[^\s<>;&|$`"']){1,300} (?:--version|-v|-V|version|--help|-h)$/;

/** A program without a shell in between, and one word by which it says what it is. */
function isSelfTest({ kind, detail }: Atom): boolean {
  const { api = "", text = "" } = detail;
  return (
    kind === "snk.proc" && /[.:](?:spawn|execFile)(?:Sync)?$/.test(api) && asksItself.test(text)
  );
}

/** A shell or an interpreter that gets all of its code from elsewhere. */
const wholly =
  /^\S{0,40}(?:sh|bash|cmd|powershell|pwsh|node|bun|deno|python3?|perl|ruby|php)(?:\.exe)? (?:-c|\/c|-Command|-e|--eval|-p|-r|eval) '?<(?:\?|param)>/i;

/** Whether nothing in the code says which program it is that runs, or what the code does. */
function isFree({ kind, detail }: Atom, into: readonly string[]): boolean {
  if (kind === "snk.code") return detail.isRead !== true;
  const line = detail.text ?? "<?>";
  if (wholly.test(line)) return true;
  return into.includes("command") && detail.names?.length === 0 && /^<(?:\?|param)>/.test(line);
}

function isOrder(atom: Atom): boolean {
  return atom.kind === "src.remote" || fromPeer(atom);
}
