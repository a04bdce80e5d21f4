import { createCipheriv, createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

export interface GeneratedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A gzipped tar archive as `npm pack` writes one; the same files give the same bytes. */
export function packTarball(files: readonly GeneratedFile[]): Buffer<ArrayBuffer> {
  const blocks = files.flatMap(({ path, bytes }) => [
    tarHeader(`package/${path}`, bytes.length),
    bytes,
    Buffer.alloc(-bytes.length & 511),
  ]);
  return Buffer.from(gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)])));
}

function tarHeader(path: string, size: number): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  header.write(path, 0);
  header.write(octal(0o644, 7), 100);
  header.write(octal(0, 7) + octal(0, 7), 108);
  header.write(octal(size, 11) + octal(499_162_500, 11), 124);
  header.write("        0", 148);
  header.write("ustar\x0000", 257);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${octal(sum, 6)} `, 148);
  return header;
}

/** Bytes that no compression makes smaller; the same for the same seed. */
export function noise(bytes: number, seed: number): Buffer {
  const key = createHash("sha256").update(String(seed)).digest();
  return createCipheriv("aes-256-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}

/** A readable program of about that length, which compresses as programs do. */
export function sourceText(bytes: number, seed: number): Buffer {
  const words = noise(Math.ceil(bytes / 8), seed).toString("base64url");
  const lines: string[] = [];
  for (let at = 0, length = 0; length < bytes; at += 12) {
    const [a, b, c] = [0, 3, 6].map((offset) => `v${words.slice(at + offset, at + offset + 3)}`);
    const line = `export function ${a}(${b}, ${c}) {\n  return ${b} === undefined ? ${c} : ${b}.length;\n}\n`;
    lines.push(line);
    length += line.length;
  }
  return Buffer.from(lines.join("")).subarray(0, bytes);
}

export function manifestFile(name: string, version: string): GeneratedFile {
  const manifest = { name, version, description: "A generated package", main: "index.js" };
  return { path: "package.json", bytes: Buffer.from(JSON.stringify(manifest)) };
}

/** What `npm publish` sends for a tarball. */
export function publishDocument(name: string, version: string, tarball: Buffer): string {
  const digests = {
    integrity: `sha512-${createHash("sha512").update(tarball).digest("base64")}`,
    shasum: createHash("sha1").update(tarball).digest("hex"),
  };
  const manifest = { name, version, description: "A generated package", main: "index.js" };
  return JSON.stringify({
    _id: name,
    name,
    "dist-tags": { latest: version },
    versions: { [version]: { ...manifest, _id: `${name}@${version}`, dist: digests } },
    _attachments: {
      [`${name}-${version}.tgz`]: {
        content_type: "application/octet-stream",
        data: tarball.toString("base64"),
        length: tarball.length,
      },
    },
  });
}
