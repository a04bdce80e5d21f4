import type { FileShape } from "../facts.ts";
import { type EndFinder, endFinder } from "./format-end.ts";
import { magicBytes, magicOf } from "./magic-of.ts";
import { wasmImports } from "./wasm-imports.ts";
import { type WordFinder, wordFinder } from "./word-finder.ts";

/** Finds out what a file is while its bytes go by, once and in pieces of any size. */
interface ShapeCollector {
  add(piece: Uint8Array): void;
  finish(digest: string): FileShape;
}

const sniffedBytes = 8 * 1024;
const tailBytes = 66 * 1024;
const wasmBytes = 256 * 1024;
const executables: ReadonlySet<string> = new Set(["elf", "pe", "macho"]);

/**
 * @param counts for how often each byte occurs; one is enough for files that are read one by one
 */
export function shapeOf(counts: Uint32Array = new Uint32Array(256)): ShapeCollector {
  counts.fill(0);
  let bytes = 0;
  let longestLine = 0;
  /** Bytes of the line that earlier pieces left open. */
  let openLine = 0;
  let hasNul = false;
  /** Until the beginning is long enough to say what follows. */
  let head: Uint8Array | null = new Uint8Array(0);
  let beginning: Uint8Array = head;
  let magic = "unknown";
  let end: EndFinder | null = null;
  let tail: Kept | null = null;
  let front: Kept | null = null;
  let words: WordFinder | null = null;

  function recognise(start: Uint8Array): void {
    head = null;
    beginning = start;
    magic = magicOf(start);
    end = endFinder(magic);
    if (magic === "zip" || magic === "jar" || magic === "pdf") tail = keepLast(tailBytes);
    if (magic === "wasm") front = keepFirst(wasmBytes);
    if (executables.has(magic)) words = wordFinder();
    pass(start);
  }

  function pass(piece: Uint8Array): void {
    end?.add(piece);
    tail?.add(piece);
    front?.add(piece);
    words?.add(piece);
  }

  function measure(piece: Uint8Array): void {
    if (bytes < sniffedBytes) hasNul ||= piece.subarray(0, sniffedBytes - bytes).includes(0);
    bytes += piece.length;
    let start = -openLine;
    for (let at = 0; at < piece.length; at++) {
      const byte = piece[at] ?? 0;
      counts[byte] = (counts[byte] ?? 0) + 1;
      if (byte !== 0x0a) continue;
      if (at - start > longestLine) longestLine = at - start;
      start = at + 1;
    }
    openLine = piece.length - start;
  }

  return {
    add(piece) {
      measure(piece);
      if (head === null) return pass(piece);
      const joined = head.length === 0 ? piece : Buffer.concat([head, piece]);
      if (joined.length < magicBytes) head = joined.slice();
      else {
        recognise(joined.slice(0, magicBytes));
        pass(joined.subarray(magicBytes));
      }
    },
    finish(digest) {
      if (head !== null) recognise(head);
      const isText = magic === "unknown" && !hasNul && isMostlyPrinted(counts, bytes);
      if (isText || isWideText(beginning)) magic = "text";
      const behind = tail === null ? fromWalk(end) : behindTail(magic, tail.bytes(), bytes);
      const imports = front === null ? [] : wasmImports(front.bytes());
      const found = words?.found() ?? [];
      return {
        digest,
        bytes,
        longestLine: magic === "text" ? Math.max(longestLine, openLine) : 0,
        entropy: magic === "text" ? entropyOf(counts, bytes) : 0,
        magic,
        appendedBytes: behind.length,
        ...(behind.length === 0 ? {} : { appendedMagic: behind.magic }),
        ...(isEncrypted(magic, beginning) ? { isEncrypted: true } : {}),
        ...(imports.length === 0 ? {} : { imports }),
        ...(found.length === 0 ? {} : { words: found }),
      };
    },
  };
}

/** Bits a byte, to two decimals: more would only make reports differ by rounding. */
function entropyOf(counts: Uint32Array, bytes: number): number {
  if (bytes === 0) return 0;
  let bits = 0;
  for (const count of counts) if (count > 0) bits -= (count / bytes) * Math.log2(count / bytes);
  return Math.round(bits * 100) / 100;
}

/** Texts hold hardly any control characters but blanks, line ends and colours of terminals. */
function isMostlyPrinted(counts: Uint32Array, bytes: number): boolean {
  let controls = 0;
  for (let byte = 0; byte < 32; byte++) {
    if (byte < 8 || (byte > 13 && byte !== 27)) controls += counts[byte] ?? 0;
  }
  return controls * 50 <= bytes;
}

function isWideText(head: Uint8Array): boolean {
  return (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
}

function isEncrypted(magic: string, head: Uint8Array): boolean {
  const isZip = magic === "zip" || magic === "jar";
  return isZip && head[2] === 0x03 && ((head[6] ?? 0) & 1) === 1;
}

interface Behind {
  readonly length: number;
  readonly magic: string;
}

function fromWalk(end: EndFinder | null): Behind {
  if (end === null || end.appended === 0) return { length: 0, magic: "" };
  return { length: end.appended, magic: headMagic(end.head) };
}

/** Formats that are read from their end: an archive's directory, a document's last mark. */
function behindTail(magic: string, tail: Uint8Array, bytes: number): Behind {
  const last = Buffer.from(tail.buffer, tail.byteOffset, tail.byteLength);
  const mark = magic === "pdf" ? "%%EOF" : "PK\x05\x06";
  const at = last.lastIndexOf(Buffer.from(mark, "latin1"));
  if (at < 0) return { length: 0, magic: "" };
  const end =
    magic === "pdf"
      ? at + mark.length
      : at + 22 + (last[at + 20] ?? 0) + (last[at + 21] ?? 0) * 256;
  const behind = last.subarray(Math.min(end, last.length));
  const isBlank = behind.every((byte) => byte === 0 || byte === 10 || byte === 13 || byte === 32);
  if (isBlank || bytes === 0) return { length: 0, magic: "" };
  return { length: behind.length, magic: headMagic(behind) };
}

function headMagic(bytes: Uint8Array): string {
  const magic = magicOf(bytes.subarray(0, magicBytes));
  if (magic !== "unknown") return magic;
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] ?? 0) + 1;
  return counts[0] === 0 && isMostlyPrinted(counts, bytes.length) ? "text" : "unknown";
}

interface Kept {
  add(piece: Uint8Array): void;
  bytes(): Uint8Array;
}

function keepFirst(count: number): Kept {
  const pieces: Uint8Array[] = [];
  let size = 0;
  return {
    add(piece) {
      if (size >= count) return;
      pieces.push(piece.slice(0, count - size));
      size += piece.length;
    },
    bytes: () => Buffer.concat(pieces),
  };
}

function keepLast(count: number): Kept {
  let pieces: Uint8Array[] = [];
  let size = 0;
  const joined = () => {
    const all = Buffer.concat(pieces);
    return all.subarray(Math.max(0, all.length - count));
  };
  return {
    add(piece) {
      pieces.push(piece.slice(Math.max(0, piece.length - count)));
      size += piece.length;
      if (size < 8 * count) return;
      pieces = [Buffer.from(joined())];
      size = pieces[0]?.length ?? 0;
    },
    bytes: joined,
  };
}
