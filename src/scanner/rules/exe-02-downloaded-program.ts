import type { Chain } from "../chains/chain.ts";
import { chainRule } from "../chains/chain-rule.ts";
import { codeIndex } from "../chains/code-index.ts";
import { isMixedValue } from "../chains/mixed-value.ts";
import { startsKeptProgram, startsOwnProgram } from "../chains/own-program.ts";
import { isPlainProgram, showsAddress } from "../chains/plain-program.ts";
import { remoteOrigin } from "../chains/remote-origin.ts";
import { startsOfWritten, startsWhatItWrote } from "../chains/starts-what-it-wrote.ts";
import type { Atom } from "../code/atoms.ts";
import { prebuiltDownload } from "../recognisers/r01-prebuilt-download.ts";
import type { PackageView, Rule } from "../rule.ts";

/** A program is downloaded, put on the disk and started. */
export const downloadedProgram: Rule = chainRule({
  meta: {
    id: "EXE-02",
    family: "execution",
    points: 120,
    solo: false,
    title: "A downloaded program is started.",
    advice: "Look for a checksum in the package and at what the program is for.",
  },
  queries: [
    { sources: ["src.remote"], sinks: ["snk.write"], into: ["data"], flowOnly: true },
    {
      sources: ["src.remote"],
      sinks: ["snk.proc", "snk.proc.detached", "snk.native"],
      into: ["command", "path", "stdin"],
      flowOnly: true,
    },
  ],
  message: "Code downloads a program and starts it.",
  weigh: (chain, pkg) => {
    const { sources, sink, into } = chain;
    const isAsked = sink.surface !== "install" && sink.surface !== "load";
    const origin = remoteOrigin(pkg.code, sources);
    if (sink.kind === "snk.write") {
      if (!startsWhatItWrote(codeIndex(pkg.code), sink)) return null;
      if (isAsked && isOpen(chain, pkg)) return { base: 60, floor: 0 };
      return testsItself(chain, pkg) ? { base: 60, floor: 40 } : {};
    }
    // The page of a sign-in is shown, and nothing was kept that could be started.
    if (showsAddress(sink) && sink.surface !== "install") return null;
    if (!isAsked) return origin === "caller" ? { base: 60, floor: 0 } : {};
    // What was not even kept as a file is no program, but perhaps an order (EXE-08): so it is where
    // nobody hid the address, where the program is one that the code names, and where much is mixed.
    if (isPlainProgram(sink) || isMixedValue(pkg.code, sink, into)) return null;
    if (startsKeptProgram(codeIndex(pkg.code), sink, sources)) return null;
    const isOwn = sink.surface === "call" && startsOwnProgram(sink);
    if (origin === "unknown" && (sink.surface !== "call" || isOwn)) return null;
    const isHere = sources.some(({ file }) => file === sink.file);
    return origin === "caller" || !isHere ? { base: 60, floor: 0 } : {};
  },
  recognisers: [prebuiltDownload],
});

const openly: ReadonlySet<string> = new Set(["literal", "param", "config", "local", "unknown"]);

/**
 * Whether who asked for it can see what comes: from an address that is written out or that they gave,
 * over a safe line, to a place where nothing starts by itself, and the program stays under their eyes.
 */
function isOpen({ sources, sink }: Chain, pkg: PackageView): boolean {
  const index = codeIndex(pkg.code);
  if (sink.detail.target === "control" || sink.layer > 0) return false;
  const starts = startsOfWritten(index, sink);
  const isLeft = index
    .inFile(sink.file)
    .some((atom) => atom.kind === "snk.proc.detached" && isOneOf(atom, starts));
  const isOpenly = ({ detail }: Atom) =>
    detail.destination === undefined ||
    (openly.has(detail.destination.class) && !detail.destination.isPlainHttp);
  return !isLeft && sources.every(isOpenly);
}

const runtimes = /^(?:java|javaw|node|python3?|ruby|php|perl|dotnet|deno|bun|go|lua|Rscript)$/;
const asksForTest = /(?:^|\s)\S{0,60}(?:smoke|self)-?test(?:\.\w{1,5})?(?:\s|$)/i;

/**
 * An installer of a runtime puts it beside itself, from one address that is written out, waits while it
 * runs a test that the package brings, and is done. Nobody knows what came; so it is told.
 */
function testsItself(chain: Chain, pkg: PackageView): boolean {
  const { sources, sink } = chain;
  const starts = startsOfWritten(codeIndex(pkg.code), sink).filter(
    ({ surface }) => surface === "install" || surface === "load",
  );
  return (
    sink.detail.target === "own" &&
    isOpen(chain, pkg) &&
    sources.every(({ detail }) => detail.destination?.class === "literal") &&
    starts.length > 0 &&
    starts.every(
      ({ kind, detail: { names = [], api = "", text = "" } }) =>
        kind === "snk.proc" &&
        /Sync$/.test(api) &&
        names.every((name) => runtimes.test(name)) &&
        asksForTest.test(text),
    )
  );
}

/** What is left to itself is told a second time, where it was started. */
function isOneOf(left: Atom, starts: readonly Atom[]): boolean {
  return starts.some(({ id, line, detail }) => {
    return id === left.id || line === left.line || detail.text === left.detail.text;
  });
}
