/** Finds where one answer on a connection ends, whether it has a length or comes in chunks. */
export class AnswerReader {
  /** Text that is not complete: of the head, or of the line before a chunk. */
  #line = "";
  #state: "head" | "body" | "size" | "chunk" | "trailer" = "head";
  #left = 0;
  status = 0;

  /** Takes what arrived; true once the answer is complete. Nothing follows it unasked. */
  take(data: Buffer): boolean {
    let at = 0;
    while (at < data.length) {
      if (this.#state === "body" || this.#state === "chunk") {
        const step = Math.min(this.#left, data.length - at);
        at += step;
        this.#left -= step;
        if (this.#left > 0) return false;
        if (this.#state === "body") return this.#end();
        this.#state = "size";
        continue;
      }
      const mark = this.#state === "head" ? "\r\n\r\n" : "\r\n";
      const before = this.#line.length;
      this.#line += data.toString("latin1", at);
      const end = this.#line.indexOf(mark);
      if (end === -1) return false;
      at += end + mark.length - before;
      const line = this.#line.slice(0, end);
      this.#line = "";
      if (this.#passLine(line)) return this.#end();
    }
    return false;
  }

  /** True when no body follows the head, or no chunk the last one. */
  #passLine(line: string): boolean {
    if (this.#state === "trailer") return line === "";
    if (this.#state === "size") {
      const size = Number.parseInt(line, 16);
      this.#state = size === 0 ? "trailer" : "chunk";
      // The line end after a chunk belongs to it.
      this.#left = size + 2;
      return false;
    }
    this.status = Number(line.slice(9, 12));
    if (/^transfer-encoding: *chunked/im.test(line)) {
      this.#state = "size";
      return false;
    }
    this.#left = Number(/^content-length: *(\d+)/im.exec(line)?.[1] ?? 0);
    this.#state = "body";
    return this.#left === 0;
  }

  #end(): true {
    this.#state = "head";
    return true;
  }
}
