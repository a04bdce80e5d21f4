import { uiBundle } from "./bundle.ts";
import { uiPage } from "./page.ts";

/** What a browser sees at `/`. It holds nothing: its script reads what anybody may read. */
export async function cataloguePage(base: string): Promise<Response> {
  const { catalogue } = await uiBundle();
  return uiPage({ title: "Catalogue", base, entry: catalogue });
}

/** Whether somebody looks with a browser; programs that take anything get JSON. */
export function prefersHtml(request: Request): boolean {
  return /\btext\/html\b/.test(request.headers.get("accept") ?? "");
}
