import { codeIndex } from "../chains/code-index.ts";
import { replacesAddresses } from "../chains/replaces-addresses.ts";
import type { Recogniser } from "./recogniser.ts";

const callsOriginal =
  /\b(?:original|orig|old|real|native|prev|previous|wrapped|base|super|_)\w{0,40}(?:\.\w{1,40}){0,3}\s?\.\s?(?:apply|call)\s?\(|\bReflect\s?\.\s?apply\s?\(|\b(?:original|orig|old|real|native|prev|previous)\w{0,40}\s?\(/i;

/** A wrapper that calls what it wraps, as its caller asked for, and hands nothing to strangers. */
export const passThrough: Recogniser = {
  id: "R16",
  explains({ sink }, pkg) {
    const text = pkg.text(sink.file) ?? "";
    const here = codeIndex(pkg.code).inFile(sink.file);
    const patches = here.filter(({ kind }) => kind === "snk.patch.global");
    const isAsked = patches.every(({ surface }) => surface !== "install" && surface !== "load");
    const sends = here.some(
      ({ kind, detail }) =>
        kind === "snk.net" &&
        ["literal", "decoded", "ip", "drop", "chain"].includes(detail.destination?.class ?? ""),
    );
    return isAsked && !sends && callsOriginal.test(text) && !replacesAddresses(text);
  },
};
