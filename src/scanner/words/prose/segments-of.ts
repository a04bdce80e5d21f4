import { expertFields } from "../expert-fields.ts";
import { hiddenRuns } from "../hidden.ts";
import { hookPrints, manifestFields } from "../manifest-fields.ts";
import { behindBlanks, hiddenElements, markupComments, unshownParts } from "../markup.ts";
import type { FilePlace } from "../place.ts";
import { decodedSegment, rawSegment, type Segment } from "../segment.ts";
import type { Package } from "./package.ts";
import { parts } from "./parts.ts";
import { readCode } from "./read-code.ts";
import { readJson } from "./read-json.ts";
import { readMarkdown } from "./read-markdown.ts";

const unplaced = { carrier: "data", liveness: "far", isQuoted: false } as const;

/** What is read of a file, stretch by stretch: what is hidden in it, then what its form makes it say. */
export function* segmentsOf(
  pkg: Package,
  path: string,
  text: string,
  place: FilePlace | null,
  isHook: boolean,
  limitsHit: Set<string>,
): Generator<Segment> {
  for (const run of hiddenRuns(text)) {
    const { carrier, liveness, isQuoted } = place ?? unplaced;
    yield decodedSegment(run.text, run.offset, {
      carrier,
      liveness,
      isQuoted,
      hidden: run.by,
      isField: true,
    });
  }
  if (path === "package.json" && pkg.manifest !== null) {
    yield* manifestFields(pkg.manifest.json, text);
    yield* hookPrints(pkg.manifest.json, text);
    const told = pkg.subject.manifest?.["deprecated"];
    if (typeof told === "string") {
      yield decodedSegment(told, 0, {
        carrier: "field",
        liveness: "near",
        field: "deprecated",
        isField: true,
      });
    }
    return;
  }
  if (path === "perstack.toml") {
    yield* expertFields(text);
    return;
  }
  if (place === null) return;
  // What agents obey is read whole or not called clean; the middle of long documentation may go unread.
  const isObeyed = place.carrier === "agent-file" && place.liveness === "live";
  for (const [from, to] of parts(text, limitsHit, isObeyed ? "live" : "bytes"))
    yield* read(path, text, from, to, place, isHook);
}

function* read(
  path: string,
  whole: string,
  from: number,
  to: number,
  place: FilePlace,
  isHook: boolean,
): Generator<Segment> {
  // Segments count from the beginning of the file, readers from that of their part.
  const text = from === 0 ? whole : whole.slice(from, to);
  const length = to - from;
  const shift = (segment: Segment): Segment =>
    from === 0 ? segment : { ...segment, offset: segment.offset + from };
  for (const segment of readPart(path, text, length, place, isHook)) yield shift(segment);
}

function* readPart(
  path: string,
  text: string,
  to: number,
  place: FilePlace,
  isHook: boolean,
): Generator<Segment> {
  switch (place.form) {
    case "markdown":
      yield* readMarkdown(text, to, place);
      return;
    case "markup":
      yield rawSegment(text, 0, to, place);
      yield* markupComments(text, to, place);
      if (/\.svg$/i.test(path)) yield* unshownParts(text, to, place);
      yield* hiddenElements(text, to, place);
      yield* behindBlanks(text, to, place);
      return;
    case "plain":
      yield rawSegment(text, 0, to, place);
      yield* behindBlanks(text, to, place);
      return;
    case "hash-code":
      yield rawSegment(text, 0, to, { ...place, isComment: true });
      return;
    case "json":
      yield* readJson(path, text, to, place);
      return;
    case "code":
      yield* readCode(text, to, place, isHook);
  }
}
