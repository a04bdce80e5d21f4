import { codeIndex } from "../chains/code-index.ts";
import type { Recogniser } from "./recogniser.ts";

const explainsItself = /\bconsole\s?\.\s?\w+\s?\(|\bstd(?:err|out)\s?\.\s?write\s?\(|\bthrow\s/;
const maxLength = 4096;

/** A check of the engine or the package client that ends in a message. */
export const guardOneLiner: Recogniser = {
  id: "R7",
  explains({ sink }, pkg) {
    if (sink.kind !== "ctx.loop" || sink.detail.names?.includes("endless") === true) return false;
    const text = pkg.text(sink.file) ?? "";
    return (
      text.length <= maxLength &&
      explainsItself.test(text) &&
      codeIndex(pkg.code)
        .inFile(sink.file)
        .every(({ kind }) => !kind.startsWith("snk."))
    );
  },
};
