const maxImports = 200;
const maxName = 100;

/**
 * What a WebAssembly module asks its host for, as `module.name`, from the beginning of its bytes:
 * the imports stand near there. What does not fit is left out.
 */
export function wasmImports(head: Uint8Array): readonly string[] {
  const reader = cursor(head, 8);
  while (!reader.isDone()) {
    const id = reader.byte();
    const size = reader.number();
    if (id === 2) return readImports(reader);
    reader.skip(size);
  }
  return [];
}

function readImports(reader: Cursor): readonly string[] {
  const found = new Set<string>();
  const count = reader.number();
  for (let index = 0; index < count && !reader.isDone() && found.size < maxImports; index++) {
    const name = `${reader.name()}.${reader.name()}`;
    if (reader.isDone()) break;
    found.add(name);
    const kind = reader.byte();
    if (kind === 0) reader.number();
    else if (kind === 1 || kind === 2) {
      if (kind === 1) reader.byte();
      const hasMaximum = (reader.byte() & 1) === 1;
      reader.number();
      if (hasMaximum) reader.number();
    } else if (kind === 3) reader.skip(2);
    else if (kind === 4) {
      reader.byte();
      reader.number();
    } else break;
  }
  return [...found].sort();
}

interface Cursor {
  isDone(): boolean;
  byte(): number;
  number(): number;
  name(): string;
  skip(count: number): void;
}

function cursor(bytes: Uint8Array, start: number): Cursor {
  let at = start;
  const byte = () => bytes[at++] ?? 0;
  function number(): number {
    let value = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const next = byte();
      value += (next & 0x7f) * 2 ** shift;
      if (next < 0x80) break;
    }
    return value;
  }
  return {
    isDone: () => at >= bytes.length,
    byte,
    number,
    name() {
      const size = number();
      const name = Buffer.from(bytes.subarray(at, at + Math.min(size, maxName))).toString("utf8");
      at += size;
      return name;
    },
    skip(count) {
      at += count;
    },
  };
}
