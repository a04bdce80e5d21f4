import { capabilitiesOf, joinCapabilities, riskOf } from "../../expert/capability.ts";
import { DefinitionError, type ExpertDefinition } from "../../expert/definition.ts";
import { localForm, parsePerstackFile } from "../../expert/perstack-file.ts";
import { worstRisk } from "../../scanner/join-capabilities.ts";
import type { Report } from "../../scanner/report.ts";

/**
 * The report of a package that defines Experts, with what their definitions let them do: texts can do
 * nothing by themselves. Packages of skills, and delegates that the file does not define, are unknown
 * here; the registry looks into them when the Expert is published.
 */
export function withStatedReach(report: Report): Report {
  const { capabilities, risk, expert } = report;
  const defined = definitionsIn(expert?.toml ?? null);
  const [first] = defined;
  if (capabilities === null || first === undefined) return report;
  const stated = capabilitiesOf({ ...first, skills: skillsOf(defined) });
  const unknown = [...capabilities.unknown, ...stated.unknown, ...foreignDelegates(defined)];
  const code = { skill: "", name: "", version: "", capabilities, risk };
  const all = { ...joinCapabilities(stated, [code]), unknown };
  const { level } = riskOf(all, []);
  return {
    ...report,
    capabilities: { ...capabilities, ...all },
    risk: worstRisk([level, risk]),
  };
}

/** What cannot be read as definitions is no Expert to anybody; the findings say what is wrong with it. */
function definitionsIn(toml: string | null): readonly ExpertDefinition[] {
  if (toml === null) return [];
  try {
    const file = parsePerstackFile(toml);
    return file.names.map((name) => localForm(file, name));
  } catch (error) {
    if (error instanceof DefinitionError) return [];
    throw error;
  }
}

/** The skills of all Experts of a file; where there are several, by whose they are. */
function skillsOf(defined: readonly ExpertDefinition[]): ExpertDefinition["skills"] {
  return Object.fromEntries(
    defined.flatMap(({ name, skills }) =>
      Object.entries(skills).map(([skill, told]) => [
        defined.length === 1 ? skill : `${skill} of ${name}`,
        told,
      ]),
    ),
  );
}

function foreignDelegates(defined: readonly ExpertDefinition[]): readonly string[] {
  const own = new Set<string>(defined.map(({ name }) => name));
  const keys = new Set(defined.flatMap(({ delegates }) => delegates));
  return [...keys]
    .filter((key) => !own.has(key.replace(/(?<=.)@.*$/, "")))
    .map((key) => `what the delegate ${key} does`);
}
