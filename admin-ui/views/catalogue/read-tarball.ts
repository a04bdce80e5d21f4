/** Larger ones are no pleasure to read in a browser. */
const maxBytes = 64 * 1024 * 1024;
const block = 512;

/** The files of a package by their paths inside it; what is no plain file is left out. */
export async function readTarball(response: Response): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  if (response.body === null) return files;
  const unzipped = response.body.pipeThrough(new DecompressionStream("gzip"));
  const tar = await wholeOf(unzipped);
  let at = 0;
  let longPath: string | null = null;
  while (at + block <= tar.length && tar[at] !== 0) {
    const head = tar.subarray(at, at + block);
    const size = Number.parseInt(textOf(head.subarray(124, 136)).trim(), 8);
    if (!Number.isSafeInteger(size) || size < 0) throw new Error("The tarball cannot be read.");
    const content = tar.subarray(at + block, at + block + size);
    const type = String.fromCharCode(head[156] ?? 0);
    if (type === "x") {
      longPath = pathIn(content);
    } else {
      const path = longPath ?? shortPath(head);
      if (type === "0" || type === "\0") files.set(path.replace(/^[^/]*\//, ""), content);
      longPath = null;
    }
    at += block + Math.ceil(size / block) * block;
  }
  return files;
}

async function wholeOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  const reader = stream.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > maxBytes) {
      await reader.cancel();
      throw new Error("This package is too large to be read in a browser.");
    }
    pieces.push(value as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function shortPath(head: Uint8Array): string {
  const prefix = textOf(head.subarray(345, 500));
  const name = textOf(head.subarray(0, 100));
  return prefix === "" ? name : `${prefix}/${name}`;
}

/** The path of an extended header, whose lines are `length key=value`. */
function pathIn(content: Uint8Array): string | null {
  return /^\d+ path=(.+)$/m.exec(textOf(content))?.[1] ?? null;
}

function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end === -1 ? bytes : bytes.subarray(0, end));
}

/** The text of a file; null for what is none, or too long. */
export function fileText(bytes: Uint8Array, maxLength: number): string | null {
  if (bytes.length > maxLength || bytes.includes(0)) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
