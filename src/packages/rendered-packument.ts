import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { type Packument, renderAbbreviated, renderFull } from "./packument.ts";
import type { Coding, Form, RenderedPackument } from "./packument-cache.ts";
import { anyPackumentOf } from "./packument-of.ts";
import { refuseWithheld } from "./refuse-withheld.ts";
import { nobodyAsks, requireRead, type WhoAsks } from "./rights.ts";

const compress = promisify(gzip);

const contentTypes: Record<Form, string> = {
  full: "application/json; charset=utf-8",
  abbreviated: "application/vnd.npm.install-v1+json",
};

/**
 * A packument in the bytes that a client asked for. Rendered once per change and kept; concurrent
 * callers share a rendering, so who may see it is asked after that, of each.
 *
 * @throws RegistryError as `packumentOf`, and `blocked` when every version is held
 */
export async function renderedPackument(
  app: App,
  name: PackageName,
  base: string,
  form: Form,
  coding: Coding,
  whoAsks: WhoAsks = nobodyAsks,
): Promise<RenderedPackument> {
  const { rendered, refusal, isRestricted } = await render(app, name, base, form, coding);
  if (isRestricted) await requireRead(app, await whoAsks(), name);
  if (rendered === null) throw refusal;
  return rendered;
}

type Rendering = { readonly isRestricted: boolean } & (
  | { readonly rendered: RenderedPackument; readonly refusal: null }
  | { readonly rendered: null; readonly refusal: RegistryError }
);

async function render(
  app: App,
  name: PackageName,
  base: string,
  form: Form,
  coding: Coding,
): Promise<Rendering> {
  const state = app.packuments.state(name);
  // Who asks after a change must not be handed a rendering that was begun before it.
  const key = `render ${state.generation} ${form} ${coding} ${base} ${name}`;
  return await app.flights.run(key, async () => {
    const { packument, freshUntil } = await anyPackumentOf(app, name);
    const { isRestricted } = packument;
    const [withheld] = packument.withheld;
    if (packument.versions.length === 0) {
      const refusal =
        withheld === undefined
          ? new RegistryError("not_found", `${name} has no version that can be installed`)
          : await refuseWithheld(app, name, ...withheld);
      return { isRestricted, rendered: null, refusal };
    }
    const json = form === "full" ? renderFull(packument, base) : renderAbbreviated(packument, base);
    const text = new TextEncoder().encode(JSON.stringify(json));
    const body = coding === "gzip" ? await compress(text) : text;
    // Strong: it comes from the very bytes that are sent, so each form, coding and base has its own.
    const etag = `"${Bun.hash(body).toString(36)}-${body.byteLength.toString(36)}"`;
    const shared = {
      etag,
      vary: isRestricted ? "Accept, Accept-Encoding, Authorization" : "Accept, Accept-Encoding",
      // A publish, a hold or a ruling must show at once, and a 304 is cheap.
      "cache-control": isRestricted ? "private, no-cache" : "public, no-cache",
      "x-content-type-options": "nosniff",
      ...withheldHeaders(packument),
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
      isRestricted,
    };
    app.packuments.put(state, { base, form, coding }, rendered, freshUntil);
    return { isRestricted, rendered, refusal: null };
  });
}

/** How many versions are missing, for programs and for npm, which prints the notice. */
function withheldHeaders({ name, withheld }: Packument): Record<string, string> {
  const { size } = withheld;
  if (size === 0) return {};
  const versions = size === 1 ? "1 version" : `${size} versions`;
  return {
    "x-agentregistry-hidden": String(size),
    "npm-notice": `${versions} of ${name} ${size === 1 ? "is" : "are"} withheld: agentregistry why ${name}`,
  };
}
