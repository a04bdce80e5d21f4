import { z } from "zod";
import { openapiDocument } from "../openapi.ts";
import { type Route, route } from "../route.ts";
import { discovery } from "./discovery.ts";
import { respondTagged } from "./respond-tagged.ts";

/**
 * The description of every endpoint, with the address of this server.
 *
 * @param all the list that this route is in itself
 */
export function openapiRoute(all: () => readonly Route[]): Route {
  // It is the same for each address until the process ends; there are few addresses.
  const texts = new Map<string, string>();
  return route({
    method: "GET",
    path: discovery.openapi,
    summary: "Every endpoint of this registry (OpenAPI 3.1)",
    access: "open",
    reply: { status: 200, body: z.looseObject({ openapi: z.string() }) },
    async run(_app, { request, base }) {
      const text = texts.get(base) ?? JSON.stringify(openapiDocument(all(), base));
      texts.set(base, text);
      return respondTagged(request, "application/json", text);
    },
  });
}
