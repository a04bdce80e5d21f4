import type { AtomDetail, AtomKind, Transform } from "./atoms.ts";
import { type Awaited, mustWait } from "./awaited.ts";
import { builtins } from "./builtins/all.ts";
import { iterateValue } from "./builtins/iteration.ts";
import { toNumber } from "./coerce.ts";
import { denseForm } from "./dense.ts";
import { type Completion, normal, PackageThrow, returned } from "./engine.ts";
import { evaluateExpression } from "./expressions.ts";
import {
  type Afresh,
  construct,
  invoke,
  makeClass,
  makeFunction,
  visitCallbacks,
} from "./functions.ts";
import { gateNames, gateOf, gateOfVariable } from "./gates.ts";
import { foldedAs } from "./indirect.ts";
import type { Machine, Model, Models, Node } from "./machine.ts";
import {
  type ApiReader,
  getByValue,
  getMember,
  objectMember,
  setByValue,
  setMember,
} from "./members.ts";
import { ModuleLoader } from "./modules.ts";
import { parseLayer } from "./parse.ts";
import { assignPattern } from "./patterns.ts";
import { Reach } from "./reach.ts";
import { type CodeSurface, Recorder, weaker } from "./recorder.ts";
import type { PackageFiles } from "./resolve.ts";
import { Rest, type RestHost } from "./rest.ts";
import { type Frame, Scope, topFrame } from "./scope.ts";
import { executeList, executeStatement, hoist } from "./statements.ts";
import { taintInside } from "./taint-inside.ts";
import { bitOf, none, taintOfAtom, transformsOf, union, withThrough } from "./taints.ts";
import type { ClassTree, Program, Tree } from "./tree.ts";
import { placeOf, type Unit } from "./unit.ts";
import type { ApiValue, FunctionValue, Taint, Value } from "./value.ts";
import {
  addTaint,
  apiValue,
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
} from "./values.ts";

const maxDepth = 1600;
const maxLayerDepth = 6;
const maxLayerChars = 8 * 1024 * 1024;
const maxLayers = 2_000;
const maxBlobsPerFile = 200;
/** Steps of one package. One is a node that is looked at; a few millions are a second. */
const packageSteps = 4_000_000;
/** What every object answers to is no member that a model of all members means. */
const everywhere = new Set(
  "then catch finally constructor toString valueOf hasOwnProperty __proto__ __esModule".split(" "),
);
const variables = "global.process.env.";
const nowhere: Node = { type: "Program", start: 0, end: 0 };

/**
 * Walks over the code of one package with abstract values. Nothing of it is executed by the runtime;
 * the only effects are facts in the recorder.
 */
export class Interpreter implements RestHost, ApiReader, Machine {
  readonly none = none;
  readonly recorder = new Recorder();
  readonly loader: ModuleLoader;
  readonly limitsHit = new Set<string>();
  private readonly rest: Rest;

  branch = 0;
  frame: Frame;
  at: Node = nowhere;
  label: string | null = null;
  ownLabel: string | null = null;
  maybeBroke = 0;
  maybeReturned = 0;
  remote: Taint = none;
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
  calls = 0;
  nestedSteps = 0;
  steps = 0;
  /** What the present piece of work may use up. */
  stepLimit = packageSteps;
  leisureLimit = packageSteps;
  undecidedLoops = 0;
  charWork = 0;
  doubts = 0;

  private readonly apis = new Map<string, ApiValue>();
  private readonly wholes = new Map<string, NonNullable<Model["read"]> | null>();
  private readonly modelCache = new Map<string, Model | null>();
  private readonly blobs = new Map<string, number[]>();
  private readonly layerTexts = new Map<string, number>();
  private branches = 0;
  private layerDepth = 0;
  private layerChars = 0;
  private nextBase = 0x4000_0000;

