const sample = 4096;
/** Characters that nothing is drawn for, and those of private use. */
const invisible = /\p{Default_Ignorable_Code_Point}|[\u{E000}-\u{F8FF}]|\p{Cf}/gu;

/** How a text is dense that nobody reads as text; null when it may well be read. */
export function denseForm(text: string): string | null {
  const head = text.length > sample ? text.slice(0, sample) : text;
  if ((head.match(invisible)?.length ?? 0) >= 16) return "invisible";
  if (/^(?:0x)?[0-9a-f]+$/i.test(head)) return isAlphabet(head) ? null : "hex";
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(head) && isMixed(head))
    return isAlphabet(head) ? null : isModule(text) ? "wasm" : "base64";
  if (/^(?:\d{1,4}[,\s;|-]){24,}/.test(head)) return "numbers";
  if (escapes(head) * 4 > head.length) return "escaped";
  return text.length >= 256 && isNoise(head) ? "dense" : null;
}

/** The beginning of a module in base64: its magic bytes and version. */
const moduleHead = "AGFzbQEAAAA";
const maxModule = 16 * 1024 * 1024;

/** Whether a text is a WebAssembly module and nothing more: sections from its head to its very end. */
function isModule(text: string): boolean {
  if (!text.startsWith(moduleHead) || text.length > maxModule) return false;
  const bytes = Buffer.from(text, "base64");
  let at = 8;
  while (at < bytes.length) {
    // Section 0 holds anything at all, and 13 is the last that there is.
    const id = bytes[at++] ?? 0;
    if (id === 0 || id > 13) return false;
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const part = bytes[at++];
      if (part === undefined || shift > 28) return false;
      size += (part & 0x7f) * 2 ** shift;
      if (part < 0x80) break;
    }
    at += size;
  }
  return at === bytes.length;
}

/** Alphabets of decoders are as dense as what they decode, and hold each character once. */
function isAlphabet(head: string): boolean {
  return head.length <= 128 && new Set(head).size === head.length;
}

function isMixed(head: string): boolean {
  return /\d/.test(head) && /[a-z]/.test(head) && /[A-Z]/.test(head) && !/^\/|[a-z]{14}/.test(head);
}

function escapes(head: string): number {
  return (head.match(/%[0-9a-f]{2}|\\x[0-9a-f]{2}|&#\d/gi)?.length ?? 0) * 3;
}

/** Text without words: hardly a blank, and characters of all kinds about as often as letters. */
function isNoise(head: string): boolean {
  let blanks = 0;
  let letters = 0;
  let high = 0;
  for (let at = 0; at < head.length; at += 1) {
    const code = head.charCodeAt(at);
    if (code <= 0x20) blanks += 1;
    else if ((code | 0x20) >= 0x61 && (code | 0x20) <= 0x7a) letters += 1;
    else if (code > 0x7e && code < 0x400) high += 1;
  }
  if (blanks * 40 > head.length) return false;
  return high * 3 > head.length || (letters * 10 < head.length * 7 && new Set(head).size > 48);
}
