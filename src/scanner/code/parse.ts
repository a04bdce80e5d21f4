import { type Options, parse as parseStrictly } from "acorn";
import { parse as parseLoosely } from "acorn-loose";
import { parseSync } from "oxc-parser";
import type { CodeFile } from "./atoms.ts";
import { textWindows, type Windows } from "./text-windows.ts";
import type { Program } from "./tree.ts";

export interface Parsed {
  readonly program: Program;
  readonly reading: Exclude<CodeFile["reading"], "skipped" | "unparsed">;
  /** What the offsets of the tree count in: the source, or the windows of it that were read. */
  readonly source: string;
  readonly windows: Windows | null;
}

/**
 * A tree takes some thirty times the bytes of its source. Above this, only windows are read, so that
 * the largest bundle still fits into the scanning process.
 */
export const wholeFileChars = 3 * 1024 * 1024;
/** Native recursion cannot be caught, so that what nests deeper never meets the native parser. */
const nativeDepth = 400;
/** The tolerant parser repairs by trying; its time grows faster than its input. */
const tolerantChars = 512 * 1024;

const common: Options = {
  ecmaVersion: "latest",
  allowAwaitOutsideFunction: true,
  allowHashBang: true,
  allowImportExportEverywhere: true,
  allowReturnOutsideFunction: true,
  allowSuperOutsideMethod: true,
};
const asModule: Options = { ...common, sourceType: "module", checkPrivateFields: false };
const asScript: Options = { ...common, sourceType: "script", checkPrivateFields: false };

/**
 * The one door to the parsers. JavaScript goes to the exact one first; types and markup, and what it
 * refuses, to the native one, which knows newer syntax; what neither reads, to a tolerant one.
 * Null when nobody makes sense of it.
 */
export function parseCode(source: string, path: string): Parsed | null {
  if (source.length > wholeFileChars) {
    const windows = textWindows(source);
    // A window may begin inside a string, and then begins with nonsense.
    const program = parseTolerantly(windows.text);
    if (program === null) return null;
    return { program, reading: "windows", source: windows.text, windows };
  }
  const isTyped = /\.(?:[cm]?tsx?|jsx)$/i.test(path);
  const program = isTyped
    ? (parseNatively(source, path) ?? parseExactly(source))
    : (parseExactly(source) ?? parseNatively(source, path));
  if (program !== null) return { program, reading: "tree", source, windows: null };
  const tolerant = source.length > tolerantChars ? null : parseTolerantly(source);
  if (tolerant === null || isNonsense(tolerant, source)) return null;
  return { program: tolerant, reading: "tolerant", source, windows: null };
}

/** Text that was handed to `eval` and its kin: no file, so that no name tells the language. */
export function parseLayer(source: string): Program | null {
  const program = parseExactly(source);
  if (program !== null || source.length > tolerantChars) return program;
  const tolerant = parseTolerantly(source);
  return tolerant === null || isNonsense(tolerant, source) ? null : tolerant;
}

function parseExactly(source: string): Program | null {
  for (const options of [asModule, asScript]) {
    try {
      return parseStrictly(source, options);
    } catch (error) {
      if (error instanceof RangeError) return null;
    }
  }
  return null;
}

function parseNatively(source: string, path: string): Program | null {
  if (nests(source, nativeDepth)) return null;
  for (const lang of languages(path)) {
    const { program, errors } = parseSync(path, source, { lang, preserveParens: false });
    // Types that do not fit together do not keep code from running, as loaders only strip them.
    if (errors.length === 0 || (program.body.length > 0 && errors.every(isRecovered))) {
      return program as unknown as Program;
    }
  }
  return null;
}

function languages(path: string): readonly ("js" | "jsx" | "ts" | "tsx")[] {
  if (/\.tsx$/i.test(path)) return ["tsx"];
  if (/\.[cm]?ts$/i.test(path)) return ["ts", "tsx"];
  return ["jsx", "tsx"];
}

function isRecovered(error: { readonly labels: readonly unknown[]; severity: string }): boolean {
  return error.severity !== "Error";
}

function parseTolerantly(source: string): Program | null {
  if (nests(source, 2000)) return null;
  try {
    return parseLoosely(source, { ...common, sourceType: "module" });
  } catch {
    // Only the stack can end it; there is nothing more tolerant to turn to.
    return null;
  }
}

/** The tolerant parser reads anything; prose and bytes come out as a row of names and gaps. */
function isNonsense(program: Program, source: string): boolean {
  if (source.length < 16) return false;
  let gaps = 0;
  for (const statement of program.body) {
    if (statement.type !== "ExpressionStatement") continue;
    const { type } = statement.expression;
    if (type === "Identifier" || type === "Literal") gaps += 1;
  }
  return gaps > 8 && gaps > program.body.length * 0.6;
}

/** Whether brackets, wherever they stand, nest deeper than a limit. Strings may mislead it upwards. */
function nests(source: string, limit: number): boolean {
  let depth = 0;
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 0x28 || code === 0x5b || code === 0x7b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (depth > 0 && (code === 0x29 || code === 0x5d || code === 0x7d)) {
      depth -= 1;
    }
  }
  return false;
}
