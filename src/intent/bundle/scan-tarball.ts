import { gzipSync } from "node:zlib";
import { endOfTar, tarFile } from "../../expert/tar-file.ts";
import type { Bundle } from "./read-bundle.ts";

/** Longest path that a header holds by itself, in bytes. */
const maxPath = 100;

/** The files of a bundle in the form that the scanner reads; they are judged as a package would be. */
export function scanTarball({ files, manifest }: Bundle): Uint8Array {
  const all = new Map(files);
  // Without one it could not be installed, which for a pack says nothing.
  if (!all.has("package.json")) {
    const { id, version } = manifest;
    all.set("package.json", Buffer.from(JSON.stringify({ name: id, version })));
  }
  const pieces = [...all].flatMap(([path, content]) => entry(`package/${path}`, content));
  return gzipSync(Buffer.concat([...pieces, ...endOfTar()]), { level: 1 });
}

function entry(path: string, content: Uint8Array): Uint8Array[] {
  if (Buffer.byteLength(path) <= maxPath) return tarFile(path, content);
  return [...tarFile("package/long-path", paxPath(path), "x"), ...tarFile(path, content)];
}

/** A record begins with its own length (POSIX.1-2001, pax). */
function paxPath(path: string): Uint8Array {
  const rest = Buffer.byteLength(` path=${path}\n`);
  let length = rest;
  while (length !== rest + String(length).length) length = rest + String(length).length;
  return Buffer.from(`${length} path=${path}\n`);
}
