import { loadConfig } from "../../src/config/load.ts";

/** The upstream that a registry started here would have. */
export function upstreamUrl(): string {
  return loadConfig({ flags: {}, env: process.env }).config.upstream.url;
}

/** Why parts that need the upstream cannot run, or null. */
export async function whyUnreachable(): Promise<string | null> {
  const url = upstreamUrl();
  if (url === "none") return "no upstream is configured";
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) });
    await answer.body?.cancel();
    return answer.status < 500 ? null : `the upstream answers ${answer.status}`;
  } catch {
    return "the upstream cannot be reached";
  }
}
