const block = 512;

/** The moment that npm gives to every file of a package: 1985-10-26T08:15:00Z. */
const modifiedAt = 499_162_500;

/** Two empty blocks end an archive. */
export function endOfTar(): Uint8Array[] {
  return [Buffer.alloc(2 * block)];
}

/**
 * A file as POSIX ustar has it: header, body, padding.
 *
 * @param path at most 100 bytes; longer ones stand in a header of type `x` before it
 */
export function tarFile(path: string, body: Uint8Array, type: "0" | "x" = "0"): Uint8Array[] {
  const header = Buffer.alloc(block);
  const octal = (value: number, length: number) => value.toString(8).padStart(length, "0");
  header.write(path, 0, 100, "utf8");
  header.write(`${octal(0o644, 7)}\0`, 100, "ascii");
  header.write(`${octal(0, 7)}\0`, 108, "ascii");
  header.write(`${octal(0, 7)}\0`, 116, "ascii");
  header.write(`${octal(body.length, 11)}\0`, 124, "ascii");
  header.write(`${octal(modifiedAt, 11)}\0`, 136, "ascii");
  // The checksum is taken with blanks in its own place.
  header.write(`        ${type}`, 148, "ascii");
  header.write("ustar\u000000", 257, "latin1");
  header.write(`${octal(0, 7)}\0`, 329, "ascii");
  header.write(`${octal(0, 7)}\0`, 337, "ascii");
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)}\0 `, 148, "ascii");
  return [header, body, Buffer.alloc((block - (body.length % block)) % block)];
}
