import { textsOf } from "../experts/expert-file.ts";
import { expertRule } from "../experts/expert-rule.ts";
import { isSecret } from "../experts/secrets.ts";

/** A list of allowed hosts that allows everybody (EXP-S9). */
export const allowedDomains = expertRule(
  {
    id: "EXP-S9",
    points: 40,
    title: "The hosts that a skill may reach are as good as all.",
    advice: "List the hosts that the skill needs.",
  },
  function* (expert) {
    for (const { table } of expert.skills) {
      const listed = table["allowedDomains"];
      const domains = textsOf(listed);
      const wide = domains.find((domain) =>
        /^\*(?:\.[a-z0-9-]+){0,1}$|^\*\.(?:co|com|org|net|gov|ac|edu)\.[a-z]{2}$/i.test(domain),
      );
      if (wide !== undefined)
        yield { message: "A skill may reach every host below a whole suffix.", shows: wide };
      const isEmpty = Array.isArray(listed) && domains.length === 0;
      if (isEmpty && textsOf(table["requiredEnv"]).some(isSecret)) {
        yield { message: "A skill with secrets may reach every host.", shows: "allowedDomains" };
      }
    }
  },
);
