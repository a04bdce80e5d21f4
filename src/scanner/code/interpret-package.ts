import { posix } from "node:path";
import type { JsonObject } from "../rule.ts";
import type { CodeFacts, CodeFile } from "./atoms.ts";
import { conventionEntries } from "./convention-entries.ts";
import { commandEntries, loadEntries } from "./entries.ts";
import { Interpreter } from "./interpreter/interpreter.ts";
import type { Models } from "./machine.ts";
import type { LoadedFile } from "./modules/loaded-file.ts";
import { parseCode } from "./parse.ts";
import { canAct, canHarmDormant } from "./prefilter.ts";
import type { CodeSurface } from "./recorder.ts";
import type { PackageFiles } from "./resolve.ts";
import { Twins } from "./twins.ts";
import type { Unit } from "./unit.ts";
import { marks, type Value } from "./value.ts";

/** A package as its code is read: texts of files by path, and its manifest. */
export interface CodePackage {
  text(path: string): string | null;
  /** Paths of all files, in the order of the archive. */
  readonly paths: readonly string[];
  readonly manifest: JsonObject | null;
}

/** What installing starts: a file, or code that stands in a command line or a script. */
export type InstallCode =
  | { readonly file: string; readonly words?: readonly string[] | null }
  | { readonly inline: string; readonly file: string; readonly line: number };

const maxFiles = 6_000;
/** Characters of files that nothing loads by name, above which only those are read that hold something new. */
const readAnyway = { call: 1024 * 1024, dormant: 256 * 1024 } as const;

/**
 * Interprets the code of a package: what installing runs, what loading it runs, what its commands
 * run, then everything that a caller may reach, and in the end what nobody seems to reach.
 */
export function interpretPackage(
  pkg: CodePackage,
  installCode: readonly InstallCode[],
  models: Models,
): CodeFacts {
  const files: PackageFiles = {
    text: pkg.text,
    paths: new Set(pkg.paths),
    manifest: pkg.manifest,
  };
  const engine = new Interpreter(files, models);
  const run = new PackageRun(engine, files);
  run.install(installCode);
  run.enter("load", loadEntries(files));
  run.enter("load", conventionEntries(files));
  run.noteNamed();
  run.enter("cli", commandEntries(files));
  run.rest();
  return run.facts();
}

class PackageRun {
  private readonly surfaces = new Map<string, CodeSurface>();

  constructor(
    private readonly engine: Interpreter,
    private readonly files: PackageFiles,
  ) {}

  install(code: readonly InstallCode[]): void {
    this.engine.surface = "install";
    for (const item of code) {
      if ("inline" in item) this.inline(item.inline, item.file, item.line);
      else if (this.files.paths.has(item.file)) {
        this.engine.words = item.words ?? null;
        this.engine.loader.evaluateFile(item.file, true);
        this.engine.words = null;
      }
    }
    this.mark("install");
  }

  private inline(source: string, path: string, line: number): void {
    const parsed = parseCode(source, "inline.js");
    if (parsed === null) return;
    const { program, reading } = parsed;
    const carrier = { line, column: 1 };
    const unit: Unit = {
      path,
      source: parsed.source,
      program,
      reading,
      layer: 0,
      carrier,
      base: 0x2000_0000,
    };
    this.engine.loader.runInline(unit);
    this.engine.recorder.noteHiding(unit);
  }

  enter(surface: CodeSurface, paths: readonly string[]): void {
    const { engine } = this;
    engine.surface = surface;
    for (const path of paths) {
      if (!this.hasRoom()) break;
      if (engine.loader.isCode(path) || this.isCommand(surface, path)) {
        engine.loader.evaluateFile(path);
      }
    }
    this.mark(surface);
    this.enterDeferred(surface);
  }

  /** What found no room beside the trees of others is read when those are done with. */
  private enterDeferred(surface: CodeSurface): void {
    const { engine } = this;
    const { deferred } = engine.loader;
    while (deferred.size > 0 && this.hasRoom()) {
      engine.visitRest((path) => this.callSurface(path));
      engine.loader.releaseAll();
      engine.surface = surface;
      for (const path of [...deferred]) {
        deferred.delete(path);
        engine.loader.evaluateFile(path);
      }
      this.mark(surface);
    }
  }

