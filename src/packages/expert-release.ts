import { randomBytes } from "node:crypto";
import type { Caller } from "../access/permit.ts";
import type { App } from "../context.ts";
import type { Sql } from "../db/db.ts";
import { RegistryError } from "../errors.ts";
import {
  type ExpertCapabilities,
  type ExpertRisk,
  joinCapabilities,
  ownCapabilities,
  riskOf,
} from "../expert/capability.ts";
import type { ExpertDefinition, Skill } from "../expert/definition.ts";
import { dependenciesOfDelegates } from "../expert/delegates.ts";
import { parseExpertKey, pinningOf } from "../expert/key.ts";
import { definitionDigest, normalForm } from "../expert/normal-form.ts";
import { requireDefinitionOnly } from "../expert/package-files.ts";
import { parsePerstackFile, publishedForm } from "../expert/perstack-file.ts";
import {
  requireBaseSkill,
  requireSafeFile,
  warningsAbout,
  warningsAboutFile,
} from "../expert/publishable.ts";
import { refuseTakenId, takeIdForExpert } from "../intent/intent-ids.store.ts";
import { type PackageName, quoteForMessage } from "../names/package-name.ts";
import type { Version } from "../names/version.ts";
import type { ExpertFiles } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { lookUpDelegates, unknownDelegate } from "./expert-lookups.ts";
import { findExpertVersion, insertExpert } from "./experts.store.ts";
import { findAccess } from "./rights.store.ts";
import { lookUpPackages } from "./skill-packages.ts";
import { findTags } from "./tags.store.ts";

/** What makes a release an Expert, checked and ready to be stored. */
export interface ExpertRelease {
  readonly definition: ExpertDefinition;
  /** The text of its intent.md, or null. */
  readonly intent: string | null;
  /** What its delegates are to npm clients. */
  readonly dependencies: Readonly<Record<string, string>>;
  /** For programs: `expert` in the manifest. */
  readonly summary: JsonObject;
  readonly warnings: readonly string[];
}

/** So many warnings are kept; whoever earns more has enough to read. */
const maxWarnings = 50;

/**
 * Holds a package with a perstack.toml to what an Expert is: a definition of its own name and version,
 * within every limit, without code, whose delegates exist.
 *
 * @throws RegistryError `invalid` naming the file, the place and the rule; `conflict` when the id that
 *   clients of packs would know it by is taken
 */
export async function readExpert(
  app: App,
  caller: Caller,
  { name, version }: { readonly name: PackageName; readonly version: Version },
  files: ExpertFiles,
): Promise<ExpertRelease> {
  if (files.definitionPath !== "perstack.toml") {
    throw refused(`${quoteForMessage(files.definitionPath)} must be spelled perstack.toml`);
  }
  if (files.toml === null) throw refused("perstack.toml is not UTF-8 text, or too long");
  const file = parsePerstackFile(files.toml);
  const table = file.experts.get(name);
  if (table === undefined || file.names.length !== 1) {
    const found = file.names.slice(0, 5).map(quoteForMessage).join(", ");
    throw refused(
      `perstack.toml must define exactly the Expert "${name}", as its package is called; it defines ` +
        (found === "" ? "none" : found),
    );
  }
  const definition = publishedForm(file, name);
  if (definition.version !== version) {
    const stated = table.version === undefined ? "none, which means 1.0.0" : definition.version;
    throw refused(
      `perstack.toml must have the package's version: add version = "${version}"; it has ${stated}`,
    );
  }
  requireSafeFile(file, table);
  const dependencies = dependenciesOfDelegates(definition.delegates);
  requireDefinitionOnly(files, dependencies);
  if (app.config.experts.require_base_skill) requireBaseSkill(definition);
  await refuseTakenId(app.db.read, name);

  const delegates = await lookUpDelegates(app, caller, definition);
  const { packages, notes, ...found } = await lookUpPackages(app, caller, definition);
  const warnings = [
    ...warningsAboutFile(file, table),
    ...warningsAbout(definition),
    ...delegates.warnings,
    ...found.warnings,
  ].slice(0, maxWarnings);
  const own = ownCapabilities(definition);
  const capabilities = joinCapabilities(own, packages);
  const risk = riskOf(own, delegates.risks, packages);
  return {
    definition,
    intent: files.intent,
    dependencies,
    summary: summaryOf(definition, { own, capabilities, risk, warnings, notes }),
    warnings,
  };
}

