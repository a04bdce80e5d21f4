/** How a name in an archive would be placed on disk. */
export interface InstalledPath {
  /** Without the first segment, as an installing client places it; null when it escapes or is empty. */
  readonly path: string | null;
  /** The first segment, which clients drop; null when nothing is left behind it. */
  readonly topFolder: string | null;
  /** Why the name could land outside the package folder, in our words; null for an honest one. */
  readonly escapeReason: string | null;
}

/** Segments that every extractor reads alike: most names of most archives, so they are told apart first. */
const plain = /^[^/.:\\\0][^/:\\\0]*(?:\/[^/.:\\\0][^/:\\\0]*)+$/;

/** Reads a name as every extractor might: also those that honour drives, backslashes or parents. */
export function installedPath(rawPath: string): InstalledPath {
  if (plain.test(rawPath)) {
    const end = rawPath.indexOf("/");
    return { path: rawPath.slice(end + 1), topFolder: rawPath.slice(0, end), escapeReason: null };
  }
  const escapeReason = escapeOf(rawPath);
  const [top = "", ...rest] = rawPath.split("/");
  const kept = rest.filter((segment) => segment !== "" && segment !== ".");
  const path = kept.join("/");
  if (escapeReason !== null || path === "") return { path: null, topFolder: null, escapeReason };
  return { path, topFolder: top, escapeReason };
}

function escapeOf(rawPath: string): string | null {
  if (rawPath.includes("\0")) return "holds a NUL character";
  if (rawPath.includes("\\")) return "holds a backslash";
  if (rawPath.startsWith("/")) return "is absolute";
  if (/^[^/]*\/\/+[^/]/.test(rawPath)) return "is absolute behind its first folder";
  // After the first folder is dropped, what follows may name a drive too.
  if (/(^|^[^/]*\/)[A-Za-z]:/.test(rawPath)) return "begins with a drive letter";
  if (rawPath.split("/").includes("..")) return "holds a parent segment";
  return null;
}
