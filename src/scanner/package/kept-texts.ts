import { isUtf8 } from "node:buffer";
import type { ScanLimits } from "../limits.ts";

/** The texts of a package that rules may read, within a budget. */
export interface KeptTexts {
  /** Begins a file; `finish` files it under its path, where the last of several wins. */
  begin(path: string): TextCollector;
  get(path: string): string | null;
  /** Whether a kept file is text that is valid as UTF-8, without NUL. */
  isUtf8(path: string): boolean;
  /** Texts that found no room, so that rules did not see them. */
  readonly unkept: ReadonlySet<string>;
}

interface TextCollector {
  add(piece: Uint8Array): void;
  finish(): void;
}

/** What only interpreters read is text to us whatever bytes it begins with. */
const codeExtension =
  /\.(?:[cm]?[jt]sx?|json|node-gyp|gypi?|sh|bash|ps1|py|cmd|bat|pl|rb|toml|ya?ml|md|npmrc)$/i;
const sniffedBytes = 8 * 1024;
const utf8 = new TextDecoder("utf-8");

/**
 * @param wanted only these files, or null for all that look like text
 */
export function keptTexts(
  limits: Pick<ScanLimits, "textBytes" | "textBytesPerFile">,
  wanted: ReadonlySet<string> | null,
): KeptTexts {
  const kept = new Map<string, Uint8Array | string>();
  const unkept = new Set<string>();
  const broken = new Set<string>();
  let budget = limits.textBytes;

  function begin(path: string): TextCollector {
    const isCode = codeExtension.test(path);
    let pieces: Uint8Array[] = [];
    let size = 0;
    let state: "open" | "binary" | "unkept" =
      wanted === null || wanted.has(path) ? "open" : "binary";

    return {
      add(piece) {
        if (state !== "open") return;
        if (
          !isCode &&
          size < sniffedBytes &&
          holdsNul(piece, sniffedBytes - size) &&
          !utf16(pieces[0] ?? piece)
        ) {
          state = "binary";
        } else if (size + piece.length > Math.min(limits.textBytesPerFile, budget)) {
          state = "unkept";
        } else {
          pieces.push(piece.slice());
          size += piece.length;
          return;
        }
        pieces = [];
      },
      finish() {
        kept.delete(path);
        unkept.delete(path);
        if (state === "unkept") unkept.add(path);
        if (state !== "open") return;
        budget -= size;
        const [only, ...others] = pieces;
        kept.set(path, others.length === 0 ? (only ?? "") : Buffer.concat(pieces));
      },
    };
  }

  function get(path: string): string | null {
    const found = kept.get(path);
    if (found === undefined || typeof found === "string") return found ?? null;
    const text = decode(found);
    if (!isUtf8(found) || text.includes("\0")) broken.add(path);
    // The bytes are not needed again; keeping both would double the budget.
    kept.set(path, text);
    return text;
  }

  return {
    begin,
    get,
    isUtf8: (path) => get(path) !== null && !broken.has(path),
    unkept,
  };
}

function holdsNul(piece: Uint8Array, within: number): boolean {
  return piece.subarray(0, within).includes(0);
}

function utf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return null;
}

/** As interpreters do: broken sequences become U+FFFD, a byte-order mark is dropped. */
function decode(bytes: Uint8Array): string {
  const wide = utf16(bytes);
  return wide === null ? utf8.decode(bytes) : new TextDecoder(wide).decode(bytes);
}
