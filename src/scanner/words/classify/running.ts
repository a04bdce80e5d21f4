import { isNegated } from "./negation.ts";
import type { Notes } from "./notes.ts";
import { isFlag, type SentenceReader } from "./sentence-reader.ts";
import { disable, first, guard, install, product, run, running, url } from "./word-sets.ts";

/** A service is asked with the credential that is its own, or given something: neither fetches a program. */
const asksService =
  /\bauthorization:|\bbearer\b|\bcurl\b[^\n|]{0,80}\s(?:-d|-F|-T|--data\S{0,12}|--form|--upload-file|-X\s?(?:POST|PUT)|-u|--user)\s/i;
/** Descriptions, tables and pictures, which nobody runs. */
const data = /\.(?:json|ya?ml|csv|xml|graphql|proto|wsdl|svg|png)["'`)]?$/i;
const pipe =
  /\|\s{0,4}(?:sudo\s{1,4})?(?:ba|z|da|k)?sh\b|\|\s{0,4}(?:node|python3?|bun|iex)\b|\$\((?:curl|wget)\b/i;
const installed = /^\s+(?:-\S{1,20}\s+){0,3}@?[a-z0-9][\w.@/-]{2,}/;

/** Something is run, installed or unlocked. */
export function noteRunning(at: SentenceReader, { note, act, isMentionedBefore }: Notes): void {
  for (const i of at.all(run)) {
    if (!at.isVerb(i) || isNegated(at, i) || isLabel(at, i)) continue;
    const isRemote = isProgram(at, at.nearest(i, url, 120));
    if (isRemote && isPiped(at)) {
      note("strong", "exec", i);
      act("remote-code");
    } else {
      note("weak", "exec", i);
      if (isRemote && at.is(i, running) && !asksService.test(at.whole())) act("remote-code");
    }
    if (at.is(i, install) && (at.nearest(i, product, 80) >= 0 || isNamed(at, i))) act("install");
  }
  for (const i of at.all(disable)) {
    if (!at.isVerb(i) || isNegated(at, i)) continue;
    if (at.nearest(i, guard, 60) < 0 && !isFlag(at, i)) continue;
    if (isAskedBefore(at, i)) continue;
    note("strong", "exec", i);
    if (!isMentionedBefore) act("unguard");
  }
}

/** `Source:`, which names what is behind it. */
function isLabel(at: SentenceReader, i: number): boolean {
  return at.isWord(i, "source") && at.text.startsWith(":", at.end(i));
}

/** An address that is one of no mere data. */
function isProgram(at: SentenceReader, i: number): boolean {
  return i >= 0 && !data.test(at.word(i));
}

/** Whether a download is handed to an interpreter. */
function isPiped(at: SentenceReader): boolean {
  return pipe.test(at.text.slice(at.from, Math.min(at.to, at.from + 1200)));
}

/** Whether what is installed has a name. */
function isNamed(at: SentenceReader, i: number): boolean {
  return installed.test(at.ahead(i, 80));
}

/** Confirmation before something is deleted: what comes before is a guard, and none is lowered. */
function isAskedBefore(at: SentenceReader, i: number): boolean {
  if (at.isEnglish(i) || isFlag(at, i)) return false;
  const k = at.nearest(i, first, 60);
  const held = at.nearest(i, guard, 60);
  return k >= 0 && held >= 0 && held < k && k < i;
}
