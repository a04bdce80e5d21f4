/** What an extended (pax) header says about the entry behind it. */
export interface ExtendedHeader {
  readonly path: string | null;
  readonly linkPath: string | null;
  readonly size: number | null;
  /** Why two correct readers could understand it differently, in our words; usually none. */
  readonly doubts: readonly string[];
}

/** The keys that change where bytes land or how many there are. */
const decisive = new Set(["path", "linkpath", "size", "mode", "type"]);
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Reads the records of a pax header: `<length> <key>=<value>\n`, the length counting itself.
 *
 * Some installing clients split at line breaks instead of counting, so a value with a line break
 * can hold a record that only they see. Both readings are made, and they must agree.
 */
export function parseExtendedHeader(body: Uint8Array): ExtendedHeader {
  const doubts: string[] = [];
  const counted = byLength(body, doubts);
  const split = byLine(body);
  for (const key of decisive) {
    if (counted.get(key) !== split.get(key)) doubts.push("hides a record inside another one");
  }
  for (const key of counted.keys()) {
    if (key.startsWith("GNU.sparse")) doubts.push("describes a sparse file");
  }
  if (counted.has("mode") || counted.has("type")) doubts.push("sets what only some readers honour");

  const sizeText = counted.get("size");
  if (sizeText !== undefined && !/^[0-9]{1,15}$/.test(sizeText)) {
    doubts.push("has a size that is not a number");
  }
  return {
    path: counted.get("path") ?? null,
    linkPath: counted.get("linkpath") ?? null,
    size: sizeText === undefined ? null : Number.parseInt(sizeText, 10) || 0,
    doubts: [...new Set(doubts)],
  };
}

function byLength(body: Uint8Array, doubts: string[]): Map<string, string> {
  const records = new Map<string, string>();
  let at = 0;
  while (at < body.length && body[at] !== 0) {
    const blank = body.indexOf(0x20, at);
    const digits = blank === -1 || blank - at > 7 ? "" : ascii(body.subarray(at, blank));
    const length = /^[0-9]+$/.test(digits) ? Number.parseInt(digits, 10) : 0;
    const end = at + length;
    const equals = body.indexOf(0x3d, blank);
    if (
      length === 0 ||
      end > body.length ||
      body[end - 1] !== 0x0a ||
      equals < 0 ||
      equals >= end
    ) {
      doubts.push("has a record that cannot be read");
      return records;
    }
    const key = ascii(body.subarray(blank + 1, equals));
    if (decisive.has(key) && records.has(key)) doubts.push("says the same thing twice");
    records.set(key, decoder.decode(body.subarray(equals + 1, end - 1)));
    at = end;
  }
  return records;
}

function byLine(body: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  let at = 0;
  while (at < body.length) {
    const newline = body.indexOf(0x0a, at);
    const end = newline === -1 ? body.length : newline;
    const line = body.subarray(at, end);
    const equals = line.indexOf(0x3d);
    const blank = line.indexOf(0x20);
    if (equals > blank && Number.parseInt(ascii(line.subarray(0, 8)), 10) === line.length + 1) {
      const key = ascii(line.subarray(blank + 1, equals));
      if (decisive.has(key)) records.set(key, decoder.decode(line.subarray(equals + 1)));
    }
    at = end + 1;
  }
  return records;
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
}
