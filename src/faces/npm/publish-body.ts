import type { BlobStore, StagedBlob } from "../../blobs/blobs.ts";
import { RegistryError } from "../../errors.ts";
import { parseJson, readBody } from "../body.ts";

/** A publish document: its JSON without the tarball, and the tarball as a staged blob. */
export interface PublishBody extends AsyncDisposable {
  readonly json: unknown;
  readonly tarball: StagedBlob;
  /** Keys of the attachments whose data was taken out of the JSON. */
  readonly tarballKeys: readonly string[];
}

/** The document without its tarball may be so long, in bytes. */
const maxRestBytes = 16 * 1024 * 1024;
const maxDepth = 128;

/**
 * Reads what `npm publish` sends: one JSON document that holds the tarball as a base64 string. The
 * string goes straight to disk in pieces, so that a large publish never stands in memory.
 *
 * @throws RegistryError `too_large`, `invalid`
 */
export async function readPublishBody(
  request: Request,
  maxBytes: number,
  blobs: Pick<BlobStore, "stage">,
): Promise<PublishBody> {
  const splitter = new AttachmentSplitter();
  const tarball = await blobs.stage(splitter.split(readBody(request, maxBytes)), maxBytes);
  try {
    const json = parseJson(splitter.rest());
    return {
      json,
      tarball,
      tarballKeys: splitter.keys,
      [Symbol.asyncDispose]: () => tarball[Symbol.asyncDispose](),
    };
  } catch (error) {
    await tarball[Symbol.asyncDispose]();
    throw error;
  }
}

type State = "plain" | "string" | "data";

interface Container {
  /** The key that led into it; null at the root and inside an array. */
  readonly key: string | null;
  readonly isObject: boolean;
  /** Whether the next string is a key. */
  expectsKey: boolean;
}

const quote = 0x22;
const backslash = 0x5c;

/**
 * Follows a JSON document byte by byte, only as far as needed to know where it stands, and takes the
 * value of `_attachments.<*.tgz>.data` out of it. What is left is parsed by the real parser, so this
 * need not judge whether the rest is valid.
 */
class AttachmentSplitter {
  readonly keys: string[] = [];
  /** One buffer that grows: a list of pieces would let a body of tiny strings cost a hundredfold. */
  #rest = Buffer.alloc(64 * 1024);
  #restBytes = 0;
  #state: State = "plain";
  readonly #open: Container[] = [];
  #key: string | null = null;
  /** The raw text of a key, while one is being read. */
  #keyText: string | null = null;
  #escaped = false;
  /** Base64 that waits for its group of four to be complete. */
  #carry = "";

  /** Yields the bytes of the tarball. The first fault is thrown once the body was read to its end. */
  async *split(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let fault: unknown = null;
    for await (const chunk of body) {
      // After a fault the rest is read and dropped: a client that still sends must get our answer.
      if (fault !== null) continue;
      const found: Uint8Array[] = [];
      try {
        this.#take(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength), found);
      } catch (error) {
        fault = error;
      }
      yield* found;
    }
    if (fault !== null) throw fault;
  }

  rest(): string {
    return this.#rest.toString("utf8", 0, this.#restBytes);
  }

  #take(chunk: Buffer, found: Uint8Array[]): void {
    let from = 0;
    while (from < chunk.length) {
      if (this.#state === "data") from = this.#takeData(chunk, from, found);
      else if (this.#state === "string") from = this.#takeString(chunk, from);
      else from = this.#takePlain(chunk, from);
    }
  }

  #keep(bytes: Buffer): void {
    const size = this.#restBytes + bytes.length;
    if (size > maxRestBytes) {
      throw new RegistryError("too_large", "the metadata of the publish is larger than 16 MiB");
    }
    if (size > this.#rest.length) {
      const larger = Buffer.alloc(Math.max(size, 2 * this.#rest.length));
      this.#rest.copy(larger, 0, 0, this.#restBytes);
      this.#rest = larger;
    }
    bytes.copy(this.#rest, this.#restBytes);
    this.#restBytes = size;
  }

  #takePlain(chunk: Buffer, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      switch (chunk[i]) {
        case quote: {
          this.#keep(chunk.subarray(from, i + 1));
          this.#openString();
          return i + 1;
        }
        case 0x7b: // {
          this.#enter(true);
          break;
        case 0x5b: // [
          this.#enter(false);
          break;
        case 0x7d: // }
        case 0x5d: // ]
          this.#open.pop();
          break;
        case 0x2c: {
          // ,
          const container = this.#open.at(-1);
          if (container !== undefined) container.expectsKey = container.isObject;
          break;
        }
        default:
      }
    }
    this.#keep(chunk.subarray(from));
    return chunk.length;
  }

