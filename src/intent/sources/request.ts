import { RegistryError } from "../../errors.ts";

export interface SourceRequest {
  readonly method: "GET" | "POST";
  readonly body?: unknown;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** What is added to the Via header, so that two registries that ask each other notice it. */
  readonly via: string;
}

/**
 * Asks another registry for some bytes; null when it has nothing there. Redirects are not followed and
 * no more than `maxBytes` are read, so an answer can lead nowhere else and cost no more than that.
 *
 * @throws RegistryError `upstream_failed`, `upstream_timeout`
 */
export async function requestBytes(
  url: string,
  { method, body, maxBytes, signal, via }: SourceRequest,
): Promise<Uint8Array | null> {
  try {
    const response = await fetch(url, {
      method,
      redirect: "manual",
      signal,
      headers: {
        accept: "application/json, application/zip",
        "accept-encoding": "identity",
        "user-agent": "agentregistry",
        via,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      if (response.status === 404) return null;
      throw new RegistryError("upstream_failed", `it answered with ${response.status}`);
    }
    return await readAll(response, maxBytes);
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    if (signal.aborted) throw tooSlow();
    throw new RegistryError("upstream_failed", "it cannot be reached, or broke off its answer");
  }
}

async function readAll(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new RegistryError("upstream_failed", "its answer is too long");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** The same for an answer in JSON. @throws RegistryError as `requestBytes` */
export async function requestJson(url: string, request: SourceRequest): Promise<unknown> {
  const bytes = await requestBytes(url, request);
  if (bytes === null) return null;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new RegistryError("upstream_failed", "its answer is no JSON");
  }
}

export function tooSlow(): RegistryError {
  return new RegistryError("upstream_timeout", "it did not answer in time");
}
