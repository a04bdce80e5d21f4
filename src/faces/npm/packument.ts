import { z } from "zod";
import type { Coding, Form } from "../../packages/packument-cache.ts";
import { renderedPackument } from "../../packages/rendered-packument.ts";
import { route } from "../route.ts";
import { matchesEtag } from "./etag.ts";
import { NameParams } from "./params.ts";

/** What installing clients read: every version of a package, in the form that they ask for. */
export const packumentRoute = route({
  method: "GET",
  path: "/:name",
  summary: "All versions of a package (packument)",
  access: "open",
  params: NameParams,
  query: z.looseObject({ write: z.string().optional() }),
  reply: { status: 200, body: z.looseObject({ name: z.string() }) },

  async run(app, { request, base, params: { name }, query }) {
    const { headers } = request;
    const form = formOf(headers.get("accept"));
    const coding = codingOf(headers.get("accept-encoding"));
    const isFresh = query.write === "true";
    const rendered =
      app.packuments.get(name, base, form, coding) ??
      (await renderedPackument(app, name, base, form, coding));

    const cacheControl = isFresh ? { "cache-control": "no-store" } : {};
    if (matchesEtag(headers.get("if-none-match"), rendered.etag)) {
      const { etag, vary, "cache-control": control } = rendered.headers;
      const kept = { etag, vary, "cache-control": control, ...cacheControl };
      return new Response(null, { status: 304, headers: kept as Record<string, string> });
    }
    return new Response(rendered.body, { headers: { ...rendered.headers, ...cacheControl } });
  },
});

/**
 * Abbreviated if and only if the header names it with a q above 0 and not below that of
 * application/json; everything else gets the full form, never a 406 (npm-wire-protocol §7.1).
 */
export function formOf(accept: string | null): Form {
  if (accept === null || !accept.includes("application/vnd.npm.install-v1+json")) return "full";
  const abbreviated = qualityOf(accept, "application/vnd.npm.install-v1+json");
  return abbreviated > 0 && abbreviated >= qualityOf(accept, "application/json")
    ? "abbreviated"
    : "full";
}

export function codingOf(acceptEncoding: string | null): Coding {
  return acceptEncoding !== null && qualityOf(acceptEncoding, "gzip") > 0 ? "gzip" : "identity";
}

/** The q of a named item of an Accept header (RFC 9110 §12.4.2); 0 when it is not named. */
function qualityOf(header: string, item: string): number {
  for (const part of header.split(",")) {
    const [name = "", ...parameters] = part.split(";").map((piece) => piece.trim().toLowerCase());
    if (name !== item) continue;
    const q = parameters.find((parameter) => parameter.startsWith("q="));
    const value = q === undefined ? 1 : Number(q.slice(2));
    return Number.isNaN(value) ? 1 : value;
  }
  return 0;
}
