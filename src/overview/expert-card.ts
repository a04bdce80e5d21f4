import type { ExpertDefinition } from "../expert/definition.ts";
import type { ExpertDependent } from "../packages/expert-dependents.ts";
import type { ExpertStatus } from "../packages/experts.store.ts";
import type { Risk } from "../scanner/report.ts";
import type { Json, JsonObject } from "../scanner/rule.ts";
import type { CheckedExpert } from "../trust/expert-signature.ts";

/** One version of an Expert as a page shows it, and what there is beside it. */
export interface ExpertCard {
  readonly name: string;
  readonly version: string;
  readonly status: ExpertStatus;
  readonly tags: readonly string[];
  readonly definition: Pick<
    ExpertDefinition,
    "description" | "instruction" | "skills" | "delegates"
  >;
  /** SHA-256 of the definition in its normal form, in hex. */
  readonly digest: string;
  /** sha512 of the tarball. */
  readonly integrity: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly owner: string | null;
  readonly signature: CheckedExpert;
  /** What was found out at its publish; null where its manifest is shown no more. */
  readonly summary: ExpertSummary | null;
  /** The highest first. */
  readonly versions: readonly ExpertVersionRow[];
  readonly dependents: readonly ExpertDependent[];
}

export interface ExpertVersionRow {
  readonly version: string;
  readonly status: ExpertStatus;
  readonly tags: readonly string[];
  readonly createdAt: string;
  readonly digest: string;
}

export interface ExpertSummary {
  readonly risk: Risk | null;
  readonly riskReason: string | null;
  /** Such as `network: outbound`. */
  readonly grades: readonly string[];
  readonly hosts: readonly string[];
  readonly secrets: readonly string[];
  readonly unknown: readonly string[];
  readonly requiredEnv: readonly string[];
  readonly warnings: readonly string[];
}

const graded = ["filesystem", "network", "env", "subprocess"] as const;
const risks: readonly Risk[] = ["low", "medium", "high"];
const maxTexts = 200;

/** Reads what a manifest says of the Expert that it is; null when that is nothing. Pure. */
export function expertSummary(manifest: JsonObject): ExpertSummary | null {
  const summary = manifest["expert"];
  if (!isObject(summary)) return null;
  const found = summary["capabilities"];
  const capabilities = isObject(found) ? found : {};
  return {
    risk: risks.find((risk) => risk === summary["risk"]) ?? null,
    riskReason: textOf(summary["riskReason"]),
    grades: graded.flatMap((key) => {
      const grade = textOf(capabilities[key]);
      return grade === null || grade === "none" ? [] : [`${key}: ${grade}`];
    }),
    hosts: textsOf(capabilities["hosts"]),
    secrets: textsOf(capabilities["secrets"]),
    unknown: textsOf(capabilities["unknown"]),
    requiredEnv: textsOf(summary["requiredEnv"]),
    warnings: textsOf(summary["warnings"]),
  };
}

function textsOf(value: Json | undefined): string[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, maxTexts).flatMap((one: Json) => textOf(one) ?? []);
}

function textOf(value: Json | undefined): string | null {
  return typeof value === "string" && value !== "" ? value.slice(0, 2000) : null;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