/**
 * Stores what makes a version an Expert, inside the transaction that adds it.
 *
 * @param by the publisher, as `principalTextOf` writes callers
 * @throws RegistryError `invalid` when a delegate went away, or lost its tag, since it was looked up,
 *   `conflict` when its id belongs to something else by now
 */
export async function insertExpertRelease(
  tx: Sql,
  { definition, intent }: ExpertRelease,
  by: string,
  at: string,
): Promise<void> {
  await takeIdForExpert(tx, definition.name, by, at);
  for (const text of definition.delegates) {
    const { name, version, tag } = parseExpertKey(text);
    // Its own newest version is the one that is being published.
    if (name === definition.name && version === null) continue;
    // None at all is one of the upstream, unless the name is ours.
    if ((await findAccess({ read: tx }, name)) === null) continue;
    const named = version ?? (await findTags({ read: tx }, name)).get(tag ?? "latest") ?? null;
    const delegate = named === null ? null : await findExpertVersion({ read: tx }, name, named);
    if (delegate === null || delegate.status === "disabled") throw unknownDelegate(text);
  }
  await insertExpert(
    tx,
    {
      definition,
      normalForm: normalForm(definition),
      digest: definitionDigest(definition),
      // What was staged by an older registry has none.
      intent: intent ?? null,
      id: newId(),
    },
    at,
  );
}

const letters = "abcdefghijklmnopqrstuvwxyz";
const lettersAndDigits = `${letters}0123456789`;

/** 24 of a-z and 0-9, the first a letter (perstack-registry §2). */
function newId(): string {
  return [...randomBytes(24)]
    .map((byte, at) => {
      const alphabet = at === 0 ? letters : lettersAndDigits;
      return alphabet[byte % alphabet.length];
    })
    .join("");
}

interface Judged {
  readonly own: ExpertCapabilities;
  readonly capabilities: ExpertCapabilities;
  readonly risk: ExpertRisk;
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
}

function summaryOf(
  definition: ExpertDefinition,
  { own, capabilities, risk, warnings, notes }: Judged,
): JsonObject {
  const { name, version, skills, delegates } = definition;
  return {
    key: `${name}@${version}`,
    digest: definitionDigest(definition),
    skills: Object.fromEntries(
      Object.entries(skills).map(([skill, told]) => [skill, skillSummary(told)]),
    ),
    delegates: delegates.map((key) => ({ key, pinning: pinningOf(parseExpertKey(key)) })),
    requiredEnv: own.secrets,
    capabilities: { ...capabilities },
    risk: risk.level,
    riskReason: risk.because,
    signature: "unsigned",
    warnings,
    ...(notes.length === 0 ? {} : { notes: notes.slice(0, maxWarnings) }),
  };
}

function skillSummary(skill: Skill): JsonObject {
  switch (skill.type) {
    case "mcpStdioSkill": {
      const { type, command, packageName, pick, omit, requiredEnv } = skill;
      return { type, command, packageName, pick, omit, requiredEnv };
    }
    case "mcpSseSkill": {
      const { type, endpoint, pick, omit } = skill;
      return { type, endpoint, pick, omit };
    }
    case "interactiveSkill":
      return { type: skill.type, tools: Object.keys(skill.tools) };
  }
}

function refused(why: string): RegistryError {
  return new RegistryError("invalid", `the Expert is refused: ${why}`, {
    fields: { code: "bad_expert" },
  });
}
