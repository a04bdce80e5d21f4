import { gunzipSync } from "node:zlib";

const maxOutput = 256 * 1024;

/** What a decoder of constants prints, or null when that needs a key, a file or another tool. */
export function decodeConstant(
  program: string,
  text: string,
  args: readonly string[],
): string | null {
  if (text.length > maxOutput) return null;
  switch (program) {
    case "base64":
    case "gbase64":
    case "basenc":
      return Buffer.from(text, "base64").toString("utf8");
    case "openssl":
      return args.some((arg) => /base64|^-a$/.test(arg))
        ? Buffer.from(text, "base64").toString("utf8")
        : null;
    case "xxd":
      return Buffer.from(text.replace(/[^0-9a-fA-F]/g, ""), "hex").toString("utf8");
    case "rev":
      return text
        .split("\n")
        .map((line) => [...line].reverse().join(""))
        .join("\n");
    case "gunzip":
    case "zcat":
    case "gzip":
      return inflate(text);
    default:
      return null;
  }
}

function inflate(text: string): string | null {
  try {
    return gunzipSync(Buffer.from(text, "latin1"), { maxOutputLength: maxOutput }).toString("utf8");
  } catch {
    return null;
  }
}
