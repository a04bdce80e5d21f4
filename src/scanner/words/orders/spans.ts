import { type Part, parts } from "./parts.ts";

export interface Span {
  readonly at: number;
  readonly end: number;
  readonly word: string;
}

const maxSpans = 40;

/** Where words of a part stand in a sentence; looked up once for each part. */
export class Spans {
  readonly #found = new Map<Part, readonly Span[]>();

  constructor(readonly text: string) {}

  of(part: Part): readonly Span[] {
    let spans = this.#found.get(part);
    if (spans === undefined) {
      const fresh: Span[] = [];
      for (const match of this.text.matchAll(parts[part])) {
        if (fresh.length >= maxSpans) break;
        const { index } = match;
        fresh.push({ at: index, end: index + match[0].length, word: match[0] });
      }
      spans = fresh;
      this.#found.set(part, spans);
    }
    return spans;
  }

  any(part: Part): boolean {
    return this.of(part).length > 0;
  }

  /** The first of a part behind a span, within so many characters. */
  after(span: Span, part: Part, within: number): Span | null {
    return this.of(part).find(({ at }) => at >= span.end && at - span.end <= within) ?? null;
  }

  before(span: Span, part: Part, within: number): Span | null {
    return this.of(part).findLast(({ end }) => end <= span.at && span.at - end <= within) ?? null;
  }

  near(span: Span, part: Part, within: number): Span | null {
    return this.after(span, part, within) ?? this.before(span, part, within);
  }
}
