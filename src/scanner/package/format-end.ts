/** What a walker asks for next: some bytes, to leave some out, or to go on past one that it picks. */
type Step =
  | { readonly take: number }
  | { readonly skip: number }
  | { readonly until: (byte: number) => boolean };

/**
 * Walks over the parts of a format from its first byte and returns at its end: how many of the last
 * bytes that it took lie behind it. Returns null where the parts make no sense.
 */
type Walk = Generator<Step, number | null, Uint8Array>;

/** Finds out where a file should end while it goes by. */
export interface EndFinder {
  add(piece: Uint8Array): void;
  /** Bytes behind the end; 0 while it was not reached. */
  readonly appended: number;
  /** The first of those, at most 512; empty when all of them are blank. */
  readonly head: Uint8Array;
}

const maxTaken = 64 * 1024;
/** Files of nothing but tiny parts are not worth the time. */
const maxSteps = 2_000_000;
const keptHead = 512;

/** For formats that say where they end; null for the others. */
export function endFinder(magic: string): EndFinder | null {
  const walk = walkers[magic];
  return walk === undefined ? null : follow(walk());
}

function follow(walk: Walk): EndFinder {
  let step: Step | null = null;
  let left = 0;
  let taken: Uint8Array = new Uint8Array(0);
  let appended = 0;
  let isBlank = true;
  let head: Uint8Array = new Uint8Array(0);
  let steps = 0;

  function next(bytes: Uint8Array): void {
    steps += 1;
    const result = walk.next(bytes);
    if (result.done === true || steps > maxSteps) {
      step = null;
      if (result.done !== true || result.value === null) appended = Number.NaN;
      else if (result.value > 0) behind(bytes.subarray(bytes.length - result.value));
      return;
    }
    step = result.value;
    left = "take" in step ? step.take : "skip" in step ? step.skip : 0;
    if ("take" in step) taken = new Uint8Array(Math.min(left, maxTaken));
  }

  function behind(piece: Uint8Array): void {
    appended += piece.length;
    isBlank &&= piece.every((byte) => byte === 0 || byte === 10 || byte === 13 || byte === 32);
    if (head.length < keptHead) {
      head = Buffer.concat([head, piece.subarray(0, keptHead - head.length)]);
    }
  }

  next(new Uint8Array(0));
  return {
    add(piece) {
      let at = 0;
      while (step !== null && at < piece.length) {
        if ("until" in step) {
          const { until } = step;
          let isFound = false;
          while (!isFound && at < piece.length) isFound = until(piece[at++] ?? 0);
          if (isFound) next(taken);
          continue;
        }
        const count = Math.min(left, piece.length - at);
        if ("take" in step) {
          taken.set(piece.subarray(at, at + count), taken.length - left);
        }
        left -= count;
        at += count;
        if (left === 0) next(taken);
      }
      if (step === null && at < piece.length) behind(piece.subarray(at));
    },
    get appended() {
      return isBlank || Number.isNaN(appended) ? 0 : appended;
    },
    get head() {
      return isBlank ? new Uint8Array(0) : head;
    },
  };
}

const walkers: Readonly<Record<string, () => Walk>> = {
  png,
  jpeg,
  gif,
  webp: riff,
  wav: riff,
  bmp,
  ico,
  woff,
  font,
  ogg,
  mp4,
  "7z": sevenZip,
  wasm,
};

function* png(): Walk {
  yield* skip(8);
  for (;;) {
    const chunk = view(yield { take: 8 });
    yield* skip(chunk.getUint32(0) + 4);
    if (chunk.getUint32(4) === 0x49454e44) return 0;
  }
}

function* jpeg(): Walk {
  yield* skip(2);
  for (;;) {
    let [mark, kind] = yield* pair();
    if (mark !== 0xff) return null;
    while (kind === 0xff) kind = yield* one();
    for (;;) {
      if (kind === 0xd9) return 0;
      if (kind === 0x01 || (kind >= 0xd0 && kind <= 0xd8)) break;
      const size = view(yield { take: 2 }).getUint16(0);
      yield* skip(Math.max(0, size - 2));
      if (kind !== 0xda) break;
      kind = yield* jpegScan();
    }
  }
}

/** Compressed picture data, up to the next mark that is no part of it. */
function* jpegScan(): Generator<Step, number, Uint8Array> {
  let before = 0;
  let kind = 0;
  yield {
    until: (byte) => {
      kind = before === 0xff ? byte : 0;
      before = byte;
      return kind !== 0 && kind !== 0xff && (kind < 0xd0 || kind > 0xd7);
    },
  };
  return kind;
}

