import { endpointsOf, isBaseSkill, stdioSkills } from "../experts/each-expert.ts";
import { expertRule } from "../experts/expert-rule.ts";
import { isSecret } from "../experts/secrets.ts";

/** What floats is tomorrow something else, and nobody judged it (EXP-S4). */
export const floatingVersion = expertRule(
  {
    id: "EXP-S4",
    points: 40,
    title: "A skill runs whatever version of its package is current.",
    advice: "Pin the package as name@1.2.3.",
  },
  function* (expert) {
    const skills = stdioSkills(expert);
    const asksSecrets = skills.some((skill) => skill.secrets.some(isSecret));
    const isOpen = endpointsOf(expert).length > 0;
    for (const skill of skills) {
      if (isBaseSkill(skill) || /.(?:@|==)\d+\.\d+\.\d+/.test(skill.packageName)) continue;
      const points = asksSecrets && isOpen ? { points: 100 } : {};
      yield {
        message: "A skill's package is not pinned to a version.",
        shows: skill.packageName,
        ...points,
      };
    }
  },
);
