import { startKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { fromPeer } from "../chains/from-peer.ts";
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
  weigh: ({ sources, sink, surface }, pkg) => {
    const isPeer = sources.some(fromPeer);
    const origin = isPeer ? "peer" : remoteOrigin(pkg.code, sources);
    // Code that is fetched once is EXE-01; here somebody keeps sending.
    const repeats = codeIndex(pkg.code)
      .inFile(sink.file)
      .some(({ kind }) => kind === "ctx.loop" || kind === "snk.listen");
    const isText = sink.kind === "snk.code";
    if (isText && origin !== "peer" && (!repeats || origin === "unknown" || surface === "call"))
      return null;
    if (origin === "caller" || surface === "cli") return { base: 60, floor: 0 };
    // Who starts a command that takes orders wants it to.
    const isStarted = codeIndex(pkg.code).file(sink.file)?.surface === "cli";
    if (isStarted) return { base: 40, floor: 0 };
    if (origin === "unknown" && surface !== "install") return { base: 60, floor: 40 };
    return surface === "call" || surface === "handler" ? { base: 60, floor: 40 } : {};
  },
});

function isOrder(atom: Atom): boolean {
  return atom.kind === "src.remote" || fromPeer(atom);
}
