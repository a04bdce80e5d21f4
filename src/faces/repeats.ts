import type { Again } from "./route.ts";

/** URLs of reads that were routed before, so that asking again costs a look-up. */
export interface Repeats {
  remember(request: Request, again: Again | undefined): void;
  answer(request: Request, peerOf: () => string | null): Response | null;
}

/** So many URLs are remembered; then all are forgotten, which costs each one routing. */
const maxUrls = 20_000;
const maxUrlLength = 512;

export function createRepeats(): Repeats {
  // The URL holds the Host that was checked when it was routed.
  const urls = new Map<string, Again>();
  return {
    remember(request, again) {
      const { url, method } = request;
      if (again === undefined || method !== "GET" || url.length > maxUrlLength) return;
      if (url.includes("?")) return;
      if (urls.size >= maxUrls) urls.clear();
      urls.set(url, again);
    },
    answer(request, peerOf) {
      if (request.method !== "GET") return null;
      return urls.get(request.url)?.(request, peerOf) ?? null;
    },
  };
}
