import { classMask, count, type Mask } from "../directive.ts";
import type { Segment } from "../segment.ts";

const addr = classMask("addr");
const exec = classMask("exec");
/** What nobody needs to say who means well. */
const bad = classMask("over", "hide", "judge");
/** What is bad where agents read it as said to them, or nobody sees it. */
const badForAgents = classMask("addr", "take", "persist");
const inCompany = classMask("over", "hide", "take", "send", "before", "judge", "addr");

/**
 * Which classes count. Ordinary words (run, send, a token) say nothing by themselves; they count where
 * something else shows that they are not ordinary: a model is addressed, rules are set aside, somebody
 * is kept from knowing.
 */
export function counted(segment: Segment, strong: Mask, weak: Mask, isGenerous: boolean): Mask {
  if (isGenerous) return strong | weak;
  const isLive = segment.liveness === "live";
  let company = bad;
  if (isLive || segment.hidden !== null) company |= badForAgents;
  let result = strong;
  if ((strong & company) !== 0) result |= weak & inCompany;
  if ((strong & bad) !== 0) result |= weak & exec;
  if (segment.hidden !== null && (strong & addr) !== 0) result |= weak & exec;
  // A file that instructs agents addresses them in every line.
  if (segment.carrier === "agent-file" || segment.carrier === "llms") {
    if (count(result & ~addr) < 2) result &= ~addr;
  }
  return result;
}
