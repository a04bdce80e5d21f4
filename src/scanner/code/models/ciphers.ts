import { Buffer } from "node:buffer";
import { createDecipheriv, getCipherInfo, pbkdf2Sync, createHash as realHash } from "node:crypto";
import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  unzipSync,
} from "node:zlib";
import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import {
  answer,
  argument,
  asInstance,
  calls,
  keep,
  kept,
  listOf,
  memberOf,
  nothing,
  reads,
  type Table,
} from "./define.ts";
import { bytesValue } from "./encodings.ts";
import { mayWork } from "./work-budget.ts";

/** Nothing larger is unpacked or decrypted to be looked at. */
const maxOutput = 8 * 1024 * 1024;
const maxRounds = 200_000;
const limit = { maxOutputLength: maxOutput };

const unpackers: Readonly<Record<string, (bytes: Uint8Array) => Uint8Array>> = {
  inflate: (bytes) => inflateSync(bytes, limit),
  inflateRaw: (bytes) => inflateRawSync(bytes, limit),
  gunzip: (bytes) => gunzipSync(bytes, limit),
  unzip: (bytes) => unzipSync(bytes, limit),
  ungzip: (bytes) => unzipSync(bytes, limit),
  brotliDecompress: (bytes) => brotliDecompressSync(bytes, limit),
  decompress: (bytes) => brotliDecompressSync(bytes, limit),
  decompressSync: (bytes) => unzipSync(bytes, limit),
};

/** Known bytes are unpacked; of others it is remembered that they were packed. */
function unpack(call: Call): Value {
  const { machine, args, name } = call;
  const source = argument(call, 0);
  const taint = machine.taintOf(source);
  const member = memberOf(name);
  const unpacker = unpackers[member] ?? unpackers[member.replace(/Sync$/, "")];
  const bytes = machine.bytesOf(source);
  let result = machine.tainted(machine.unknown(taint), taint, "inflate");
  if (unpacker !== undefined && bytes !== null && mayWork(machine, 16 * bytes.length)) {
    try {
      const unpacked = unpacker(bytes);
      const wantsText = machine.knownText(machine.get(args[1] ?? nothing, "to")) === "string";
      result = wantsText
        ? machine.tainted(
            machine.text(Buffer.from(unpacked).toString("utf8"), taint),
            taint,
            "inflate",
          )
        : bytesValue(machine, unpacked, taint, "inflate");
    } catch {
      // Not what it is taken for, or more than we look at: it stays unknown.
    }
  }
  return answer(call, result);
}

function pack(call: Call): Value {
  const taint = call.machine.taintOf(argument(call, 0));
  return answer(call, call.machine.tainted(call.machine.unknown(taint), taint, "encode"));
}

/** A hash, a cipher: takes parts, gives something made of all of them. */
function begin(of: string): (call: Call) => Value {
  return ({ machine, args }) =>
    machine.instance(of, {
      first: args[0] ?? nothing,
      key: args[1] ?? nothing,
      iv: args[2] ?? nothing,
    });
}

function feed(machine: Machine, self: Value, args: readonly Value[]): void {
  const before = kept(self, "fed");
  keep(self, "fed", machine.array([...listOf(machine, before), ...args.slice(0, 1)]));
}

function update(call: Call): Value {
  feed(call.machine, call.self, call.args);
  return call.self;
}

function digest(call: Call): Value {
  const { machine, self, args } = call;
  const parts = listOf(machine, kept(self, "fed"));
  const taint = machine.taintOf(...parts);
  const name = machine.knownText(asInstance(self)?.data["first"]);
  const all = parts.map((part) => bytesOf(machine, part));
  if (
    name === null ||
    all.includes(null) ||
    all.length === 0 ||
    !/^(?:md5|sha(?:1|224|256|384|512))$/i.test(name)
  ) {
    return machine.tainted(machine.unknown(taint), taint, "encode");
  }
  const bytes = realHash(name)
    .update(Buffer.concat(all.filter((part) => part !== null)))
    .digest();
  return shownAs(machine, bytes, args[0], taint);
}

