import type { Engine } from "../engine.ts";
import type { Frame } from "../scope.ts";
import type { FunctionLike } from "../tree.ts";
import type { Value } from "../value.ts";

/** Names that servers and their frameworks give both; single letters mean all sorts of things. */
const pairs =
  /^_?(?:(?:req|request) _?(?:res|response|reply|next|h)|(?:ctx|context|event) _?(?:res|response|next)|c next)$/;
const asked = /^\.(?:headers|query|body|get\(|header\()/;
const answered = /^\.(?:end|send|json|status|writeHead|setHeader)\(/;
const maxServed = 8 * 1024;
const serves = new WeakMap<FunctionLike, boolean>();

/**
 * What is offered to a server by the shape of its parameters answers requests, whoever puts it there:
 * the first argument is what somebody sent.
 */
export function servedRequest(
  engine: Engine,
  tree: FunctionLike,
  frame: Frame,
  given: Value | undefined,
): Value | undefined {
  const [first, second] = tree.params;
  if (first?.type !== "Identifier" || second?.type !== "Identifier") return given;
  if (given?.type !== "unknown" || given.taint.atoms.length > 0) return given;
  let isServed = serves.get(tree);
  if (isServed === undefined) {
    const isNamed = pairs.test(`${first.name} ${second.name}`);
    isServed = isNamed || answersWith(frame.unit.source, tree, first.name, second.name);
    serves.set(tree, isServed);
  }
  if (!isServed) return given;
  engine.at = first;
  const taint = engine.source("src.param", { api: "request" });
  return { type: "unknown", isParam: true, taint };
}

/** Under whatever names: headers are read of one, and something is sent by the other. */
function answersWith(source: string, tree: FunctionLike, request: string, answer: string): boolean {
  if (tree.end - tree.start > maxServed || request.length > 2) return false;
  const text = source.slice(tree.start, tree.end);
  return isUsed(text, request, asked) && isUsed(text, answer, answered);
}

function isUsed(text: string, name: string, pattern: RegExp): boolean {
  for (let at = text.indexOf(`${name}.`); at >= 0; at = text.indexOf(`${name}.`, at + 1)) {
    const isWhole = !/[\w$.]/.test(text[at - 1] ?? " ");
    if (isWhole && pattern.test(text.slice(at + name.length, at + name.length + 16))) return true;
  }
  return false;
}
