import type { Recogniser } from "./recogniser.ts";

const getter =
  /Function\s?\(\s?["'`]return this["'`]\s?\)|\(0,\s?eval\)\s?\(\s?["'`]this["'`]\s?\)/;
const plainRequire =
  /\beval\s?\(\s?["'`](?:quire|require)["'`]|["'`](?:re)?quire["'`]|\beval\s?\(\s?["'`]require\(["'][\w:@/.-]+["']\)["'`]\s?\)/;

/** The global object, or a module under its plain name, taken in a way that bundlers do not follow. */
export const globalGetter: Recogniser = {
  id: "R15",
  explains({ sink, surface }) {
    if (surface === "install" || sink.detail.folded === "decoded") return false;
    return getter.test(sink.excerpt) || plainRequire.test(sink.excerpt);
  },
};
