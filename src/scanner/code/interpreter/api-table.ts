import { gateOfVariable } from "../gates.ts";
import type { Model, Models } from "../machine.ts";
import { anyPackage } from "../models/any-package.ts";
import { none } from "../taints.ts";
import type { ApiValue, Value } from "../value.ts";
import { addTaint, apiValue, undefinedValue } from "../values.ts";
import type { Interpreter } from "./interpreter.ts";

/** What every object answers to is no member that a model of all members means. */
const everywhere = new Set(
  "then catch finally constructor toString valueOf hasOwnProperty __proto__ __esModule".split(" "),
);
const variables = "global.process.env.";

/** The names of APIs, what models answer for them, and what the package puts on them. */
export class ApiTable {
  private readonly apis = new Map<string, ApiValue>();
  private readonly wholes = new Map<string, NonNullable<Model["read"]> | null>();
  private readonly modelCache = new Map<string, Model | null>();

  constructor(private readonly models: Models) {}

  modelOf(name: string): Model | null {
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

  read(engine: Interpreter, name: string, self: Value | null): Value {
    const read = this.modelOf(name)?.read;
    const canonical = this.apis.get(name);
    if (read !== undefined) {
      const value = read(engine, self ?? undefinedValue, name);
      const bit = name.startsWith(variables) ? gateOfVariable(name.slice(variables.length)) : 0;
      return bit === 0 ? value : addTaint(value, none, bit);
    }
    if (canonical !== undefined && self === null) return canonical;
    const made = apiValue(name, canonical?.props ?? new Map(), self);
    if (canonical === undefined)
      this.apis.set(name, self === null ? made : apiValue(name, made.props, null));
    return made;
  }

  write(engine: Interpreter, target: Value, key: string, value: Value): void {
    const base =
      target.type === "api"
        ? target.name
        : target.type === "instance"
          ? `instance:${target.of}`
          : "";
    const name = `${base}.${key}`;
    const write =
      this.modelOf(name)?.write ??
      (base.startsWith("pkg:") ? this.models.get(anyPackage)?.write : undefined);
    if (write !== undefined) write(engine, target, value, name);
    else if (value.type === "function" && key.startsWith("on")) {
      engine.visitCallbacks([value], target.taint);
    }
  }

  /** The whole of an API object, as the model of all its members gives it. */
  wholeOf(engine: Interpreter, value: Value): Value {
    if (value.type !== "api" || value.builtin !== undefined) return value;
    let read = this.wholes.get(value.name);
    if (read === undefined) {
      read = this.models.get(`${value.name}.*`)?.read ?? null;
      this.wholes.set(value.name, read);
    }
    return read === null ? value : read(engine, value, `${value.name}.*`);
  }
}
