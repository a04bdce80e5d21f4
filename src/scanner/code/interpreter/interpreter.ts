import type { AtomDetail, AtomKind, Transform } from "../atoms.ts";
import type { Awaited } from "../awaited.ts";
import { iterateValue } from "../builtins/iteration.ts";
import { toNumber } from "../coerce.ts";
import { type Completion, normal, PackageThrow } from "../engine.ts";
import { evaluateExpression } from "../expressions/evaluate-expression.ts";
import type { Afresh } from "../functions/function-host.ts";
import { invoke } from "../functions/invoke.ts";
import { makeClass } from "../functions/make-class.ts";
import { makeFunction } from "../functions/make-function.ts";
import { visitCallbacks } from "../functions/visit-callbacks.ts";
import { gateNames, gateOf, isAskedFor } from "../gates.ts";
import { foldedAs } from "../indirect.ts";
import type { Machine, Models, Node } from "../machine.ts";
import type { ApiReader } from "../members/api-members.ts";
import { getByValue } from "../members/get-by-value.ts";
import { getMember, objectMember } from "../members/get-member.ts";
import { setByValue, setMember } from "../members/set-member.ts";
import { ModuleLoader } from "../modules/module-loader.ts";
import { assignPattern } from "../patterns.ts";
import { Reach } from "../reach.ts";
import { type CodeSurface, Recorder, type Spot } from "../recorder.ts";
import type { PackageFiles } from "../resolve.ts";
import { Rest, type RestHost } from "../rest.ts";
import { type Frame, type Scope, topFrame } from "../scope.ts";
import { executeList } from "../statements/execute-list.ts";
import { executeStatement } from "../statements/execute-statement.ts";
import { taintInside } from "../taint-inside.ts";
import { bitOf, none, taintOfAtom, union, withThrough } from "../taints.ts";
import { Thrown } from "../thrown.ts";
import type { ClassTree, Program, Tree } from "../tree.ts";
import type { Unit } from "../unit.ts";
import type { FunctionValue, Taint, Value } from "../value.ts";
import {
  addTaint,
  arrayValue,
  eitherOf,
  hasMarks,
  instanceValue,
  isUndefined,
  objectValue,
  optionsOf,
  primitiveValue,
  textValue,
  undefinedValue,
  unknownOf,
  unknownValue,
} from "../values.ts";
import { ApiTable } from "./api-table.ts";
import { Blobs } from "./blobs.ts";
import { packageSteps, runWithin } from "./budget.ts";
import { callBack, callBackAs, callValue, letEscape } from "./call-value.ts";
import { Carried } from "./carried.ts";
import { bytesOf, isPlain, keysKnownOf, mayBeHandedIn } from "./read-values.ts";
import { recordSink } from "./record-sink.ts";
import { Layers, nowhere, runProgram } from "./run-layer.ts";

const maxDepth = 1600;

/**
 * Walks over the code of one package with abstract values. Nothing of it is executed by the runtime;
 * the only effects are facts in the recorder.
 */
export class Interpreter implements RestHost, ApiReader, Machine {
  readonly none = none;
  readonly recorder = new Recorder();
  readonly loader: ModuleLoader;
  readonly limitsHit = new Set<string>();
  readonly apis: ApiTable;
  private readonly rest: Rest;
  private readonly layers = new Layers();
  private readonly blobs = new Blobs();
  private readonly carried = new Carried();

  branch = 0;
  frame: Frame;
  at: Node = nowhere;
  label: string | null = null;
  ownLabel: string | null = null;
  maybeBroke = 0;
  maybeReturned = 0;
  remote: Taint = none;
  readonly thrown = new Thrown();
  depth = 0;
  isOpen = false;
  tries = 0;
  silences = 0;
  assumptions = 0;
  risks = 0;
  gates: Taint[] = [];
  awaited: Awaited | null = null;
  afresh: Afresh | null = null;
  surface: CodeSurface = "load";
  words: readonly string[] | null = null;
  calls = 0;
  nestedSteps = 0;
  steps = 0;
  /** What the present piece of work may use up. */
  stepLimit = packageSteps;
  leisureLimit = packageSteps;
  undecidedLoops = 0;
  charWork = 0;
  doubts = 0;

