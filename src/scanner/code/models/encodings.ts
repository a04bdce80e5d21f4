import { Buffer } from "node:buffer";
import type { Transform } from "../atoms.ts";
import type { Call, Machine } from "../machine.ts";
import { marks, type Taint, type Value } from "../value.ts";
import {
  argument,
  asInstance,
  calls,
  listOf,
  nothing,
  optionOf,
  optionsOf,
  type Table,
} from "./define.ts";
import { mayWork } from "./work-budget.ts";

/** Longer byte strings are not followed byte by byte. */
const maxBytes = 2 * 1024 * 1024;
const encodings: Readonly<Record<string, BufferEncoding>> = {
  utf8: "utf8",
  "utf-8": "utf8",
  hex: "hex",
  base64: "base64",
  base64url: "base64url",
  ascii: "ascii",
  latin1: "latin1",
  binary: "latin1",
  ucs2: "utf16le",
  "ucs-2": "utf16le",
  utf16le: "utf16le",
  "utf-16le": "utf16le",
};

function encodingOf(machine: Machine, value: Value | undefined): BufferEncoding {
  return encodings[(machine.knownText(value) ?? "utf8").toLowerCase()] ?? "utf8";
}

function decoderOf(encoding: BufferEncoding): readonly Transform[] {
  if (encoding.startsWith("base64")) return ["b64"];
  return encoding === "hex" ? ["hex"] : [];
}

export function bytesValue(
  machine: Machine,
  bytes: Uint8Array,
  taint: Taint,
  ...through: readonly Transform[]
): Value {
  if (bytes.length > maxBytes || !mayWork(machine, 4 * bytes.length)) {
    return machine.tainted(machine.unknown(taint), taint, ...through);
  }
  const values = Array.from({ length: 256 }, (_, byte) => machine.primitive(byte));
  const items = Array.from(bytes, (byte) => values[byte] ?? nothing);
  const value = machine.array(items, taint, "bytes");
  return through.length === 0 ? value : machine.tainted(value, taint, ...through);
}

/** Known bytes of what a function takes as a buffer. */
function bytesOf(machine: Machine, value: Value | undefined): Uint8Array | null {
  const text = machine.knownText(value);
  return text === null ? machine.bytesOf(value) : Buffer.from(text, "utf8");
}

/** `Buffer.from(text, encoding)` and its elder relatives. */
function bufferFrom(call: Call): Value {
  const { machine, args } = call;
  const [source, how] = args;
  const taint = machine.taintOf(source ?? nothing);
  const known = machine.knownText(source);
  const encoding = encodingOf(machine, how);
  const through = decoderOf(encoding);
  if (known !== null && mayWork(machine, known.length)) {
    return bytesValue(machine, Buffer.from(known, encoding), taint, ...through);
  }
  const isText = machine.textOf(source) !== null;
  const bytes = isText ? null : machine.bytesOf(source);
  if (bytes !== null) return bytesValue(machine, bytes, taint);
  const open = machine.array([], taint, "bytes");
  if (open.type === "array") open.rest = machine.unknown(taint);
  return machine.tainted(open, taint, ...through);
}

/** `buffer.toString(encoding)`: what was bytes is read, or hidden, as text. */
function bufferToText(call: Call): Value {
  const { machine, self, args } = call;
  const taint = machine.taintOf(self);
  const encoding = encodingOf(machine, args[0]);
  const isEncoding = encoding === "hex" || encoding.startsWith("base64");
  const through: readonly Transform[] = isEncoding ? ["encode"] : [];
  const bytes = machine.bytesOf(self);
  if (bytes === null) return machine.tainted(machine.unknown(taint), taint, ...through);
  const [from, to] = [machine.numberOf(args[1]) ?? 0, machine.numberOf(args[2]) ?? bytes.length];
  const text = Buffer.from(bytes.subarray(from, to)).toString(encoding);
  return machine.tainted(machine.text(text, taint), taint, ...through);
}

function concatenated(call: Call): Value {
  const { machine, args } = call;
  const parts = listOf(machine, args[0]);
  const taint = machine.taintOf(...args);
  const all = parts.map((part) => machine.bytesOf(part));
  if (args[0]?.type !== "array" || args[0].rest !== null || all.some((bytes) => bytes === null)) {
    return machine.unknown(taint);
  }
  return bytesValue(machine, Buffer.concat(all.filter((bytes) => bytes !== null)), taint);
}

