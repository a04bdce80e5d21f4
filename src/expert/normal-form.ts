import { createHash } from "node:crypto";
import type { ExpertDefinition } from "./definition.ts";

/**
 * A definition as canonical JSON: keys sorted by code unit, no blanks. The same definition gives the
 * same text, so its digest says whether two of them are the same.
 */
export function normalForm(definition: ExpertDefinition): string {
  return canonicalJson(definition);
}

/** SHA-256 of the normal form in UTF-8, in hex. */
export function definitionDigest(definition: ExpertDefinition): string {
  return createHash("sha256").update(normalForm(definition)).digest("hex");
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(",")}}`;
  }
  return JSON.stringify(value);
}
