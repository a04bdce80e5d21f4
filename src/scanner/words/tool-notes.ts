import type { ProseWindow } from "./prose.ts";

/** Where what is handed in is kept, and who may see it. */
const kept =
  /\b(?:is|are|will be|gets?)\s(?:\w{2,10}\s)?(?:stored|saved|kept|processed|hosted|visible|retained|sent|logged)\b/i;
const ordered =
  /\b(?:you|your|assistants?|agents?|models?|must|should|always|every|all|whole|full|entire|any|also)\b/i;
/** A variable that is to be set, or that is missing, before the server can work. */
const wanted =
  /\b(?:[Ss]et|[Dd]efine|[Ee]xport|[Cc]onfigure|[Pp]rovide|[Mm]issing|[Rr]equires?|[Nn]eeds?|[Ee]xpects?|[Nn]o|[Cc]heck)\b[^.;]{0,40}\b[A-Z][A-Z0-9]{1,30}_[A-Z0-9_]{2,40}\b|\b[A-Z][A-Z0-9]{1,30}_[A-Z0-9_]{2,40}\b[^.;]{0,30}\b(?:is|are|was|must be|has to be|needs to be) (?:not set|missing|empty|required|set|unset|invalid|needed)\b/;
const moved =
  /\b(?:send|post|pass|upload|put|include|forward|attach|append|paste|copy|write|print|echo|read|cat|curl|share|submit|give|call)\b/i;

/** What is wrong with a request, in a line. */
const complaint =
  /^[^.!?]{0,160}\b(?:must (?:be|have|contain)|(?:is|are) (?:required|missing|invalid|expired|not (?:allowed|supported|found|valid))|invalid|expected|failed|unsupported|not found|unauthori[sz]ed|bad request)\b[^.!?]{0,100}[.!]?\s{0,4}$/i;
const serious =
  /https?:|[~$]|\.(?:env|ssh|npmrc|aws|netrc)\b|\b(?:you|your|users?|assistants?|agents?|models?|tokens?|secrets?|passwords?|credentials?)\b/i;

const lacking = "(?:invalid|expired|missing|unknown|wrong|incorrect|revoked|bad|malformed|no)";
const held = "(?:tokens?|keys?|credentials?|passwords?|secrets?|sessions?|signatures?|codes?)";
/** A credential that was not taken: what every service answers, and no more than that. */
const notTaken = new RegExp(
  `^\\W{0,4}(?:${lacking}(?:(?:,\\s?|\\s)(?:or|and)?\\s?${lacking}){0,2}\\s(?:[\\w-]{1,14}\\s){0,2}${held}\\b|` +
    `(?:[\\w-]{1,14}\\s){0,3}${held}\\s(?:is|are|was|has|have)\\s(?:been\\s)?${lacking}(?:\\s(?:or|and)\\s${lacking}){0,2})(?::[^.!?\\n]{0,24})?[.!:]?\\W{0,4}$`,
  "i",
);

/** The server's own key, for the server itself. */
const ownKey =
  /^\W{0,4}(?:please\s)?(?:provide|enter|add)\s(?:your|an?|the)\s(?:(?:api|access)\s)?(?:keys?|tokens?|credentials?)\sto\s(?:authenticate|sign in|log in|connect)\s(?:with|to|at)\sthis\s(?:server|service)\W{0,4}$/i;

/**
 * Whether a text of a server only tells what every service tells: where somebody's words are kept, which
 * variable of its own is to be set, or what a request lacks. Nothing moves by it.
 */
export function isServiceNote({ plan, classes, excerpt }: ProseWindow): boolean {
  if (notTaken.test(excerpt) || ownKey.test(excerpt)) return true;
  if (plan !== undefined && (plan.frame !== "carries" || plan.isVeiled || plan.isToAgents))
    return false;
  if (plan === undefined && classes.length > 1) return false;
  if (kept.test(excerpt) && !ordered.test(excerpt)) return true;
  if (moved.test(excerpt)) return false;
  return wanted.test(excerpt) || (complaint.test(excerpt) && !serious.test(excerpt));
}
