import { definitionsOf } from "../experts/each-expert.ts";
import { isTable, textOf, textsOf } from "../experts/expert-file.ts";
import { type ExpertHit, toHit } from "../experts/expert-rule.ts";
import type { Rule } from "../rule.ts";

const secretPath =
  /(?:^|[/\\])\.(?:ssh|aws|npmrc|netrc|kube|docker|gnupg|config|claude|codex|cursor)|^(?:\/|~|[A-Za-z]:)|(?:^|\/)\.\.(?:\/|$)/;
const extreme = { maxSteps: 1000, maxRetries: 50, timeout: 86_400_000 } as const;

/** Settings in a published definition act on whoever runs it (EXP-S6). */
export const expertSettings: Rule = {
  meta: {
    id: "EXP-S6",
    family: "text",
    points: 40,
    solo: false,
    title: "The definition carries settings that redirect or weaken whoever runs it.",
    advice: "A published definition needs none of them; take them out.",
  },
  *check(pkg) {
    for (const { path, file } of definitionsOf(pkg))
      for (const hit of settingsHits(file.settings)) yield toHit(pkg, path, hit);
  },
};

function* settingsHits(settings: Readonly<Record<string, unknown>>): Generator<ExpertHit> {
  if (settings["perstackBaseSkillCommand"] !== undefined) {
    const message = "A setting replaces the command of the base skill.";
    yield { message, shows: "perstackBaseSkillCommand", points: 100 };
  }
  const base = textOf(settings["perstackApiBaseUrl"]);
  if (base !== null) {
    yield {
      message: "A setting changes the registry that Experts come from.",
      shows: base,
      points: 100,
    };
  }
  const paths = [...textsOf(settings["envPath"]), textOf(settings["envPath"]) ?? ""];
  const outside = paths.find((path) => secretPath.test(path));
  if (outside !== undefined) {
    yield {
      message: "A setting reads variables from outside of the project.",
      shows: outside,
      points: 100,
    };
  }
  const provider = settings["provider"];
  const setting = isTable(provider) && isTable(provider["setting"]) ? provider["setting"] : {};
  for (const name of ["baseUrl", "headers"]) {
    if (setting[name] === undefined) continue;
    yield {
      message: "A setting redirects the model's provider, or adds headers to its requests.",
      shows: name,
    };
  }
  if (settings["runtime"] !== undefined && settings["runtime"] !== "docker") {
    yield { message: "A setting chooses a runtime without a container.", shows: "runtime" };
  }
  for (const [name, most] of Object.entries(extreme)) {
    const value = settings[name];
    if (typeof value === "number" && value > most) {
      yield { message: "A setting lets the Expert work nearly without end.", shows: name };
    }
  }
}
