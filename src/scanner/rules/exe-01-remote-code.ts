import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { hidesHost } from "../chains/hides-host.ts";
import { isMixedValue } from "../chains/mixed-value.ts";
import { isLinkedScript, isNativeBinding } from "../chains/module-bindings.ts";
import { remoteOrigin } from "../chains/remote-origin.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

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
    // Whoever names the module to load decides what runs, whatever lies on the disk by then.
    { sources: ["src.remote"], sinks: isAnyModule, into: ["name"], flowOnly: true },
  ],
  message: "Code runs what another machine sends.",
  weigh: ({ sources, proximity, sink, into }, pkg) => {
    // What a module that was fetched says by its bindings and to its linker is EXE-15.
    if (isNativeBinding(sink, pkg) || isLinkedScript(sink, pkg)) return null;
    const origin = remoteOrigin(pkg.code, sources);
    if (isNamedModule(sink, sources) && !hidesHost(sink, pkg)) return { base: 30, floor: 0 };
    // A page asks its own server which of its parts to load.
    if (isAnyModule(sink) && origin !== "fixed" && sink.surface !== "install") return null;
    const isAsked = sink.surface === "call" || sink.surface === "cli";
    if (isAsked && isMixedValue(pkg.code, sink, into)) return null;
    // Objects that a program hands around name modules; the name that was fetched for it is read here.
    const isElsewhere = sources.every(({ file }) => file !== sink.file);
    if (isAnyModule(sink) && isAsked && isElsewhere) return { base: 30, floor: 0 };
    if (isTimer(sink) && sources.length > 1) return null;
    // A helper runs what it is given, and who calls for it has much to give: nobody could follow what.
    if (isElsewhere && isAsked && sources.length > 1) {
      return { base: 60, floor: 40, floorOn: ["call", "cli"] };
    }
    if (origin !== "fixed" && isWorkerImport(pkg, sink, sources)) return { base: 30, floor: 0 };
    // An address that comes out of the page or of options is no more the package's own than a caller's.
    const isOpen = origin === "unknown" && sink.surface !== "install";
    if (origin === "caller" || isOpen) return { base: 60, floor: 40 };
    if (proximity !== "flow") return { base: 50, floor: 0 };
    // A request that arrives is not what the package itself went to fetch.
    if (origin === "peer" && sink.surface === "cli") return { base: 60, floor: 40 };
    return { floorOn: ["install", "load", "handler", "call"] };
  },
});

/** Timers are told what to call, and only of old a text: what came from several places was kept in objects. */
function isTimer({ detail }: Atom): boolean {
  return /[.:]set(?:Timeout|Interval)$/.test(detail.api ?? "");
}

/** A load that nothing in the code confines to some folder or family of packages. */
function isAnyModule({ kind, detail }: Atom): boolean {
  return kind === "snk.module" && detail.names?.includes("free") === true;
}

/** The parts of a worker, at an address that it is given or works out: loaders and bundlers do this. */
function isWorkerImport(pkg: PackageView, sink: Atom, sources: readonly Atom[]): boolean {
  const { api, folded } = sink.detail;
  if (api !== "global.importScripts" || folded !== undefined) return false;
  const index = codeIndex(pkg.code);
  const asked = index
    .inFile(sink.file)
    .filter(
      ({ kind, detail, line }) => kind === "snk.net" && detail.api === api && line === sink.line,
    );
  // What was fetched before, and is made an address or names one, is no part at an address of its own.
  const isLed = asked.some(({ id }) =>
    index.into(id).some(({ source }) => index.atom(source)?.kind === "src.remote"),
  );
  return !isLed && sources.every(({ detail }) => detail.api === api);
}

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
