/** One 512-byte header as it stands, before anything extends it. */
export interface TarHeader {
  /** Prefix and name joined as the format of the header says. */
  readonly path: string;
  readonly typeFlag: string;
  readonly linkName: string;
  readonly mode: number;
  readonly size: number;
  readonly checksumMatches: boolean;
  /** Why two correct readers could understand this header differently, in our words; usually none. */
  readonly doubts: readonly string[];
}

const eightGiB = 8 * 1024 ** 3;
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** Reads a header block (POSIX ustar, GNU and the older form without a magic). */
export function parseTarHeader(block: Uint8Array): TarHeader {
  const doubts: string[] = [];
  const size = parseNumber(block.subarray(124, 136));
  const mode = parseNumber(block.subarray(100, 108));
  if (size.value === null) doubts.push("has a size that is not a number");
  if (size.binary && (size.value ?? 0) < eightGiB) {
    doubts.push("writes a small size in the binary form");
  }

  const name = parseText(block.subarray(0, 100), doubts);
  const linkName = parseText(block.subarray(157, 257), doubts);
  const magic = latin1(block.subarray(257, 265));
  const prefixField = block.subarray(345, 500);
  const isUstar = magic === "ustar\x0000";
  if (!isUstar && magic.startsWith("ustar") && magic !== "ustar  \0" && prefixField[0] !== 0) {
    doubts.push("has a path prefix that only some readers use");
  }
  const prefix = isUstar ? parseText(prefixField, doubts) : "";

  return {
    path: prefix === "" ? name : `${prefix}/${name}`,
    typeFlag: String.fromCharCode(block[156] ?? 0),
    linkName,
    mode: mode.value ?? 0,
    size: size.value ?? 0,
    checksumMatches: checksumMatches(block),
    doubts,
  };
}

/** Text up to the first NUL; what stands behind it must not matter to anybody. */
function parseText(field: Uint8Array, doubts: string[]): string {
  const end = field.indexOf(0);
  if (end === -1) return decoder.decode(field);
  // A reader that cuts with a pattern for one line goes on after a line break behind the NUL.
  if (field.subarray(end).some((byte) => byte === 0x0a || byte === 0x0d)) {
    doubts.push("hides text behind the end of a name");
  }
  return decoder.decode(field.subarray(0, end));
}

interface Parsed {
  /** Null when it is no number. */
  readonly value: number | null;
  readonly binary: boolean;
}

function parseNumber(field: Uint8Array): Parsed {
  const first = field[0] ?? 0;
  if (first === 0x80 || first === 0xff) {
    if (first === 0xff) return { value: null, binary: true };
    let value = 0;
    for (const byte of field.subarray(1)) value = value * 256 + byte;
    return { value: Number.isSafeInteger(value) ? value : null, binary: true };
  }
  const digits = /^[ \0]*([0-7]*)[ \0]*$/.exec(latin1(field))?.[1];
  if (digits === undefined) return { value: null, binary: false };
  return { value: digits === "" ? 0 : Number.parseInt(digits, 8), binary: false };
}

function checksumMatches(block: Uint8Array): boolean {
  const stated = parseNumber(block.subarray(148, 156)).value;
  let sum = 8 * 0x20;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += block[i] ?? 0;
  return stated === sum;
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
