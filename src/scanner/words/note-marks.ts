import type { DirectiveAct } from "./directive.ts";
import { type FoundWindow, lettersOf } from "./found-window.ts";
import { isUndisplayable, placeIn, type Segment } from "./segment.ts";
import { templateTokens } from "./template-tokens.ts";

const dataLink =
  /!\[[^\]\n]{0,80}\]\(https?:\/\/[^\s)]{1,200}[?&/=][^\s)]{0,80}(?:[{<$[]{1,3}|%(?=[a-z{(]))[^\s)]{0,30}(?:conversation|history|secret|password|env|prompt|api.?key|context|chat|credential|token)[^\s)]{0,30}\)/i;
const maxExcerpt = 240;

/** Decoded letters that no screen shows are told even when they direct nobody. */
export function noteHidden(segment: Segment, note: (found: FoundWindow) => void): void {
  if (!isUndisplayable(segment)) return;
  const letters = lettersOf(segment.text);
  if (letters < 8) return;
  note({ ...bare(segment, 0), letters });
}

/** Marks of a conversation's template, and pictures whose address has room for what was said. */
export function noteTemplates(segment: Segment, note: (found: FoundWindow) => void): void {
  if (segment.liveness === "far" || segment.isQuoted || segment.hidden !== null) return;
  const text = segment.text.slice(segment.from, segment.to);
  const token =
    text.includes("<") || text.includes("[") || text.includes(":")
      ? templateTokens.exec(text)
      : null;
  if (token !== null) note({ ...bare(segment, token.index), hasTemplateTokens: true });
  const link = text.includes("![") ? dataLink.exec(text) : null;
  if (link !== null) note({ ...bare(segment, link.index, ["data-link"]), classes: ["send"] });
}

function bare(segment: Segment, at: number, acts: readonly DirectiveAct[] = []): FoundWindow {
  const start = segment.from + at;
  return {
    offset: placeIn(segment, start),
    carrier: segment.carrier,
    liveness: segment.liveness,
    field: segment.field,
    isWhole: false,
    isQuoted: segment.isQuoted,
    hidden: segment.hidden,
    layer: null,
    classes: [],
    acts,
    hasTemplateTokens: false,
    letters: 0,
    hosts: [],
    excerpt: segment.text.slice(start, start + maxExcerpt),
  };
}
