import type { Program, Tree } from "../code/tree.ts";
import { carrierFinder } from "./carrier.ts";
import { constantComparison, isDebuggerTrap, isFlattened, isSelfTest } from "./evasions.ts";
import type { ObfuscationFact, ObfuscationKind } from "./fact.ts";
import { stringArrayFinder } from "./string-array.ts";
import { walk } from "./walk.ts";

const leastComparisons = 4;
const excerptChars = 160;
/** Most nodes are names; only these are looked at. */
const telling: ReadonlySet<string> = new Set<Tree["type"]>([
  "ArrayExpression",
  "AssignmentExpression",
  "BinaryExpression",
  "CallExpression",
  "DebuggerStatement",
  "FunctionDeclaration",
  "Literal",
  "MemberExpression",
  "NewExpression",
  "SwitchStatement",
  "VariableDeclarator",
]);

/**
 * What a tree holds that is there to be unreadable, one fact a kind. It looks at structure, so that
 * renaming, formatting and other literals change nothing.
 */
export function readObfuscation(program: Program, source: string): readonly ObfuscationFact[] {
  const first = new Map<ObfuscationKind, Tree>();
  const arrays = stringArrayFinder();
  const carriers = carrierFinder();
  const comparisons = new Map<string, Tree>();
  function see(kind: ObfuscationKind, node: Tree): void {
    if (!first.has(kind)) first.set(kind, node);
  }

  walk(program, (node, around) => {
    if (!telling.has(node.type)) return;
    arrays.visit(node, around);
    carriers.visit(node, around);
    if (isFlattened(node, around)) see("flattening", node);
    if (isSelfTest(node)) see("self-test", node);
    if (isDebuggerTrap(node, around)) see("debugger-trap", node);
    const compared = constantComparison(node);
    if (compared !== null && !comparisons.has(compared)) comparisons.set(compared, node);
  });

  const array = arrays.found();
  if (array !== null) see("string-array", array);
  const carrier = carriers.found();
  if (carrier !== null) see("carrier", carrier);
  const [comparison] = comparisons.values();
  if (comparison !== undefined && comparisons.size >= leastComparisons) {
    see("opaque-predicates", comparison);
  }
  return [...first].map(([kind, node]) => ({ kind, ...placeOf(source, node.start) }));
}

function placeOf(source: string, start: number): Omit<ObfuscationFact, "kind"> {
  const before = source.slice(0, start);
  const lineStart = before.lastIndexOf("\n") + 1;
  let line = 1;
  for (let at = before.indexOf("\n"); at >= 0; at = before.indexOf("\n", at + 1)) line += 1;
  const excerpt = source.slice(start, start + excerptChars).split("\n", 1)[0] ?? "";
  return { start, line, column: start - lineStart + 1, excerpt };
}
