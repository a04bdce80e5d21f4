import { posix } from "node:path";
import type { Atom, CodeFile } from "./atoms.ts";
import { jsonValue } from "./builtins/json.ts";
import { collectInStep } from "./collect.ts";
import { patternNames } from "./hoist.ts";
import { foldedAs, noteIndirect } from "./indirect.ts";
import type { Interpreter } from "./interpreter.ts";
import { shownPath } from "./models/path-text.ts";
import { parseCode, wholeFileChars } from "./parse.ts";
import { canAct } from "./prefilter.ts";
import { type PackageFiles, resolveSpecifier, type Target } from "./resolve.ts";
import { type Binding, Scope, topFrame } from "./scope.ts";
import { executeList, hoist } from "./statements.ts";
import { none } from "./taints.ts";
import type { ImportDeclaration, Tree } from "./tree.ts";
import type { Unit } from "./unit.ts";
import type { ObjectValue, Taint, Value } from "./value.ts";
import { marks } from "./value.ts";
import {
  eitherOf,
  isUndefined,
  optionsOf,
  textValue,
  undefinedValue,
  unknownOf,
  unknownValue,
} from "./values.ts";

const codeFile = /\.(?:[cm]?[jt]sx?)$/i;
const declarations = /\.d\.(?:[cm]?ts|[^./]+\.ts)$/i;
const maxJsonChars = 512 * 1024;
/** What a file may use up for itself: some for its size, and some for decoders that run in it. */
const stepsPerFile = 300_000;
const maxStepsPerFile = 1_200_000;
const stepsPerChar = 3;
const leisurePerFile = 20_000;
/** A pure file may still hold a fragment of something (OBF-06), unless it is long. */
const maxPureChars = 64 * 1024;
/** A tree takes some thirty times the bytes of its source; with these there is room for values. */
const maxLiveChars = 2.5 * 1024 * 1024;

export interface LoadedFile {
  readonly path: string;
  reading: CodeFile["reading"];
  unit: Unit | null;
  scope: Scope | null;
  /** `module`, whose `exports` is what others get. */
  module: ObjectValue | null;
  readonly bindings: Map<string, Binding>;
  readonly stars: LoadedFile[];
  readonly imports: Set<string>;
  readonly modules: Set<string>;
  readonly chars: number;
  isEsm: boolean;
}

/** Evaluates each file of the package once, when it is first asked for. */
export class ModuleLoader {
  readonly loaded = new Map<string, LoadedFile>();
  /** Beginnings of paths that unresolved loads stay below. */
  readonly boundedLoads = new Set<string>();
  hasFreeLoad = false;
  /** Files that were asked for when there was no room for their trees. */
  readonly deferred = new Set<string>();
  /** Characters of code of which there is a tree. */
  private liveChars = 0;
  private stepsSeen = 0;

  constructor(
    readonly files: PackageFiles,
    private readonly engine: Interpreter,
  ) {}

  isCode(path: string): boolean {
    return codeFile.test(path) && !declarations.test(path);
  }

  scopeOf(path: string): Scope | null {
    return this.loaded.get(path)?.scope ?? null;
  }

  /** What `require` of a specifier gives in the file that runs at present. */
  load(specifier: string, taint: Taint): Value {
    const from = this.engine.frame.unit.path;
    const path = specifier.startsWith(marks.package)
      ? `/${specifier.slice(marks.package.length).replace(/^\/+/, "")}`
      : specifier;
    return this.valueOf(this.resolve(from, path), from, taint, specifier);
  }

  private resolve(from: string, specifier: string): Target {
    return resolveSpecifier(this.files, from, specifier);
  }

  private valueOf(target: Target, from: string, taint: Taint, path = ""): Value {
    const importer = this.loaded.get(from);
    switch (target.type) {
      case "builtin": {
        const name = `node:${target.name.replaceAll("/", ".")}`;
        importer?.modules.add(target.name);
        noteIndirect(this.engine, name, taint);
        return this.engine.api(name);
      }
      case "package":
        importer?.modules.add(target.name);
        return this.engine.api(`pkg:${target.name}`);
      case "file":
        importer?.imports.add(target.path);
        return this.requireFile(target.path);
      case "missing":
        this.noteMissing(path, from);
        return unknownValue;
    }
  }

