/**
 * Cuts a stream into lines without their ends. A line that is not finished is not handed out.
 *
 * @throws RangeError when a line is longer than `maxBytes`
 */
export async function* lines(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let at = 0;
    for (;;) {
      const newline = chunk.indexOf(0x0a, at);
      const part = chunk.subarray(at, newline === -1 ? chunk.length : newline);
      size += part.length;
      if (size > maxBytes) throw new RangeError(`a line is longer than ${maxBytes} bytes`);
      parts.push(part);
      if (newline === -1) break;
      yield Buffer.concat(parts).toString("utf8");
      parts = [];
      size = 0;
      at = newline + 1;
    }
  }
}
