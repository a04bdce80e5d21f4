/**
 * Counts how often an object or array came to hold something new that is tainted. What was worked
 * out about taints inside objects holds as long as the count stands still; it only ever grows, so
 * that packages after one another do not meet.
 */
let growth = 0;

export function containerGrowth(): number {
  return growth;
}

export function containerGrew(): void {
  growth += 1;
}
