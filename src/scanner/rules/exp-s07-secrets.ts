import { bareName, isBaseSkill, stdioSkills, wordsOf } from "../experts/each-expert.ts";
import { expertRule } from "../experts/expert-rule.ts";
import { fits, isGeneralSecret, isSecret } from "../experts/secrets.ts";

const most = 5;

/** Secrets that a skill asks for and its purpose does not explain (EXP-S7). */
export const requiredSecrets = expertRule(
  {
    id: "EXP-S7",
    points: 40,
    title: "Skills ask for secrets that their purpose does not explain.",
    advice: "Ask of each secret which tool needs it, and give a narrower one where there is one.",
  },
  function* (expert) {
    const skills = stdioSkills(expert);
    const owners = new Map<string, string>();
    const all = new Set<string>();
    for (const skill of skills) {
      const about = `${skill.packageName} ${skill.name}`;
      for (const variable of skill.secrets.filter(isSecret)) {
        all.add(variable);
        const owner = bareName(skill.packageName).split("/")[0] ?? "";
        const other = owners.get(variable);
        owners.set(variable, owner);
        if (other !== undefined && other !== owner) {
          yield {
            message: "The same secret is given to packages of different owners.",
            shows: variable,
          };
        }
        if (fits(variable, about)) continue;
        if (isGeneralSecret(variable) && !isBaseSkill(skill)) {
          const points = fits(variable, wordsOf(expert)) ? {} : { points: 100 };
          yield {
            message: "A package gets a secret that opens far more than its service.",
            shows: variable,
            ...points,
          };
        } else if (!fits(variable, wordsOf(expert))) {
          yield {
            message: "A skill asks for a secret that nothing about it explains.",
            shows: variable,
          };
        }
      }
    }
    if (all.size > most) {
      yield { message: "The skills of one Expert ask for many secrets.", shows: [...all][0] ?? "" };
    }
  },
);