  private branches = 0;

  constructor(files: PackageFiles, models: Models) {
    this.apis = new ApiTable(models);
    this.loader = new ModuleLoader(files, this);
    this.rest = new Rest(new Reach(models));
    const unit: Unit = {
      path: "package.json",
      source: "",
      program: { type: "Program", start: 0, end: 0, body: [], sourceType: "script" } as Program,
      reading: "tree",
      layer: 0,
      carrier: null,
      base: 0,
    };
    this.frame = topFrame(unit, undefinedValue);
  }

  // Work

  get hasSteps(): boolean {
    return this.steps < this.stepLimit;
  }

  spend(steps: number): boolean {
    this.steps += steps;
    return this.steps < this.stepLimit;
  }

  get hasLeisure(): boolean {
    return this.steps < this.leisureLimit;
  }

  budgeted(steps: number, leisure: number, run: () => void): void {
    runWithin(this, steps, leisure, run);
  }

  // Code

  evaluate(node: Tree, scope: Scope): Value {
    this.steps += 1;
    if (this.depth >= maxDepth) return this.tooDeep(node);
    this.depth += 1;
    const value = evaluateExpression(this, node, scope);
    this.depth -= 1;
    return value;
  }

  execute(node: Tree, scope: Scope): Completion {
    this.steps += 1;
    if (this.depth >= maxDepth) {
      this.tooDeep(node);
      return normal;
    }
    this.depth += 1;
    const completion = executeStatement(this, node, scope);
    this.depth -= 1;
    return completion;
  }

  private tooDeep(node: Tree): Value {
    // Deep recursion of calls is cut off as well, and is no fault of the text.
    if (this.calls < 20) this.limitsHit.add("code");
    this.at = node;
    return unknownValue;
  }

  executeAll(body: readonly Tree[], from: number, scope: Scope): Completion {
    return executeList(this, body, from, scope);
  }

  assign(target: Tree, value: Value, scope: Scope, as: "var" | "let" | "const" | "write"): void {
    assignPattern(this, target, value, scope, as);
  }

  makeFunction(node: Tree, scope: Scope, home: Value | null = null): Value {
    return makeFunction(this, node, scope, home);
  }

  makeClass(node: Tree, scope: Scope): Value {
    return makeClass(this, node as ClassTree, scope);
  }

  invoke(callee: FunctionValue, args: readonly Value[], self: Value, target: Value | null): Value {
    return invoke(this, callee, args, self, target);
  }

  remember(callee: FunctionValue): void {
    this.rest.remember(callee);
  }

  callValue(callee: Value, args: readonly Value[], self: Value | null, isNew = false): Value {
    return callValue(this, callee, args, self, isNew);
  }

  visitCallbacks(args: readonly Value[], taint: Taint): Taint {
    return visitCallbacks(this, args, taint);
  }

  noteKept(value: Value): void {
    if (this.isOpen && this.taintOf(value).atoms.length > 0) this.rest.noteKept(this.frame.unit);
  }

  escape(value: Value): void {
    letEscape(value);
  }

  // Members

  getMember(object: Value, key: string, keyTaint: Taint = none): Value {
    return getMember(this, object, key, keyTaint);
  }

  getInherited(base: Value, key: string, self: Value): Value {
    return base.type === "object"
      ? objectMember(this, self, base, key, 0)
      : getMember(this, base, key);
  }

  getByValue(object: Value, key: Value): Value {
    return getByValue(this, object, key);
  }

  setMember(object: Value, key: string, value: Value): void {
    setMember(this, object, key, value);
  }

  setByValue(object: Value, key: Value, value: Value): void {
    setByValue(this, object, key, value);
  }

  iterate(value: Value): { readonly items: readonly Value[]; readonly isOpen: boolean } {
    return iterateValue(this, value);
  }

  wholeOf(value: Value): Value {
    return this.apis.wholeOf(this, value);
  }

  // Models

  isModelled(name: string): boolean {
    return this.apis.modelOf(name) !== null;
  }

  readApi(name: string, self: Value | null): Value {
    return this.apis.read(this, name, self);
  }

  writeApi(target: Value, key: string, value: Value): void {
    this.apis.write(this, target, key, value);
  }

  // Branches