const numberReaders: Readonly<Record<string, (bytes: Buffer, at: number) => number>> = {
  readUInt8: (bytes, at) => bytes.readUInt8(at),
  readInt8: (bytes, at) => bytes.readInt8(at),
  readUInt16LE: (bytes, at) => bytes.readUInt16LE(at),
  readUInt16BE: (bytes, at) => bytes.readUInt16BE(at),
  readInt16LE: (bytes, at) => bytes.readInt16LE(at),
  readInt16BE: (bytes, at) => bytes.readInt16BE(at),
  readUInt32LE: (bytes, at) => bytes.readUInt32LE(at),
  readUInt32BE: (bytes, at) => bytes.readUInt32BE(at),
  readInt32LE: (bytes, at) => bytes.readInt32LE(at),
  readInt32BE: (bytes, at) => bytes.readInt32BE(at),
};

function readNumber(call: Call): Value {
  const { machine, self, args, name } = call;
  const member = name.slice(name.lastIndexOf(".") + 1).replace("readUint", "readUInt");
  const read = numberReaders[member];
  const bytes = machine.bytesOf(self);
  const at = machine.numberOf(args[0] ?? machine.primitive(0));
  if (read === undefined || bytes === null || at === null || at < 0 || at + 4 > bytes.length + 3) {
    return machine.unknown(machine.taintOf(self));
  }
  try {
    return machine.primitive(read(Buffer.from(bytes), at), machine.taintOf(self));
  } catch {
    // Beyond the end, where a runtime throws.
    return machine.unknown(machine.taintOf(self));
  }
}

/** From base64 in a text to the text in it. */
function fromBase64(call: Call): Value {
  const { machine } = call;
  const source = argument(call, 0);
  const taint = machine.taintOf(source);
  const known = machine.knownText(source);
  if (known === null) return machine.tainted(machine.unknown(taint), taint, "b64");
  const text = Buffer.from(known, "base64").toString("latin1");
  return machine.tainted(machine.text(text, taint), taint, "b64");
}

function toBase64(call: Call): Value {
  const { machine } = call;
  const source = argument(call, 0);
  const taint = machine.taintOf(source);
  const known = machine.knownText(source);
  if (known === null) return machine.tainted(machine.unknown(taint), taint, "encode");
  const text = machine.text(Buffer.from(known, "latin1").toString("base64"), taint);
  return machine.tainted(text, taint, "encode");
}

/** Any other way of writing the same: what went in is what comes out. */
function encoded(call: Call): Value {
  const taint = call.machine.taintOf(...call.args);
  return call.machine.tainted(call.machine.unknown(taint), taint, "encode");
}

function decodeText(call: Call): Value {
  const { machine } = call;
  const source = argument(call, 0);
  const taint = machine.taintOf(source);
  const bytes = machine.textOf(source) === null ? machine.bytesOf(source) : null;
  if (bytes === null) return machine.unknown(taint);
  const label = (machine.knownText(asInstance(call.self)?.data["label"]) ?? "utf-8").toLowerCase();
  const encoding: BufferEncoding = /16/.test(label)
    ? "utf16le"
    : /latin|ascii|1252/.test(label)
      ? "latin1"
      : "utf8";
  return machine.text(Buffer.from(bytes).toString(encoding), taint);
}

function encodeText(call: Call): Value {
  const { machine } = call;
  const source = argument(call, 0);
  const known = machine.knownText(source);
  const taint = machine.taintOf(source);
  return known === null
    ? machine.unknown(taint)
    : bytesValue(machine, Buffer.from(known, "utf8"), taint);
}

/** Fields of a known query, the last of each name; any field of one that is not known. */
function parseQuery(call: Call): Value {
  const { machine, args } = call;
  const known = machine.knownText(args[0]);
  const taint = machine.taintOf(args[0] ?? nothing);
  if (known === null || known.length > maxQuery) return machine.unknown(taint);
  const fields = [...new URLSearchParams(known)].slice(0, maxFields);
  return machine.object(
    Object.fromEntries(fields.map(([name, value]) => [name, machine.text(value, taint)])),
    taint,
  );
}

/** `%s` and its kin of values as far as they are known; what is left over follows with blanks. */
function formatted({ machine, args }: Call): Value {
  const [form, ...rest] = args;
  const taint = machine.taintOf(...args);
  return machine.either(
    optionsOf(form).map((option) => oneFormatted(machine, option, rest, taint)),
  );
}

function oneFormatted(
  machine: Machine,
  option: Value,
  rest: readonly Value[],
  taint: Taint,
): Value {
  const form = machine.textOf(option);
  if (form === null || form.length > maxQuery) return machine.unknown(taint);
  const values = rest.map(
    (value) => machine.textOf(value) ?? (isOfCaller(value) ? marks.param : marks.unknown),
  );
  const text = form.replace(/%[sdifjoOc%]/g, (mark) =>
    mark === "%%" ? "%" : values.length > 0 ? (values.shift() ?? "") : mark,
  );
  return machine.text([text, ...values].join(" "), taint);
}

function isOfCaller(value: Value): boolean {
  return value.type === "unknown" && value.isParam;
}

