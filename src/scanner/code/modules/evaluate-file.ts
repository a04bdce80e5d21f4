import type { CodeFile } from "../atoms.ts";
import { handedOn } from "../handed-on.ts";
import { parseCode } from "../parse.ts";
import { canAct } from "../prefilter.ts";
import { Scope, topFrame } from "../scope.ts";
import { executeList, hoist } from "../statements/execute-list.ts";
import type { Tree } from "../tree.ts";
import type { Unit } from "../unit.ts";
import type { ObjectValue } from "../value.ts";
import { undefinedValue } from "../values.ts";
import { bindExports, exportDefault } from "./link-exports.ts";
import { runImports } from "./link-imports.ts";
import { blankFile, type LoadedFile } from "./loaded-file.ts";
import type { ModuleLoader } from "./module-loader.ts";
import { declareModuleNames, moduleObject } from "./module-names.ts";

/** What a file may use up for itself: some for its size, and some for decoders that run in it. */
const stepsPerFile = 300_000;
const maxStepsPerFile = 1_200_000;
const stepsPerChar = 3;
const leisurePerFile = 20_000;
/** A pure file may still hold a fragment of something (OBF-06), unless it is long. */
const maxPureChars = 64 * 1024;

/** Runs the top level of a file, unless it ran before or runs already. */
export function evaluateFile(loader: ModuleLoader, path: string, isForced = false): LoadedFile {
  const before = loader.loaded.get(path);
  if (before !== undefined && !(isForced && before.reading === "skipped")) return before;
  const source = loader.files.text(path);
  const chars = source?.length ?? 0;
  if (!loader.room.isEmpty && !loader.hasRoomFor(path, chars)) {
    loader.deferred.add(path);
    return blankFile(path, "tree", chars);
  }
  if (source === null) return keep(loader, path, "unparsed", chars);
  if (!isForced && chars > maxPureChars && !canAct(source))
    return keep(loader, path, "skipped", chars);
  loader.room.prepare(path, chars, loader.engine.steps);
  const parsed = parseCode(source, path);
  if (parsed === null) {
    return keep(loader, path, /\S/.test(source) ? "unparsed" : "tree", chars);
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
  return run(loader, unit, chars);
}

function keep(
  loader: ModuleLoader,
  path: string,
  reading: CodeFile["reading"],
  chars: number,
): LoadedFile {
  const file = blankFile(path, reading, chars);
  loader.loaded.set(path, file);
  return file;
}

function run(loader: ModuleLoader, unit: Unit, chars: number): LoadedFile {
  const { engine } = loader;
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
  const module = moduleObject(engine, path, exports);
  const isScript = !isEsm && !/\b(?:exports|require|module|__importDefault)\b/.test(unit.source);
  const frame = topFrame(unit, isEsm ? undefinedValue : isScript ? engine.api("global") : exports);
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
  loader.loaded.set(path, file);
  loader.room.take(path, unit.source.length);
  engine.recorder.noteHiding(unit);
  declareModuleNames(engine, scope, path, module, exports);
  engine.frame = frame;
  try {
    // What nobody reaches is looked at, but not run at length.
    const share = engine.surface === "dormant" ? 0.1 : 1;
    engine.budgeted(
      Math.min(stepsPerFile + unit.source.length * stepsPerChar, maxStepsPerFile) * share,
      (leisurePerFile + unit.source.length / 2) * share,
      () => {
        if (isEsm) for (const node of body) runImports(loader, node, scope, file);
        hoist(engine, program as Tree, body, scope);
        if (isEsm) bindExports(file, body, scope, exports);
        runBody(loader, file, body, scope, exports);
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
  if (isEsm) bindExports(file, body, scope, exports);
  // Whoever loads the file can do what it hands out.
  for (const capability of handedOn(module.props.get("exports") ?? exports)) {
    engine.recorder.use(capability, "", { unit, offset: 0, func: 0, surface: engine.surface });
  }
  return file;
}

function runBody(
  loader: ModuleLoader,
  file: LoadedFile,
  body: readonly Tree[],
  scope: Scope,
  exports: ObjectValue,
): void {
  const { engine } = loader;
  if (!file.isEsm) {
    executeList(engine, body, 0, scope);
    return;
  }
  for (let index = 0; index < body.length; index += 1) {
    const node = body[index] as Tree;
    if (node.type === "ExportDefaultDeclaration") {
      exportDefault(engine, file, node.declaration as Tree, scope, exports);
    } else if (node.type === "TSExportAssignment") {
      file.module?.props.set("exports", engine.evaluate(node.expression, scope));
    } else if (node.type === "TSImportEqualsDeclaration") {
      if (node.importKind !== "type" && node.moduleReference.type === "TSExternalModuleReference") {
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

/** Code that stands in a command line or a script, and not in a file of its own. */
export function runInline(loader: ModuleLoader, unit: Unit): void {
  const { engine } = loader;
  const exports = engine.newObject();
  const module = moduleObject(engine, unit.path, exports);
  const frame = topFrame(unit, exports);
  const scope = new Scope(null, frame, engine.branch, true);
  declareModuleNames(engine, scope, unit.path, module, exports);
  const before = engine.frame;
  engine.frame = frame;
  engine.budgeted(
    stepsPerFile + unit.source.length * stepsPerChar,
    leisurePerFile + unit.source.length,
    () => {
      for (const node of unit.program.body) runImports(loader, node, scope, null);
      engine.runProgram(unit.program, scope);
    },
  );
  engine.frame = before;
}
