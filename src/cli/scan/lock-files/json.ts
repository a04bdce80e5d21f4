/** A JSON object as a stranger wrote it: own fields only, of whatever kind. */
export type Fields = ReadonlyMap<string, unknown>;

/** The fields of a value that is an object; empty for all others. */
export function fieldsOf(value: unknown): Fields {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return new Map(isObject ? Object.entries(value) : []);
}

export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** Null for what is no JSON, or is nested deeper than can be read. */
export function parseFields(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ""));
    return typeof value === "object" && value !== null ? fieldsOf(value) : null;
  } catch {
    return null;
  }
}
