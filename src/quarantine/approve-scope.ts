import { requirePassphrase } from "../access/passphrase.ts";
import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { isSuppressible } from "../policy/effective-report.ts";
import { parseExemptionPattern } from "./exemption-pattern.ts";
import { exemptFindings } from "./exemptions.ts";
import type { StandingHold } from "./standing.ts";

/**
 * What an approval is about: these bytes alone; or besides, what was found in them, in versions of a range
 * or in every version of the package.
 */
export type ApprovalScope =
  | { readonly kind: "digest" }
  | { readonly kind: "range"; readonly range: string }
  | { readonly kind: "findings" };

export const approvalScopes = ["digest", "range", "findings"] as const;

/** @throws RegistryError `invalid` for a range that is missing, or given where there is none */
export function approvalScope(
  kind: (typeof approvalScopes)[number],
  range: string | null,
): ApprovalScope {
  if (kind !== "range") {
    if (range === null) return { kind };
    throw new RegistryError("invalid", 'range: it goes with the scope "range"');
  }
  if (range !== null) return { kind, range };
  throw new RegistryError("invalid", "range: name the versions that the approval is about");
}

/** What an approval let pass beyond its bytes. */
export interface ApprovedBeyond {
  /** The entry of the package allowlist, or null where nothing can be let pass. */
  readonly pattern: string | null;
  readonly rules: readonly string[];
  /** What proves harm alone, or could not be read to its end: it holds the next version again. */
  readonly stillHolds: readonly string[];
}

/**
 * Asks whether a caller may approve beyond the bytes, before anything is done.
 *
 * @throws RegistryError `forbidden`, `invalid` for what is no range
 */
export function requireApprovalScope(
  app: Pick<App, "config">,
  caller: Caller,
  scope: ApprovalScope,
): void {
  if (scope.kind === "digest") return;
  requireScope(caller, "admin");
  requirePassphrase(app, caller);
  if (scope.kind === "range") parseExemptionPattern(`any@${scope.range}`);
}

/**
 * Lets what was found in approved bytes pass in other versions too, as an entry of the package allowlist:
 * it can be seen and ended there, and proofs of harm are never let pass.
 *
 * @returns null for an approval of bytes alone
 * @throws RegistryError as `requireApprovalScope`
 */
export async function approveBeyond(
  app: App,
  caller: Caller,
  { name, version, report }: StandingHold,
  scope: ApprovalScope,
  { reason, expiresAt }: { readonly reason: string; readonly expiresAt: Date | null },
): Promise<ApprovedBeyond | null> {
  if (scope.kind === "digest") return null;
  requireApprovalScope(app, caller, scope);
  const holds = report.findings.filter(({ solo, ruleId }) => solo || !isSuppressible(ruleId));
  const stillHolds = [...new Set(holds.map(({ ruleId }) => ruleId))].sort();
  const found = report.findings.map(({ ruleId }) => ruleId);
  const rules = [...new Set(found)].filter((id) => !stillHolds.includes(id)).sort();
  // An entry without rules would mean all of them.
  if (rules.length === 0) return { pattern: null, rules, stillHolds };
  const given = scope.kind === "range" ? `${name}@${scope.range}` : name;
  const description = `approved with ${version}: ${reason}`.slice(0, 500);
  const { pattern } = await exemptFindings(app, caller, {
    pattern: given,
    rules,
    description,
    expiresAt,
  });
  return { pattern, rules, stillHolds };
}