  /** A file that the package does not bring, by a path that was put together: something may write it first. */
  private noteMissing(specifier: string, from: string): void {
    const { engine } = this;
    const isRelative = specifier.startsWith(".");
    if (!isRelative && !specifier.startsWith(marks.package)) return;
    const path = shownPath(
      isRelative ? `${marks.package}/${posix.join(posix.dirname(from), specifier)}` : specifier,
    );
    const isWritten = (atom: Atom) =>
      atom.kind === "snk.write" && atom.detail.path?.startsWith(path) === true;
    if (isRelative && !engine.recorder.atoms.some(isWritten)) return;
    engine.sink("snk.module", { names: ["missing"], path }, {});
  }

  loadByValue(specifier: Value): Value {
    const results = optionsOf(specifier).map((option) => this.loadOne(option));
    return results.length === 0 ? unknownValue : eitherOf(results);
  }

  private loadOne(specifier: Value): Value {
    const { engine } = this;
    const known = engine.knownText(specifier);
    if (known !== null && !/^(?:data|https?|blob):/i.test(known)) {
      return this.load(known, specifier.taint);
    }
    const text = engine.textOf(specifier);
    if (
      known !== null ||
      specifier.type === "instance" ||
      /^(?:data|https?|blob):/i.test(text ?? "")
    ) {
      return engine.callValue(engine.api("global.import"), [specifier], null);
    }
    if (text?.startsWith(marks.package) === true) {
      const rest = text.slice(marks.package.length);
      const isWhole = !/[\uF8E0-\uF8E7]/.test(rest);
      if (isWhole) return this.load(text, specifier.taint);
    }
    if (specifier.type === "primitive") return unknownValue;
    return this.unresolved(specifier, text);
  }

  /** A load whose target is open; how far it reaches is told by what it begins with (§14.4). */
  private unresolved(specifier: Value, text: string | null): Value {
    const { engine } = this;
    const taint = engine.taintOf(specifier);
    const from = engine.frame.unit.path;
    const head =
      text === null ? "" : (/^[^\uF8E0-\uF8E7]*/.exec(text.replace(/^\uF8E3\/?/, "/"))?.[0] ?? "");
    let bound: "bounded" | "caller" | "free" = "free";
    if (/^(?:\.|\/)/.test(head)) {
      const path = head.startsWith("/") ? head.slice(1) : posix.join(posix.dirname(from), head);
      const prefix = /\/$/.test(head) && !path.endsWith("/") ? `${path}/` : path;
      bound = "bounded";
      this.boundedLoads.add(prefix === "." || prefix === "./" ? "" : prefix);
    } else if (/^(?:@[^/]+\/[^/]|[a-z])/i.test(head)) {
      bound = "bounded";
    } else if (taint.atoms.length === 0 && isFromCaller(specifier, text)) {
      bound = "caller";
    }
    if (bound === "free") {
      this.hasFreeLoad ||= taint.atoms.length > 0 || taint.through !== 0;
      engine.use("unknown", "dynamic-module");
    }
    engine.sink(
      "snk.module",
      { names: [bound], folded: foldedAs(taint), ...(text === null ? {} : { text }) },
      { name: specifier },
    );
    // A name that nobody outside chooses and nobody can read: whatever module it is, it can do anything.
    const isHidden =
      engine.isUnasked &&
      (bound === "free" || (specifier.type === "unknown" && !specifier.isParam));
    return isHidden ? engine.instance("AnyModule", {}, taint) : unknownOf(taint);
  }

  resolvedPath(specifier: Value): Value {
    const known = this.engine.knownText(specifier);
    if (known === null) return unknownOf(this.engine.taintOf(specifier));
    const target = this.resolve(this.engine.frame.unit.path, known);
    if (target.type === "file") {
      return textValue(`${marks.package}/${target.path}`, specifier.taint, false);
    }
    return textValue(known, specifier.taint);
  }

