/**
 * Whether an If-None-Match header names this ETag: a list, `*`, and weak validators all count
 * (RFC 9110 §13.1.2 compares weakly).
 */
export function matchesEtag(header: string | null, etag: string): boolean {
  if (header === null) return false;
  if (header === etag || header === "*") return true;
  return header.split(",").some((item) => item.trim().replace(/^W\//, "") === etag);
}