  isCertain(born: number): boolean {
    return born === this.branch;
  }

  fork<Result>(run: () => Result): Result | null {
    const { branch, depth, frame, tries, silences, undecidedLoops } = this;
    const gateCount = this.gates.length;
    this.branches += 1;
    this.branch = this.branches;
    try {
      return run();
    } catch (error) {
      if (!(error instanceof PackageThrow)) throw error;
      this.depth = depth;
      this.frame = frame;
      this.tries = tries;
      this.silences = silences;
      this.undecidedLoops = undecidedLoops;
      return null;
    } finally {
      this.branch = branch;
      this.gates.length = Math.min(this.gates.length, gateCount);
    }
  }

  postpone(node: Tree, scope: Scope): void {
    if (node.type === "Literal" || node.type === "Identifier") return;
    this.rest.postpone([node], 0, scope, this.gates);
  }

  postponeRest(body: readonly Tree[], from: number, scope: Scope): void {
    this.rest.postpone(body, from, scope, this.gates);
  }

  /** Looks at everything that was never reached. */
  visitRest(surfaceOf: (file: string) => CodeSurface): void {
    this.rest.visit(this, surfaceOf);
    if (this.carried.run(this, surfaceOf)) this.rest.visit(this, surfaceOf);
  }

  // Modules

  load(specifier: string): Value {
    return this.loader.load(specifier, none);
  }

  loadByValue(specifier: Value): Value {
    return this.loader.loadByValue(specifier);
  }

  ownFile(path: string): { readonly path: string; readonly text: string | null } | null {
    return this.loader.ownFile(path);
  }

  unitSource(callee: FunctionValue): string {
    const { unit } = (callee.scope as Scope).frame;
    return unit.source.slice(callee.node.start, callee.node.end);
  }

  runLayer(source: string, taint: Taint, extra: Readonly<Record<string, Value>> = {}): Value {
    return this.layers.run(this, source, taint, extra);
  }

  runProgram(program: Program, scope: Scope): Value {
    return runProgram(this, program, scope);
  }

  // Making values

  literal(node: Node, text: string): Value {
    this.carried.note(this, node, text);
    return this.blobs.literal(this, node, text);
  }

  carry(text: Value): void {
    if (text.type === "text") this.carried.note(this, this.at, text.value);
  }

  newArray(items: Value[], taint: Taint = none, of: "array" | "bytes" = "array") {
    return arrayValue(items, this.branch, taint, of);
  }

  newObject(props: Map<string, Value> = new Map(), taint: Taint = none) {
    return objectValue(props, this.branch, taint);
  }

  text(value: string, taint: Taint = none): Value {
    return textValue(value, taint, !hasMarks(value));
  }

  primitive(value: number | boolean | null | undefined | bigint, taint: Taint = none): Value {
    return primitiveValue(value, taint);
  }

  array(items: readonly Value[], taint: Taint = none, of: "array" | "bytes" = "array"): Value {
    return this.newArray([...items], taint, of);
  }

  object(props: Readonly<Record<string, Value>>, taint: Taint = none): Value {
    return this.newObject(new Map(Object.entries(props)), taint);
  }

  unknown(taint: Taint = none): Value {
    return unknownOf(taint);
  }

  api(name: string, self?: Value): Value {
    return this.readApi(name, self ?? null);
  }

  instance(of: string, data: Readonly<Record<string, Value>> = {}, taint: Taint = none): Value {
    return instanceValue(of, data, taint);
  }

  either(values: readonly Value[]): Value {
    return eitherOf(values);
  }

  tainted(value: Value, taint: Taint, ...through: readonly Transform[]): Value {
    let bits = 0;
    for (const name of through) bits |= bitOf(name);
    return addTaint(value, taint, bits);
  }

  // Reading values

  taintOf(...values: readonly Value[]): Taint {
    let taint = none;
    for (let index = 0; index < values.length; index += 1) {
      const value = values[index] as Value;
      const inside = isPlain(value) ? value.taint : taintInside(this, value);
      if (inside !== taint) taint = union(taint, inside);
    }
    return taint;
  }

  isFrom(kind: AtomKind, value: Value): boolean {
    const { atoms } = this.taintOf(value);
    return atoms.some((id) => this.recorder.atoms[id]?.kind === kind);
  }

