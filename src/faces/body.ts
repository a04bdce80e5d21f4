import { createGunzip } from "node:zlib";
import { RegistryError } from "../errors.ts";

/**
 * The body of a request as it was meant: inflated when it is gzipped, and never longer than
 * `maxBytes`. What is too long is read on for a while and thrown away, because a client that still
 * sends when we answer and close sees a broken connection instead of the answer
 * (npm-wire-protocol §10.5).
 *
 * @throws RegistryError `too_large`, `unsupported_media_type`, `invalid` for broken gzip or a body that
 *   breaks off
 */
export async function* readBody(request: Request, maxBytes: number): AsyncGenerator<Uint8Array> {
  const coding = request.headers.get("content-encoding")?.trim().toLowerCase() ?? "identity";
  if (coding !== "gzip" && coding !== "identity") {
    throw new RegistryError("unsupported_media_type", "send the body plain or gzipped");
  }
  if (request.body === null) return;
  const source = request.body as unknown as AsyncIterable<Uint8Array>;
  let size = 0;
  for await (const chunk of coding === "gzip" ? inflate(source) : received(source)) {
    size += chunk.byteLength;
    if (size > maxBytes + drainBytes) break;
    if (size <= maxBytes) yield chunk;
  }
  if (size > maxBytes) throw tooLarge(maxBytes);
}

/** A whole body of JSON. @throws RegistryError as `readBody`, and `invalid` for what is no JSON */
export async function readJson(request: Request, maxBytes: number): Promise<unknown> {
  refuseOtherTypes(request);
  const text = await readText(request, maxBytes);
  if (text.trim() === "") return undefined;
  return parseJson(text);
}

/** A whole body of text, whatever its type. @throws RegistryError as `readBody` */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBody(request, maxBytes)) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

/** @throws RegistryError `invalid`, also for nesting that the parser cannot follow */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new RegistryError("invalid", "the body is not readable JSON", {
      fields: { code: "bad_json" },
    });
  }
}

/** Browsers may send these across origins without asking first, so they are never taken for JSON. */
export function refuseOtherTypes(request: Request): void {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "" || type === "application/json" || type === "application/octet-stream") return;
  if (type.endsWith("+json")) return;
  throw new RegistryError("unsupported_media_type", "send the body as application/json");
}

/** A client that hangs up is no bug of ours. */
async function* received(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch {
    throw new RegistryError("invalid", "the connection ended before the whole body had come");
  }
}

async function* inflate(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip();
  const feeding = (async () => {
    try {
      for await (const chunk of source) {
        if (!gunzip.write(chunk)) await new Promise((resolve) => gunzip.once("drain", resolve));
      }
      gunzip.end();
    } catch (error) {
      gunzip.destroy(error as Error);
    }
  })();
  try {
    yield* gunzip as AsyncIterable<Uint8Array>;
    await feeding;
  } catch {
    throw new RegistryError("invalid", "the gzipped body is damaged or incomplete");
  } finally {
    gunzip.destroy();
  }
}

/** How much of a refused body is read before the connection is given up, in bytes. */
const drainBytes = 256 * 1024 * 1024;

/** Reads on and throws away, so that the client gets to see the answer. */
export async function drain(request: Request): Promise<void> {
  if (request.body === null || request.body.locked) return;
  let size = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      size += chunk.byteLength;
      if (size > drainBytes) return;
    }
  } catch {
    // The client hung up; there is nobody left to answer.
  }
}

function tooLarge(maxBytes: number): RegistryError {
  return new RegistryError(
    "too_large",
    `the request is larger than ${maxBytes} bytes; the owner can raise http.max_publish_bytes`,
  );
}
