import type { Carrier, HiddenBy, Liveness } from "./prose.ts";

const undisplayable: ReadonlySet<HiddenBy> = new Set([
  "tags",
  "zero-width",
  "selectors",
  "bidi",
  "escape",
]);

/** A stretch of text with one carrier; `text` is the file's own when `isRaw`, else what it decodes to. */
export interface Segment {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Where it begins in the file. */
  readonly offset: number;
  readonly isRaw: boolean;
  readonly carrier: Carrier;
  readonly liveness: Liveness;
  readonly field: string | null;
  readonly isQuoted: boolean;
  readonly hidden: HiddenBy | null;
  /** One field, which is judged as a whole. */
  readonly isField: boolean;
  readonly isComment: boolean;
  /** For agents to read, though it is no file of instructions by its name. */
  readonly isForAgents: boolean;
  /** Whether its plans are read in it, with the rest of its file, or it is that whole file. */
  readonly plans: "own" | "elsewhere" | "only";
}

export type SegmentKind = Pick<Segment, "carrier" | "liveness"> & Partial<Segment>;

/** A stretch of a file as it stands there. */
export function rawSegment(text: string, from: number, to: number, kind: SegmentKind): Segment {
  return {
    field: null,
    isQuoted: false,
    hidden: null,
    isField: false,
    isComment: false,
    isForAgents: false,
    plans: "own",
    ...kind,
    text,
    from,
    to,
    offset: from,
    isRaw: true,
  };
}

/** A text that a place of a file stands for: a field without its escapes, a decoded run. */
export function decodedSegment(text: string, offset: number, kind: SegmentKind): Segment {
  return { ...rawSegment(text, 0, text.length, kind), offset, isRaw: false };
}

/** Where in its file a place of a segment's text is; what was decoded stands where its source does. */
export function placeIn(segment: Segment, at: number): number {
  return segment.isRaw ? segment.offset + at - segment.from : segment.offset;
}

/** A text of a tool, which models read as what they may do. */
export function isOfTool({ carrier }: Segment): boolean {
  return carrier === "tool" || carrier === "tool-result";
}

/** Hidden in characters that no screen shows, also where the source is looked at. */
export function isUndisplayable({ hidden }: Segment): boolean {
  return hidden !== null && undisplayable.has(hidden);
}
