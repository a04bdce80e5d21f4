import type { App } from "../../context.ts";
import { type ExpertKey, keyText } from "../../expert/key.ts";
import type { ExpertQuestion, RenderedExpert } from "../../packages/expert-cache.ts";
import { type ExpertVersions, listExpertVersions } from "../../packages/experts.ts";
import type { WhoAsks } from "../../packages/rights.ts";
import { matchesEtag } from "../npm/etag.ts";

/**
 * An answer about one Expert, from memory where it was given before. What a restricted one looks like
 * is made anew for each who asks.
 *
 * @param key the name alone where the rest of it does not matter
 * @param render what is said of what may be shown
 * @throws RegistryError `not_found`
 */
export async function renderedExpert(
  app: App,
  whoAsks: WhoAsks,
  question: ExpertQuestion,
  key: ExpertKey,
  render: (shown: ExpertVersions) => Promise<object>,
): Promise<RenderedExpert> {
  const { name } = key;
  const kept = app.expertAnswers.get(name, question, keyText(key));
  if (kept !== null) return kept;
  const state = app.expertAnswers.state(name);
  const shown = await listExpertVersions(app, await whoAsks(), name);
  const text = new TextEncoder().encode(JSON.stringify(await render(shown)));
  const etag = `"${Bun.hash(text).toString(36)}-${text.byteLength.toString(36)}"`;
  const shared = {
    etag,
    // Status and tags of an exact version change too, so it is asked for anew each time.
    "cache-control": shown.isRestricted ? "private, no-cache" : "public, no-cache",
    ...(shown.isRestricted ? { vary: "Authorization" } : {}),
    "x-content-type-options": "nosniff",
  };
  const rendered: RenderedExpert = {
    body: new Blob([text]),
    etag,
    headers: new Headers({ ...shared, "content-type": "application/json; charset=utf-8" }),
    unchangedHeaders: new Headers(shared),
  };
  if (!shown.isRestricted) {
    app.expertAnswers.put(state, question, keyText(key), rendered, shown.until);
  }
  return rendered;
}

export function respond(rendered: RenderedExpert, request: Request): Response {
  return matchesEtag(request.headers.get("if-none-match"), rendered.etag)
    ? new Response(null, { status: 304, headers: rendered.unchangedHeaders })
    : new Response(rendered.body, { headers: rendered.headers });
}
