import { codeIndex } from "../chains/code-index.ts";
import type { AtomKind } from "../code/atoms.ts";
import type { Recogniser } from "./recogniser.ts";

/** What a list of packages comes from, and credentials that nobody handed over. */
const beyondOwn: ReadonlySet<AtomKind> = new Set(["src.remote", "src.env.bulk", "src.file.secret"]);

/** A command that publishes the project in which somebody called it. */
export const publishTool: Recogniser = {
  id: "R18",
  explains({ sink, surface, sources }, pkg) {
    const isAsked = surface === "cli" || surface === "call";
    const lists = sources.some(({ kind }) => beyondOwn.has(kind));
    const isForeign = /(?:^|\s)(?:\/|~|\.\.\/)|--prefix|-C\s/.test(sink.detail.text ?? "");
    const steals = codeIndex(pkg.code)
      .inFile(sink.file)
      .some(({ kind }) => kind === "src.file.sweep" || kind === "src.imds");
    return isAsked && !lists && !isForeign && !steals;
  },
};
