import { mentioned } from "../findings/mentions.ts";
import type { Hit, Rule } from "../rule.ts";

const picture = /\.(?:png|jpe?g|gif|webp|ico|bmp|svg|woff2?|ttf|otf|eot|mp3|mp4|wav|ogg|avi|mov)$/i;
const text =
  /\.(?:txt|md|markdown|json|map|css|html?|xml|ya?ml|csv|log|[cm]?[jt]sx?|pem|crt|lock)$|(?:^|\/)(?:licen[cs]e|readme|changelog|notice)$/i;
const programs = new Set("elf pe macho class jar pyc lnk jsc".split(" "));
const archives = new Set("zip gzip 7z rar xz tar".split(" "));
/** Served packed, and named so: `app.min.gzip.js` is what `app.min.js.gz` is elsewhere. */
const saysPacked = /\.(?:gz|gzip)\.[a-z]{2,5}$/i;

/** Bytes that are something else than the name says. */
export const disguisedBinary: Rule = {
  meta: {
    id: "BIN-02",
    family: "binary",
    points: 80,
    solo: false,
    title: "A file is not what its name says.",
    advice: "Open it as what its bytes are.",
  },
  *check(pkg) {
    const odd = pkg.entries.flatMap(({ path, shape }) => {
      if (path === null || shape === null || (!picture.test(path) && !text.test(path))) return [];
      const isProgram = programs.has(shape.magic);
      if (shape.magic === "gzip" && saysPacked.test(path)) return [];
      return isProgram || archives.has(shape.magic) ? [{ path, isProgram }] : [];
    });
    const names = mentioned(
      pkg,
      odd.map(({ path }) => baseName(path)),
    );
    for (const { path, isProgram } of odd) {
      const message = isProgram
        ? "A program has the name of a document, a picture or a sound."
        : "An archive has the name of a document, a picture or a sound.";
      const isUsed = names.has(baseName(path));
      const hit: Hit = { surface: "structure", file: path, message, points: isUsed ? 100 : 80 };
      yield hit;
    }
  },
};

function baseName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
