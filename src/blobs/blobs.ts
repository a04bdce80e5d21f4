import type { Digests, Integrity } from "./integrity.ts";

/**
 * Bytes by their digest. What is stored under a digest never changes, so writing twice is harmless
 * and nothing is ever overwritten. `test/contracts/blobs.ts` is this interface as a test suite.
 */
export interface BlobStore {
  /**
   * Writes a stream to a temporary file and takes its digests. Nothing is visible until `put`;
   * disposing the result removes the file if it was not put.
   *
   * @throws RegistryError `too_large` past `maxBytes`
   */
  stage(bytes: AsyncIterable<Uint8Array>, maxBytes: number): Promise<StagedBlob>;
  /** Makes staged bytes permanent; on return they survive a power loss. */
  put(staged: StagedBlob): Promise<void>;
  /** The bytes as a lazily read file of known size, or null. */
  open(integrity: Integrity): Promise<Blob | null>;
  has(integrity: Integrity): Promise<boolean>;
  /** A check, cheap enough for every answer, whether bytes of this size are still in place. */
  probe(integrity: Integrity, size: number): () => boolean;
  remove(integrity: Integrity): Promise<void>;
  list(): AsyncIterable<Integrity>;
}

export interface StagedBlob extends Digests, AsyncDisposable {
  /** SHA-256 in hex, by which lists name bad bytes. */
  readonly sha256: string;
  /** A local file that a scanner can read. */
  readonly path: string;
}
