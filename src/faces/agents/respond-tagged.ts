import { matchesEtag } from "../npm/etag.ts";

/** A document that is the same until the settings change: sent once, and confirmed after that. */
export function respondTagged(request: Request, type: string, text: string): Response {
  const etag = `"${Bun.hash(text).toString(36)}-${text.length.toString(36)}"`;
  // The address in it is the one that this client used.
  const headers = { etag, "cache-control": "no-cache", vary: "Host" };
  if (matchesEtag(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(text, {
    headers: { ...headers, "content-type": `${type}; charset=utf-8` },
  });
}
