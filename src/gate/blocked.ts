import { RegistryError } from "../errors.ts";
import { knownBadFinding } from "../known-bad/record.ts";
import { type PackageName, quoteForMessage } from "../names/package-name.ts";
import type { Decision, Hidden, KnownBad } from "../policy/decide.ts";
import { knownBadRule } from "../policy/effective-report.ts";
import type { Hold } from "../quarantine/quarantine.store.ts";
import type { Finding } from "../scanner/report.ts";
import { capabilityNames } from "./capability-names.ts";
import { personDecides, type RefusalFields, type RefusedOperation } from "./refusal-fields.ts";

/** A sentence as a header can carry it; npm prints it. */
export function asHeader(sentence: string): string {
  return sentence.replaceAll("…", "...").replace(/[^\x20-\x7e]/g, "?");
}

export type Held = Extract<Decision, { outcome: "hold" }>;

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
function whyHeld(hold: Hold, decision: Held): string {
  const subject = `${hold.name}@${hold.version}`;
  if (decision.because === "known_bad") return whyKnownBad(subject, decision.bad);
  if (decision.because === "rejected") {
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

/** Words of lists from elsewhere stay out of it: they could be anybody's. */
function whyKnownBad(subject: string, bad: KnownBad): string {
  const { message } = knownBadFinding(bad);
  const reason = bad.isLocal && bad.reason !== "" ? ` (${quoteForMessage(bad.reason)})` : "";
  return (
    `Package blocked: ${subject} is known to be bad (META-01: ${message}${reason}). Choose another ` +
    `version; what this registry knows about it: \`agentregistry why ${subject}\``
  );
}

/** The refusal of what is listed as bad, when nobody knows its bytes well enough to rule on them. */
export function knownBadError(
  name: PackageName,
  version: string,
  bad: KnownBad,
  operation: RefusedOperation,
): RegistryError {
  const finding = knownBadFinding(bad);
  const subject = `${name}@${version}`;
  return new RegistryError("blocked", whyKnownBad(subject, bad), {
    fields: {
      ...personDecides({ name, version }, operation, [finding.ruleId]),
      // There is no record yet that a person could look at.
      instructions: [
        `See what lists it: agentregistry why ${subject}`,
        `Choose another version, or decide: agentregistry quarantine approve ${subject} --reason "…"`,
        "Repeat the command that was refused.",
      ],
      summary: summaryOf([finding]),
      issues: [issueOf(finding)],
      issues_total: 1,
    },
  });
}

/** The refusal of what is withheld, where no more is at hand than the sentence that says why. */
export function withheldError(
  release: { readonly name: PackageName; readonly version: string },
  sentence: string,
  operation: RefusedOperation,
): RegistryError {
  return new RegistryError("blocked", sentence, {
    fields: { ...personDecides(release, operation, []) },
  });
}

/** Without the path, which is the package's own text: agents read this. */
function issueOf({ ruleId, severity, message, line }: Finding): object {
  return { ruleId, severity, description: message, line };
}

/** The refusal of held bytes, for programs and people alike (agentregistry contract §6). */
export function blockedError(
  hold: Hold,
  decision: Held,
  operation: RefusedOperation,
): RegistryError {
  const { because } = decision;
  const { report } = hold;
  const listed = because === "known_bad" ? [knownBadFinding(decision.bad)] : [];
  const all = [...listed, ...report.findings.filter(({ ruleId }) => ruleId !== knownBadRule)];
  const decisive = decisiveRules(all).slice(0, 20);
  const [texts, findings] = [true, false].map((isText) =>
    decisive.filter(({ family }) => (family === "text") === isText).map(issueOf),
  );
  const fields = personDecides(
    hold,
    operation,
    decisive.map(({ ruleId }) => ruleId),
  );
  return new RegistryError("blocked", whyHeld(hold, decision), {
    fields: {
      ...fields,
      ...(because === "rejected" ? rejectedFields(hold, fields) : {}),
      summary: summaryOf(all),
      issues: findings,
      issues_total: all.length,
      prompt_injections: texts,
      capabilities: capabilityNames(report.capabilities),
      files_scanned: report.stats.files,
      quarantine_id: hold.id,
      quarantine_location: hold.file,
      integrity: hold.integrity,
    },
  });
}

/** A person has decided already: waiting for another one would be in vain. */
function rejectedFields({ name, version }: Hold, fields: RefusalFields): Partial<RefusalFields> {
  return {
    code: "security_rejected",
    ai_instructions: [
      ...fields.ai_instructions.slice(0, -1),
      "Do not retry: a person has rejected exactly these bytes.",
    ],
    instructions: [
      `See who rejected it and why: agentregistry quarantine show ${name}@${version}`,
      "Choose another version, and repeat the command that was refused.",
    ],
    poll_seconds: null,
    retry_after_approval: false,
  };
}

/** Counts by severity over findings of every kind. */
function summaryOf(findings: readonly Finding[]): string {
  const count = (wanted: Finding["severity"]) =>
    findings.filter(({ severity }) => severity === wanted).length;
  return (["critical", "high", "medium", "low"] as const)
    .map((severity) => `${count(severity)} ${severity}`)
    .join(", ");
}

/**
 * One sentence on why the policy hides a version and when or how that ends.
 *
 * @param reason what the owner wrote beside a ban
 */
function whyHidden(subject: string, hidden: Hidden, reason: string | null): string {
  const approve = `\`agentregistry quarantine approve ${subject} --reason "…"\``;
  switch (hidden.because) {
    case "banned":
      return (
        `${subject} is banned by this registry's policy${reason === null ? "" : ` (${reason})`}; ` +
        "choose another version, or ask the owner to change trust/policy.toml"
      );
    case "policy":
      return (
        `${subject} is not allowed by this registry's policy: ` +
        `${hidden.reasons.map(({ sentence }) => sentence).join("; ")}. Choose another version or ` +
        "package, or ask the owner to change trust/policy.toml"
      );
    case "disabled":
      return `${subject} was disabled by its publisher; choose another version`;
    case "frozen":
      return (
        `${subject} was published after the moment at which this registry is frozen ` +
        `(release.frozen_at); choose an older version, or have a person approve it: ${approve}`
      );
    case "age":
      return hidden.until === null
        ? `${subject} does not say when it was published, and this registry serves only releases ` +
            `of a minimum age; choose another version, or have a person approve it: ${approve}`
        : `${subject} is too new: this registry's minimum age for releases lets it through from ` +
            `${hidden.until.toISOString()} on; choose an older version, or have a person approve ` +
            `it: ${approve}`;
  }
}

/** Why a rewritten version is not listed before its new bytes were fetched and held. */
function whyRewritten(subject: string): string {
  return (
    `Package blocked: the upstream replaced the bytes of ${subject} after it was published. A ` +
    `person must decide: \`agentregistry quarantine approve ${subject} --reason "…"\` fetches the ` +
    "new bytes for review"
  );
}

/** Why a version is not served, whatever the reason; null when it is, or only waits for its scan. */
export function whyNot(
  subject: string,
  decision: Decision,
  hold: Hold | null,
  banReason: string | null,
): string | null {
  if (decision.outcome === "hide") return whyHidden(subject, decision, banReason);
  if (decision.outcome === "serve" || decision.because === "unscanned") return null;
  if (decision.because === "known_bad") return whyKnownBad(subject, decision.bad);
  if (hold !== null && decision.because !== "rewritten") return whyHeld(hold, decision);
  return whyRewritten(subject);
}

/** The refusal of a release that the policy hides. */
export function hiddenError(
  { name, version }: { readonly name: PackageName; readonly version: string },
  hidden: Hidden,
  reason: string | null,
  now: Date,
): RegistryError {
  const { because, until } = hidden;
  const subject = `${name}@${version}`;
  const isApprovable = because === "age" || because === "frozen";
  const fields = personDecides({ name, version }, "install", []);
  return new RegistryError("blocked", whyHidden(subject, hidden, reason), {
    fields: {
      ...fields,
      code: {
        age: "release_too_new",
        frozen: "release_frozen",
        banned: "release_banned",
        disabled: "release_disabled",
        policy: "policy_blocked",
      }[because],
      ...(hidden.because === "policy" ? { reasons: hidden.reasons } : {}),
      action_required: "CHOOSE_ANOTHER_VERSION_OR_ASK_A_PERSON",
      ai_directive: "USE_ANOTHER_VERSION_OR_ASK",
      ai_instructions: [
        "Use a version that this registry serves, if one fits.",
        "If none fits, tell the user what is withheld and why.",
        "Do not switch to another registry.",
      ],
      instructions: [
        `See what is served and what is not: agentregistry why ${name}`,
        ...(isApprovable
          ? [`Let it through: agentregistry quarantine approve ${subject} --reason "…"`]
          : []),
        "Repeat the command that was refused, with another version if need be.",
      ],
      poll_seconds: isApprovable ? fields.poll_seconds : null,
      retry_after_approval: isApprovable,
      available_at: until?.toISOString() ?? null,
      // In seconds, as the header has it.
      ...(until === null
        ? {}
        : { retry_after: Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000)) }),
    },
  });
}
