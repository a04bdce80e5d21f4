import type { AtomKind } from "../code/atoms.ts";
import type { CodeIndex } from "./code-index.ts";

const intent: ReadonlySet<AtomKind> = new Set<AtomKind>([
  "src.env.bulk",
  "src.env.secret",
  "src.file.secret",
  "src.file.sweep",
  "src.imds",
  "src.procmem",
  "src.clipboard",
  "src.screen",
  "src.keys",
  "src.browserstore",
  "src.wallet",
  "src.remote",
  "src.agentlogin",
  "snk.code",
  "snk.proc",
  "snk.proc.detached",
  "snk.net",
  "snk.dns",
  "snk.delete.wide",
  "snk.publish",
  "snk.repo",
  "snk.agent",
  "snk.listen",
  "snk.native",
  "snk.patch.global",
]);

/** Whether decoded code of a file, from this layer on, does more than compute. */
export function hasIntent(index: CodeIndex, file: string, layer: number): boolean {
  return index.inFile(file).some((atom) => {
    if (atom.layer < layer) return false;
    return atom.kind === "snk.write"
      ? atom.detail.target !== "own" && atom.detail.target !== "temp"
      : intent.has(atom.kind);
  });
}
