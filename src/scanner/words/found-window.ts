import type { Layer, ProseWindow } from "./prose.ts";
import { placeIn, type Segment } from "./segment.ts";

const maxExcerpt = 400;

/** A window before its line is known. */
export type FoundWindow = Omit<ProseWindow, "file" | "line"> & { readonly offset: number };

export interface Budget {
  /** Bytes that may still be decoded. */
  decoded: number;
  /** Windows that may still be noted. */
  windows: number;
}

/** A window over a place of a segment, which says nothing yet but where it is and what stands there. */
export function windowOver(
  segment: Segment,
  from: number,
  to: number,
  layer: Layer | null,
): FoundWindow {
  const raw = segment.text.slice(from, to);
  const lead = raw.length - raw.trimStart().length;
  return {
    offset: placeIn(segment, from + lead),
    carrier: segment.carrier,
    liveness: segment.liveness,
    field: segment.field,
    isWhole: false,
    isQuoted: segment.isQuoted,
    hidden: segment.hidden,
    layer,
    classes: [],
    acts: [],
    hasTemplateTokens: false,
    letters: segment.isRaw && layer === null ? 0 : lettersOf(raw),
    hosts: hostsIn(raw),
    excerpt: raw.slice(lead, lead + maxExcerpt).trimEnd(),
  };
}

export function lettersOf(text: string): number {
  return text.match(/\p{L}/gu)?.length ?? 0;
}

function hostsIn(text: string): readonly string[] {
  const hosts = new Set<string>();
  for (const [, host] of text.slice(0, 32_768).matchAll(/\bhttps?:\/\/([\w.-]{1,253})/gi)) {
    if (host !== undefined && hosts.size < 4) hosts.add(host.toLowerCase());
  }
  return [...hosts];
}
