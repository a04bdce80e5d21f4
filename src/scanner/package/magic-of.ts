/** How much of the beginning is looked at. */
export const magicBytes = 512;

/** A pattern at an offset; `.` in it stands for any byte. */
interface Signature {
  readonly magic: string;
  readonly at: number;
  readonly bytes: string;
}

/** Those that no text begins with; the rest needs more than a glance, see `magicOf`. */
const signatures: readonly Signature[] = [
  { magic: "elf", at: 0, bytes: "\x7fELF" },
  { magic: "macho", at: 0, bytes: "\xcf\xfa\xed\xfe" },
  { magic: "macho", at: 0, bytes: "\xce\xfa\xed\xfe" },
  { magic: "macho", at: 0, bytes: "\xfe\xed\xfa\xcf" },
  { magic: "macho", at: 0, bytes: "\xfe\xed\xfa\xce" },
  { magic: "wasm", at: 0, bytes: "\0asm" },
  { magic: "zip", at: 0, bytes: "PK\x03\x04" },
  { magic: "zip", at: 0, bytes: "PK\x05\x06" },
  { magic: "gzip", at: 0, bytes: "\x1f\x8b\x08" },
  { magic: "7z", at: 0, bytes: "7z\xbc\xaf\x27\x1c" },
  { magic: "rar", at: 0, bytes: "Rar!\x1a\x07" },
  { magic: "xz", at: 0, bytes: "\xfd7zXZ\0" },
  { magic: "zstd", at: 0, bytes: "\x28\xb5\x2f\xfd" },
  { magic: "png", at: 0, bytes: "\x89PNG\r\n\x1a\n" },
  { magic: "jpeg", at: 0, bytes: "\xff\xd8\xff" },
  { magic: "gif", at: 0, bytes: "GIF87a" },
  { magic: "gif", at: 0, bytes: "GIF89a" },
  { magic: "webp", at: 0, bytes: "RIFF....WEBP" },
  { magic: "wav", at: 0, bytes: "RIFF....WAVE" },
  { magic: "bmp", at: 0, bytes: "BM....\0\0\0\0" },
  { magic: "ico", at: 0, bytes: "\0\0\x01\0" },
  { magic: "ico", at: 0, bytes: "\0\0\x02\0" },
  { magic: "pdf", at: 0, bytes: "%PDF-" },
  { magic: "woff", at: 0, bytes: "wOFF" },
  { magic: "woff", at: 0, bytes: "wOF2" },
  { magic: "font", at: 0, bytes: "\0\x01\0\0\0" },
  { magic: "font", at: 0, bytes: "OTTO\0" },
  { magic: "font", at: 0, bytes: "true\0" },
  { magic: "font", at: 0, bytes: "ttcf\0" },
  { magic: "mp3", at: 0, bytes: "ID3" },
  { magic: "mp3", at: 0, bytes: "\xff\xfb" },
  { magic: "mp3", at: 0, bytes: "\xff\xf3" },
  { magic: "ogg", at: 0, bytes: "OggS\0" },
  { magic: "mp4", at: 4, bytes: "ftyp" },
  { magic: "sqlite", at: 0, bytes: "SQLite format 3\0" },
  { magic: "lnk", at: 0, bytes: "\x4c\0\0\0\x01\x14\x02\0" },
  { magic: "jsc", at: 2, bytes: "\xde\xc0" },
  { magic: "tar", at: 257, bytes: "ustar" },
];

/** What the bytes are by how they begin; `unknown` when nothing says so, which text does not either. */
export function magicOf(head: Uint8Array): string {
  if (startsWith(head, 0, "\xca\xfe\xba\xbe")) {
    // A universal program for several processors, or a class file: that counts few, this has a version.
    return (head[6] ?? 0) * 256 + (head[7] ?? 0) < 45 ? "macho" : "class";
  }
  if (startsWith(head, 0, "MZ")) return isProgram(head) ? "pe" : "unknown";
  if (isPythonCache(head)) return "pyc";
  for (const { magic, at, bytes } of signatures) {
    if (!startsWith(head, at, bytes)) continue;
    return magic === "zip" && isJar(head) ? "jar" : magic;
  }
  return "unknown";
}

function startsWith(head: Uint8Array, at: number, bytes: string): boolean {
  if (head.length < at + bytes.length) return false;
  for (let index = 0; index < bytes.length; index++) {
    if (bytes[index] !== "." && head[at + index] !== bytes.charCodeAt(index)) return false;
  }
  return true;
}

/** Two letters alone could begin a text; a header of zeros with the place of the next one does not. */
function isProgram(head: Uint8Array): boolean {
  if (head.length < 64) return false;
  const next = (head[60] ?? 0) + (head[61] ?? 0) * 256;
  return head.subarray(0, 64).includes(0) && (next > head.length - 4 || head[next] === 0x50);
}

/** Numbers of Python's cache format since 2.7, then a line end, which a text file would not survive. */
function isPythonCache(head: Uint8Array): boolean {
  if (head[2] !== 0x0d || head[3] !== 0x0a || head.length < 16) return false;
  const version = (head[0] ?? 0) + (head[1] ?? 0) * 256;
  return (version >= 3000 && version < 4000) || version === 62_211;
}

function isJar(head: Uint8Array): boolean {
  const name = Buffer.from(head.subarray(30, 30 + 64)).toString("latin1");
  return /^META-INF\//.test(name) || /^[\w/$]+\.class/.test(name);
}
