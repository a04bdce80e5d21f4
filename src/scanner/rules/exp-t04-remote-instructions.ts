import { expertWindows, isOwnService } from "../experts/expert-windows.ts";
import type { Rule } from "../rule.ts";

/** A host without a scheme, as in a look-up of its records. */
const named =
  /\b(?:dig|host|nslookup|drill|resolve-dnsname|txt records?)\b[^\n]{0,80}\b(?:[a-z0-9-]{1,60}\.){1,4}[a-z]{2,12}\b|\b(?:gh|glab) (?:issue|pr|mr|gist|api|release|discussion)\b/i;

/** What the text says beyond what it is wanted for is not heeded. */
const distrusted =
  /\bif (?:it|they|the (?:page|text|file|guide|document|answer))\b[^.;]{0,80}\b(?:says?|contains?|asks?|tells?|wants?|orders?)\b[^.;]{0,80}\bignore\b|\b(?:never|do not) (?:follow|obey|execute) (?:any )?(?:instructions|orders|commands)\b|\b(?:cannot|can ?not|does not|do not|must not|may not|never) (?:change|override|alter|widen|replace|extend) (?:these|your|this|the|any of (?:these|your)) (?:rules?|instructions?|permissions?|tasks?|limits?)\b/i;

/** Rules that are fetched are rules that nobody judged (EXP-T4). */
export const remoteInstructions: Rule = {
  meta: {
    id: "EXP-T4",
    family: "text",
    points: 100,
    solo: false,
    title: "An Expert obeys text that it fetches.",
    advice:
      "Write the rules into the definition; what is fetched may be data and never instructions.",
  },
  *check(pkg) {
    for (const window of expertWindows(pkg)) {
      if (window.isWhole || !window.acts.includes("remote-rules")) continue;
      if (window.hosts.length === 0 && !named.test(window.excerpt)) continue;
      const { file, line, excerpt } = window;
      const isData = distrusted.test(excerpt) && !window.acts.includes("as-order");
      const points = isOwnService(pkg, window) || isData ? 40 : 100;
      const message = "An instruction follows rules that stand at an address.";
      yield { surface: "agent", file, line, excerpt, message, points };
    }
  },
};
