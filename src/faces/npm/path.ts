import { RegistryError } from "../../errors.ts";

/** Below these prefixes the next segment is a package name, as it is at the root, or begins with one. */
const namePositions = [
  "/-/npm/v1/attestations/",
  "/-/package/",
  "/-/quarantine/check/",
  "/-/signature/",
  "/-/why/",
  "/-/stage/package/",
  "/api/registry/v1/experts/",
];

/**
 * The path of a URL in the one spelling that the router knows: a scoped name is one segment
 * (`/@acme%2flib`), whichever of `/@acme/lib`, `/@acme%2Flib`, `/%40acme%2flib` the client sent. Works
 * on the raw text and decodes nothing but that slash and that at sign, so that names are decoded
 * exactly once, by the router (npm-wire-protocol §1.2).
 */
export function canonicalPath(url: string): string {
  const start = url.indexOf("/", url.indexOf("://") + 3);
  if (start === -1) return "/";
  const end = url.search(/[?#]/);
  let path = end === -1 ? url.slice(start) : url.slice(start, end);
  if (path.includes("//")) path = path.replace(/\/{2,}/g, "/");
  if (path.length > 1 && path.endsWith("/")) path = path.slice(0, -1);

  const prefix = namePositions.find((position) => path.startsWith(position)) ?? "/";
  const rest = path.slice(prefix.length);
  if (rest.charCodeAt(0) !== 64 && !/^%40/i.test(rest)) {
    return rest.includes("/-/") ? prefix + withOneFileSegment(rest) : path;
  }
  const at = rest.charCodeAt(0) === 64 ? 1 : 3;
  return prefix + withOneFileSegment(`@${joinScope(rest.slice(at))}`);
}

/** `acme/lib/1.0.0` → `acme%2flib/1.0.0` */
function joinScope(rest: string): string {
  const slash = rest.indexOf("/");
  const first = slash === -1 ? rest : rest.slice(0, slash);
  if (slash === -1 || /%2f/i.test(first)) return rest;
  return `${first}%2f${rest.slice(slash + 1)}`;
}

/**
 * Old lock files ask for `/@s/n/-/@s/n-1.0.0.tgz`: the file is the last segment, however spelt, and an
 * unpublish adds `/-rev/REV` to it.
 */
function withOneFileSegment(path: string): string {
  const mark = path.indexOf("/-/");
  if (mark === -1) return path;
  const revision = path.indexOf("/-rev/", mark);
  const end = revision === -1 ? path.length : revision;
  const file = path.slice(mark + 3, end);
  if (!/^(@|%40)/i.test(file)) return path;
  const cut = Math.max(file.lastIndexOf("/"), file.toLowerCase().lastIndexOf("%2f") + 2);
  return path.slice(0, mark + 3) + file.slice(cut + 1) + path.slice(end);
}

/**
 * Decodes one segment once.
 *
 * @throws RegistryError `invalid` for broken or double encoding
 */
export function decodeSegment(segment: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    throw new RegistryError("invalid", "the path has a broken percent escape", {
      fields: { code: "bad_path" },
    });
  }
  if (/%[0-9a-f]{2}/i.test(decoded)) {
    throw new RegistryError("invalid", "the path is percent-encoded twice", {
      fields: { code: "bad_path" },
    });
  }
  return decoded;
}
