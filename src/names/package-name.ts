import { isBuiltin } from "node:module";
import { RegistryError } from "../errors.ts";

declare const brand: unique symbol;

/** A package name that is safe in a path, a URL and a row: it holds no traversal and no control character. */
export type PackageName = string & { readonly [brand]: "PackageName" };

const maxLength = 214;
const windowsDevices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$/i;
/** What a name that already exists upstream may consist of; older ones use capitals and `~'!()*`. */
const existingPart = /^[A-Za-z0-9~'!()*-][A-Za-z0-9~'!()*._-]*$/;
const newPart = /^[a-z0-9][a-z0-9._-]*$/;
const reserved = new Set([
  "node_modules",
  "favicon.ico",
  "robots.txt",
  "llms.txt",
  "agent.json",
  "openapi.json",
]);

/**
 * Reads a name as it may exist anywhere: rules for reading are looser than for publishing, because
 * the public registry holds names that it would refuse today (npm-wire-protocol §8.1).
 *
 * @throws RegistryError `invalid` with the reason
 */
export function parsePackageName(text: string): PackageName {
  return check(text, existingPart);
}

/** The same for text that may well be no name: then null. */
export function packageNameOrNull(text: string): PackageName | null {
  try {
    return parsePackageName(text);
  } catch {
    return null;
  }
}

/**
 * Reads a name that is about to be published for the first time: npm's rules for new packages.
 *
 * @throws RegistryError `invalid` with the reason
 */
export function parseNewPackageName(text: string): PackageName {
  const name = check(text, newPart);
  if (name.length > maxLength) refuse(text, `is longer than ${maxLength} characters`);
  if (scopeOf(name) === null && (isBuiltin(name) || isBuiltin(`node:${name}`))) {
    refuse(text, "is the name of a Node.js core module");
  }
  return name;
}

function check(text: string, part: RegExp): PackageName {
  if (text.length === 0) refuse(text, "is empty");
  if (text.length > 2 * maxLength) refuse(text, "is too long");
  if (text.trim() !== text) refuse(text, "begins or ends with a blank");

  const scoped = text.startsWith("@");
  const parts = (scoped ? text.slice(1) : text).split("/");
  if (parts.length !== (scoped ? 2 : 1)) {
    refuse(text, scoped ? "needs the form @scope/name" : "holds a slash but no scope");
  }
  for (const piece of parts) {
    if (piece === "") refuse(text, "has an empty part");
    if (/^[._-]/.test(piece))
      refuse(text, "has a part that begins with a dot, underscore or hyphen");
    if (piece.endsWith(".")) refuse(text, "has a part that ends with a dot");
    if (windowsDevices.test(piece)) refuse(text, "has a part that is a device name on Windows");
    if (part === newPart && piece !== piece.toLowerCase()) refuse(text, "has capital letters");
    if (!part.test(piece)) refuse(text, "has characters that a package name cannot hold");
    if (reserved.has(piece.toLowerCase())) refuse(text, "is reserved");
  }
  return text as PackageName;
}

function refuse(text: string, why: string): never {
  throw new RegistryError("invalid", `${quoteForMessage(text)} is not a package name: it ${why}`, {
    fields: { code: "bad_name" },
  });
}

/** Shows a stranger's text inside a sentence: printable ASCII, short, in quotes. */
export function quoteForMessage(text: string): string {
  const printable = text.replace(/[^\x20-\x7e]/g, "?");
  return printable.length > 80 ? `"${printable.slice(0, 77)}..."` : `"${printable}"`;
}

/** `@acme/lib` → `acme`; an unscoped name has none. */
export function scopeOf(name: PackageName): string | null {
  return name.startsWith("@") ? name.slice(1, name.indexOf("/")) : null;
}

/** `@acme/lib` → `lib`, the part that tarball file names carry. */
export function baseNameOf(name: PackageName): string {
  return name.slice(name.indexOf("/") + 1);
}

/** `@acme/lib` → `@acme%2flib`, the spelling that every registry understands. */
export function escapedName(name: PackageName): string {
  return encodeURIComponent(name).replace("%40", "@").replace("%2F", "%2f");
}
