import type { Plan } from "../prose.ts";
import type { Part, SentenceSigns } from "./parts.ts";
import { goalOf, goodOf, isOutright, isTangible, pressOf, turnOf, veilOf } from "./weigh.ts";

/** A plan whose halves stand apart: gathered in one section, sent in another. */
interface AcrossPlan {
  readonly from: number;
  readonly to: number;
  readonly plan: Plan;
}

/** Halves that are closer are weighed as neighbours. */
const leastApart = 3;
/** What is kept of a gathering until it is sent. */
const leastGood = 2.5;
const leastGoal = 2.5;
/** Halves that stand apart may belong to something else. */
const forDistance = 1;

/** Reads a whole text for what is gathered in one place and sent from another (threat catalogue EXP-T2). */
export function acrossIn(
  text: string,
  sentences: readonly SentenceSigns[],
  least = leastApart,
): AcrossPlan | null {
  let gathered: { readonly at: number; readonly one: SentenceSigns; readonly good: number } | null =
    null;
  let best: AcrossPlan | null = null;
  for (const [at, one] of sentences.entries()) {
    const { said } = one;
    if (gathered !== null && at - gathered.at >= least && isSent(text, one, gathered.one)) {
      const both = new Set<Part>([...gathered.one.said, ...said]);
      const veil = veilOf(both);
      const distance = isSame(gathered.one, one) ? 0 : forDistance;
      const weight =
        gathered.good + goalOf(said) + 1 - distance + veil + pressOf(both) - turnOf(both);
      if (weight > (best?.plan.weight ?? 0)) {
        const plan = {
          frame: "carries",
          weight,
          isVeiled: veil >= 1.5,
          isToAgents: false,
          isTangible: isTangible(both, "carries"),
          isOutright: isOutright(both, "carries"),
          isTied: isSame(gathered.one, one),
        } as const;
        best = { from: gathered.one.from, to: one.to, plan };
      }
    }
    const good = goodOf(said);
    if (good >= (gathered?.good ?? leastGood) && isGathered(said)) gathered = { at, one, good };
  }
  return best;
}

function isGathered(said: ReadonlySet<Part>): boolean {
  return (said.has("take") || said.has("alter") || said.has("embed")) && turnOf(said) === 0;
}

/** Whether a sentence sends what earlier ones gathered. */
function isSent(text: string, one: SentenceSigns, gathered: SentenceSigns): boolean {
  const { from, to, said } = one;
  if (goalOf(said) < leastGoal || turnOf(said) > 0) return false;
  if (!said.has("give") && !said.has("toward") && !said.has("uploads")) return false;
  return earlier.test(text.slice(from, to)) || isSame(gathered, one);
}

/** Whether the file that was gathered in is the one that is sent. */
function isSame(gathered: SentenceSigns, sent: SentenceSigns): boolean {
  return sent.names.some((name) => gathered.names.includes(name));
}

/** Words for what was noted before; beside them, what a language other than English has. */
const earlier =
  /\b(?:notes?|steps? \d|(?:step|section|part|phase) (?:one|two|three)|inventory|collected|gathered|recorded|written down|noted|found|above|earlier|everything|all of|list|document|result\w{0,3}|findings|file|summary|report|record\w{0,3}|archive|bundle|object|both|them|it)\b|[^\p{ASCII}]/iu;