  ownFile(path: string): { readonly path: string; readonly text: string | null } | null {
    const from = this.engine.frame.unit.path;
    const plain = path.startsWith(marks.package) ? path.slice(marks.package.length) : path;
    const isRooted = plain !== path || plain.startsWith("/");
    const normal = posix.normalize(
      isRooted ? plain.replace(/^\/+/, "") : posix.join(posix.dirname(from), plain),
    );
    for (const candidate of [normal, posix.normalize(plain).replace(/^\.?\/+/, "")]) {
      if (this.files.paths.has(candidate)) {
        return { path: candidate, text: this.files.text(candidate) };
      }
    }
    return null;
  }

  /** The exports of a file of the package, as `require` gives them. */
  requireFile(path: string): Value {
    if (/\.json$/i.test(path)) return this.jsonFile(path);
    if (/\.node$/i.test(path)) {
      this.engine.emit("snk.native", { path });
      this.engine.use("native", path);
      return unknownValue;
    }
    if (!this.isCode(path)) {
      // Loaders read a file without a known ending as code.
      if (/\.[a-z0-9]{1,8}$/i.test(path) && !/\.(?:es\d?|jsm|bundle|min)$/i.test(path))
        return unknownValue;
    }
    const file = this.evaluateFile(path);
    return file.module?.props.get("exports") ?? unknownValue;
  }

  private jsonFile(path: string): Value {
    const text = this.files.text(path);
    if (text === null || text.length > maxJsonChars) return unknownValue;
    try {
      return jsonValue(this.engine, JSON.parse(text), none);
    } catch {
      // A loader throws here, and what comes behind never runs.
      return unknownValue;
    }
  }

  /** Runs the top level of a file, unless it ran before or runs already. */
  evaluateFile(path: string, isForced = false): LoadedFile {
    const before = this.loaded.get(path);
    if (before !== undefined && !(isForced && before.reading === "skipped")) return before;
    const source = this.files.text(path);
    const chars = source?.length ?? 0;
    if (this.liveChars > 0 && !this.hasRoomFor(path, chars)) {
      this.deferred.add(path);
      return this.blank(path, "tree", chars);
    }
    if (source === null) return this.keep(path, "unparsed", chars);
    if (!isForced && chars > maxPureChars && !canAct(source))
      return this.keep(path, "skipped", chars);
    const weight = weightOf(path, chars);
    collectInStep(weight, this.engine.steps - this.stepsSeen);
    this.stepsSeen = this.engine.steps;
    const parsed = parseCode(source, path);
    if (parsed === null) {
      return this.keep(path, /\S/.test(source) ? "unparsed" : "tree", chars);
    }
    const unit: Unit = {
      path,
      source: parsed.source,
      program: parsed.program,
      reading: parsed.reading,
      layer: 0,
      carrier: null,
      ...(parsed.windows === null ? {} : { origin: { windows: parsed.windows, source } }),
      base: 0,
    };
    return this.run(unit, chars);
  }

  hasRoomFor(path: string, chars: number): boolean {
    return this.liveChars + Math.min(weightOf(path, chars), wholeFileChars) <= maxLiveChars;
  }

  /** Lets go of all trees; who asks for one of these files later gets something unknown. */
  releaseAll(): void {
    for (const file of this.loaded.values()) {
      file.unit = null;
      file.scope = null;
      file.module = null;
      file.bindings.clear();
      file.stars.length = 0;
    }
    this.liveChars = 0;
  }

  private keep(path: string, reading: CodeFile["reading"], chars: number): LoadedFile {
    const file = this.blank(path, reading, chars);
    this.loaded.set(path, file);
    return file;
  }

  private blank(path: string, reading: CodeFile["reading"], chars: number): LoadedFile {
    return {
      path,
      reading,
      unit: null,
      scope: null,
      module: null,
      bindings: new Map(),
      stars: [],
      imports: new Set(),
      modules: new Set(),
      chars,
      isEsm: false,
    };
  }

  /** Code that stands in a command line or a script, and not in a file of its own. */
  runInline(unit: Unit): void {
    const { engine } = this;
    const exports = engine.newObject();
    const module = this.moduleObject(unit.path, exports);
    const frame = topFrame(unit, exports);
    const scope = new Scope(null, frame, engine.branch, true);
    this.declareModuleNames(scope, unit.path, module, exports);
    const before = engine.frame;
    engine.frame = frame;
    engine.budgeted(
      stepsPerFile + unit.source.length * stepsPerChar,
      leisurePerFile + unit.source.length,
      () => {
        for (const node of unit.program.body) this.runImports(node, scope, null);
        engine.runProgram(unit.program, scope);
      },
    );
    engine.frame = before;
  }

