import type { Node } from "../machine.ts";
import type { CodeSurface } from "../recorder.ts";
import type { Frame } from "../scope.ts";
import { none } from "../taints.ts";
import type { Unit } from "../unit.ts";
import { marks, type Value } from "../value.ts";
import type { Interpreter } from "./interpreter.ts";

/** By what a piece of code could reach others or become more than it is. */
const acts =
  /\b(?:fetch|import|eval|Function|sendBeacon|constructor|WebSocket|EventSource|XMLHttpRequest|execSync|exec|spawn)\s{0,4}\(|\bhttps?["')]{1,2}\)?\.(?:request|get)|\.src\s{0,4}=|child_process/;
const shortest = 48;
const longest = 32 * 1024;
const maxTexts = 48;
/** Of larger files nobody can tell which of their texts belong to what they put into others. */
const maxCarrier = 256 * 1024;

/** What those have in them that change the code of others: visitors, hooks of bundlers, loaders. */
const changesCode =
  /\bvisitor\b|createSourceFile|visitEachChild|\bvisitNode\(|transformIndexHtml|renderChunk|generateBundle|writeBundle|\bcompiler\.hooks|\bcompilation\b|BannerPlugin|\bonLoad\(|\bonEnd\(|postcssPlugin|getCacheKey|createTransformer|\bprocessAsync?\s{0,4}\(|through2?\.obj|file\.contents|fixer\.(?:insert|replace)|magic-string|\bthis\.async\(\)|\bthis\.callback\(|babelTransformerPath|upstreamTransformer|\btransform\s{0,4}[(:]|\baddHook\(|posthtml|\binjectTo\b|\b_compile\b|\bregisterHooks\b|\bexport\s{1,4}(?:async\s{1,4})?function\s{1,4}load\s{0,4}\(/;

interface Text {
  readonly frame: Frame;
  readonly node: Node;
  readonly source: string;
}

/**
 * Code that stands in a package as a text and that the package puts into the code of others. It is
 * read like code that somebody calls: whoever builds with it runs it later, or lets users run it.
 */
export class Carried {
  private readonly seen = new Set<string>();
  private pending: Text[] = [];
  private isPlugin: boolean | null = null;

  note(engine: Interpreter, node: Node, text: string): void {
    if (text.length < shortest || text.length > longest || this.seen.size >= maxTexts) return;
    if (!acts.test(text) || this.seen.has(text)) return;
    const { frame } = engine;
    if (frame.unit.layer > 0 || frame.unit.source.length > maxCarrier) return;
    this.seen.add(text);
    this.pending.push({ frame, node, source: text });
  }

  /** Whether anything was read. */
  run(engine: Interpreter, surfaceOf: (file: string) => CodeSurface): boolean {
    if (this.pending.length === 0) return false;
    const { pending } = this;
    this.pending = [];
    this.isPlugin = this.isPlugin === true || someChange(engine, pending);
    if (!this.isPlugin) return false;
    const { frame, at, surface } = engine;
    for (const text of pending) {
      engine.frame = text.frame;
      engine.at = text.node;
      const placed = surfaceOf(text.frame.unit.path);
      engine.surface = placed === "dormant" ? placed : "call";
      for (const source of scriptsIn(text.source)) {
        engine.fork(() => engine.runLayer(source, none, placeholders(engine, source)));
      }
    }
    engine.frame = frame;
    engine.at = at;
    engine.surface = surface;
    return true;
  }
}

function someChange(engine: Interpreter, pending: readonly Text[]): boolean {
  const units = new Set<Unit>(pending.map(({ frame }) => frame.unit));
  for (const { unit } of engine.loader.loaded.values()) if (unit !== null) units.add(unit);
  for (const { source } of units) {
    if (source.length <= maxCarrier && changesCode.test(source)) return true;
  }
  return false;
}

const markup = /<script\b[^>]{0,400}>([\s\S]{1,32768}?)<\/script>/gi;
const unknownPiece = new RegExp(`[${Object.values(marks).join("")}\uF8EF]+`, "g");

/** Pages hold scripts; what is only known when it is put together is a name that nobody knows. */
function scriptsIn(text: string): readonly string[] {
  const source = text.replace(unknownPiece, "$$_");
  if (!/<script\b/i.test(source)) return [source];
  return [...source.matchAll(markup)].slice(0, 8).map(([, script = ""]) => script);
}

const placeholder = /(?<![\w$."'`/-])[A-Z][A-Z0-9_]{2,40}(?![\w$"'`:/-])/g;
const globals = new Set(["JSON", "URL", "CSS", "NaN", "HTML", "GET", "POST", "PUT"]);

/** Names in capitals stand for parts of the code that it is put into. */
function placeholders(engine: Interpreter, source: string): Readonly<Record<string, Value>> {
  const found = new Set(source.match(placeholder) ?? []);
  const names = [...found].filter((name) => !globals.has(name)).slice(0, 16);
  // What is put beside the code of a module sees what that offers to others.
  for (const name of ["module", "exports"]) {
    if (new RegExp(`(?<![\\w$.])${name}\\b`).test(source)) names.push(name);
  }
  if (names.length === 0) return {};
  const taint = engine.source("src.param", { api: "built" });
  return Object.fromEntries(
    names.map((name) => [name, { type: "unknown", isParam: true, taint } as const]),
  );
}
