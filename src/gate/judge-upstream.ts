import { declaredSha512 } from "../blobs/integrity.ts";
import type { App } from "../context.ts";
import type { Finding, Report } from "../scanner/report.ts";
import { type Score, score } from "../scanner/score.ts";
import { checkSignatures } from "../trust/check-signatures.ts";
import { keysOf } from "../trust/keys.ts";
import type { UpstreamDocument } from "../upstream/document.ts";
import { metadataFindings } from "./metadata-findings.ts";
import type { Role } from "./reports.store.ts";
import { weighUnusedDependencies } from "./unused-dependencies.ts";

/** Bytes or a signature that are not what the upstream vouches for (threat catalogue, TAR-07). */
function mismatchFinding(message: string): Finding {
  return {
    ruleId: "TAR-07",
    family: "structure",
    severity: "critical",
    points: 100,
    solo: true,
    surface: "structure",
    file: null,
    line: null,
    column: null,
    excerpt: null,
    message,
    advice:
      "Compare with the publisher's repository and ask the upstream; approve only bytes that you " +
      "have read.",
    explainedBy: null,
    proximity: null,
    chain: [],
    isNew: false,
  };
}

const replaced = "the upstream replaced the bytes of a version that it had published before";

/** Whether a report says that other bytes were known before; a new scan alone cannot find that out. */
export function saysReplaced(report: Report): boolean {
  return report.findings.some(({ message }) => message === replaced);
}

/**
 * Adds to a scan of upstream bytes what the scanner cannot know: a signature that is wrong, and bytes
 * that replaced others under the same version, which both block; and what the packument says of how the
 * release came to be, which adds to the rest. What cannot be checked is only logged, since most
 * registries sign nothing. A new dependency that nothing uses is looked up, because it may be all that
 * the release is for.
 *
 * @param wasRewritten whether other bytes were known for this version before
 */
export async function judgeUpstream(
  app: App,
  role: Role,
  report: Report,
  document: UpstreamDocument | null,
  wasRewritten: boolean,
): Promise<Report> {
  const found: Finding[] = [];
  if (wasRewritten) found.push(mismatchFinding(replaced));
  if ((await signatureStatus(app, role, document)) === "wrong") {
    found.push(
      mismatchFinding("the upstream's signature of this version is wrong, or its key had expired"),
    );
  }
  // A stored report may have them already; what was young then may be old by now.
  const { name, version } = role;
  const scanned = report.findings.filter(({ family }) => family !== "metadata");
  const manifest = document?.versions.get(version) ?? null;
  const own = manifest === null ? scanned : await weighUnusedDependencies(app, scanned, manifest);
  const known = new Set(own.map(({ message }) => message));
  const mismatches = found.filter(({ message }) => !known.has(message));
  const aroundIt =
    document === null ? [] : metadataFindings(name, version, document, report, app.now());
  const findings = [...mismatches, ...own, ...aroundIt];
  const isSame = findings.length === report.findings.length && own === scanned;
  if (isSame && mismatches.length + aroundIt.length === 0) return report;
  return { ...report, ...scoreOf(report, findings), findings };
}

/** What a report does not show was weighed all the same: it never comes out better for that. */
function scoreOf(report: Report, findings: readonly Finding[]): Score {
  const scored = score(findings);
  const isWhole = (report.stats.omittedFindings ?? 0) === 0 && report.limitsHit.length === 0;
  if (isWhole || scored.verdict === "block") return scored;
  const { verdict, total } = report;
  return {
    verdict: verdict === "clean" ? scored.verdict : verdict,
    total: Math.max(total, scored.total),
  };
}

async function signatureStatus(app: App, role: Role, document: UpstreamDocument | null) {
  const { name, version } = role;
  const upstream = app.upstreams.of(name);
  const release = document?.releases.find((candidate) => candidate.version === version);
  if (upstream === null || document === null || release?.integrity === undefined) return "missing";
  // A document that is newer than the bytes signs other ones.
  if (declaredSha512(release) !== role.integrity) return "unknown";
  const dist = document.versions.get(version)?.["dist"] as { signatures?: unknown } | undefined;
  if (dist?.signatures === undefined) return "missing";
  const status = checkSignatures(
    {
      name,
      version,
      integrity: release.integrity,
      signatures: dist.signatures,
      publishedAt: release.publishedAt === undefined ? null : new Date(release.publishedAt),
    },
    await keysOf(app, upstream),
  );
  if (status === "unknown") app.log.info({ package: name, version }, "signed with an unknown key");
  return status;
}
