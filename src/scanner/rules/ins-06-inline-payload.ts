import { distinctHits } from "../findings/distinct-hits.ts";
import { installHit } from "../install/hit.ts";
import { installHooks } from "../install/hooks.ts";
import { readJavaScript } from "../javascript/calls.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";

const longPayload = 300;
/** Of a line with an open quote, each quote may be looked for to its end. */
const maxMeasured = 8 * 1024;

/** Code that stands in the hook's command line itself, where no reviewer of files looks. */
export const inlinePayload: Rule = {
  meta: {
    id: "INS-06",
    family: "execution",
    points: 100,
    solo: false,
    title: "An install hook carries encoded or long code in its command line.",
    advice: "Decode the text and read it as a program that runs on every machine that installs.",
  },
  check: (pkg) => distinctHits(hits(pkg)),
};

function* hits(pkg: PackageView): Iterable<Hit> {
  for (const hook of installHooks(pkg)) {
    for (const act of hook.acts) {
      if (act.kind === "decoded-code") {
        yield installHit(act.at, `An install hook runs hidden code: ${act.how}.`);
      } else if (act.kind === "unread") {
        yield installHit(act.at, "An install hook nests too deep or runs too long to be read.");
      } else if (act.kind === "inline") {
        if (decodes(act.code)) {
          yield installHit(act.at, "Inline code of an install hook decodes a text and runs it.");
        } else if (act.language === "javascript" && fetchesAndRuns(act.code)) {
          yield installHit(act.at, "Inline code of an install hook fetches a text and runs it.");
        } else if (act.at.file === hook.place.file && codeLength(act.code) > longPayload) {
          yield installHit(act.at, "An install hook carries a long program in its command line.", {
            points: 40,
          });
        }
      }
    }
  }
}

const packed = /[A-Za-z0-9+/_-]{60,}|(?:\\x[0-9a-fA-F]{2}){12,}|(?:\d{2,3}\s*,\s*){16,}/;
const unpacks =
  /\batob\b|Buffer\s*\.\s*from|fromCharCode|fromCodePoint|unescape|decodeURIComponent|b64decode|decode_base64|unpack|inflate|gunzip|brotliDecompress|fromhex|unhexlify|base64_decode/;
const evaluates =
  /\b(?:eval|Function|exec|execSync|spawn|spawnSync|runIn\w+|_compile|system|popen|compile|require)\b|\.constructor\b|import\s*\(/;

function decodes(code: string): boolean {
  const text = code.slice(0, 65_536);
  return (
    unpacks.test(text) &&
    evaluates.test(text) &&
    (packed.test(text) || /\b(?:eval|Function)\b/.test(text))
  );
}

function fetchesAndRuns(code: string): boolean {
  const { names, modules } = readJavaScript(code);
  const hasNetwork =
    ["fetch", "XMLHttpRequest", "WebSocket", "axios"].some((name) => names.has(name)) ||
    modules.some((name) => /^(?:node:)?(?:https?|http2|net|tls|dns|dgram)$/.test(name));
  const hasEvaluation =
    ["eval", "Function", "runInThisContext", "runInNewContext", "_compile", "constructor"].some(
      (name) => names.has(name),
    ) || modules.some((name) => /^(?:node:)?(?:child_process|vm)$/.test(name));
  return hasNetwork && hasEvaluation;
}

/** Text that is only printed is a banner, whatever its length (recogniser R4). */
function codeLength(code: string): number {
  return code.slice(0, maxMeasured).replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g, "''").length;
}
