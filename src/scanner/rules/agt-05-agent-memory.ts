import { sendKinds } from "../chains/atom-kinds.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { isOwnHome } from "../chains/own-home.ts";
import type { Atom } from "../code/atoms.ts";
import { serviceClient } from "../recognisers/r10-service-client.ts";
import type { Rule } from "../rule.ts";

/** What somebody told an agent, and the agent's keys, go elsewhere. */
export const agentMemory: Rule = chainRule({
  meta: {
    id: "AGT-05",
    family: "agent",
    points: 130,
    solo: false,
    title: "Transcripts, keys or memory of a coding agent are read and passed on.",
    advice: "A viewer shows them to its user; see who else gets them.",
  },
  queries: [
    { sources: ofAgent, sinks: sendKinds },
    {
      sources: ofAgent,
      sinks: ({ kind, detail }) => kind === "snk.write" && detail.target !== "own",
      into: ["data"],
      flowOnly: true,
    },
  ],
  message: "Code reads the memory or keys of a coding agent and passes them on.",
  weigh: ({ sources, sink, surface, proximity }, pkg) => {
    const isOwn = sources.every(({ detail }) => isOwnHome(pkg, detail.path ?? ""));
    if (surface !== "install" && sink.kind === "snk.write" && isOwn) return null;
    // A command that sets up an agent reads its settings, and counts for itself that it did.
    const isSetUp = surface === "cli" && proximity !== "flow" && proximity !== "func";
    if (sink.kind !== "snk.write" && isSetUp) return { base: 40, floor: 0, byDestination: true };
    if (sink.kind !== "snk.write") return { byDestination: true };
    return surface === "install" || surface === "load" ? {} : null;
  },
  recognisers: [serviceClient],
});

function ofAgent({ kind, detail }: Atom): boolean {
  return kind === "src.agentlogin" || (kind === "src.file.secret" && detail.isAgent === true);
}
