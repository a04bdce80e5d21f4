import { argAt, toText } from "../coerce.ts";
import type { Builtin } from "../engine.ts";
import { bitOf, withThrough } from "../taints.ts";
import { textValue, unknownOf } from "../values.ts";
import { opaque } from "./arguments.ts";

/** Escapes and their ways back; what runtimes refuse stays unknown. */
function coding(apply: (text: string) => string, bit: number): Builtin {
  return (engine, self, args) => {
    const text = toText(engine, argAt(args, 0));
    if (text === null || !text.isWhole) return opaque(engine, self, args);
    engine.spend(text.value.length >> 6);
    try {
      const result = apply(text.value);
      return textValue(result, result === text.value ? text.taint : withThrough(text.taint, bit));
    } catch {
      return unknownOf(text.taint);
    }
  };
}

const decoded = bitOf("hex");

export const uriBuiltins: Readonly<Record<string, Builtin>> = {
  decodeURIComponent: coding(decodeURIComponent, decoded),
  decodeURI: coding(decodeURI, decoded),
  encodeURIComponent: coding(encodeURIComponent, bitOf("encode")),
  encodeURI: coding(encodeURI, bitOf("encode")),
  unescape: coding(unescapeText, decoded),
  escape: coding(escapeText, bitOf("encode")),
};

/** As the language's annex has it; the function itself is deprecated. */
function unescapeText(text: string): string {
  return text.replace(
    /%(?:u([0-9a-f]{4})|([0-9a-f]{2}))/gi,
    (_all, wide?: string, narrow?: string) =>
      String.fromCharCode(Number.parseInt(wide ?? narrow ?? "0", 16)),
  );
}

function escapeText(text: string): string {
  return text.replace(/[^A-Za-z0-9@*_+\-./]/g, (char) => {
    const code = char.charCodeAt(0);
    const hex = code.toString(16).toUpperCase();
    return code < 256 ? `%${hex.padStart(2, "0")}` : `%u${hex.padStart(4, "0")}`;
  });
}
