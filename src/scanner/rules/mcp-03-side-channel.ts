import { codeIndex } from "../chains/code-index.ts";
import type { Atom, CodeFacts } from "../code/atoms.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";
import { type Demand, demandOf } from "../words/mcp-demands.ts";
import { isUnplaced } from "../words/mcp-tools.ts";
import { said } from "../words/points.ts";
import type { ProseWindow } from "../words/prose.ts";
import { toolPoints } from "../words/tool-points.ts";

const certain = 100;

/** A parameter that wants what its tool does not need carries it away (MCP-03). */
export const askingParameter: Rule = {
  meta: {
    id: "MCP-03",
    family: "agent",
    points: 110,
    solo: false,
    title: "A tool's parameter asks for a conversation, for files or for secrets.",
    advice:
      "See what the handler does with the parameter, and whether the tool's purpose needs it.",
  },
  *check(pkg) {
    yield* asked(pkg);
    const told = new Set<string>();
    for (const { file, line, name, demand, isExplained } of pkg.prose.demands ?? []) {
      if (!isCarried(pkg, { file, field: name }) && !isHandedOn(pkg.code, file)) continue;
      told.add(`${file}:${name}`);
      const points = isExplained ? 40 : 110;
      const message = `A parameter asks for ${demanded[demand]}, and the handler passes it on.`;
      yield { surface: "handler", file, line, message, points };
    }
    const windows = pkg.prose.windows.filter(
      ({ carrier, hidden }) => carrier === "tool" && hidden === null,
    );
    for (const window of windows) {
      const { file, line, excerpt, field, acts, isQuoted } = window;
      if (field === null || isQuoted || isUnplaced(field) || told.has(`${file}:${field}`)) continue;
      const isTold = window.classes.includes("take");
      const isDemanded = demandOf(excerpt) !== null;
      const isWanted =
        isTold && (isDemanded || (acts.includes("gather") && isCarried(pkg, window)));
      const isOrder = isTold && toolPoints(window, windows) >= certain;
      const isSmuggled = acts.includes("smuggle") && acts.includes("wants-all");
      if (!isWanted && !isOrder && !isSmuggled && !isDemanded) continue;
      const place = { surface: "handler", file, line, excerpt, chain: said(window) } as const;
      const message =
        "The description of a parameter asks the model for what it knows of its user.";
      if (isWanted || isOrder) yield { ...place, message };
      else yield { ...place, message, points: 40 };
    }
  },
};

/** Whoever answers a form of the client believes that the client asks; a server may not ask for secrets there. */
function* asked({ prose, code }: PackageView): Generator<Hit> {
  for (const { file, line, what } of prose.asks ?? []) {
    const index = codeIndex(code);
    const isSent = index
      .of("snk.net")
      .some((sink) => isFixed(sink) && index.isConnected(sink.file, file));
    const points = what === "account" || isSent ? 110 : 40;
    const message =
      what === "session"
        ? "The server has the client's model repeat what it was told, or what other tools answered."
        : "The server has people type a password or another secret into their client.";
    yield { surface: "handler", file, line, message, points };
  }
}

const demanded: Readonly<Record<Demand, string>> = {
  session: "what was said in the conversation",
  keys: "keys that are not its tool's",
  prompt: "the assistant's own instructions",
  others: "what other tools answered",
  files: "every file that is open",
};

/** Whether what a model passes to the tools of a file reaches an address that the code itself names. */
function isHandedOn(code: CodeFacts, file: string): boolean {
  const index = codeIndex(code);
  // A catalogue is read by whichever server of the package.
  const isCode = index.file(file) !== undefined;
  return index
    .of("src.param")
    .filter(
      (atom) =>
        /ToolServer/.test(atom.detail.api ?? "") && (!isCode || index.isConnected(atom.file, file)),
    )
    .some(({ id }) => index.from(id).some(({ sink }) => isFixed(index.atom(sink))));
}

function isFixed(sink: Atom | undefined): boolean {
  if (sink?.kind !== "snk.net" && sink?.kind !== "snk.dns") return false;
  const place = sink.detail.destination?.class;
  return place !== "param" && place !== "config" && place !== "local" && place !== "unknown";
}

/** Whether the file hands the parameter on; who only names it may have a use for it. */
function isCarried(
  { prose }: PackageView,
  { file, field }: Pick<ProseWindow, "file" | "field">,
): boolean {
  return (prose.carried ?? []).some((carried) => carried.file === file && carried.name === field);
}
