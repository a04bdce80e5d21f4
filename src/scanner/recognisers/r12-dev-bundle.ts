import type { Recogniser } from "./recogniser.ts";

const sourceUrl = /\/\/# sourceURL=/;
const skeleton =
  /__webpack_require__|__webpack_modules__|webpackBootstrap|parcelRequire|__turbopack/;

/** A development bundle evaluates each module's text so that debuggers show where it came from. */
export const devBundle: Recogniser = {
  id: "R12",
  explains({ sink, through }, pkg) {
    const text = pkg.text(sink.file) ?? "";
    return (
      sink.detail.isRead === true &&
      through.every((one) => one === "joined") &&
      sourceUrl.test(sink.detail.text ?? sink.excerpt) &&
      skeleton.test(text)
    );
  },
};
