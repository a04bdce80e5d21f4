import { RegistryError } from "../errors.ts";
import { baseSkill, isBaseSkill } from "./capability.ts";
import type { ExpertDefinition } from "./definition.ts";
import { parseExpertKey, pinningOf } from "./key.ts";
import type { FileExpert, PerstackFile } from "./perstack-file.ts";

/**
 * @throws RegistryError `invalid` for a definition without the base skill, with which the runtime would
 *   abort before its first step
 */
export function requireBaseSkill({ skills }: ExpertDefinition): void {
  if (Object.hasOwn(skills, baseSkill)) return;
  throw new RegistryError(
    "invalid",
    `skills must include ${baseSkill}; add [experts."…".skills."${baseSkill}"] with ` +
      `type = "mcpStdioSkill", command = "npx", packageName = "${baseSkill}"`,
    { fields: { code: "base_skill_missing" } },
  );
}

/** Arguments with which npx and uvx run something else than the package that is named. */
const escapes =
  /^(?:-c|-p|--(?:call|package|from|with|with-editable|with-requirements|registry|index|index-url|extra-index-url|default-index|find-links|node-options|script-shell|userconfig|globalconfig|prefix|python|config-file)(?:=.*)?)$/;
const elsewhere =
  /^(?:(?:git\+|git:|https?:|file:|ssh:|github:)|[./~])|(?:\.tgz|\.tar\.gz|\.whl)$/i;

/**
 * What stands in a file that its runtime would act on although it is no part of the published form:
 * whoever installs the package gets the file too.
 *
 * @throws RegistryError `invalid` naming the rule
 */
export function requireSafeFile(file: PerstackFile, expert: FileExpert): void {
  if (file.settings["perstackBaseSkillCommand"] !== undefined) {
    throw refused("perstackBaseSkillCommand replaces the base skill of whoever uses the file");
  }
  for (const [name, skill] of Object.entries(expert.skills ?? {})) {
    if (skill.type !== "mcpStdioSkill" || skill.args === undefined) continue;
    if (skill.packageName !== undefined && skill.args.length > 0) {
      throw refused(`the skill ${name} has both packageName and args, which no runtime accepts`);
    }
    if (skill.args.some((arg) => escapes.test(arg) || elsewhere.test(arg))) {
      throw refused(
        `the args of the skill ${name} make ${skill.command} run something else than a package of ` +
          "npm or PyPI; name the package in packageName",
      );
    }
  }
}

function refused(why: string): RegistryError {
  return new RegistryError("invalid", `perstack.toml is refused: ${why}`, {
    fields: { code: "unsafe_expert_file" },
  });
}

/** Variables that decide which code other programs load or find. */
const dangerousEnv =
  /^(?:path|home|shell|ifs|env|bash_env|node_path|node_options|npm_config_.*|ld_.*|dyld_.*|pythonpath|pythonhome|pythonstartup|perl5lib|perl5opt|rubylib|rubyopt|java_tool_options)$/i;
const providerKeys =
  /^(?:anthropic|openai|azure|google|gemini|deepseek|aws|github|gitlab|npm)_?(?:.*_)?(?:key|token|secret|access_key|credentials)(?:_.*)?$/i;

/** Words that people call a skill by; a package of that name is whatever somebody published as it. */
const genericNames = new Set(
  (
    "api bash browser cli code db database docs email fetch file files fs git github http mail mcp " +
    "memory notes search server shell slack sql terminal test tool tools web weather"
  ).split(" "),
);

/** What its author and its users should know of a definition; one sentence each. */
export function warningsAbout(definition: ExpertDefinition): string[] {
  const warnings: string[] = [];
  for (const [name, skill] of Object.entries(definition.skills)) {
    if (skill.type === "interactiveSkill") continue;
    const isOpen = skill.pick.length === 0 && skill.omit.length === 0;
    if (skill.type === "mcpSseSkill") {
      if (isOpen)
        warnings.push(
          `the skill ${name} offers every tool of its server; name those that are needed in pick`,
        );
      continue;
    }
    const isBase = isBaseSkill(skill);
    if (!isBase && !/.@\d+\.\d+\.\d+/.test(skill.packageName)) {
      warnings.push(
        `the skill ${name} runs ${skill.packageName} in whatever version is current; pin it as name@1.2.3`,
      );
    }
    if (skill.packageName === name && genericNames.has(name)) {
      warnings.push(
        `the skill ${name} runs the public package of that name; set packageName if another is meant`,
      );
    }
    if (!isBase && isOpen) {
      warnings.push(
        `the skill ${name} offers every tool of its package; name those that are needed in pick`,
      );
    }
    for (const variable of skill.requiredEnv) {
      if (dangerousEnv.test(variable)) {
        warnings.push(
          `the skill ${name} is given ${variable}, which decides what code programs load`,
        );
      } else if (providerKeys.test(variable)) {
        warnings.push(`the skill ${name} is given ${variable}, which reaches more than this skill`);
      }
    }
  }
  for (const delegate of definition.delegates) {
    const key = parseExpertKey(delegate);
    if (pinningOf(key) === "pinned") continue;
    warnings.push(`the delegate ${delegate} may change at any time; pin it as ${key.name}@1.2.3`);
  }
  return [...warnings, ...sameToolName(definition)];
}

/** A delegate is a tool named by the last part of its name, so two of one name hide each other. */
function sameToolName({ delegates }: ExpertDefinition): string[] {
  const byTool = new Map<string, Set<string>>();
  for (const delegate of delegates) {
    const { name } = parseExpertKey(delegate);
    const tool = name.slice(name.indexOf("/") + 1);
    byTool.set(tool, (byTool.get(tool) ?? new Set()).add(delegate));
  }
  return [...byTool]
    .filter(([, keys]) => keys.size > 1)
    .map(([tool, keys]) => `the delegates ${[...keys].join(" and ")} are the same tool, ${tool}`);
}

/** Settings at the top of a file that redirect or weaken whoever runs it. */
const redirecting = [
  "perstackApiBaseUrl",
  "envPath",
  "runtime",
  "maxSteps",
  "maxRetries",
  "timeout",
];

/** What stands in a file beside its definition and does not belong into a published one. */
export function warningsAboutFile(file: PerstackFile, expert: FileExpert): string[] {
  const warnings: string[] = [];
  for (const setting of redirecting) {
    if (file.settings[setting] === undefined) continue;
    warnings.push(`perstack.toml sets ${setting}, which is for its author's machine; leave it out`);
  }
  const provider = file.settings["provider"];
  const setting =
    typeof provider === "object" && provider !== null && "setting" in provider
      ? provider.setting
      : null;
  if (typeof setting === "object" && setting !== null) {
    for (const name of ["baseUrl", "headers"]) {
      if (!Object.hasOwn(setting, name)) continue;
      warnings.push(
        `perstack.toml sets the provider's ${name}, which redirects its user or holds credentials; leave it out`,
      );
    }
  }
  for (const [name, skill] of Object.entries(expert.skills ?? {})) {
    if (skill.type !== "interactiveSkill" && (skill.allowedDomains ?? []).length > 0) {
      warnings.push(
        `the skill ${name} lists allowedDomains, which are not published: runtimes read them from a ` +
          "local perstack.toml alone, so whoever uses this Expert has to list them there",
      );
    }
    if (skill.type !== "mcpStdioSkill" || skill.packageName !== undefined) continue;
    if ((skill.args ?? []).length === 0) continue;
    warnings.push(
      `the skill ${name} names its package in args only, which are not published: it means the ` +
        `public package ${name}; set packageName`,
    );
  }
  return warnings;
}