  constructor(
    files: PackageFiles,
    private readonly models: Models,
  ) {
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

  /**
   * Gives a piece of work its own budget, within that of the package: for what is known and simply
   * runs, and a smaller one for looking at the same functions with other arguments.
   */
  budgeted(steps: number, leisure: number, run: () => void): void {
    const { stepLimit, leisureLimit, steps: start } = this;
    this.stepLimit = Math.min(packageSteps, this.steps + steps);
    this.leisureLimit = Math.min(packageSteps, this.steps + leisure);
    try {
      run();
    } finally {
      // What a file uses up does not count for the one that loads it.
      const used = this.steps - start;
      this.stepLimit = Math.min(packageSteps, stepLimit + used);
      this.leisureLimit = Math.min(packageSteps, leisureLimit + used);
    }
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
    switch (callee.type) {
      case "function":
        return isNew || callee.class !== undefined
          ? construct(
              this,
              callee,
              callee.boundArgs.length > 0 ? [...callee.boundArgs, ...args] : args,
            )
          : this.invoke(callee, args, self ?? undefinedValue, null);
      case "api":
        return this.callApi(callee, args, self, isNew);
      case "either": {
        const callable = callee.options.filter((option) => option.type !== "primitive");
        const results = callable.map((option) =>
          this.fork(() => this.callValue(option, args, self, isNew)),
        );
        return eitherOf(results.filter((result) => result !== null));
      }
      case "instance": {
        const name = `instance:${callee.of}.@@call`;
        if (this.isModelled(name)) return this.callModel(name, callee, args, isNew);
        return this.callUnknown(callee, args, self);
      }
      default:
        return this.callUnknown(callee, args, self);
    }
  }

  /** Whoever it is may call what it is given, keep it and change it. */
  private callUnknown(callee: Value, args: readonly Value[], self: Value | null): Value {
    this.risks += 1;
    let taint = union(callee.taint, this.taintOf(...args));
    if (self !== null) taint = union(taint, self.type === "api" ? none : this.taintOf(self));
    for (const arg of args) this.escape(arg);
    return unknownOf(union(taint, this.visitCallbacks(args, taint)));
  }

  private callApi(
    callee: ApiValue,
    args: readonly Value[],
    self: Value | null,
    isNew: boolean,
  ): Value {
    const all = callee.boundArgs.length === 0 ? args : [...callee.boundArgs, ...args];
    const { name } = callee;
    const receiver = callee.self ?? self ?? undefinedValue;
    if (callee.builtin !== undefined) return callee.builtin(this, receiver, all, isNew);
    if (name.startsWith("js:")) {
      const builtin = builtins.get(name.slice(3));
      if (builtin === undefined) return this.callUnknown(callee, all, self);
      return builtin(this, receiver, all, isNew);
    }
    if (this.modelOf(name)?.call !== undefined) return this.callModel(name, receiver, all, isNew);
    if (name === "global.require") return this.loadByValue(all[0] ?? undefinedValue);
    if (name === "global.require.resolve")
      return this.loader.resolvedPath(all[0] ?? undefinedValue);
    return this.callUnknown(callee, all, callee.self ?? null);
  }

  private callModel(name: string, self: Value, args: readonly Value[], isNew: boolean): Value {
    this.risks += 1;
    const { at } = this;
    const model = this.modelOf(name);
    const result =
      model?.call?.({ machine: this, name, self, args, isNew }) ?? unknownOf(this.taintOf(...args));
    this.at = at;
    return result;
  }

  visitCallbacks(args: readonly Value[], taint: Taint): Taint {
    return visitCallbacks(this, args, taint);
  }

  noteKept(value: Value): void {
    if (this.isOpen && this.taintOf(value).atoms.length > 0) this.rest.noteKept(this.frame.unit);
  }

  escape(value: Value, depth = 0): void {
    if (depth > 2) return;
    if (value.type === "object" && value.kind === undefined) {
      if (value.rest === null && value.proto === null) value.rest = unknownValue;
      if (value.props.size <= 64) {
        for (const inner of value.props.values()) this.escape(inner, depth + 1);
      }
    } else if (value.type === "array" && value.items.length <= 64) {
      for (const item of value.items) this.escape(item, depth + 1);
    }
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
    if (value.type !== "api" || value.builtin !== undefined) return value;
    let read = this.wholes.get(value.name);
    if (read === undefined) {
      read = this.models.get(`${value.name}.*`)?.read ?? null;
      this.wholes.set(value.name, read);
    }
    return read === null ? value : read(this, value, `${value.name}.*`);
  }

  // Models

  private modelOf(name: string): Model | null {
    const known = this.modelCache.get(name);
    if (known !== undefined) return known;
    let model = this.models.get(name) ?? null;
    const dot = name.lastIndexOf(".");
    if (model === null && dot > 0 && !everywhere.has(name.slice(dot + 1))) {
      model = this.models.get(`${name.slice(0, dot)}.*`) ?? null;
      if (model === null && name.startsWith("instance:")) {
        model = this.models.get(`instance:*${name.slice(dot)}`) ?? null;
      }
    }
    this.modelCache.set(name, model);
    return model;
  }

  isModelled(name: string): boolean {
    return this.modelOf(name) !== null;
  }

  readApi(name: string, self: Value | null): Value {
    const read = this.modelOf(name)?.read;
    const canonical = this.apis.get(name);
    if (read !== undefined) {
      const value = read(this, self ?? undefinedValue, name);
      const bit = name.startsWith(variables) ? gateOfVariable(name.slice(variables.length)) : 0;
      return bit === 0 ? value : addTaint(value, none, bit);
    }
    if (canonical !== undefined && self === null) return canonical;
    const made = apiValue(name, canonical?.props ?? new Map(), self);
    if (canonical === undefined)
      this.apis.set(name, self === null ? made : apiValue(name, made.props, null));
    return made;
  }

  writeApi(target: Value, key: string, value: Value): void {
    const base =
      target.type === "api"
        ? target.name
        : target.type === "instance"
          ? `instance:${target.of}`
          : "";
    const name = `${base}.${key}`;
    const write = this.modelOf(name)?.write;
    if (write !== undefined) write(this, target, value, name);
    else if (value.type === "function" && key.startsWith("on")) {
      this.visitCallbacks([value], target.taint);
    }
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
    const seen = this.layerTexts.get(source) ?? 0;
    if (seen >= 4 && Object.keys(extra).length === 0) return unknownOf(taint);
    this.layerTexts.set(source, seen + 1);
    this.layerChars += seen === 0 ? source.length : 0;
    if (
      this.layerDepth >= maxLayerDepth ||
      this.layerChars > maxLayerChars ||
      this.layerTexts.size > maxLayers
    ) {
      this.limitsHit.add("layers");
      return unknownOf(taint);
    }
    const program = parseLayer(source);
    if (program === null) return unknownOf(taint);
    const { unit: outer } = this.frame;
    const unit: Unit = {
      path: outer.path,
      source,
      program,
      reading: "tree",
      layer: outer.layer + 1,
      carrier: placeOf(outer, this.at.start),
      base: this.nextBase,
    };
    this.nextBase += source.length + 2;
    if (seen === 0) this.recorder.noteHiding(unit);
    const frame = topFrame(unit, this.api("global"));
    const scope = new Scope(this.loader.scopeOf(outer.path), frame, this.branch, true);
    for (const [name, value] of Object.entries(extra)) scope.declare(name, value);
    const { frame: before, at, tries } = this;
    this.layerDepth += 1;
    this.frame = frame;
    this.at = nowhere;
    try {
      this.budgetedLayer(source.length);
      return this.runProgram(program, scope);
    } finally {
      this.layerDepth -= 1;
      this.frame = before;
      this.at = at;
      this.tries = tries;
    }
  }

  private budgetedLayer(chars: number): void {
    this.stepLimit = Math.min(packageSteps, Math.max(this.stepLimit, this.steps + 200_000 + chars));
  }

  /** Runs statements of a program; the value of the last expression, or what it returns. */
  runProgram(program: Program, scope: Scope): Value {
    const body = program.body as readonly Tree[];
    hoist(this, program, body, scope);
    const last = body.at(-1);
    if (last?.type !== "ExpressionStatement") {
      const completion = executeList(this, body, 0, scope);
      return completion === returned || scope.frame.returns.length > 0
        ? eitherOf(scope.frame.returns)
        : undefinedValue;
    }
    executeList(this, body.slice(0, -1), 0, scope);
    return this.evaluate(last.expression, scope);
  }

  // Making values

  literal(node: Node, text: string): Value {
    const form = text.length < 64 ? null : denseForm(text);
    if (form === null) return textValue(text);
    return textValue(text, this.blobAt(node, form, text.length));
  }

  private blobAt(node: Node, form: string, length: number): Taint {
    const { unit } = this.frame;
    let known = this.blobs.get(unit.path);
    if (known === undefined) {
      known = [];
      this.blobs.set(unit.path, known);
    }
    const last = known.at(-1);
    if (known.length >= maxBlobsPerFile && last !== undefined) return taintOfAtom(last);
    this.at = node;
    const id = this.emit("src.blob", { blob: { form, length } });
    if (id !== last) known.push(id);
    return form === "invisible" ? { atoms: [id], through: bitOf("invisible") } : taintOfAtom(id);
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
    if (value === undefined) return null;
    if (value.type === "text") return value.isWhole ? new TextEncoder().encode(value.value) : null;
    if (value.type === "object" && value.kind === "ArrayBuffer")
      return this.bytesOf(value.props.get("@@bytes"));
    if (value.type !== "array" || value.rest !== null) return null;
    const bytes = new Uint8Array(value.items.length);
    for (let index = 0; index < bytes.length; index += 1) {
      const item = value.items[index];
      if (item?.type !== "primitive" || typeof item.value !== "number") return null;
      bytes[index] = item.value;
    }
    return bytes;
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
    const found = new Set<string>();
    for (const option of value === undefined ? [] : optionsOf(value)) {
      if (option.type === "object") {
        for (const name of option.props.keys()) found.add(name);
        for (const name of option.accessors?.keys() ?? []) found.add(name);
      } else if (
        option.type === "api" ||
        option.type === "function" ||
        option.type === "instance"
      ) {
        for (const name of option.props.keys()) if (!name.startsWith("#")) found.add(name);
      }
    }
    return [...found].slice(0, 256);
  }

  isFunction(value: Value | undefined): boolean {
    if (value === undefined) return false;
    return optionsOf(value).some(({ type }) => type === "function");
  }

  call(callee: Value | undefined, args: readonly Value[], self?: Value): Value {
    if (callee === undefined) return undefinedValue;
    if (this.awaited !== null && callee.type === "function" && mustWait(this, callee)) {
      this.wait(callee, args, self ?? null);
      return unknownValue;
    }
    return this.fork(() => this.callValue(callee, args, self ?? null)) ?? unknownValue;
  }

  private wait(callee: FunctionValue, args: readonly Value[], self: Value | null): void {
    const { surface, at } = this;
    const gates = [...this.gates];
    this.awaited?.waiting.push(() => {
      const { surface: present, gates: around } = this;
      this.surface = surface;
      this.gates = gates;
      this.at = at;
      this.fork(() => this.callValue(callee, args, self));
      this.surface = present;
      this.gates = around;
    });
  }

  callAs(surface: "handler" | "call", callee: Value | undefined, args: readonly Value[]): Value {
    const before = this.surface;
    // Who starts a command that serves decides that it serves; what is asked of it, others decide.
    this.surface = surface === "handler" && before === "cli" ? surface : weaker(before, surface);
    const result = this.call(callee, args);
    this.surface = before;
    return result;
  }

  // Facts

  private spot() {
    const { unit, func } = this.frame;
    return { unit, offset: this.at.start, func, surface: this.surface };
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
    let isClosed = true;
    const parts: [string, Taint][] = [];
    for (const [into, value] of Object.entries(inputs)) {
      if (value === undefined) continue;
      const taint = this.taintOf(value);
      parts.push([into, taint]);
      isClosed &&= taint.atoms.length === 0 && isKnownWhole(value, 0);
    }
    const isFed = parts.some(([, { atoms }]) => atoms.length > 0);
    const whole = { ...detail, ...(isClosed ? { isClosed } : {}) };
    const id = this.recorder.emit(kind, whole, this.spot(), isFed);
    for (const [into, taint] of parts) {
      if (taint.atoms.length === 0) continue;
      const through = transformsOf(taint);
      for (const atom of taint.atoms) if (atom !== id) this.recorder.flow(atom, id, through, into);
    }
    if (this.silences > 0) this.emit("ctx.silent");
    const names = this.gatedBy();
    if (names.length > 0) this.emit("ctx.gate", { names });
    return id;
  }

  /** Whether what runs does so because somebody loads or installs the package. */
  get isUnasked(): boolean {
    return !this.isOpen && (this.surface === "load" || this.surface === "install");
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

/** Whether a value, or a part of it, is what a consumer handed in, or was made of that by somebody unknown. */
function mayBeHandedIn(value: Value): boolean {
  return optionsOf(value).some(({ type }) => type === "unknown" || type === "text");
}

function isPlain({ type }: Value): boolean {
  return type === "unknown" || type === "text" || type === "primitive" || type === "function";
}

/** Whether nothing about a value is left open; what is nested deeply counts as open. */
function isKnownWhole(value: Value, depth: number): boolean {
  switch (value.type) {
    case "primitive":
    case "api":
    case "function":
      return true;
    case "text":
      return value.isWhole;
    case "array":
      return (
        value.rest === null &&
        depth < 3 &&
        value.items.length <= 256 &&
        value.items.every((item) => isKnownWhole(item, depth + 1))
      );
    case "object":
      return (
        value.rest === null &&
        depth < 3 &&
        value.props.size <= 256 &&
        [...value.props.values()].every((item) => isKnownWhole(item, depth + 1))
      );
    default:
      return false;
  }
}
