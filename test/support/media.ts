/** Small files of well-known formats, whole and nothing more; no program in them runs. */

export function png(): Uint8Array {
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", Buffer.alloc(13, 1)),
    chunk("IDAT", Buffer.from([0x49, 0x45, 0x4e, 0x44, 0, 0])),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, data: Uint8Array): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(data.length);
  return Buffer.concat([size, Buffer.from(kind, "latin1"), data, Buffer.alloc(4, 7)]);
}

/** With a preview inside that has an end of its own. */
export function jpeg(): Uint8Array {
  const preview = Buffer.from([0xff, 0xd8, 0xff, 0xd9]);
  return Buffer.from([
    ...[0xff, 0xd8, 0xff, 0xe1, 0, 2 + preview.length, ...preview],
    ...[0xff, 0xda, 0, 4, 1, 1, 0x12, 0xff, 0x00, 0xff, 0xd0, 0x34, 0xff, 0xd9],
  ]);
}

export function gif(): Uint8Array {
  const header = [...Buffer.from("GIF89a", "latin1"), 1, 0, 1, 0, 0x80, 0, 0];
  const colours = [0, 0, 0, 255, 255, 255];
  const comment = [0x21, 0xfe, 3, 0x3b, 0x3b, 0, 0];
  const image = [0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0];
  return Buffer.from([...header, ...colours, ...comment, ...image, 0x3b]);
}

export function wav(): Uint8Array {
  const data = Buffer.alloc(16, 3);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + data.length);
  return Buffer.concat([Buffer.from("RIFF"), size, Buffer.from("WAVE"), data]);
}

export function zip(flags = 0): Uint8Array {
  const name = Buffer.from("a.txt");
  const entry = Buffer.alloc(30);
  entry.write("PK\x03\x04", "latin1");
  entry.writeUInt16LE(flags, 6);
  entry.writeUInt16LE(name.length, 26);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  return Buffer.concat([entry, name, end]);
}

export function gzip(): Uint8Array {
  return Bun.gzipSync(Buffer.from("inner"));
}

export function elf(strings = ""): Uint8Array {
  return Buffer.concat([
    Buffer.from("\x7fELF\x02\x01\x01\0", "latin1"),
    Buffer.alloc(120),
    Buffer.from(strings),
  ]);
}

export function pe(): Uint8Array {
  const bytes = Buffer.alloc(256);
  bytes.write("MZ", "latin1");
  bytes.writeUInt16LE(128, 60);
  bytes.write("PE\0\0", 128, "latin1");
  return bytes;
}

/** A module with these imports of functions, as `module.name`. */
export function wasm(...imports: readonly string[]): Uint8Array {
  const entries = imports.map((one) => {
    const [module = "", name = ""] = one.split(".");
    return Buffer.from([
      module.length,
      ...Buffer.from(module),
      name.length,
      ...Buffer.from(name),
      0,
      0,
    ]);
  });
  const body = Buffer.concat([Buffer.from([imports.length]), ...entries]);
  const type = [1, 4, 1, 0x60, 0, 0];
  return Buffer.concat([
    Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...type, 2, body.length]),
    body,
  ]);
}

/** A cache of compiled code as one runtime writes it. */
export function compiledCache(): Uint8Array {
  return Buffer.concat([Buffer.from([0x9d, 0x06, 0xde, 0xc0]), Buffer.alloc(80, 5)]);
}

export function followedBy(bytes: Uint8Array, more: string | Uint8Array): Uint8Array {
  return Buffer.concat([bytes, Buffer.from(more)]);
}
