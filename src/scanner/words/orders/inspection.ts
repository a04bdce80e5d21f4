const lead =
  "^\\W{0,8}(?:\\d{1,2}[.)]\\s)?(?:for (?:each|every|all) [\\w ]{1,30}?,? ?)?(?:(?:always|also|then|first|please|your task is to|you)\\s){0,2}";
/** An order to look for something: whatever is named behind it is what is looked for. */
const looking = new RegExp(
  `${lead}(?:flag|detect|recogni[sz]e|look (?:out )?for|watch (?:out )?for|search for|scan for|hunt for|spot|reject|refuse|block|quarantine|check for|be alert to|warn (?:about|of|against)|signs? (?:of|are|include)|indicators?\\b|red flags|typical\\b|(?:an )?examples?:|samples?:|payloads?:|for (?:example|instance)[,:]|e\\.g\\.)`,
  "i",
);
/** An order to speak of something. */
const telling = new RegExp(
  `${lead}(?:report|identify|strip|classify|list|note|describe|explain|teach|discuss|quote|say|tell|collect examples of)\\b`,
  "i",
);
/** What is told, behind it. */
const named =
  /:|\b(?:such as|like|e\.g|for (?:example|instance)|phrases?|patterns?|texts?|attempts?|scams?|attacks?|tricks?|unknown|suspicious|unexpected|changed|new|foreign|signs?|traces?|unusual|typical|injections?|exfiltration|leaked|exposed|stolen|steals?|payloads?|what it|where it|how it|how attackers|who could)\b/i;
/** What is done with it beside: then it is an order like any other. */
const moving =
  /\b(?:send|post|upload|copy|forward|put|include|attach|append|embed|mail|e-?mail|share|run|execute|install|paste|push|deliver|submit|transmit|encode|hand|insert|render|show|display|output)\b(?!\s(?:of|by|attempts?|requests?))|\b(?:to|into|via|at)\s{1,3}(?:https?:|[\w.+-]{1,64}@)/i;

/**
 * Whether a sentence orders to look for attacks, or to tell of them, and to do nothing else: what it names
 * is what is looked for. What stands in quotation marks or as code is not read for further orders.
 */
export function isInspection(sentence: string): boolean {
  const plain = sentence
    .replace(/```[\s\S]{0,2000}?```|`[^`\n]{0,400}`/g, " ")
    .replace(/["“„«][^"”“»]{2,400}["”“»]/g, " ");
  const parts = plain.split(/(?<=[.!?])\s{1,8}(?=[A-Z])/);
  const isLooking = parts.some(
    (part) => looking.test(part) || (telling.test(part) && named.test(part)),
  );
  return (
    isLooking &&
    parts.every((part) => !moving.test(part.replace(looking, " ").replace(telling, " ")))
  );
}