  private run(unit: Unit, chars: number): LoadedFile {
    const { engine } = this;
    const { path, program } = unit;
    const body = program.body as readonly Tree[];
    const isEsm = body.some(({ type }) => /^(?:Import|Export)|^TSExportAssignment/.test(type));
    const { frame: before, branch, at, depth, tries, silences, gates, isOpen, awaited } = engine;
    engine.branch = 0;
    engine.awaited = null;
    engine.gates = [];
    engine.tries = 0;
    engine.silences = 0;
    engine.isOpen = false;
    const exports = engine.newObject();
    const module = this.moduleObject(path, exports);
    const isScript = !isEsm && !/\b(?:exports|require|module|__importDefault)\b/.test(unit.source);
    const frame = topFrame(
      unit,
      isEsm ? undefinedValue : isScript ? engine.api("global") : exports,
    );
    const scope = new Scope(null, frame, 0, true);
    const file: LoadedFile = {
      path,
      reading: unit.reading,
      unit,
      scope,
      module,
      bindings: new Map(),
      stars: [],
      imports: new Set(),
      modules: new Set(),
      chars,
      isEsm,
    };
    this.loaded.set(path, file);
    this.liveChars += weightOf(path, unit.source.length);
    engine.recorder.noteHiding(unit);
    this.declareModuleNames(scope, path, module, exports);
    engine.frame = frame;
    try {
      // What nobody reaches is looked at, but not run at length.
      const share = engine.surface === "dormant" ? 0.1 : 1;
      engine.budgeted(
        Math.min(stepsPerFile + unit.source.length * stepsPerChar, maxStepsPerFile) * share,
        (leisurePerFile + unit.source.length / 2) * share,
        () => {
          if (isEsm) for (const node of body) this.runImports(node, scope, file);
          hoist(engine, program as Tree, body, scope);
          if (isEsm) this.bindExports(file, body, scope, exports);
          this.runBody(file, body, scope, exports);
        },
      );
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      file.reading = "unparsed";
      engine.limitsHit.add("code");
    } finally {
      engine.frame = before;
      engine.branch = branch;
      engine.at = at;
      engine.depth = depth;
      engine.tries = tries;
      engine.silences = silences;
      engine.gates = gates;
      engine.awaited = awaited;
      engine.isOpen = isOpen;
    }
    if (isEsm) this.bindExports(file, body, scope, exports);
    return file;
  }

  private runBody(
    file: LoadedFile,
    body: readonly Tree[],
    scope: Scope,
    exports: ObjectValue,
  ): void {
    const { engine } = this;
    if (!file.isEsm) {
      executeList(engine, body, 0, scope);
      return;
    }
    for (let index = 0; index < body.length; index += 1) {
      const node = body[index] as Tree;
      if (node.type === "ExportDefaultDeclaration") {
        this.exportDefault(file, node.declaration as Tree, scope, exports);
      } else if (node.type === "TSExportAssignment") {
        file.module?.props.set("exports", engine.evaluate(node.expression, scope));
      } else if (node.type === "TSImportEqualsDeclaration") {
        if (
          node.importKind !== "type" &&
          node.moduleReference.type === "TSExternalModuleReference"
        ) {
          const reference = node.moduleReference as { readonly expression: Tree };
          engine.assign(
            node.id,
            engine.loadByValue(engine.evaluate(reference.expression, scope)),
            scope,
            "let",
          );
        }
      } else if (node.type !== "ImportDeclaration") {
        const completion = executeList(engine, [node], 0, scope);
        if (completion !== 0) {
          engine.postponeRest(body, index + 1, scope);
          return;
        }
      }
    }
  }

