import type { ScanLimits } from "../limits.ts";
import type { Json, JsonObject, Manifest } from "../rule.ts";
import { jsonDepth } from "./json-depth.ts";

export interface ParsedManifest {
  /** Null when the text is no JSON object. */
  readonly manifest: Manifest | null;
  /** Nested deeper than the limit, so it was not parsed. */
  readonly tooDeep: boolean;
  /** What is unusual about the bytes, in our words. */
  readonly oddities: readonly string[];
}

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const tolerant = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Reads a package.json as installing clients do: a byte-order mark is dropped and broken UTF-8 is
 * replaced (old packages hold Latin-1 names). Both are told, and `text` keeps what JSON.parse hides,
 * such as repeated keys.
 */
export function parseManifest(bytes: Uint8Array, limits: ScanLimits): ParsedManifest {
  const oddities: string[] = [];
  let text: string;
  try {
    text = strict.decode(bytes);
  } catch {
    oddities.push("is not valid UTF-8");
    text = tolerant.decode(bytes);
  }
  if (text.startsWith("\ufeff")) {
    oddities.push("begins with a byte-order mark");
    text = text.slice(1);
  }
  if (jsonDepth(text) > limits.jsonDepth) return { manifest: null, tooDeep: true, oddities };

  return { manifest: manifestIn(text), tooDeep: false, oddities };
}

/** The manifest that a text of bounded depth without a byte-order mark holds, or null. */
export function manifestIn(text: string): Manifest | null {
  try {
    const json = withoutPrototypes(JSON.parse(text) as Json);
    return isObject(json) ? { json, text } : null;
  } catch {
    return null;
  }
}

/**
 * Takes the prototypes of fresh objects away: a key `__proto__` is then a key like any other, and a
 * look-up of `constructor` finds only what the package wrote. Recursion is bounded by the depth limit.
 */
function withoutPrototypes(json: Json): Json {
  if (typeof json !== "object" || json === null) return json;
  if (!Array.isArray(json)) Object.setPrototypeOf(json, null);
  for (const value of Object.values(json)) {
    if (typeof value === "object") withoutPrototypes(value);
  }
  return json;
}

function isObject(json: Json): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}
