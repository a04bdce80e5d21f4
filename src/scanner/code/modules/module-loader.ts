import { posix } from "node:path";
import type { Interpreter } from "../interpreter/interpreter.ts";
import { type PackageFiles, resolveSpecifier, type Target } from "../resolve.ts";
import type { Scope } from "../scope.ts";
import type { Unit } from "../unit.ts";
import { marks, type Taint, type Value } from "../value.ts";
import { evaluateFile, runInline } from "./evaluate-file.ts";
import { loadByName, loadByValue, resolvedPath } from "./load-module.ts";
import type { LoadedFile } from "./loaded-file.ts";
import { requireFile } from "./require-file.ts";
import { TreeRoom } from "./tree-room.ts";

const codeFile = /\.(?:[cm]?[jt]sx?)$/i;
const declarations = /\.d\.(?:[cm]?ts|[^./]+\.ts)$/i;

/** Evaluates each file of the package once, when it is first asked for. */
export class ModuleLoader {
  readonly loaded = new Map<string, LoadedFile>();
  /** Beginnings of paths that unresolved loads stay below. */
  readonly boundedLoads = new Set<string>();
  hasFreeLoad = false;
  /** Files that were asked for when there was no room for their trees. */
  readonly deferred = new Set<string>();
  readonly room = new TreeRoom();

  constructor(
    readonly files: PackageFiles,
    readonly engine: Interpreter,
  ) {}

  isCode(path: string): boolean {
    return codeFile.test(path) && !declarations.test(path);
  }

  scopeOf(path: string): Scope | null {
    return this.loaded.get(path)?.scope ?? null;
  }

  resolve(from: string, specifier: string): Target {
    return resolveSpecifier(this.files, from, specifier);
  }

  /** What `require` of a specifier gives in the file that runs at present. */
  load(specifier: string, taint: Taint): Value {
    return loadByName(this, specifier, taint);
  }

  loadByValue(specifier: Value): Value {
    return loadByValue(this, specifier);
  }

  resolvedPath(specifier: Value): Value {
    return resolvedPath(this, specifier);
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
    return requireFile(this, path);
  }

  /** Runs the top level of a file, unless it ran before or runs already. */
  evaluateFile(path: string, isForced = false): LoadedFile {
    return evaluateFile(this, path, isForced);
  }

  /** Code that stands in a command line or a script, and not in a file of its own. */
  runInline(unit: Unit): void {
    runInline(this, unit);
  }

  hasRoomFor(path: string, chars: number): boolean {
    return this.room.hasRoomFor(path, chars);
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
    this.room.release();
  }
}