  /** Commands are often files without an ending, with a first line that says who reads them. */
  private isCommand(surface: CodeSurface, path: string): boolean {
    if (surface !== "cli" || /\.[a-z]+$/i.test(path)) return false;
    return /^#!.*\b(?:node|bun|deno|tsx|ts-node)\b/.test(
      this.files.text(path)?.slice(0, 200) ?? "",
    );
  }

  /** What is offered may name files of the package for a tool to load: settings, presets, lists of plugins. */
  noteNamed(): void {
    const { loader } = this.engine;
    for (const { module } of loader.loaded.values()) {
      const exports = module?.props.get("exports");
      if (exports === undefined) continue;
      for (const path of namedFiles(exports, 0)) {
        if (this.files.paths.has(path)) loader.boundedLoads.add(path);
        else if (this.files.paths.has(`${path}.js`)) loader.boundedLoads.add(`${path}.js`);
      }
    }
  }

  /** Files that ran for the first time in this phase act on its surface. */
  private mark(surface: CodeSurface): void {
    for (const path of this.engine.loader.loaded.keys()) {
      if (!this.surfaces.has(path)) this.surfaces.set(path, surface);
    }
  }

  private hasRoom(): boolean {
    if (this.engine.loader.loaded.size < maxFiles) return true;
    this.engine.limitsHit.add("code-files");
    return false;
  }

  rest(): void {
    const { engine, files } = this;
    engine.visitRest((path) => this.callSurface(path));
    this.mark("call");
    const { boundedLoads, hasFreeLoad } = engine.loader;
    const others = [...files.paths].filter(
      (path) => engine.loader.isCode(path) && !engine.loader.loaded.has(path),
    );
    const isReachable = (path: string) =>
      hasFreeLoad || [...boundedLoads].some((prefix) => path.startsWith(prefix));
    for (const [surface, paths] of [
      ["call", others.filter(isReachable)],
      ["dormant", others.filter((path) => !isReachable(path))],
    ] as const) {
      const filter = surface === "dormant" ? canHarmDormant : canAct;
      let chars = 0;
      let twins: Twins | null = null;
      for (const path of this.inOrder(paths, readAnyway[surface])) {
        if (!this.hasRoom()) break;
        const text = files.text(path);
        // A file before it may have loaded it.
        if (text === null || engine.loader.loaded.has(path) || !filter(text)) continue;
        chars += text.length;
        if (chars > readAnyway[surface]) {
          twins ??= this.twinsOfLoaded();
          if (!twins.isNew(text)) continue;
        }
        if (!engine.loader.hasRoomFor(path, text.length)) engine.loader.releaseAll();
        engine.surface = surface;
        engine.loader.evaluateFile(path);
        this.mark(surface);
        engine.visitRest((file) => this.callSurface(file));
        this.enterDeferred(surface);
      }
    }
  }

  /** Where there is much, small files first: bundles repeat what stands in them. */
  private inOrder(paths: readonly string[], chars: number): readonly string[] {
    const sized = paths.map((path) => ({ path, size: this.files.text(path)?.length ?? 0 }));
    if (sized.reduce((sum, { size }) => sum + size, 0) <= chars) return paths;
    return sized.sort((a, b) => a.size - b.size).map(({ path }) => path);
  }

  private twinsOfLoaded(): Twins {
    const twins = new Twins();
    for (const { path, reading } of this.engine.loader.loaded.values()) {
      if (reading === "tree") twins.isNew(this.files.text(path) ?? "");
    }
    return twins;
  }

  /** On what surface functions of a file act that nobody was seen to call. */
  private callSurface(path: string): CodeSurface {
    const surface = this.surfaces.get(path) ?? "call";
    return surface === "cli" || surface === "dormant" ? surface : "call";
  }

  facts(): CodeFacts {
    const { engine } = this;
    const { recorder } = engine;
    if (recorder.isFull) engine.limitsHit.add("code");
    return {
      files: [...engine.loader.loaded.values()].map((file) => this.fileFact(file)),
      atoms: recorder.atoms,
      flows: recorder.flows,
      uses: [...recorder.uses.values()],
      limitsHit: [...engine.limitsHit].sort(),
      hiding: recorder.hiding.map((fact) => ({
        ...fact,
        surface: this.surfaces.get(fact.file) ?? "install",
      })),
    };
  }

  private fileFact({ path, reading, chars, imports, modules }: LoadedFile): CodeFile {
    const source = this.files.text(path) ?? "";
    return {
      path,
      language: /tsx?$/i.test(path) ? "typescript" : "javascript",
      surface: this.surfaces.get(path) ?? "dormant",
      bytes: chars,
      reading,
      isBundle: chars >= 32 * 1024 || isModuleTable(source),
      isMinified: isMinified(source),
      imports: [...imports].sort(),
      modules: [...modules].sort(),
    };
  }
}

const maxNamedDepth = 4;
const maxNamed = 200;

function namedFiles(value: Value, depth: number): readonly string[] {
  if (value.type === "text") {
    const own = value.value.startsWith(`${marks.package}/`) ? value.value.slice(2) : "";
    return own === "" || /[\uF8E0-\uF8EF]/.test(own) ? [] : [posix.normalize(own)];
  }
  if (depth >= maxNamedDepth || (value.type !== "object" && value.type !== "array")) return [];
  const inner = value.type === "array" ? value.items : [...value.props.values()];
  return inner.slice(0, maxNamed).flatMap((one) => namedFiles(one, depth + 1));
}

function isModuleTable(source: string): boolean {
  return /__webpack_require__|__commonJS\b|\bparcelRequire\b|\bdefine\.amd\b.{0,200}\(\{\d+:/.test(
    source.slice(0, 64 * 1024),
  );
}

function isMinified(source: string): boolean {
  const head = source.slice(0, 16 * 1024);
  const lines = head.split("\n").length;
  return head.length > 1024 && head.length / lines > 300;
}
