import { z } from "zod";
import { RegistryError } from "../../errors.ts";
import { type Route, route } from "../route.ts";
import { uiBundle } from "./bundle.ts";
import { uiPath } from "./page.ts";

const fileRoute = route({
  method: "GET",
  path: `${uiPath}/:file`,
  summary: "A script or a style of the pages; its name changes with what is in it",
  access: "anyone",
  params: z.object({ file: z.string() }),
  reply: { status: 200, type: "text/javascript" },
  async run(_app, { request, params }) {
    const file = (await uiBundle()).files.get(params.file);
    if (file === undefined) throw new RegistryError("not_found", "the pages have no such file");
    const isZipped = /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "");
    return new Response(isZipped ? file.gzip : file.bytes, {
      headers: {
        "content-type": file.type,
        "cache-control": "public, max-age=31536000, immutable",
        "cross-origin-resource-policy": "same-origin",
        vary: "Accept-Encoding",
        ...(isZipped ? { "content-encoding": "gzip" } : {}),
      },
    });
  },
});

export const uiRoutes: readonly Route[] = [fileRoute];
