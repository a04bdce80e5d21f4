import { RegistryError } from "../errors.ts";
import type { Decision } from "../policy/decide.ts";
import type { Hold } from "../quarantine/quarantine.store.ts";
import type { Finding } from "../scanner/report.ts";

type Held = Extract<Decision, { outcome: "hold" }>;

/** Which findings made the verdict, the heaviest first, each rule once. */
export function decisiveRules(findings: readonly Finding[]): Finding[] {
  const heavy = findings.filter((finding) => finding.explainedBy === null && finding.points >= 40);
  const chosen = heavy.length > 0 ? heavy : findings;
  return chosen.filter((f, index) => chosen.findIndex((g) => g.ruleId === f.ruleId) === index);
}

/**
 * One sentence on why a version is held and where that is decided. It is the only text that npm
 * prints, and agents read it: our words only, nothing that came out of the package.
 */
export function whyHeld(hold: Hold, because: Held["because"]): string {
  const subject = `${hold.name}@${hold.version}`;
  if (because === "rejected") {
    return (
      `Package blocked: ${subject} was rejected after review; choose another version, or see ` +
      `\`agentregistry quarantine show ${subject}\``
    );
  }
  const rules = decisiveRules(hold.report.findings)
    .slice(0, 3)
    .map((finding) => `${finding.ruleId}: ${finding.message.replace(/\.$/, "")}`)
    .join("; ");
  return (
    `Package blocked by security scan: ${subject} (${rules}). A person must decide: ` +
    `\`agentregistry quarantine show ${subject}\``
  );
}

/** The refusal of held bytes, for programs and people alike (agentregistry contract §6). */
export function blockedError(
  hold: Hold,
  because: Held["because"],
  operation: "install" | "publish",
): RegistryError {
  const subject = `${hold.name}@${hold.version}`;
  const findings = decisiveRules(hold.report.findings).slice(0, 20);
  const sentence = whyHeld(hold, because);
  return new RegistryError("blocked", sentence, {
    headers: { "npm-notice": sentence.replace(/[^\x20-\x7e]/g, "?") },
    fields: {
      code: because === "rejected" ? "security_rejected" : "security_blocked",
      action_required: "HUMAN INTERVENTION REQUIRED",
      package: subject,
      name: hold.name,
      version: hold.version,
      operation,
      ai_directive: "STOP_AND_WAIT_FOR_HUMAN",
      ai_instructions: [
        "Stop this operation.",
        "Tell the user what was held and why.",
        operation === "install"
          ? "Do not switch to another registry and do not look for a replacement without asking."
          : "Do not alter the package to get past the scan.",
        "Retry only after the user confirms that it was approved.",
      ],
      instructions: [
        `Look at the findings: agentregistry quarantine show ${subject}`,
        `Decide: agentregistry quarantine approve ${subject} --reason "…", or reject it.`,
        "Repeat the command that was refused.",
      ],
      issues: findings.map(({ ruleId, severity, message, line }) => ({
        ruleId,
        severity,
        description: message,
        line,
      })),
      issues_total: hold.report.findings.length,
      quarantine_id: hold.id,
      quarantine_location: hold.file,
      integrity: hold.integrity,
      retry_after_approval: because !== "rejected",
    },
  });
}
