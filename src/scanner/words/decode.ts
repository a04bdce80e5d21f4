import type { Layer } from "./prose.ts";

/** Characters of one run that are decoded; what is longer is data. */
const maxRun = 64 * 1024;
const sample = 64;

export interface Decoded {
  readonly decoded: string;
  readonly how: Layer;
}

/** What a dense run is a text in: base64, hex; nothing when no reading gives words. */
export function* decodeRun(text: string, start: number, end: number): Generator<Decoded> {
  const raw = text.slice(start, Math.min(end, start + maxRun)).replace(/[^A-Za-z0-9+/=_-]/g, "");
  const isHex =
    /^(?:0x)?[0-9a-f]{24,}$/i.test(raw.slice(0, 4096)) && /[a-f]/i.test(raw.slice(0, 256));
  if (isHex) {
    const decoded = Buffer.from(raw.replace(/^0x/i, ""), "hex").toString("utf8");
    if (isWorth(decoded)) yield { decoded, how: "hex" };
    return;
  }
  // Encoded text mixes its letters; paths and long names do not.
  const head = raw.slice(0, 96);
  if (!/[A-Z](?:[^A-Z]*[A-Z]){3}/.test(head) || !/[a-z](?:[^a-z]*[a-z]){3}/.test(head)) return;
  // The first characters say whether it is worth the rest; a run may begin with a word of its own.
  for (const candidate of [raw, raw.replace(/^[^=]{0,40}[=-]+/, "")]) {
    if (candidate.length < 24) continue;
    const start = Buffer.from(candidate.slice(0, sample), "base64").toString("utf8");
    if (!isWorth(start.replace(/\ufffd+$/, ""))) continue;
    yield { decoded: Buffer.from(candidate, "base64").toString("utf8"), how: "base64" };
    return;
  }
}

/** Punctuation of scripts without blanks. */
function isWide(code: number): boolean {
  return (code >= 0x3000 && code < 0x3040) || (code >= 0xff00 && code < 0xff66);
}

/** A line for a shell, of which a long address leaves few gaps. */
const command =
  /^\s{0,8}(?:#!|sudo\s|set -e|export\s|(?:curl|wget|bash|sh|npx|node|python3?|powershell|iwr|irm|nc|eval|source)\s)[\x20-\x7e\r\n\t]{8,}$/;

/** Whether a decoded text is words or a command, or once more an encoding. */
function isWorth(text: string): boolean {
  return (
    isProse(text) ||
    command.test(text.slice(0, 4096)) ||
    /^[A-Za-z0-9+/\r\n]{24,}={0,2}\s{0,2}$/.test(text.slice(0, 4096))
  );
}

/** Whether a decoded text consists of words: printable, and with gaps unless its script has none. */
export function isProse(text: string): boolean {
  if (text.length < 8) return false;
  const head = text.slice(0, 400);
  let plain = 0;
  let gaps = 0;
  let wide = 0;
  for (const character of head) {
    const code = character.codePointAt(0) ?? 0;
    if (code === 0x20 || code === 0x0a || code === 0x09) gaps += 1;
    if (code >= 0x2e80 && code !== 0xfffd) wide += 1;
    const isLetter = /[\p{L}\p{M}]/u.test(character);
    if (isLetter || (code >= 0x20 && code < 0x7f) || isWide(code) || code === 0x0a || code === 0x0d)
      plain += 1;
  }
  const length = [...head].length;
  const hasWords = gaps * 14 >= length || wide * 2 > length;
  return plain >= length * 0.95 && hasWords && !head.includes("\ufffd\ufffd");
}

/** `i g n o r e  a l l` without the gaps; wider gaps stay, as they part words. */
export function decodeSpaced(text: string): string {
  return text
    .slice(0, 4096)
    .replace(/([A-Za-z0-9.:/~@_-])[ ._*|-](?=[A-Za-z0-9.:/~@_-](?![A-Za-z0-9]))/g, "$1")
    .replace(/[ ._*|-]{2,4}/g, " ");
}

const escapes =
  /\\u\{?([0-9a-f]{2,6})\}?|\\x([0-9a-f]{2})|&#x([0-9a-f]{2,6});?|&#(\d{2,7});?|%([0-9a-f]{2})|\\(\d{3})/gi;

/**
 * The text with escapes of letters resolved, or null when it has too few to hide anything. Line breaks
 * stay blanks, so that it says the same in one line.
 */
export function decodeEscapes(text: string, from: number, to: number): string | null {
  const whole = text.slice(from, to);
  if (!mayHoldEscapes(whole)) return null;
  let letters = 0;
  const decoded = whole.replace(escapes, (raw, u, x, hx, dec, percent, octal) => {
    const code =
      octal !== undefined
        ? Number.parseInt(octal, 8)
        : dec !== undefined
          ? Number(dec)
          : Number.parseInt(u ?? x ?? hx ?? percent, 16);
    if (!(code >= 0x20 && code <= 0x10ffff) || (code >= 0xd800 && code < 0xe000)) return raw;
    if (percent !== undefined && code > 0x7e) return raw;
    // Only what would have been written as itself hides anything.
    if ((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a)) letters += 1;
    return String.fromCodePoint(code);
  });
  return letters >= 4 ? decoded : null;
}

function mayHoldEscapes(text: string): boolean {
  return text.includes("\\u") || text.includes("\\x") || text.includes("&#") || hasPercents(text);
}

function hasPercents(text: string): boolean {
  let seen = 0;
  for (let at = text.indexOf("%"); at >= 0; at = text.indexOf("%", at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (next >= 0x34 && next <= 0x37) seen += 1;
    if (seen >= 4) return true;
  }
  return false;
}