function bytesOf(machine: Machine, value: Value | undefined): Uint8Array | null {
  const text = machine.knownText(value);
  return text === null ? machine.bytesOf(value) : Buffer.from(text, "utf8");
}

function shownAs(
  machine: Machine,
  bytes: Uint8Array,
  encoding: Value | undefined,
  taint: Value["taint"],
): Value {
  const name = machine.knownText(encoding);
  if (name === null || !Buffer.isEncoding(name)) return bytesValue(machine, bytes, taint);
  return machine.text(Buffer.from(bytes).toString(name), taint);
}

/** Deciphers known bytes by a known key; nothing of the package runs for it. */
function decipherUpdate(call: Call): Value {
  const { machine, self, args } = call;
  const [data, encoding, output] = args;
  const cipher = asInstance(self)?.data;
  const taint = originOf(machine, data ?? nothing, cipher?.["key"] ?? nothing);
  keep(self, "deciphered", machine.primitive(true));
  const bytes = encoded(machine, data, encoding);
  const plain = bytes === null ? null : decipher(machine, cipher, bytes);
  if (plain === null) return machine.tainted(machine.unknown(taint), taint, "decrypt");
  const name = machine.knownText(output);
  if (name === null || !Buffer.isEncoding(name))
    return bytesValue(machine, plain, taint, "decrypt");
  return machine.tainted(machine.text(Buffer.from(plain).toString(name), taint), taint, "decrypt");
}

/** What was sealed elsewhere is what it was before; a secret that opens it does not come out of it. */
function originOf(machine: Machine, data: Value, key: Value): Value["taint"] {
  const own = machine.taintOf(data);
  return own.atoms.length > 0 && machine.isFrom("src.env.secret", key)
    ? own
    : machine.taintOf(data, key);
}

function encoded(
  machine: Machine,
  data: Value | undefined,
  encoding: Value | undefined,
): Uint8Array | null {
  const text = machine.knownText(data);
  if (text === null) return machine.bytesOf(data);
  const name = machine.knownText(encoding) ?? "utf8";
  return Buffer.isEncoding(name) ? Buffer.from(text, name) : null;
}

/** The whole text at once: `final` has nothing left to give. Tags are not asked, as attackers need not. */
function decipher(
  machine: Machine,
  data: Readonly<Record<string, Value>> | undefined,
  bytes: Uint8Array,
): Uint8Array | null {
  const name = machine.knownText(data?.["first"]);
  const [key, iv] = [bytesOf(machine, data?.["key"]), bytesOf(machine, data?.["iv"])];
  if (name === null || key === null || bytes.length > maxOutput) return null;
  if (!mayWork(machine, bytes.length)) return null;
  const info = getCipherInfo(name);
  if (info === undefined) return null;
  try {
    const cipher = createDecipheriv(name, key, iv);
    const first = cipher.update(bytes);
    if (/gcm|ccm|ocb|poly1305/i.test(name)) return first;
    return Buffer.concat([first, cipher.final()]);
  } catch {
    // A key that does not fit opens nothing in a runtime either.
    return null;
  }
}

function decipherFinal({ machine, self, args }: Call): Value {
  const done = kept(self, "deciphered");
  const name = machine.knownText(args[0]);
  if (done === undefined) return machine.unknown();
  return name === null ? bytesValue(machine, new Uint8Array(0), machine.none) : machine.text("");
}

function deriveKey(call: Call): Value {
  const { machine, args } = call;
  const [password, salt, rounds, length, hash] = args;
  const [secret, salted] = [bytesOf(machine, password), bytesOf(machine, salt)];
  const [count, size] = [machine.numberOf(rounds), machine.numberOf(length)];
  const name = machine.knownText(hash);
  const taint = machine.taintOf(...args);
  if (secret === null || salted === null || count === null || size === null || name === null) {
    return answer(call, machine.unknown(taint));
  }
  if (count > maxRounds || size > 1024 || !mayWork(machine, count * 100)) {
    return answer(call, machine.unknown(taint));
  }
  try {
    return answer(call, bytesValue(machine, pbkdf2Sync(secret, salted, count, size, name), taint));
  } catch {
    return answer(call, machine.unknown(taint));
  }
}

