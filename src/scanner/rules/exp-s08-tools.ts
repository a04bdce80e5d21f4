import { isBaseSkill, type StdioSkill, stdioSkills } from "../experts/each-expert.ts";
import { textOf, textsOf } from "../experts/expert-file.ts";
import { expertRule } from "../experts/expert-rule.ts";

const strongTools = [
  "exec",
  "writeTextFile",
  "deleteFile",
  "deleteDirectory",
  "editTextFile",
  "moveFile",
];
export const readOnlyPromise =
  /\bread[- ]only\b|\bonly reads?\b|\b(?:never|does not|doesn['’]t) (?:writes?|modif(?:y|ies)|changes?|deletes?|executes?|runs?)(?: (?:(?:or|nor) \w{2,12} )?(?:anything|nothing|any (?:files?|code|commands?|data)|the (?:files?|code|disk|data|database|workspace|repository|system|machine)|files?|code|commands?|scripts?|programs?|data|rows|tables|disk|settings)\b|\s?(?:[.,;:!)\n]|$|or\b|and\b))|\bwithout (?:changing|modifying|writing)\b|\btext[- ]only\b/i;

/** Tools that write or run, left open for work that only reads (EXP-S8). */
export const openTools = expertRule(
  {
    id: "EXP-S8",
    points: 40,
    title: "Tools that write or run are open to an Expert that says it only reads.",
    advice: 'Limit the base skill: pick = ["readTextFile", "listDirectory", "attemptCompletion"].',
  },
  function* (expert) {
    const said = `${textOf(expert.table["description"]) ?? ""}\n${textOf(expert.table["instruction"]) ?? ""}`;
    if (!readOnlyPromise.test(said)) return;
    for (const skill of stdioSkills(expert)) {
      if (!isBaseSkill(skill) || !opensTools(skill)) continue;
      yield {
        message: "The base skill's tools that write or run are open, though the Expert only reads.",
        shows: skill.packageName,
      };
    }
  },
);

/** Whether a skill leaves a tool open that writes or runs. */
export function opensTools({ table }: StdioSkill): boolean {
  const pick = textsOf(table["pick"]);
  const omit = textsOf(table["omit"]);
  return strongTools.some(
    (tool) => (pick.length === 0 || pick.includes(tool)) && !omit.includes(tool),
  );
}
