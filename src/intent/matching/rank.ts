import type { IntentRisk } from "../entry.ts";

const places: Readonly<Record<IntentRisk, number>> = { low: 0, medium: 1, high: 2 };

/** Verified first, then less risk (namel3ss-registry §11); lower comes first. */
export function standing(isVerified: boolean, risk: IntentRisk): number {
  return (isVerified ? 0 : 3) + places[risk];
}

/** Candidates for a list of the best few: by standing, then by score, then by name. */
export interface Podium {
  /** @param name as `sortable` makes it */
  offer(document: number, standing: number, score: number, name: string): void;
  /** The best, in order. */
  best(): readonly { readonly document: number; readonly score: number }[];
}

interface Place {
  readonly document: number;
  readonly standing: number;
  readonly score: number;
  readonly name: string;
}

/** Keeps only what can still be among the first, so that many candidates cost a comparison each. */
export function createPodium(size: number): Podium {
  const places: Place[] = [];
  return {
    offer(document, standing, score, name) {
      const last = places[size - 1];
      if (last !== undefined && !isBefore(standing, score, name, last)) return;
      if (last !== undefined) places.pop();
      let [low, high] = [0, places.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const other = places[middle];
        if (other !== undefined && isBefore(standing, score, name, other)) high = middle;
        else low = middle + 1;
      }
      places.splice(low, 0, { document, standing, score, name });
    },
    best: () => places,
  };
}

function isBefore(standing: number, score: number, name: string, other: Place): boolean {
  if (standing !== other.standing) return standing < other.standing;
  if (score !== other.score) return score > other.score;
  return name < other.name;
}

/**
 * A text whose place among others by code unit is its place by code point: what stands above the
 * surrogates changes places with them. The runtime compares such texts many times faster than we could.
 */
export function sortable(text: string): string {
  if (!/[\ud800-\uffff]/.test(text)) return text;
  return text.replace(/[\ud800-\uffff]/g, (unit) => {
    const code = unit.charCodeAt(0);
    return String.fromCharCode(code < 0xe000 ? code + 0x2000 : code - 0x800);
  });
}
