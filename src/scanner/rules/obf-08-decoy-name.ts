import { surfacePoints } from "../findings/file-surfaces.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const plainEnding =
  /\.(?:md|markdown|txt|rst|map|css|scss|less|svg|png|jpe?g|gif|webp|ico|bmp|woff2?|ttf|otf|eot|mp3|mp4|wav|ogg|pdf|csv|xml|log|lock|pem|crt)$|(?:^|\/)(?:licen[cs]e|readme|changelog|notice|authors|copying)$/i;
const mediaEnding = /\.(?:png|jpe?g|gif|webp|ico|bmp|woff2?|ttf|otf|eot|mp3|mp4|wav|ogg|pdf)$/i;
const script =
  /\brequire\s*\(\s*["'`]|\bmodule\.exports\b|\beval\s*\(|\bfunction\b.{0,80}\{|=>\s*\{|\bimport\s.{0,80}\bfrom\s*["']|^#!|<script\b/m;
const sniffed = 4096;

/** A name that says "no need to look in here" on a file that runs. */
export const decoyName: Rule = {
  meta: {
    id: "OBF-08",
    family: "hiding",
    points: 30,
    solo: false,
    title: "A file that runs has the name of one that does not.",
    advice: "Read the file as what it is, whatever its name says.",
  },
  *check(pkg) {
    yield* codeUnderOtherNames(pkg);
    yield* textUnderMediaNames(pkg);
    yield* obfuscatedBuilds(pkg);
  },
};

function* codeUnderOtherNames(pkg: PackageView): Iterable<Hit> {
  for (const { path, surface } of pkg.code.files) {
    if (surface === "dormant" || !plainEnding.test(path)) continue;
    yield {
      surface,
      file: path,
      message: "A file that is named like a document or a picture is run as code.",
      points: surfacePoints(30, surface),
    };
  }
}

function* textUnderMediaNames(pkg: PackageView): Iterable<Hit> {
  for (const { path, shape } of pkg.entries) {
    if (path === null || shape?.magic !== "text" || !mediaEnding.test(path)) continue;
    const text = pkg.text(path);
    if (text === null || !script.test(text.slice(0, sniffed))) continue;
    const message = "A file that is named like a picture, font or sound holds a program's text.";
    yield { surface: "structure", file: path, message };
  }
}

/** A build has short names, but its strings and members stay plain. */
function* obfuscatedBuilds(pkg: PackageView): Iterable<Hit> {
  for (const { kind, file, surface, line } of pkg.code.hiding ?? []) {
    if (kind !== "string-array" || !/\.min\.[cm]?js$/i.test(file)) continue;
    const message = "A file that is named like a minified build was obfuscated instead.";
    yield { surface, file, line, message, points: surfacePoints(30, surface) };
  }
}
