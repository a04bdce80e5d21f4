import { collectInStep } from "../collect.ts";
import { wholeFileChars } from "../parse.ts";

/** A tree takes some thirty times the bytes of its source; with these there is room for values. */
const maxLiveChars = 2.5 * 1024 * 1024;

/** How much room there is for the trees of files. */
export class TreeRoom {
  /** Characters of code of which there is a tree. */
  private liveChars = 0;
  private stepsSeen = 0;

  get isEmpty(): boolean {
    return this.liveChars === 0;
  }

  hasRoomFor(path: string, chars: number): boolean {
    return this.liveChars + Math.min(weightOf(path, chars), wholeFileChars) <= maxLiveChars;
  }

  /** Before a file is parsed, lets go of what earlier ones left behind. */
  prepare(path: string, chars: number, steps: number): void {
    collectInStep(weightOf(path, chars), steps - this.stepsSeen);
    this.stepsSeen = steps;
  }

  take(path: string, chars: number): void {
    this.liveChars += weightOf(path, chars);
  }

  release(): void {
    this.liveChars = 0;
  }
}

/** Trees of the native parser come as text first, and take twice the room. */
function weightOf(path: string, chars: number): number {
  return /tsx?$|jsx$/i.test(path) ? chars * 2 : chars;
}
