import { endpointsOf, isBaseSkill, stdioSkills } from "../experts/each-expert.ts";
import { textOf, textsOf } from "../experts/expert-file.ts";
import { expertRule } from "../experts/expert-rule.ts";
import { isGeneralSecret, isSecret } from "../experts/secrets.ts";
import { opensTools, readOnlyPromise } from "./exp-s08-tools.ts";

const offlinePromise =
  /\b(?:never (?:touches|uses|needs|reaches) (?:the )?(?:network|internet)|no network|without (?:any )?network|offline|never connects?|no internet|air-?gapped|fully local|runs locally)\b/i;
const keptPromise =
  /\b(?:cannot|can['’]t|does not|doesn['’]t|never|won['’]t) (?:\w{2,12} (?:or|nor|and) ){0,2}(?:sends?|uploads?|shares?|transmits?)\b|\bnothing (?:is (?:ever )?(?:sent|uploaded|shared)|leaves)\b/i;
const noSecretPromise =
  /\b(?:no (?:api )?keys?|no credentials?|no secrets?|without (?:any )?(?:api )?keys?)\b/i;

/** A description that promises what the skills do not keep (EXP-S12). */
export const brokenPromises = expertRule(
  {
    id: "EXP-S12",
    points: 40,
    title: "The description promises less than the skills can do.",
    advice: "Believe the skills, and ask why the description says otherwise.",
  },
  function* (expert) {
    const description = textOf(expert.table["description"]) ?? "";
    const skills = stdioSkills(expert);
    // Skills of every kind, as a remote one asks for secrets, too.
    const secrets = expert.skills.flatMap(({ table }) =>
      textsOf(table["requiredEnv"]).filter((name) => isSecret(name) || isGeneralSecret(name)),
    );
    const points = secrets.length > 0 ? { points: 100 } : {};
    const isRemote =
      endpointsOf(expert).length > 0 ||
      skills.some((skill) => !isBaseSkill(skill) && skill.secrets.length > 0);
    if (offlinePromise.test(description) && isRemote) {
      yield {
        message: "The description promises no network, and a skill uses it.",
        shows: description,
        ...points,
      };
    }
    if (keptPromise.test(description) && endpointsOf(expert).length > 0) {
      yield {
        message:
          "The description promises that nothing is sent, and a skill sends to a remote service.",
        shows: description,
        ...points,
      };
    }
    if (noSecretPromise.test(description) && secrets.length > 0) {
      yield {
        message: "The description promises that no secrets are needed, and a skill asks for some.",
        shows: description,
        ...points,
      };
    }
    if (
      readOnlyPromise.test(description) &&
      skills.some((skill) => isBaseSkill(skill) && opensTools(skill))
    ) {
      yield {
        message: "The description promises to only read, and a skill can write or run.",
        shows: description,
        ...points,
      };
    }
  },
);
