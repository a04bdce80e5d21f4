/** Pull-style access to a stream of chunks, without copying more than a chunk border needs. */
export interface ByteReader {
  /** Bytes handed out so far. */
  readonly offset: number;
  /** Up to `max` bytes, whatever is there; null at the end. */
  some(max: number): Promise<Uint8Array | null>;
  /** Exactly `count` bytes, fewer only at the end. For small counts: the result is in memory. */
  take(count: number): Promise<Uint8Array>;
  /** Gives back the last `count` bytes of what the latest `some` returned. */
  giveBack(count: number): void;
  close(): Promise<void>;
}

export function byteReader(chunks: AsyncIterable<Uint8Array>): ByteReader {
  const iterator = chunks[Symbol.asyncIterator]();
  let chunk: Uint8Array = new Uint8Array(0);
  let at = 0;
  let offset = 0;

  async function fill(): Promise<boolean> {
    while (at === chunk.length) {
      const next = await iterator.next();
      if (next.done === true) return false;
      chunk = new Uint8Array(next.value.buffer, next.value.byteOffset, next.value.byteLength);
      at = 0;
    }
    return true;
  }

  function slice(max: number): Uint8Array {
    const bytes = chunk.subarray(at, at + max);
    at += bytes.length;
    offset += bytes.length;
    return bytes;
  }

  return {
    get offset() {
      return offset;
    },
    async some(max) {
      if (at === chunk.length && !(await fill())) return null;
      return slice(max);
    },
    async take(count) {
      if (at === chunk.length && !(await fill())) return new Uint8Array(0);
      if (chunk.length - at >= count) return slice(count);
      const parts: Uint8Array[] = [];
      let missing = count;
      while (missing > 0 && (await fill())) {
        const part = slice(missing);
        parts.push(part);
        missing -= part.length;
      }
      return Buffer.concat(parts);
    },
    giveBack(count) {
      at -= count;
      offset -= count;
    },
    async close() {
      await iterator.return?.();
    },
  };
}
