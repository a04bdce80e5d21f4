import { z } from "zod";

/** As far as documents look into one. */
interface JsonSchema {
  readonly properties?: Readonly<Record<string, object>>;
  readonly required?: readonly string[];
}

/** JSON Schemas of what routes take and give. Those that have a name are kept apart and referred to. */
export class JsonSchemas {
  readonly named = new Map<string, JsonSchema>();
  readonly #root: string;

  /** @param root what stands before a name in a reference */
  constructor(root: string) {
    this.#root = root;
  }

  of(schema: z.ZodType, io: "input" | "output"): JsonSchema {
    const {
      $schema: _,
      $defs = {},
      ...told
    } = z.toJSONSchema(schema, {
      io,
      unrepresentable: "any",
    });
    for (const [name, definition] of Object.entries($defs)) {
      const found = this.#referring(definition) as JsonSchema;
      const known = this.named.get(name);
      if (known !== undefined && JSON.stringify(known) !== JSON.stringify(found)) {
        throw new Error(`two schemas have the name ${name}`);
      }
      this.named.set(name, found);
    }
    return this.#referring(told) as JsonSchema;
  }

  #referring(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.#referring(one));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        key === "$ref" && typeof inner === "string"
          ? inner.replace("#/$defs/", this.#root)
          : this.#referring(inner),
      ]),
    );
  }
}

/** The placeholders of a path, as `{name}` or `:name`. */
export function parameterNames(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}|:(\w+)/g)].map(([, braced, plain]) => braced ?? plain ?? "");
}
