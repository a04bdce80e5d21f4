import type { Call } from "../machine.ts";
import type { Value } from "../value.ts";
import { calls, listOf, optionOf, type Table } from "./define.ts";

/** What is given as code becomes a part of what is built. */
function takesCode(call: Call): Value {
  const { machine, args } = call;
  for (const arg of args) carryAll(call, arg);
  return machine.unknown(machine.taintOf(...args));
}

function carryAll({ machine }: Call, value: Value): void {
  for (const one of listOf(machine, value)) machine.carry(one);
}

const optionKeys = ["banner", "footer", "intro", "outro", "raw", "code", "contents", "js"];

/** Settings of a bundler name what stands before and after everything that it writes. */
function takesSettings(call: Call): Value {
  const { machine, args } = call;
  const settings = args.flatMap((arg) => (arg.type === "object" ? [arg] : []));
  for (const given of settings) {
    for (const key of optionKeys) {
      const value = optionOf(machine, given, key);
      if (value === undefined) continue;
      carryAll(call, value);
      const inner = optionOf(machine, value, "js");
      if (inner !== undefined) carryAll(call, inner);
    }
  }
  return takesCode(call);
}

function edits(call: Call): Value {
  takesCode(call);
  return call.self;
}

const parsers =
  "{acorn,acorn-loose,esprima,espree,recast,meriyah,@babel/parser,@babel/core,babylon,@swc/core,oxc-parser,@typescript-eslint/parser}";

/** Compilers and bundlers, and what they are told to put into the code that they build. */
export const builders: Table = calls({
  "pkg:typescript.{createSourceFile,transpile,transpileModule}": takesCode,
  "pkg:@babel/template pkg:@babel/template.{default,statement,statements,expression,program,smart,ast} pkg:@babel/core.template pkg:@babel/core.template.{statement,statements,expression,program,smart,ast}":
    takesCode,
  [`pkg:${parsers}.{parse,parseSync,parseExpression,parseScript,parseModule,parseExpressionAt}`]:
    takesCode,
  "pkg:magic-string pkg:magic-string.MagicString": (call) => {
    takesCode(call);
    return call.machine.instance("CodeEdits", {}, call.machine.taintOf(...call.args));
  },
  "instance:CodeEdits.{append,prepend,appendLeft,appendRight,prependLeft,prependRight,overwrite,update,insert}":
    edits,
  "pkg:webpack.BannerPlugin pkg:webpack.default.BannerPlugin pkg:@rspack/core.BannerPlugin pkg:rollup-plugin-banner pkg:esbuild.{build,buildSync,transform,transformSync,context}":
    takesSettings,
  "pkg:webpack-sources.{RawSource,OriginalSource,ConcatSource,PrefixSource} pkg:webpack.sources.{RawSource,OriginalSource,ConcatSource,PrefixSource}":
    takesCode,
});
