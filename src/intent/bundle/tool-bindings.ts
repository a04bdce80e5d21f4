import { GrammarError, readLines } from "../line-grammar.ts";
import { type Binding, readBindings } from "./pack-manifest.ts";

const file = "tools.yaml";
const fields = new Set(
  "kind entry runner url image command env purity timeout_ms sandbox enforcement".split(" "),
);

/** `tools.yaml` of a bundle. @throws GrammarError */
export function parseToolBindings(text: string): ReadonlyMap<string, Binding> {
  const [head, ...block] = readLines(file, text);
  if (head?.text !== "tools:" || head.indent !== 0) {
    throw new GrammarError(file, head?.number ?? 1, "does not begin with tools:");
  }
  return readBindings(file, block, fields);
}
