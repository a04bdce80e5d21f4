import { chainRule } from "../chains/chain-rule.ts";
import type { Atom } from "../code/atoms.ts";
import type { PackageView, Rule } from "../rule.ts";

/** What a server that is there to run things calls itself, its tools, or what they are about. */
const saysSo =
  /shell|terminal|\bconsole|command|\bcmd|exec|\brun|bash|zsh|powershell|\bssh|script|\bcode|repl|sandbox|interpret|python|javascript|\bnode|docker|container|kubectl|process|spawn|automat|desktop|\bgit\b|\bcli\b/i;

/** A model's words reach a shell or an evaluator, in a tool that is about something else (MCP-06). */
export const freeExecution: Rule = chainRule({
  meta: {
    id: "MCP-06",
    family: "agent",
    points: 40,
    solo: false,
    title: "A tool hands a model's words to a shell or an evaluator and does not say so.",
    advice: "Pass words as arguments of one program, and allow only what the tool is for.",
  },
  queries: [
    {
      sources: ({ kind, detail }) => kind === "src.param" && /ToolServer/.test(detail.api ?? ""),
      sinks: isFree,
      into: ["command", "code"],
      flowOnly: true,
    },
  ],
  message: "A handler runs what a model wrote as a command or as code.",
  weigh: ({ sink, proximity }, pkg) =>
    sink.surface === "handler" && proximity === "flow" && !isSaid(pkg) ? { scale: "a" } : null,
});

/** A shell takes the text apart, and so does an evaluator; a program with arguments does not. */
function isFree({ kind, detail }: Atom): boolean {
  if (kind === "snk.code") return detail.isRead !== true;
  return kind === "snk.proc" && /\.exec(?:Sync)?$/.test(detail.api ?? "");
}

function isSaid({ manifest, prose }: PackageView): boolean {
  const { name, description } = manifest?.json ?? {};
  const said = [name, description, ...prose.tools.map((tool) => tool.name)];
  return said.some((text) => typeof text === "string" && saysSo.test(text.slice(0, 1000)));
}
