import { RegistryError } from "../../errors.ts";
import { maxBundleBytes } from "../bundle/read-bundle.ts";
import { requestBytes, requestJson } from "./request.ts";
import { maxEntries, type Source, type SourceQuestion } from "./source.ts";
import { packOf, readEntry } from "./source-entry.ts";

const maxAnswerBytes = 16 * 1024 * 1024;

/** A registry of packs as the `n3` command asks it (namel3ss-registry §2). */
export function openHttpSource(id: string, url: string, via: () => string): Source {
  const base = url.replace(/\/+$/, "");
  return {
    id,
    kind: "http",
    url: base,
    expert: null,

    async find(question, signal) {
      const answer = await requestJson(`${base}/search`, {
        method: "POST",
        body: bodyOf(question),
        maxBytes: maxAnswerBytes,
        signal,
        via: via(),
      });
      const told = entriesIn(answer);
      const origin = { kind: "registry_url", uri: base, believed: [] } as const;
      const entries = told.slice(0, maxEntries).flatMap((value) => {
        const entry = readEntry(value, origin);
        return entry === null ? [] : [packOf(entry)];
      });
      return { entries, dropped: told.length - entries.length };
    },

    async bundle({ pack_digest: digest }, signal) {
      const bytes = await requestBytes(`${base}/bundle/${digest}`, {
        method: "GET",
        maxBytes: maxBundleBytes,
        signal,
        via: via(),
      });
      if (bytes !== null) return bytes;
      throw new RegistryError("upstream_failed", "it has no such bundle");
    },
  };
}

function bodyOf(question: SourceQuestion) {
  switch (question.kind) {
    case "words":
      return { phrase: question.text, capability: question.capability, risk: question.risk };
    case "id":
      return { phrase: question.id, capability: null, risk: null };
    case "everything":
      return { phrase: "", capability: null, risk: null };
  }
}

/** Whatever is neither a list nor has one is "no entries", as clients take it (§2.1). */
function entriesIn(answer: unknown): readonly unknown[] {
  if (Array.isArray(answer)) return answer;
  const listed =
    typeof answer === "object" && answer !== null && "entries" in answer ? answer.entries : null;
  return Array.isArray(listed) ? listed : [];
}