  private exportDefault(file: LoadedFile, node: Tree, scope: Scope, exports: ObjectValue): void {
    const { engine } = this;
    let value: Value;
    if (node.type === "FunctionDeclaration") {
      const name = node.id?.name;
      value =
        (name === undefined ? undefined : scope.own(name)?.value) ??
        engine.makeFunction(node, scope);
    } else if (node.type === "ClassDeclaration") {
      value = engine.makeClass(node, scope);
      if (node.id !== null) scope.declare(node.id.name, value);
    } else {
      value = engine.evaluate(node, scope);
    }
    exports.props.set("default", value);
    file.bindings.set("default", { value, isConst: true });
  }

  /** Imports are bound before anything else runs. */
  private runImports(node: Tree, scope: Scope, file: LoadedFile | null): void {
    const { engine } = this;
    if (node.type === "ImportDeclaration") {
      if ("importKind" in node && node.importKind === "type") return;
      engine.at = node;
      this.importNames(node, scope);
    } else if (node.type === "ExportAllDeclaration" && file !== null) {
      if ("exportKind" in node && node.exportKind === "type") return;
      engine.at = node;
      const { value, target } = this.fetch(String(node.source.value), file.path);
      const exports = file.module?.props.get("exports");
      if (exports?.type !== "object") return;
      if (node.exported != null) {
        const name =
          node.exported.type === "Identifier" ? node.exported.name : String(node.exported.value);
        exports.props.set(name, value);
        file.bindings.set(name, { value, isConst: true });
      } else if (target !== null) {
        file.stars.push(target);
        for (const [name, binding] of this.exportedBy(target)) {
          if (name !== "default" && !file.bindings.has(name)) file.bindings.set(name, binding);
        }
      } else if (exports.proto === null) {
        exports.proto = value;
      }
    } else if (node.type === "ExportNamedDeclaration" && node.source != null && file !== null) {
      if ("exportKind" in node && node.exportKind === "type") return;
      engine.at = node;
      const { value, target } = this.fetch(String(node.source.value), file.path);
      for (const { local, exported } of node.specifiers) {
        const from = local.type === "Identifier" ? local.name : String(local.value);
        const name = exported.type === "Identifier" ? exported.name : String(exported.value);
        file.bindings.set(name, this.bindingOf(value, target, from));
      }
    }
  }

  private fetch(specifier: string, from: string): { value: Value; target: LoadedFile | null } {
    const resolved = /^(?:data|https?):/i.test(specifier) ? null : this.resolve(from, specifier);
    if (resolved === null) {
      return { value: this.engine.loadByValue(textValue(specifier)), target: null };
    }
    const value = this.valueOf(resolved, from, none);
    const target = resolved.type === "file" ? (this.loaded.get(resolved.path) ?? null) : null;
    return { value, target };
  }

  private exportedBy(file: LoadedFile): ReadonlyMap<string, Binding> {
    if (file.isEsm) return file.bindings;
    const exports = file.module?.props.get("exports");
    const found = new Map<string, Binding>();
    if (exports?.type === "object") {
      for (const [name, value] of exports.props) found.set(name, { value, isConst: true });
    }
    return found;
  }

  private bindingOf(value: Value, target: LoadedFile | null, name: string): Binding {
    const live = target?.isEsm === true ? target.bindings.get(name) : undefined;
    if (live !== undefined) return live;
    return {
      value: name === "default" ? this.defaultOf(value) : this.engine.getMember(value, name),
      isConst: true,
    };
  }

  /** What `import x from` gives: of code that was compiled from modules, its `default`. */
  private defaultOf(exports: Value): Value {
    if (exports.type !== "object") return exports;
    if (exports.props.has("default") && exports.props.has("__esModule")) {
      return this.engine.getMember(exports, "default");
    }
    return exports.props.has("default") && !exports.props.has("module.exports")
      ? eitherOf([this.engine.getMember(exports, "default"), exports])
      : exports;
  }

  private importNames(node: ImportDeclaration, scope: Scope): void {
    const from = this.engine.frame.unit.path;
    const { value, target } = this.fetch(String(node.source.value), from);
    for (const specifier of node.specifiers) {
      if ("importKind" in specifier && specifier.importKind === "type") continue;
      const local = specifier.local.name;
      if (specifier.type === "ImportNamespaceSpecifier") {
        scope.declare(local, this.namespaceOf(value, target), true);
      } else {
        const name =
          specifier.type === "ImportDefaultSpecifier"
            ? "default"
            : specifier.imported.type === "Identifier"
              ? specifier.imported.name
              : String(specifier.imported.value);
        scope.alias(local, this.bindingOf(value, target, name));
      }
    }
  }

