import { RegistryError } from "../errors.ts";
import { createAddressRules } from "../upstream/address-rules.ts";

export type Answer =
  | { readonly kind: "unchanged" }
  | {
      readonly kind: "new";
      readonly text: string;
      /** SHA-256 of the text. */
      readonly digest: string;
      readonly etag: string | null;
      readonly lastModified: string | null;
    };

const timeoutMs = 120_000;
const maxRedirects = 5;
const maxValidator = 512;

/**
 * One conditional GET of a document, within bounds of time and size. Redirects stay on the scheme of the
 * first address, and lead into no private network that was not asked for.
 *
 * @throws RegistryError `upstream_failed`, `upstream_timeout`, `too_large`
 */
export async function download(
  url: URL,
  known: { readonly etag: string | null; readonly lastModified: string | null },
  maxBytes: number,
  stopped: AbortSignal,
): Promise<Answer> {
  const addresses = createAddressRules(url);
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]);
  let target = url;
  try {
    for (let hop = 0; hop <= maxRedirects; hop++) {
      await addresses.refusePrivate(target);
      const response = await fetch(target.href, {
        headers: {
          "user-agent": "agentregistry",
          accept: "application/json, text/plain;q=0.9, */*;q=0.1",
          ...(known.etag === null ? {} : { "if-none-match": known.etag }),
          ...(known.lastModified === null ? {} : { "if-modified-since": known.lastModified }),
        },
        redirect: "manual",
        signal,
      });
      if (response.status === 304 && (known.etag ?? known.lastModified) !== null) {
        return { kind: "unchanged" };
      }
      const location = response.headers.get("location");
      if (response.status >= 300 && response.status <= 399 && location !== null) {
        await response.body?.cancel();
        target = follow(target, location);
        continue;
      }
      if (response.status !== 200) {
        await response.body?.cancel();
        throw failed(`the address answered with ${response.status}`);
      }
      return await bodyOf(response, maxBytes);
    }
  } catch (error) {
    if (error instanceof RegistryError) throw error;
    if (stopped.aborted) throw new RegistryError("unavailable", "the registry was stopped");
    if (signal.aborted) throw new RegistryError("upstream_timeout", "the address is too slow");
    throw failed("the address cannot be reached");
  }
  throw failed("the address redirects in circles");
}

function follow(from: URL, location: string): URL {
  const next = URL.parse(location, from.href);
  if (next !== null && next.protocol === from.protocol && next.username === "") return next;
  throw failed("the address redirects to where a list may not come from");
}

async function bodyOf(response: Response, maxBytes: number): Promise<Answer> {
  const chunks: Uint8Array[] = [];
  const hasher = new Bun.CryptoHasher("sha256");
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) {
      throw new RegistryError("too_large", `the list is larger than ${maxBytes} bytes`);
    }
    hasher.update(chunk);
    chunks.push(chunk);
  }
  const validator = (name: string) => {
    const value = response.headers.get(name);
    return value !== null && value.length <= maxValidator ? value : null;
  };
  return {
    kind: "new",
    text: Buffer.concat(chunks).toString("utf8"),
    digest: hasher.digest("hex"),
    etag: validator("etag"),
    lastModified: validator("last-modified"),
  };
}

function failed(why: string): RegistryError {
  return new RegistryError("upstream_failed", why);
}
