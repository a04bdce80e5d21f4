import { posix } from "node:path";
import type { PackageView } from "../rule.ts";
import { type GypObject, type GypValue, parseGyp } from "./parse.ts";

/** What a native build that starts at a `binding.gyp` would read and run. */
export interface GypBuild {
  /** Build descriptions that are not plain literals, by path. */
  readonly unreadable: readonly string[];
  readonly commands: readonly GypCommand[];
  /** Conditions that reach into Python objects instead of comparing variables. */
  readonly expressions: readonly GypText[];
  /** Programs that replace the compiler. */
  readonly wrappers: readonly GypText[];
  /** What `<(name)` stands for, as far as it is literal. */
  readonly variables: ReadonlyMap<string, string>;
  /** Names under `sources` that a compiler would take. */
  readonly sources: readonly string[];
  /** Whether any source name is only known when an expansion runs. */
  readonly hasComputedSources: boolean;
}

interface GypText {
  readonly file: string;
  readonly text: string;
}

export interface GypCommand extends GypText {
  /** An expansion runs while the description is read; an action runs during the build. */
  readonly kind: "expansion" | "action";
  /** Where it runs: in the folder of the description that brings its own in. */
  readonly folder: string;
  /** The words of an action; an expansion is one line for a shell. */
  readonly argv: readonly string[] | null;
}

const maxFiles = 64;
const compilable =
  /\.(?:c|cc|cpp|cxx|c\+\+|m|mm|s|asm|rs|swift|cu|f|f90|d|y|l|idl|rc|go|zig|java)$/i;
const compilerKeys = /^(?:CC|CXX|LD|LINK|AR|NM)(?:\.(?:host|target))?(?:_wrapper)?$/;
const plainCompilers =
  /^(?:[\w./-]*\/)?(?:[\w.]+-)*(?:clang|clang\+\+|gcc|g\+\+|cc|c\+\+|ld|lld|ar|nm|link|ccache|sccache|distcc|cl|emcc|em\+\+|nvcc|gcc-ar|llvm-ar)(?:-[0-9.]+)?(?:\.exe)?$/;

export function readGypBuild(pkg: PackageView, root: string): GypBuild {
  const build = {
    unreadable: [] as string[],
    commands: [] as GypCommand[],
    expressions: [] as GypText[],
    wrappers: [] as GypText[],
    variables: new Map<string, string>(),
    sources: [] as string[],
    hasComputedSources: false,
  };
  const queue = [{ file: `${root}binding.gyp`, folder: posix.dirname(`${root}binding.gyp`) }];
  const seen = new Set<string>();
  for (let index = 0; index < queue.length && seen.size < maxFiles; index++) {
    const { file, folder } = queue[index] ?? { file: "", folder: "" };
    const text = seen.has(file) ? null : pkg.text(file);
    seen.add(file);
    if (text === null) continue;
    const value = parseGyp(text);
    if (value === null) build.unreadable.push(file);
    else visit(value, "", "");

    function visit(node: GypValue, key: string, parent: string): void {
      if (typeof node === "string") visitString(node, key);
      else if (isList(node)) {
        if (/^(?:action|command)$/.test(key)) addAction(node);
        if (
          /^conditions$|^target_conditions$/.test(key) ||
          /^(?:target_)?conditions$/.test(parent)
        ) {
          if (typeof node[0] === "string") visitCondition(node[0]);
        }
        if (parent === "make_global_settings") addWrapper(node);
        for (const item of node) visit(item, isList(item) ? "" : key, key);
      } else if (isObject(node)) {
        for (const [name, item] of node.entries) {
          visitString(name, "");
          if (key === "variables" && typeof item === "string") {
            const plain = name.replace(/%$/, "");
            // What ends in `%` only stands in for what nobody else set.
            if (plain === name || !build.variables.has(plain)) build.variables.set(plain, item);
          }
          if (isList(item) && compilerKeys.test(name)) addWrapper([name, ...item]);
          visit(item, baseKey(name), key);
        }
      }
    }

    function visitString(text: string, key: string): void {
      for (const line of expansions(text)) {
        const words = line.startsWith("[") ? parseGyp(line) : null;
        const argv = isList(words) ? words.filter((word) => typeof word === "string") : null;
        build.commands.push({ kind: "expansion", file, folder, text: line, argv });
      }
      if (key === "sources") {
        if (/[<>^][!|(@]/.test(text)) build.hasComputedSources = true;
        if (compilable.test(text)) build.sources.push(text);
      }
      if ((key === "includes" || key === "dependencies") && !/[<>^]/.test(text)) {
        const path = text.replace(/:[^:/]*(?:#\w+)?$/, "");
        const next = posix.join(posix.dirname(file), path);
        if (/\.gypi$/.test(path)) queue.push({ file: next, folder });
        else if (/\.gyp$/.test(path)) queue.push({ file: next, folder: posix.dirname(next) });
      }
    }

    function visitCondition(text: string): void {
      const outside = text.replace(/'[^']*'|"[^"]*"/g, "''");
      const attributes = outside.match(/\.\s*[A-Za-z_]\w*/g) ?? [];
      const isForeign = attributes.some((name) => !stringMethods.has(name.replace(/^\.\s*/, "")));
      const calls = outside.match(/\b[A-Za-z_]\w*\s*\(/g) ?? [];
      const callsForeign = calls.some((call) => {
        const name = call.slice(0, -1).trimEnd();
        return !plainCalls.has(name) && !stringMethods.has(name);
      });
      if ((text.includes("__") && /\w__|__\w/.test(outside)) || isForeign || callsForeign) {
        build.expressions.push({ file, text });
      }
    }

    function addAction(node: readonly GypValue[]): void {
      const argv = node.filter((item): item is string => typeof item === "string");
      if (argv.length > 0) {
        build.commands.push({ kind: "action", file, folder, text: argv.join(" "), argv });
      }
    }

    function addWrapper(node: readonly GypValue[]): void {
      const [name, program] = node;
      if (typeof name !== "string" || typeof program !== "string") return;
      if (compilerKeys.test(name) && !plainCompilers.test(program) && !/^[<>]\(/.test(program)) {
        build.wrappers.push({ file, text: `${name} ${program}` });
      }
    }
  }
  return build;
}

const stringMethods = new Set([
  "startswith",
  "endswith",
  "split",
  "find",
  "lower",
  "upper",
  "strip",
  "replace",
]);
const plainCalls = new Set(["int", "str", "len", "and", "or", "not", "in", "float", "if"]);

function isList(node: GypValue | null): node is readonly GypValue[] {
  return Array.isArray(node);
}

function isObject(node: GypValue): node is GypObject {
  return typeof node === "object" && node !== null && !Array.isArray(node);
}

/** `sources!`, `sources+` and `sources/` are still `sources`. */
function baseKey(key: string): string {
  return key.replace(/[+=?!/%]$/, "");
}

/** The command lines inside `<!(…)`, `<!@(…)` and their relatives. */
function expansions(text: string): string[] {
  const lines: string[] = [];
  for (const match of text.matchAll(/[<>^]!@?\(/g)) {
    let depth = 1;
    const start = match.index + match[0].length;
    let end = start;
    for (; end < text.length && depth > 0; end++) {
      if (text[end] === "(") depth++;
      else if (text[end] === ")") depth--;
    }
    // Without its closing parenthesis the build tool takes the rest of the text.
    lines.push(text.slice(start, depth === 0 ? end - 1 : end).trim());
    if (lines.length >= 256) break;
  }
  return lines;
}
