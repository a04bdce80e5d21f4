import { parseIntegrity } from "../../blobs/integrity.ts";
import { RegistryError } from "../../errors.ts";
import type { FetchedRelease } from "../../fetch-log/fetch-log.store.ts";
import type { FetchOrigin } from "../../fetch-log/fetch-log.ts";
import { baseNameOf, type PackageName } from "../../names/package-name.ts";
import { findDecidedTarball, findTarball, type OpenTarball } from "../../packages/find-tarball.ts";
import { route } from "../route.ts";
import { matchesEtag } from "./etag.ts";
import { FileParams } from "./params.ts";

/** The bytes of one version. They never change, so clients may keep them for good. */
export const tarballRoute = route({
  method: "GET",
  path: "/:name/-/:file",
  summary: "The tarball of one version",
  access: "open",
  params: FileParams,
  reply: { status: 200 },

  async run(app, { request, params: { name, file }, whoAsks, peer }) {
    try {
      const found = await findTarball(app, name, file, whoAsks);
      const { version, integrity } = found;
      app.fetchLog.note({ name, version, integrity }, true, originOf(request, peer));
      return respond(name, found, request);
    } catch (error) {
      const refused = refusedRelease(name, error);
      if (refused !== null) app.fetchLog.note(refused, false, originOf(request, peer));
      throw error;
    }
  },

  again(app, { params: { name, file } }) {
    let ready: { readonly integrity: string; readonly headers: Headers } | null = null;
    return (request, peerOf) => {
      const found = findDecidedTarball(app, name, file);
      if (found === null || found.isRestricted) return null;
      const { version, integrity, bytes } = found;
      app.fetchLog.note({ name, version, integrity }, true, originOf(request, peerOf()));
      const { headers } = request;
      const isPlain = headers.get("if-none-match") === null && headers.get("range") === null;
      if (!isPlain) return respond(name, found, request);
      if (ready?.integrity !== integrity) {
        ready = { integrity, headers: new Headers(headersOf(name, found)) };
      }
      return new Response(bytes, { headers: ready.headers });
    };
  },
});

function originOf({ headers }: Request, address: string | null): FetchOrigin {
  const [userAgent, authorization] = [headers.get("user-agent"), headers.get("authorization")];
  return { address, userAgent, authorization };
}

/** The release that a refusal is about, when its bytes are known. */
function refusedRelease(name: PackageName, error: unknown): FetchedRelease | null {
  if (!(error instanceof RegistryError) || error.code !== "blocked") return null;
  const { version, integrity } = error.details.fields ?? {};
  if (typeof version !== "string" || typeof integrity !== "string") return null;
  return { name, version, integrity: parseIntegrity(integrity) };
}

function headersOf(name: PackageName, tarball: OpenTarball): Record<string, string> {
  const { integrity, source, scanMs, isRestricted } = tarball;
  return {
    "content-type": "application/octet-stream",
    "cache-control": isRestricted ? "private, no-cache" : "public, max-age=31536000, immutable",
    "accept-ranges": "bytes",
    // Without this the runtime names the file on disk.
    "content-disposition": `attachment; filename="${baseNameOf(name)}.tgz"`,
    "x-content-type-options": "nosniff",
    "x-cache": source === "stored" ? "HIT-DISK" : "MISS",
    ...(scanMs === null ? {} : { "x-scan-time": `${Math.round(scanMs)}ms` }),
    etag: `"${integrity}"`,
  };
}

function respond(name: PackageName, tarball: OpenTarball, request: Request): Response {
  const { integrity, bytes } = tarball;
  const headers = headersOf(name, tarball);
  const etag = `"${integrity}"`;
  if (matchesEtag(request.headers.get("if-none-match"), etag)) {
    return new Response(null, { status: 304, headers });
  }
  const asked = request.headers.get("range");
  const range = asked === null ? null : rangeFor(request, asked, etag, bytes.size);
  if (range === null) return new Response(bytes, { headers });
  if (range === "unsatisfiable") {
    headers["content-range"] = `bytes */${bytes.size}`;
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range;
  headers["content-length"] = `${end + 1 - start}`;
  headers["content-range"] = `bytes ${start}-${end}/${bytes.size}`;
  return new Response(bytes.slice(start, end + 1), { status: 206, headers });
}

/** A range counts only for the bytes that If-Range names (RFC 9110 §13.1.5). */
function rangeFor(request: Request, asked: string, etag: string, size: number) {
  const ifRange = request.headers.get("if-range");
  return ifRange === null || ifRange === etag ? rangeOf(asked, size) : null;
}

type ByteRange = { readonly start: number; readonly end: number };

/**
 * One byte range of a Range header, both ends included (RFC 9110 §14.1.2). Several ranges, or what is
 * no byte range, are answered with the whole.
 */
export function rangeOf(header: string, size: number): ByteRange | "unsatisfiable" | null {
  const [, from, to] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header.trim()) ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return null;
  if (from === "") {
    const length = Math.min(Number(to), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  const end = to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (to !== "" && Number(to) < start) return null;
  return start >= size ? "unsatisfiable" : { start, end };
}
