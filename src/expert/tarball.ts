import { crc32 } from "node:zlib";
import type { JsonObject } from "../scanner/rule.ts";
import type { ExpertDefinition } from "./definition.ts";
import { dependenciesOfDelegates } from "./delegates.ts";
import { toToml } from "./perstack-file.ts";

/** A package that the registry made of a definition, as a publisher would send it. */
export interface ExpertTarball {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The package.json in it. */
  readonly manifest: JsonObject;
  readonly readme: string;
}

/**
 * A definition as an npm package. The same definition gives the same bytes on every machine and with
 * every release of the runtime: order, times, owners and modes are fixed, and so is the compression,
 * which is none, because compressors change from one release to the next.
 */
export function expertTarball(definition: ExpertDefinition): ExpertTarball {
  const { name, version, description, delegates } = definition;
  const manifest = {
    name,
    version,
    description,
    keywords: ["expert", "perstack"],
    // Also in here, because one client writes its lock file from the package.json of the tarball.
    ...(delegates.length === 0 ? {} : { dependencies: dependenciesOfDelegates(delegates) }),
  };
  const readme = readmeOf(definition);
  const tar = Buffer.concat([
    ...entry("package.json", `${JSON.stringify(manifest, null, 2)}\n`),
    ...entry("perstack.toml", toToml(definition)),
    ...entry("README.md", readme),
    ...endOfTar(),
  ]);
  return { bytes: stored(tar), manifest, readme };
}

function readmeOf({ name, version, description, skills, delegates }: ExpertDefinition): string {
  const lines = [`# ${name}`, "", description, "", `An Expert, version ${version}.`];
  const names = Object.keys(skills).sort();
  if (names.length > 0) lines.push("", "## Skills", "", ...names.map((skill) => `- \`${skill}\``));
  if (delegates.length > 0) {
    lines.push("", "## Delegates", "", ...delegates.map((key) => `- \`${key}\``));
  }
  return `${lines.join("\n")}\n`;
}

const block = 512;

/** The moment that npm gives to every file of a package: 1985-10-26T08:15:00Z. */
const modifiedAt = 499_162_500;

function entry(path: string, text: string): Uint8Array[] {
  return tarFile(`package/${path}`, Buffer.from(text, "utf8"));
}

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

/** Longest block that deflate can store as it is (RFC 1951 §3.2.4). */
const maxStored = 0xffff;

/** A gzip stream whose content is stored and not compressed (RFC 1952). */
function stored(content: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
  const pieces: Uint8Array[] = [header];
  for (let at = 0; at < content.length; at += maxStored) {
    const piece = content.subarray(at, at + maxStored);
    const head = Buffer.alloc(5);
    head.writeUInt8(at + maxStored >= content.length ? 1 : 0, 0);
    head.writeUInt16LE(piece.length, 1);
    head.writeUInt16LE(piece.length ^ 0xffff, 3);
    pieces.push(head, piece);
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(content) >>> 0, 0);
  trailer.writeUInt32LE(content.length >>> 0, 4);
  return new Uint8Array(Buffer.concat([...pieces, trailer]));
}
