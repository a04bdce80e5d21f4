import type { Survey } from "./survey.ts";

/** Fewer characters are no build of anything. */
const leastChars = 500;
const denseShare = 0.8;

/** Whether a text is dense nearly all over (threat catalogue R17): a build, not a hidden piece in one. */
export function isMinified(text: string, { denseShare: share }: Survey): boolean {
  return text.length >= leastChars && share >= denseShare;
}
