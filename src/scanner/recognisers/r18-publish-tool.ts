import { codeIndex } from "../chains/code-index.ts";
import type { Recogniser } from "./recogniser.ts";

/** A command that publishes the project in which somebody called it. */
export const publishTool: Recogniser = {
  id: "R18",
  explains({ sink, surface, sources }, pkg) {
    const isAsked = surface === "cli" || surface === "call";
    const lists = sources.some(({ kind }) => kind === "src.remote" || kind === "src.env.bulk");
    const isForeign = /(?:^|\s)(?:\/|~|\.\.\/)|--prefix|-C\s/.test(sink.detail.text ?? "");
    const steals = codeIndex(pkg.code)
      .inFile(sink.file)
      .some(({ kind }) => kind === "src.file.sweep" || kind === "src.imds");
    return isAsked && !lists && !isForeign && !steals;
  },
};
