import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { link, mkdir, open, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { RegistryError } from "../errors.ts";
import type { BlobStore, StagedBlob } from "./blobs.ts";
import { Digester, type Integrity, integrityFromHex, integrityToHex } from "./integrity.ts";

/**
 * A blob store in a folder: `sha512/ab/cdef…`, temporary files beside it so that a link can move them.
 * Left-over temporary files of a crash are removed when the store is opened.
 *
 * @param durable whether a blob must survive a power loss (a cache need not)
 */
export async function openDiskBlobs(folder: string, durable: boolean): Promise<BlobStore> {
  const temporary = join(folder, "tmp");
  await rm(temporary, { recursive: true, force: true });
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  const root = join(folder, "sha512");
  await mkdir(root, { recursive: true, mode: 0o700 });

  const pathOf = (integrity: Integrity) => blobPath(folder, integrity);

  async function sync(path: string): Promise<void> {
    const handle = await open(path, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  return {
    async stage(bytes, maxBytes): Promise<StagedBlob> {
      const path = join(temporary, randomUUID());
      const remove = () => rm(path, { force: true });
      const handle = await open(path, "wx", 0o600);
      try {
        const digester = new Digester();
        for await (const chunk of bytes) {
          digester.update(chunk);
          if (digester.size > maxBytes) {
            throw new RegistryError("too_large", `the tarball is larger than ${maxBytes} bytes`);
          }
          await handle.write(chunk);
        }
        if (durable) await handle.sync();
        return { ...digester.digest(), path, [Symbol.asyncDispose]: remove };
      } catch (error) {
        await remove();
        throw error;
      } finally {
        await handle.close();
      }
    },

    async put(staged) {
      const path = pathOf(staged.integrity);
      const made = await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      try {
        // link, not rename: it fails instead of replacing, so stored bytes cannot change.
        await link(staged.path, path);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      if (durable) {
        await sync(dirname(path));
        if (made !== undefined) await sync(root);
      }
    },

    async open(integrity) {
      const path = pathOf(integrity);
      return isFile(path) ? Bun.file(path, { type: "application/octet-stream" }) : null;
    },

    probe(integrity, size) {
      const path = pathOf(integrity);
      return () => statSync(path, { throwIfNoEntry: false })?.size === size;
    },

    has: async (integrity) => isFile(pathOf(integrity)),

    async remove(integrity) {
      await rm(pathOf(integrity), { force: true });
    },

    async *list() {
      for (const prefix of await readdir(root)) {
        for (const rest of await readdir(join(root, prefix))) yield integrityFromHex(prefix + rest);
      }
    },
  };
}

/** Where a store in a folder has the bytes of a digest. */
export function blobPath(folder: string, integrity: Integrity): string {
  const hex = integrityToHex(integrity);
  return join(folder, "sha512", hex.slice(0, 2), hex.slice(2));
}

/** Synchronous: one system call costs less than a trip through the thread pool. */
function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
