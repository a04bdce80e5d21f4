import { z } from "zod";
import type { Coding, Form, RenderedPackument } from "../../packages/packument-cache.ts";
import { renderedPackument } from "../../packages/rendered-packument.ts";
import { requireRead } from "../../packages/rights.ts";
import { route } from "../route.ts";
import { matchesEtag } from "./etag.ts";
import { NameParams } from "./params.ts";
import { VersionMetadata } from "./version.ts";

const PackageMetadata = z
  .looseObject({
    name: z.string(),
    "dist-tags": z.record(z.string(), z.string()),
    versions: z.record(z.string(), VersionMetadata),
    time: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: "PackageMetadata" });

/** What installing clients read: every version of a package, in the form that they ask for. */
export const packumentRoute = route({
  method: "GET",
  path: "/:name",
  summary: "All versions of a package (packument)",
  operationId: "getPackage",
  access: "open",
  params: NameParams,
  query: z.looseObject({ write: z.string().optional() }),
  reply: { status: 200, body: PackageMetadata },

  async run(app, { request, base, params: { name }, query, whoAsks }) {
    const form = formOf(request.headers.get("accept"));
    const coding = codingOf(request.headers.get("accept-encoding"));
    // What a client reads in order to write it back must never come out of a cache.
    const isForWriting = query.write === "true";
    const kept = isForWriting ? null : app.packuments.get(name, base, form, coding);
    if (kept?.isRestricted) await requireRead(app, await whoAsks(), name);
    const response = respond(
      kept ?? (await renderedPackument(app, name, base, form, coding, whoAsks)),
      request,
    );
    if (isForWriting) response.headers.set("cache-control", "no-store");
    return response;
  },

  again(app, { params: { name }, base }) {
    return (request) => {
      const form = formOf(request.headers.get("accept"));
      const coding = codingOf(request.headers.get("accept-encoding"));
      const rendered = app.packuments.get(name, base, form, coding);
      return rendered === null || rendered.isRestricted ? null : respond(rendered, request);
    };
  },
});

function respond(rendered: RenderedPackument, request: Request): Response {
  return matchesEtag(request.headers.get("if-none-match"), rendered.etag)
    ? new Response(null, { status: 304, headers: rendered.unchangedHeaders })
    : new Response(rendered.body, { headers: rendered.headers });
}

const abbreviatedType = "application/vnd.npm.install-v1+json";

/**
 * Abbreviated if and only if the header names it with a q above 0 and not below that of
 * application/json; everything else gets the full form, never a 406 (npm-wire-protocol §7.1).
 */
export function formOf(accept: string | null): Form {
  if (accept === null || !accept.includes(abbreviatedType)) return "full";
  if (accept === commonAccept || accept === abbreviatedType) return "abbreviated";
  const abbreviated = qualityOf(accept, abbreviatedType);
  return abbreviated > 0 && abbreviated >= qualityOf(accept, "application/json")
    ? "abbreviated"
    : "full";
}

/** What npm, pnpm, yarn and bun send, letter by letter; only a shortcut past the parser. */
const commonAccept = `${abbreviatedType}; q=1.0, application/json; q=0.8, */*`;

export function codingOf(acceptEncoding: string | null): Coding {
  if (acceptEncoding === null) return "identity";
  if (acceptEncoding === "gzip,deflate" || acceptEncoding === "gzip") return "gzip";
  return qualityOf(acceptEncoding, "gzip") > 0 ? "gzip" : "identity";
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