  #enter(isObject: boolean): void {
    if (this.#open.length >= maxDepth) {
      throw new RegistryError("invalid", `the document is nested deeper than ${maxDepth} levels`);
    }
    this.#open.push({ key: this.#key, isObject, expectsKey: isObject });
    this.#key = null;
  }

  #openString(): void {
    const container = this.#open.at(-1);
    if (container?.expectsKey) {
      container.expectsKey = false;
      this.#keyText = "";
      this.#state = "string";
      return;
    }
    const [, attachments, file] = this.#open;
    const isTarball =
      this.#open.length === 3 &&
      attachments?.key === "_attachments" &&
      file?.key?.endsWith(".tgz") === true &&
      this.#key === "data";
    if (isTarball) this.keys.push(file.key);
    this.#state = isTarball ? "data" : "string";
  }

  #takeString(chunk: Buffer, from: number): number {
    let i = from;
    while (i < chunk.length) {
      if (this.#escaped) {
        this.#escaped = false;
        i++;
        continue;
      }
      const byte = chunk[i];
      if (byte === backslash) this.#escaped = true;
      if (byte === quote) break;
      i++;
    }
    const text = chunk.subarray(from, i);
    if (this.#keyText !== null) this.#keyText += text.toString("latin1");
    if (i === chunk.length) {
      this.#keep(text);
      return i;
    }
    this.#keep(chunk.subarray(from, i + 1));
    if (this.#keyText !== null) {
      this.#key = keyOf(this.#keyText);
      this.#keyText = null;
    }
    this.#state = "plain";
    return i + 1;
  }

  #takeData(chunk: Buffer, from: number, found: Uint8Array[]): number {
    const end = chunk.indexOf(quote, from);
    const isLast = end !== -1;
    let text = this.#carry + chunk.toString("latin1", from, isLast ? end : chunk.length);
    this.#carry = "";
    if (text.includes("\\")) {
      // Some encoders escape the slash; an escape may be cut in two by the end of the chunk.
      const cut = isLast ? -1 : text.lastIndexOf("\\");
      if (cut !== -1 && text.length - cut < 6) {
        this.#carry = text.slice(cut);
        text = text.slice(0, cut);
      }
      text = text
        .replaceAll("\\/", "/")
        .replace(/\\u00(2[bf]|3d)/gi, (sequence) =>
          String.fromCharCode(Number.parseInt(sequence.slice(-2), 16)),
        );
    }
    const whole = isLast ? text.length : text.length - (text.length % 4);
    this.#carry = text.slice(whole) + this.#carry;
    found.push(fromBase64(text.slice(0, whole)));
    if (!isLast) return chunk.length;
    this.#keep(chunk.subarray(end, end + 1));
    this.#state = "plain";
    return end + 1;
  }
}

/** Keys are compared as the parser will read them, escapes resolved. */
function keyOf(raw: string): string | null {
  try {
    return JSON.parse(`"${Buffer.from(raw, "latin1").toString("utf8")}"`) as string;
  } catch {
    return null;
  }
}

/** Strict: other letters, missing padding and stray bits are faults, not noise to skip. */
function fromBase64(text: string): Uint8Array {
  const bytes = Buffer.from(text, "base64");
  if (bytes.toString("base64") !== text) {
    throw new RegistryError("invalid", "the attachment is not valid base64");
  }
  return bytes;
}
