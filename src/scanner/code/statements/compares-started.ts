import type { Engine } from "../engine.ts";
import type { Scope } from "../scope.ts";
import type { Tree } from "../tree.ts";

const started = /\bprocess\.argv\[1\]/;
const own = /\bimport\.meta\.(?:url|filename)\b|\b__filename\b/;
/** Neither a choice nor a change may stand in it, only the two paths and what spells them alike. */
const plain = /^[\w$.()[\]`{}:/'",\s=?+]*$/;
const changesStarted =
  /\bargv\s{0,4}\[\s{0,4}1\s{0,4}\]\s{0,4}=(?!=)|\bargv\s{0,4}(?:=(?!=)|\.(?:splice|push|unshift|shift|fill|reverse))|\b__filename\s{0,4}=(?!=)/;
const longest = 240;
const words = new Set(["import", "new", "file", "process", "URL", "__filename"]);
const spelling = /^node:(?:url|path|fs|process)\b/;

/**
 * Whether a condition compares the file that was started with this one, as modules do that have no
 * `require.main`. Both must be what the runtime gives: nothing in between is the package's own.
 */
export function comparesStarted(engine: Engine, test: Tree, scope: Scope): boolean {
  if (!isComparison(test) || test.end - test.start > longest) return false;
  const { source } = engine.frame.unit;
  const text = source.slice(test.start, test.end);
  if (!started.test(text) || !own.test(text) || !plain.test(text)) return false;
  if (/[?|]/.test(text.replaceAll("?.", ".")) || changesStarted.test(source)) return false;
  if (test.type === "BinaryExpression" && !isParted(source, test)) return false;
  const roots = text.match(/(?<![\w$.])[A-Za-z_][\w$]*|(?<![\w.])\$[\w$]+/g) ?? [];
  return roots.every((name) => isGiven(name, scope));
}

function isComparison(test: Tree): boolean {
  if (test.type === "BinaryExpression") return /^={2,3}$/.test(test.operator);
  if (test.type !== "CallExpression" || test.callee.type !== "MemberExpression") return false;
  const { property } = test.callee;
  return property.type === "Identifier" && property.name === "endsWith";
}

/** Whether one of them stands on each side. */
function isParted(source: string, test: Tree & { type: "BinaryExpression" }): boolean {
  const { left, right } = test;
  const [one, other] = [source.slice(left.start, left.end), source.slice(right.start, right.end)];
  return started.test(one) !== started.test(other) && own.test(one) !== own.test(other);
}

function isGiven(name: string, scope: Scope): boolean {
  const value = scope.lookup(name)?.value;
  if (value === undefined || name === "import" || name === "__filename") return words.has(name);
  return value.type === "api" && (spelling.test(value.name) || value.name === `global.${name}`);
}