  private namespaceOf(value: Value, target: LoadedFile | null): Value {
    if (target === null || target.isEsm || value.type !== "object") return value;
    const made = this.engine.newObject(new Map(value.props));
    made.rest = value.rest;
    made.proto = value.proto;
    if (!made.props.has("default")) made.props.set("default", value);
    return made;
  }

  /** Makes what is exported by name visible to others, before and after the file ran. */
  private bindExports(
    file: LoadedFile,
    body: readonly Tree[],
    scope: Scope,
    exports: ObjectValue,
  ): void {
    const expose = (name: string, local: string) => {
      const binding = scope.own(local);
      if (binding !== undefined) file.bindings.set(name, binding);
    };
    for (const node of body) {
      if (node.type !== "ExportNamedDeclaration" || node.source != null) continue;
      const declared = node.declaration as Tree | null;
      if (declared?.type === "VariableDeclaration") {
        for (const { id } of declared.declarations) patternNames(id, (name) => expose(name, name));
      } else if (declared != null && "id" in declared && declared.id != null) {
        const id = declared.id as Tree;
        if (id.type === "Identifier") expose(id.name, id.name);
      }
      for (const { local, exported } of node.specifiers) {
        const from = local.type === "Identifier" ? local.name : String(local.value);
        expose(exported.type === "Identifier" ? exported.name : String(exported.value), from);
      }
    }
    for (const star of file.stars) {
      for (const [name, binding] of this.exportedBy(star)) {
        if (name !== "default" && !file.bindings.has(name)) file.bindings.set(name, binding);
      }
    }
    for (const [name, { value }] of file.bindings) {
      if (!isUndefined(value) || !exports.props.has(name)) exports.props.set(name, value);
    }
  }

  private moduleObject(path: string, exports: ObjectValue): ObjectValue {
    const { engine } = this;
    return engine.newObject(
      new Map<string, Value>([
        ["exports", exports],
        ["id", textValue(path)],
        ["filename", ownPath(path)],
        ["path", ownPath(posix.dirname(path))],
        ["loaded", unknownValue],
        ["parent", unknownValue],
        ["children", unknownValue],
        ["paths", unknownValue],
        ["hot", unknownValue],
        ["require", engine.api("global.module.require")],
        ["constructor", engine.api("node:module")],
        ["_compile", engine.api("global.module._compile")],
      ]),
    );
  }

  private declareModuleNames(
    scope: Scope,
    path: string,
    module: ObjectValue,
    exports: ObjectValue,
  ): void {
    const { engine } = this;
    const meta = engine.newObject(
      new Map<string, Value>([
        ["url", textValue(`file://${marks.package}/${path}`, none, false)],
        ["filename", ownPath(path)],
        ["dirname", ownPath(posix.dirname(path))],
        ["path", ownPath(path)],
        ["dir", ownPath(posix.dirname(path))],
        ["main", unknownValue],
        ["require", engine.api("global.require")],
        ["resolve", engine.api("global.require.resolve")],
        ["env", unknownValue],
      ]),
    );
    meta.rest = unknownValue;
    scope.declare("require", engine.api("global.require"));
    scope.declare("module", module);
    scope.declare("exports", exports);
    scope.declare("__filename", ownPath(path));
    scope.declare("__dirname", ownPath(posix.dirname(path)));
    scope.declare("import.meta", meta);
  }
}

/** Trees of the native parser come as text first, and take twice the room. */
function weightOf(path: string, chars: number): number {
  return /tsx?$|jsx$/i.test(path) ? chars * 2 : chars;
}

function ownPath(path: string): Value {
  const inside = path === "." || path === "" ? "" : `/${path}`;
  return textValue(`${marks.package}${inside}`, none, false);
}

function isFromCaller(specifier: Value, text: string | null): boolean {
  if (specifier.type === "unknown") return true;
  return text !== null && /^[\uF8E0\uF8E2\uF8E5\uF8E6]/.test(text);
}
