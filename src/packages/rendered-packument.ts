import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { renderAbbreviated, renderFull } from "./packument.ts";
import type { Coding, Form, RenderedPackument } from "./packument-cache.ts";
import { packumentOf } from "./packument-of.ts";

const compress = promisify(gzip);

const contentTypes: Record<Form, string> = {
  full: "application/json; charset=utf-8",
  abbreviated: "application/vnd.npm.install-v1+json",
};

/**
 * A packument in the bytes that a client asked for. Rendered once per change and kept; concurrent
 * callers share a rendering.
 *
 * @throws RegistryError as `packumentOf`, and `blocked` when every version is held
 */
export async function renderedPackument(
  app: App,
  name: PackageName,
  base: string,
  form: Form,
  coding: Coding,
): Promise<RenderedPackument> {
  return await app.flights.run(`render ${form} ${coding} ${base} ${name}`, async () => {
    const state = app.packuments.state(name);
    const { packument, freshUntil } = await packumentOf(app, name);
    const [withheld] = packument.withheld.values();
    if (packument.versions.length === 0) {
      throw withheld === undefined
        ? new RegistryError("not_found", `${name} has no version that can be installed`)
        : new RegistryError("blocked", withheld, { headers: { "npm-notice": withheld } });
    }
    const json = form === "full" ? renderFull(packument, base) : renderAbbreviated(packument, base);
    const text = new TextEncoder().encode(JSON.stringify(json));
    const body = coding === "gzip" ? await compress(text) : text;
    // Strong: it comes from the very bytes that are sent, so each form, coding and base has its own.
    const etag = `"${Bun.hash(body).toString(36)}-${body.byteLength.toString(36)}"`;
    const shared = {
      etag,
      vary: "Accept, Accept-Encoding",
      // A publish, a hold or a ruling must show at once, and a 304 is cheap.
      "cache-control": "public, no-cache",
      "x-content-type-options": "nosniff",
    };
    const rendered: RenderedPackument = {
      body: new Blob([new Uint8Array(body)]),
      etag,
      headers: new Headers({
        ...shared,
        "content-type": contentTypes[form],
        ...(coding === "gzip" ? { "content-encoding": "gzip" } : {}),
      }),
      unchangedHeaders: new Headers(shared),
    };
    app.packuments.put(state, { base, form, coding }, rendered, freshUntil);
    return rendered;
  });
}
