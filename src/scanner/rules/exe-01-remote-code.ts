import { chainRule } from "../chains/chain-rule.ts";
import { remoteOrigin } from "../chains/remote-origin.ts";
import type { Atom } from "../code/atoms.ts";
import type { Rule } from "../rule.ts";

/** What another machine sends becomes code. */
export const remoteCode: Rule = chainRule({
  meta: {
    id: "EXE-01",
    family: "execution",
    points: 140,
    solo: false,
    title: "Code that another machine sends is run.",
    advice: "Nobody can review what is fetched later; ask why it is not part of the package.",
  },
  queries: [
    {
      sources: ["src.remote"],
      sinks: ["snk.code", "snk.module"],
      into: ["code", "data", "url", "path", "body"],
      flowOnly: true,
    },
    {
      sources: ["src.remote"],
      sinks: ({ kind, detail }) => kind === "snk.code" && detail.isRead !== true,
    },
  ],
  message: "Code runs what another machine sends.",
  weigh: ({ sources, proximity, sink }, pkg) => {
    const origin = remoteOrigin(pkg.code, sources);
    if (isNamedModule(sink, sources)) return { base: 30, floor: 0 };
    // An address that comes out of the page or of options is no more the package's own than a caller's.
    const isOpen = origin === "unknown" && sink.surface !== "install";
    if (origin === "caller" || isOpen) return { base: 60, floor: 40 };
    if (proximity !== "flow") return { base: 50, floor: 0 };
    // A request that arrives is not what the package itself went to fetch.
    if (origin === "peer" && sink.surface === "cli") return { base: 60, floor: 40 };
    return { floorOn: ["install", "load", "handler", "call"] };
  },
});

/** A module that an import names by a plain https address: to be read by everybody, and no secret. */
function isNamedModule(sink: Atom, sources: readonly Atom[]): boolean {
  return (
    sink.detail.api === "global.import" &&
    // An address is loaded by itself; text that became one was fetched before.
    sink.detail.folded === undefined &&
    sources.every(({ detail, file, line }) => {
      const { destination } = detail;
      const isPlain = destination?.class === "literal" && !destination.isPlainHttp;
      return isPlain && file === sink.file && line === sink.line;
    })
  );
}
