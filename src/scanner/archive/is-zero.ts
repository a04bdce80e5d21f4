const zeros = Buffer.alloc(64 * 1024);

/** Are all bytes zero? Compares in blocks, since padding may be as long as the largest archive. */
export function isZero(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at += zeros.length) {
    const block = bytes.subarray(at, at + zeros.length);
    if (zeros.compare(block, 0, block.length, 0, block.length) !== 0) return false;
  }
  return true;
}
