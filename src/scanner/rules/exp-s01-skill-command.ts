import { stdioSkills } from "../experts/each-expert.ts";
import { expertRule } from "../experts/expert-rule.ts";

/** Only packages of npm and PyPI can be judged; any other command runs what the machine has (EXP-S1). */
export const skillCommand = expertRule(
  {
    id: "EXP-S1",
    points: 100,
    title: "A skill starts a command other than npx or uvx.",
    advice: "Publish the skill's server as a package, and name it in packageName.",
  },
  function* (expert) {
    for (const skill of stdioSkills(expert)) {
      if (skill.command === "npx" || skill.command === "uvx") continue;
      yield {
        message: "A skill starts a command that is neither npx nor uvx.",
        shows: skill.command,
      };
    }
  },
);