  isOnlyFrom(kind: AtomKind, { atoms }: Taint): boolean {
    return atoms.length > 0 && atoms.every((id) => this.recorder.atoms[id]?.kind === kind);
  }

  textOf(value: Value | undefined): string | null {
    if (value === undefined) return null;
    return value.type === "text" ? value.value : null;
  }

  knownText(value: Value | undefined): string | null {
    return value?.type === "text" && value.isWhole ? value.value : null;
  }

  numberOf(value: Value | undefined): number | null {
    return value === undefined || value.type === "unknown" ? null : toNumber(this, value);
  }

  bytesOf(value: Value | undefined): Uint8Array | null {
    return bytesOf(value);
  }

  get(value: Value | undefined, key: string): Value {
    return value === undefined ? undefinedValue : this.getMember(value, key);
  }

  items(value: Value | undefined): readonly Value[] {
    if (value === undefined || isUndefined(value)) return [];
    if (value.type === "array") return value.items.slice(0, 256);
    return this.iterate(value).items.slice(0, 256);
  }

  keys(value: Value | undefined): readonly string[] {
    return keysKnownOf(value);
  }

  isFunction(value: Value | undefined): boolean {
    if (value === undefined) return false;
    return optionsOf(value).some(({ type }) => type === "function");
  }

  call(callee: Value | undefined, args: readonly Value[], self?: Value): Value {
    return callBack(this, callee, args, self ?? null);
  }

  asProgram<Result>(run: () => Result): Result {
    const before = this.surface;
    // As strict as for what a caller asks for, because the functions there may be exported as well.
    if (before === "load") this.surface = "call";
    try {
      return run();
    } finally {
      this.surface = before;
    }
  }

  callAs(surface: "handler" | "call", callee: Value | undefined, args: readonly Value[]): Value {
    return callBackAs(this, surface, callee, args);
  }

  // Facts

  /** Where what is found now is recorded. */
  spot(): Spot {
    const { unit, func } = this.frame;
    // What loading a package does only for who wrote a word after a command, it does when it is asked.
    const isAsked = this.surface === "load" && isAskedFor(this.gates);
    return { unit, offset: this.at.start, func, surface: isAsked ? "call" : this.surface };
  }

  emit(kind: AtomKind, detail: AtomDetail = {}): number {
    return this.recorder.emit(kind, detail, this.spot());
  }

  source(kind: AtomKind, detail: AtomDetail = {}): Taint {
    const taint = taintOfAtom(this.emit(kind, detail));
    if (kind === "src.remote") this.remote = union(this.remote, taint);
    return taint;
  }

  sink(
    kind: AtomKind,
    detail: AtomDetail,
    inputs: Readonly<Record<string, Value | undefined>>,
  ): number {
    return recordSink(this, kind, detail, inputs);
  }

  /** Whether what runs does so because somebody loads or installs the package. */
  get isUnasked(): boolean {
    return !this.isOpen && (this.surface === "load" || this.surface === "install");
  }

  partOf(taint: Taint, key: string): Taint {
    if (taint.atoms.length === 0 || taint.through !== 0) return taint;
    const { recorder } = this;
    const isWatched = (atom: number) => recorder.atoms[atom]?.detail.api === "wrapped";
    if (!taint.atoms.some(isWatched)) return taint;
    const parts = taint.atoms.map((atom) => (isWatched(atom) ? recorder.part(atom, key) : atom));
    return { atoms: [...new Set(parts)].sort((a, b) => a - b), through: 0 };
  }

  noteTrust(secret: Value): void {
    if (this.isOpen && mayBeHandedIn(secret)) this.rest.noteTrusted();
  }

  gatedBy(): readonly string[] {
    return this.gates.length === 0 ? [] : gateNames(this.gates, this.recorder.atoms);
  }

  judged(taint: Taint): Taint {
    return taint === none ? none : withThrough(none, gateOf(taint, this.recorder.atoms));
  }

  use(capability: Parameters<Machine["use"]>[0], name = ""): void {
    this.recorder.use(capability, name, this.spot());
  }

  foldedOf(taint: Taint) {
    return foldedAs(taint);
  }
}