const maxQuery = 64 * 1024;
const maxFields = 256;

const base64Packages = `
  pkg:js-base64.{decode,fromBase64,Base64.decode,Base64.fromBase64,atob} pkg:base-64.decode pkg:atob
  pkg:base64-js.toByteArray pkg:abab.atob pkg:base64url.decode pkg:base64url.toBuffer`;
const numbers = Object.keys(numberReaders)
  .flatMap((name) => [name, name.replace("UInt", "Uint")])
  .join(",");

export const encodingModels: Table = calls({
  "global.Buffer global.Buffer.from": bufferFrom,
  "global.Buffer.{alloc,allocUnsafe,allocUnsafeSlow}": (call) => {
    const size = call.machine.numberOf(call.args[0]);
    const filled = call.machine.numberOf(call.args[1]) ?? 0;
    if (size === null || size < 0 || size > maxBytes) return call.machine.unknown();
    return bytesValue(call.machine, new Uint8Array(size).fill(filled), call.machine.none);
  },
  "global.Buffer.concat": concatenated,
  "global.Buffer.{isBuffer,isEncoding,compare}": ({ machine }) => machine.unknown(),
  "global.Buffer.byteLength": (call) => {
    const bytes = bytesOf(call.machine, call.args[0]);
    return bytes === null ? call.machine.unknown() : call.machine.primitive(bytes.length);
  },
  "instance:Buffer.{toString,toLocaleString}": bufferToText,
  "instance:Buffer.{base64Slice,hexSlice}": (call) =>
    bufferToText({
      ...call,
      args: [call.machine.text(call.name.includes("hex") ? "hex" : "base64"), ...call.args],
    }),
  "instance:Buffer.{utf8Slice,latin1Slice,asciiSlice}": (call) =>
    bufferToText({
      ...call,
      args: [call.machine.text(call.name.includes("utf8") ? "utf8" : "latin1"), ...call.args],
    }),
  [`instance:Buffer.{${numbers}}`]: readNumber,
  "instance:Buffer.equals": ({ machine }) => machine.unknown(),
  "instance:Buffer.toJSON": ({ machine, self }) =>
    machine.object({ type: machine.text("Buffer"), data: self }),
  "instance:Buffer.{write,writeUInt8,writeUInt16LE,writeUInt32LE,writeInt32LE}": (call) => {
    if (call.self.type === "array") call.self.taint = call.machine.taintOf(call.self, ...call.args);
    return call.machine.unknown();
  },
  "global.atob": fromBase64,
  [base64Packages]: fromBase64,
  "global.btoa": toBase64,
  "pkg:js-base64.{encode,toBase64,Base64.encode} pkg:base-64.encode pkg:btoa pkg:base64url pkg:base64url.encode pkg:bs58.encode pkg:base64-js.fromByteArray pkg:qs.stringify pkg:query-string.stringify node:querystring.{stringify,encode,escape} pkg:form-data-encoder.FormDataEncoder":
    encoded,
  "node:querystring.{parse,decode} pkg:qs.parse pkg:query-string.parse": parseQuery,
  "node:util.format": formatted,
  "node:querystring.unescape": ({ machine, args }) => machine.unknown(machine.taintOf(...args)),
  "global.TextDecoder": (call) =>
    call.machine.instance("TextDecoder", { label: argument(call, 0) }),
  "instance:TextDecoder.decode": decodeText,
  "node:string_decoder.StringDecoder": (call) =>
    call.machine.instance("TextDecoder", { label: argument(call, 0) }),
  "instance:TextDecoder.{write,end}": decodeText,
  "global.TextEncoder": ({ machine }) => machine.instance("TextEncoder"),
  "instance:TextEncoder.{encode,encodeInto}": encodeText,
  "global.structuredClone": (call) => argument(call, 0),
  "global.Blob node:buffer.Blob global.File": (call) => {
    const { machine } = call;
    const parts = listOf(machine, call.args[0]);
    const texts = parts.map((part) => machine.textOf(part));
    const taint = machine.taintOf(...parts);
    const type = machine.knownText(optionOf(machine, call.args[1], "type")) ?? "";
    const content =
      texts.includes(null) || parts.length === 0
        ? machine.unknown(taint)
        : machine.text(texts.join(""), taint);
    return machine.instance("Blob", { content, mime: machine.text(type) }, taint);
  },
  "instance:Blob.{text,arrayBuffer,bytes,stream,slice}": ({ self, machine }) =>
    asInstance(self)?.data["content"] ?? machine.unknown(),
  "global.URL.createObjectURL": (call) => {
    const content = asInstance(call.args[0], "Blob")?.data["content"] ?? argument(call, 0);
    return call.machine.instance("BlobURL", { content });
  },
});