function encrypted(call: Call): Value {
  const taint = call.machine.taintOf(...call.args.slice(0, 2));
  return answer(call, call.machine.tainted(call.machine.unknown(taint), taint, "encode"));
}

function decrypted(call: Call): Value {
  const taint = call.machine.taintOf(...call.args);
  return answer(call, call.machine.tainted(call.machine.unknown(taint), taint, "decrypt"));
}

const unpacking = "inflate,inflateRaw,gunzip,unzip,brotliDecompress";
const packing = "deflate,deflateRaw,gzip,brotliCompress";
const synchronous = (names: string) =>
  names
    .split(",")
    .flatMap((name) => [name, `${name}Sync`])
    .join(",");

export const ciphers: Table = [
  ...calls({
    [`node:zlib.{${synchronous(unpacking)}} pkg:pako.{inflate,inflateRaw,ungzip} pkg:fflate.{decompressSync,gunzipSync,inflateSync,unzlibSync,decompress} pkg:brotli.decompress global.Bun.{gunzipSync,inflateSync}`]:
      unpack,
    [`node:zlib.{${synchronous(packing)}} pkg:pako.{deflate,deflateRaw,gzip} pkg:fflate.{zipSync,gzipSync,deflateSync,compressSync} pkg:lz-string.{compress,compressToBase64,compressToEncodedURIComponent}`]:
      pack,
    "pkg:lz-string.{decompress,decompressFromBase64,decompressFromUTF16,decompressFromEncodedURIComponent}":
      (call) => {
        const taint = call.machine.taintOf(...call.args);
        return call.machine.tainted(call.machine.unknown(taint), taint, "inflate");
      },
    "node:zlib.{createGunzip,createInflate,createInflateRaw,createUnzip,createBrotliDecompress,createGzip,createDeflate,createBrotliCompress}":
      ({ machine }) => machine.instance("Passing"),
    "instance:Passing.{write,end}": (call) => {
      feed(call.machine, call.self, call.args);
      return call.self;
    },
    "node:crypto.{createHash,createHmac} global.Bun.CryptoHasher": begin("Hash"),
    "instance:Hash.update": update,
    "instance:Hash.digest": digest,
    "node:crypto.createCipheriv node:crypto.createCipher": begin("Cipher"),
    "instance:Cipher.update": (call) => {
      feed(call.machine, call.self, call.args);
      return encrypted(call);
    },
    "instance:Cipher.final": (call) => {
      const taint = call.machine.taintOf(kept(call.self, "fed") ?? nothing);
      return call.machine.tainted(call.machine.unknown(taint), taint, "encode");
    },
    "node:crypto.{createDecipheriv,createDecipher}": begin("Decipher"),
    "instance:Decipher.update": decipherUpdate,
    "instance:Decipher.final": decipherFinal,
    "instance:{Cipher,Decipher}.{setAuthTag,setAAD,setAutoPadding}": ({ self }) => self,
    "node:crypto.{pbkdf2,pbkdf2Sync}": deriveKey,
    "node:crypto.{scrypt,scryptSync,hkdf,hkdfSync}": encrypted,
    "node:crypto.{publicEncrypt,privateEncrypt} global.crypto.subtle.encrypt pkg:crypto-js.AES.encrypt pkg:crypto-js.{RC4,DES,TripleDES,Rabbit}.encrypt pkg:node-rsa.encrypt pkg:tweetnacl.{box,secretbox}":
      encrypted,
    "node:crypto.{publicDecrypt,privateDecrypt} global.crypto.subtle.decrypt pkg:crypto-js.AES.decrypt pkg:crypto-js.{RC4,DES,TripleDES,Rabbit}.decrypt pkg:tweetnacl.box.open pkg:tweetnacl.secretbox.open":
      decrypted,
    "node:crypto.{randomBytes,randomUUID,randomInt,randomFillSync} global.crypto.{getRandomValues,randomUUID}":
      ({ machine }) => machine.unknown(),
  }),
  ...reads({ "node:crypto.webcrypto": (machine) => machine.api("global.crypto") }),
];
