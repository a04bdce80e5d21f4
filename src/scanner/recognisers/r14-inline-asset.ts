import type { Transform } from "../code/atoms.ts";
import type { Recogniser } from "./recogniser.ts";

/** The magic bytes of WebAssembly in base64. */
const wasm = /^["'`]AGFzbQ/;
const plain: ReadonlySet<Transform> = new Set<Transform>(["b64", "charcode", "joined"]);

/** Data that is a module, image, font or sound and goes to what takes such data. */
export const inlineAsset: Recogniser = {
  id: "R14",
  explains({ sources, sink, through }) {
    const { api = "", names = [], isRead } = sink.detail;
    const isModule = sources.every(({ excerpt }) => wasm.test(excerpt));
    // What a module computes still carries the mark of its bytes.
    if (isModule && isRead !== true && through.every((one) => plain.has(one))) return true;
    // What a module is given to act with is judged by itself (EXE-15).
    return /WebAssembly|FontFace|Image|Audio|createImageBitmap/.test(api) && names.length === 0;
  },
};
