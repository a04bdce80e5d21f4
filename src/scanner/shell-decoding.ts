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

/** `tr 'A-Za-z' 'N-ZA-Mn-za-m'` over a constant. */
export function translate(args: readonly string[], text: string): string {
  const plain = args.filter((arg) => !/^-[a-zA-Z]+$/.test(arg));
  const from = expandSet(plain[0] ?? "");
  if (args.some((arg) => /^-[a-zA-Z]*d/.test(arg))) {
    return [...text].filter((letter) => !from.includes(letter)).join("");
  }
  const to = expandSet(plain[1] ?? "");
  if (to.length === 0) return text;
  return [...text]
    .map((letter) => {
      const index = from.indexOf(letter);
      return index < 0 ? letter : (to[Math.min(index, to.length - 1)] ?? letter);
    })
    .join("");
}

function expandSet(set: string): string[] {
  const letters: string[] = [];
  const source = [...set.slice(0, 512)];
  for (let index = 0; index < source.length; index++) {
    const [first, dash, last] = source.slice(index, index + 3);
    if (first !== undefined && dash === "-" && last !== undefined) {
      for (
        let code = first.charCodeAt(0);
        code <= last.charCodeAt(0) && letters.length < 1024;
        code++
      ) {
        letters.push(String.fromCharCode(code));
      }
      index += 2;
    } else if (first !== undefined) letters.push(first);
  }
  return letters;
}

/** `printf '\x63\x75%s' rl`, with the few directives that matter for text. */
export function printf(args: readonly string[]): string {
  const [format = "", ...values] = args[0] === "--" ? args.slice(1) : args;
  let next = 0;
  return format.replace(
    /\\x([0-9a-fA-F]{1,2})|\\0?([0-7]{1,3})|\\([nrt\\])|%[0-9.-]*([sbdcx%])/g,
    (_, hex?: string, octal?: string, letter?: string, directive?: string) => {
      if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (letter !== undefined) return { n: "\n", r: "\r", t: "\t" }[letter] ?? "\\";
      if (directive === "%") return "%";
      const value = values[next++] ?? "";
      return directive === "b" ? printf([value.replaceAll("%", "%%")]) : value;
    },
  );
}
