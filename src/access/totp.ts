import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** How long one code stands, in seconds (RFC 6238 §5.2), and its digits (RFC 4226 §5.3). */
const periodSeconds = 30;
const digits = 6;

/** A new shared secret of 160 bits, the length of SHA-1 (RFC 4226 §4, R6). */
export function newTotpSecret(): string {
  return toBase32(randomBytes(20));
}

/** The code of a time step (RFC 4226 §5.3). @param length of the code in digits */
export function codeAt(secret: string, step: number, length = digits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 10 ** length).padStart(length, "0");
}

export function stepOf(time: Date): number {
  return Math.floor(time.getTime() / 1000 / periodSeconds);
}

/**
 * The time step whose code this is, or null. One step either side counts, for clocks that differ and
 * people who type (RFC 6238 §5.2).
 */
export function matchingStep(secret: string, code: string, time: Date): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const now = stepOf(time);
  const candidates = [now, now - 1, now + 1];
  const given = Buffer.from(code);
  const found = candidates.filter((step) =>
    timingSafeEqual(Buffer.from(codeAt(secret, step)), given),
  );
  return found[0] ?? null;
}

/** What an authenticator reads, as text or as a QR code. */
export function otpauthUrl(secret: string, user: string): string {
  const issuer = "AgentRegistry";
  const query = new URLSearchParams({
    secret,
    issuer,
    algorithm: "SHA1",
    digits: String(digits),
    period: String(periodSeconds),
  });
  return `otpauth://totp/${issuer}:${encodeURIComponent(user)}?${query}`;
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Without padding, as authenticators have it (RFC 4648 §6). */
export function toBase32(bytes: Uint8Array): string {
  let bits = 0;
  let value = 0;
  let text = "";
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += alphabet[(value >> bits) & 31] ?? "";
    }
    value &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + (alphabet[(value << (5 - bits)) & 31] ?? "");
}

function fromBase32(text: string): Buffer {
  let bits = 0;
  let value = 0;
  const bytes: number[] = [];
  for (const character of text) {
    value = (value << 5) | alphabet.indexOf(character);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((value >> bits) & 255);
    value &= (1 << bits) - 1;
  }
  return Buffer.from(bytes);
}
