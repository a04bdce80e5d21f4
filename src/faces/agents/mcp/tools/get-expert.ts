import { z } from "zod";
import type { App } from "../../../../context.ts";
import { capabilitiesOf } from "../../../../expert/capability.ts";
import type { Skill } from "../../../../expert/definition.ts";
import { parseExpertKey, pinningOf } from "../../../../expert/key.ts";
import { type Expert, findExpert } from "../../../../packages/experts.ts";
import { findVersionOf } from "../../../../packages/find-version.ts";
import { isObject } from "../../../../packages/packument.ts";
import type { WhoAsks } from "../../../../packages/rights.ts";
import type { JsonObject } from "../../../../scanner/rule.ts";
import { keyInput } from "../inputs.ts";
import { reads, tool } from "../tool.ts";
import { isPlain, Untrusted, untrusted } from "../untrusted.ts";

const names = z.array(z.string());

export const getExpert = tool({
  name: "get_expert",
  title: "Show an Expert",
  description:
    "One Expert (an agent's definition): what it says, which skills it runs, what it can touch, how " +
    "risky that is, and what vouches for it.",
  hints: reads,
  input: z.object({ key: keyInput }),
  output: z.object({
    key: z.string(),
    status: z.enum(["available", "deprecated", "disabled"]),
    tags: names,
    created_at: z.string(),
    description: Untrusted.nullable(),
    instruction: Untrusted.nullable(),
    skills: z.array(
      z.object({
        name: Untrusted.nullable(),
        type: z.string(),
        runs: z.string().nullable().describe("Command and package, or the address."),
        required_env: names,
      }),
    ),
    delegates: z.array(z.object({ key: z.string(), pinning: z.string() })),
    capabilities: z.object({
      filesystem: z.string(),
      network: z.string(),
      env: z.string(),
      subprocess: z.string(),
      secrets: names,
      hosts: names,
    }),
    risk: z.object({
      level: z.string().nullable().describe("Null for one that is disabled."),
      because: Untrusted.nullable(),
      warnings: z.array(Untrusted),
    }),
    trust: z.object({
      digest: z.string().describe("SHA-256 of the definition in its normal form."),
      integrity: z.string().describe("sha512 of its tarball."),
      signed_by: names.describe("Ids of keys; /-/npm/v1/keys has them."),
      has_provenance: z.boolean(),
    }),
  }),
  async run(app, { input: { key }, base, whoAsks }) {
    const expert = await findExpert(app, await whoAsks(), key);
    const { definition, name, version, status, tags, createdAt, digest, integrity } = expert;
    const manifest = await manifestOf(app, expert, base, whoAsks);
    const summary = objectIn(manifest, "expert");
    const dist = objectIn(manifest, "dist");
    const signatures = Array.isArray(dist["signatures"]) ? dist["signatures"] : [];
    const warnings = Array.isArray(summary["warnings"]) ? summary["warnings"] : [];
    return {
      key: `${name}@${version}`,
      status,
      tags: [...tags],
      created_at: createdAt,
      description: untrusted(definition.description, 2000),
      instruction: untrusted(definition.instruction, 16_000),
      skills: Object.entries(definition.skills)
        .slice(0, 100)
        .map(([skill, told]) => ({ name: untrusted(skill, 200), ...skillOf(told) })),
      delegates: definition.delegates
        .slice(0, 100)
        .map((delegate) => ({ key: delegate, pinning: pinningOf(parseExpertKey(delegate)) })),
      capabilities: reachOf(expert, summary),
      risk: {
        level: typeof summary["risk"] === "string" ? summary["risk"] : null,
        because: untrusted(summary["riskReason"], 500),
        warnings: warnings.slice(0, 20).flatMap((text) => untrusted(text, 500) ?? []),
      },
      trust: {
        digest,
        integrity,
        signed_by: signatures.flatMap((one) =>
          isObject(one) && isPlain(one["keyid"]) ? [one["keyid"]] : [],
        ),
        has_provenance: isObject(dist["attestations"]),
      },
    };
  },
});

/** What npm clients are shown of it, which a disabled one no longer is. */
async function manifestOf(
  app: App,
  { status, name, version }: Expert,
  base: string,
  whoAsks: WhoAsks,
): Promise<JsonObject> {
  if (status === "disabled") return {};
  return (await findVersionOf(app, name, version, base, whoAsks)).manifest;
}

/** As it was found out at its publish, when the packages of its skills were looked into. */
function reachOf({ definition }: Expert, summary: JsonObject) {
  const own = capabilitiesOf(definition);
  const found = objectIn(summary, "capabilities");
  const grade = (key: "filesystem" | "network" | "env" | "subprocess") => {
    const value = found[key];
    return typeof value === "string" ? value : own[key];
  };
  const list = (key: "secrets" | "hosts") => {
    const value = found[key];
    return (Array.isArray(value) ? value : own[key]).filter(isPlain).slice(0, 50);
  };
  return {
    filesystem: grade("filesystem"),
    network: grade("network"),
    env: grade("env"),
    subprocess: grade("subprocess"),
    secrets: list("secrets"),
    hosts: list("hosts"),
  };
}

function skillOf(skill: Skill) {
  const { type } = skill;
  if (type === "interactiveSkill") return { type, runs: null, required_env: [] };
  if (type === "mcpSseSkill") return { type, runs: skill.endpoint, required_env: [] };
  const runs = `${skill.command} ${skill.packageName}`;
  return { type, runs, required_env: skill.requiredEnv.filter(isPlain) };
}

function objectIn(json: JsonObject, key: string): JsonObject {
  const value = json[key];
  return isObject(value) ? value : {};
}