function* gif(): Walk {
  const header = yield { take: 13 };
  yield* skip(colours(header[10] ?? 0));
  for (;;) {
    const kind = yield* one();
    if (kind === 0x3b) return 0;
    if (kind === 0x2c) {
      const image = yield { take: 9 };
      yield* skip(colours(image[8] ?? 0) + 1);
    } else if (kind === 0x21) yield* one();
    else return null;
    yield* gifBlocks();
  }
}

/** Blocks that say how long they are; one without a length is the last. */
function* gifBlocks(): Generator<Step, void, Uint8Array> {
  let left = 0;
  yield {
    until: (byte) => {
      const isSize = left === 0;
      left = isSize ? byte : left - 1;
      return isSize && byte === 0;
    },
  };
}

function colours(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}

function* riff(): Walk {
  const size = view(yield { take: 12 }).getUint32(4, true);
  // Players take a size that is not filled in for "until the end".
  if (size < 4 || size === 0xffffffff) return null;
  yield* skip(size - 4 + (size % 2));
  return 0;
}

function* bmp(): Walk {
  const size = view(yield { take: 14 }).getUint32(2, true);
  if (size < 54) return null;
  yield* skip(size - 14);
  return 0;
}

function* ico(): Walk {
  const count = view(yield { take: 6 }).getUint16(4, true);
  if (count === 0 || count > 4096) return null;
  const directory = view(yield { take: count * 16 });
  let end = 6 + count * 16;
  for (let at = 0; at < count * 16; at += 16) {
    end = Math.max(end, directory.getUint32(at + 8, true) + directory.getUint32(at + 12, true));
  }
  yield* skip(end - 6 - count * 16);
  return 0;
}

function* woff(): Walk {
  const size = view(yield { take: 12 }).getUint32(8);
  if (size < 44) return null;
  yield* skip(size - 12);
  return 0;
}

function* font(): Walk {
  const header = view(yield { take: 12 });
  const count = header.getUint16(4);
  // A collection has another header; few of them exist and none is worth a reader.
  if (header.getUint32(0) === 0x74746366 || count === 0 || count > 1024) return null;
  const directory = view(yield { take: count * 16 });
  let end = 12 + count * 16;
  for (let at = 0; at < count * 16; at += 16) {
    const table = directory.getUint32(at + 8) + directory.getUint32(at + 12);
    end = Math.max(end, Math.ceil(table / 4) * 4);
  }
  yield* skip(end - 12 - count * 16);
  return 0;
}

function* ogg(): Walk {
  for (let page = 0; ; page++) {
    const mark = view(yield { take: 4 }).getUint32(0);
    if (mark !== 0x4f676753) return page === 0 ? null : 4;
    const header = yield { take: 23 };
    const count = header[22] ?? 0;
    const sizes: Uint8Array = count === 0 ? new Uint8Array(0) : yield { take: count };
    yield* skip(sizes.reduce((sum, size) => sum + size, 0));
  }
}

function* mp4(): Walk {
  for (let box = 0; ; box++) {
    const header = yield { take: 8 };
    const isNamed = header.subarray(4).every((byte) => byte >= 0x20 && byte !== 0x7f);
    if (!isNamed) return box === 0 ? null : 8;
    let size = view(header).getUint32(0);
    let read = 8;
    // Zero stands for "until the end", one for a size that needs eight bytes.
    if (size === 0) return null;
    if (size === 1) {
      size = wide(view(yield { take: 8 }), 0, false);
      read = 16;
    }
    if (size < read) return box === 0 ? null : 8;
    yield* skip(size - read);
  }
}

function* sevenZip(): Walk {
  const header = view(yield { take: 32 });
  yield* skip(wide(header, 12, true) + wide(header, 20, true));
  return 0;
}

/** Sections follow each other up to the end; what is none was put behind them. */
function* wasm(): Walk {
  yield* skip(8);
  for (;;) {
    const id = yield* one();
    if (id > 13) return 1;
    let size = 0;
    for (let shift = 0; shift < 35; shift += 7) {
      const byte = yield* one();
      size += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    yield* skip(size);
  }
}

function* skip(count: number): Generator<Step, void, Uint8Array> {
  if (count > 0) yield { skip: count };
}

function* one(): Generator<Step, number, Uint8Array> {
  return (yield { take: 1 })[0] ?? 0;
}

function* pair(): Generator<Step, [number, number], Uint8Array> {
  const bytes = yield { take: 2 };
  return [bytes[0] ?? 0, bytes[1] ?? 0];
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Sizes of eight bytes, which no file here fills. */
function wide(bytes: DataView, at: number, littleEndian: boolean): number {
  const [low, high] = littleEndian ? [at, at + 4] : [at + 4, at];
  return bytes.getUint32(high, littleEndian) * 2 ** 32 + bytes.getUint32(low, littleEndian);
}
