import type { Value } from "./value.ts";

const maxKept = 16;

/**
 * What was thrown where nobody decided that it is, so that handlers see it: those of a promise that is
 * made in the same statement, and those of a `try` around it.
 */
export class Thrown {
  /** How many were thrown until now. */
  count = 0;
  private kept: { readonly number: number; readonly value: Value }[] = [];
  /** By the depth of calls, how many were thrown before the present statement there. */
  private readonly starts: number[] = [];

  note(value: Value): void {
    this.count += 1;
    if (this.kept.length >= maxKept) this.kept.shift();
    this.kept.push({ number: this.count, value });
  }

  begin(depth: number): void {
    this.starts[depth] = this.count;
  }

  isAny(depth: number): boolean {
    return this.kept.length > 0 && this.count > (this.starts[depth] ?? this.count);
  }

  inStatement(depth: number): readonly Value[] {
    return this.takeSince(this.starts[depth] ?? this.count);
  }

  /** What is handled is thrown no further. */
  takeSince(count: number): readonly Value[] {
    if (this.count === count) return [];
    const taken = this.kept.filter(({ number }) => number > count);
    if (taken.length > 0) this.kept = this.kept.filter(({ number }) => number <= count);
    return taken.map(({ value }) => value);
  }
}
