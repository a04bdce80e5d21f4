import { codeIndex } from "../chains/code-index.ts";
import type { Recogniser } from "./recogniser.ts";

/** Code is assembled out of literals of the package and what the caller hands in. */
export const codeGenerator: Recogniser = {
  id: "R13",
  explains({ sources, sink, through }, pkg) {
    const index = codeIndex(pkg.code);
    const kinds = index.into(sink.id).map(({ source }) => index.atom(source)?.kind);
    return (
      kinds.includes("src.param") &&
      !kinds.includes("src.remote") &&
      through.every((one) => one === "joined" || one === "slice") &&
      sources.every(({ detail }) =>
        /^(?:template|text|string|escaped)?$/.test(detail.blob?.form ?? ""),
      )
    );
  },
};
