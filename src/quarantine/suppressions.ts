import { randomUUID } from "node:crypto";
import { requirePassphrase } from "../access/passphrase.ts";
import { type Caller, requireScope, reviews, userNameOf } from "../access/permit.ts";
import { recordAudit } from "../audit/audit.store.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { type PackageName, parsePackageName, quoteForMessage } from "../names/package-name.ts";
import { isSuppressible, type SuppressedCode } from "../policy/effective-report.ts";
import type { Finding } from "../scanner/report.ts";
import type { Hold } from "./quarantine.store.ts";
import { allHolds } from "./quarantine.store.ts";
import { readRelease } from "./read-release.ts";
import {
  allSuppressions,
  endSuppression,
  insertSuppression,
  type StoredSuppression,
  saveFindingFiles,
} from "./suppressions.store.ts";

export interface SuppressionRequest {
  /** `name`, or `name@version` for what was found in one version. */
  readonly subject: string;
  readonly ruleId: string;
  readonly reason: string;
  readonly expiresAt: Date | null;
}

/**
 * Lets one rule pass for one package, as far as what it found there stays what it is: the files that
 * those findings stand in, byte for byte. A later version with other code in them is held again.
 *
 * @throws RegistryError `forbidden`; `invalid` for a rule that cannot be let pass, or without a reason;
 *   `not_found` when the rule found nothing in what is held of the package
 */
export async function suppressRule(
  app: App,
  caller: Caller,
  request: SuppressionRequest,
): Promise<StoredSuppression> {
  requireScope(caller, "review");
  requirePassphrase(app, caller);
  const { ruleId, expiresAt } = request;
  const reason = request.reason.trim();
  if (reason === "") throw new RegistryError("invalid", 'give a reason: --reason "…"');
  if (expiresAt !== null && expiresAt <= app.now()) {
    throw new RegistryError("invalid", "it cannot end in the past; give a later time");
  }
  if (!isSuppressible(ruleId)) {
    throw new RegistryError(
      "invalid",
      `${quoteForMessage(ruleId)} cannot be let pass for a package; approve its bytes instead`,
    );
  }
  const { name, holds } = await heldOf(app, caller, request.subject);
  const found = holds.flatMap((hold) => {
    const findings = hold.report.findings.filter((finding) => finding.ruleId === ruleId);
    return findings.length === 0 ? [] : [{ hold, findings }];
  });
  if (found.length === 0) {
    throw new RegistryError(
      "not_found",
      `${quoteForMessage(ruleId)} has found nothing in what is held of ${name}`,
    );
  }
  const matches: SuppressedCode[] = [];
  for (const { hold, findings } of found) {
    const digests = await rememberFiles(app, hold);
    matches.push(...findings.map((finding) => codeOf(finding, digests)));
  }
  const suppression: StoredSuppression = {
    id: randomUUID(),
    name,
    ruleId,
    matches: matches.filter((one, at) => matches.findIndex((other) => isSame(one, other)) === at),
    reason,
    person: userNameOf(caller),
    createdAt: app.now().toISOString(),
    expiresAt,
  };
  await app.db.write(async (tx) => {
    await insertSuppression(tx, suppression);
    const details = { id: suppression.id, ruleId, reason, expiresAt };
    const note = { action: "rule_suppressed", target: request.subject, details } as const;
    await recordAudit(tx, caller, note, suppression.createdAt);
  });
  app.events.emit("packageChanged", { name });
  app.events.emit("settingsChanged", { area: "suppressions" });
  const { id, person } = suppression;
  app.log.info({ package: name, ruleId, suppression: id, person }, "suppressed a rule");
  return suppression;
}

/**
 * What is let pass, newest first, expired ones included.
 *
 * @throws RegistryError `unauthenticated`, `forbidden`
 */
export async function listSuppressions(
  app: Pick<App, "db">,
  caller: Caller,
): Promise<StoredSuppression[]> {
  requireScope(caller, "review");
  return (await allSuppressions(app.db)).filter(({ name }) => reviews(caller, name));
}

/** Ends one. @throws RegistryError `forbidden`, `not_found` when none is in force under that id */
export async function unsuppress(app: App, caller: Caller, id: string): Promise<StoredSuppression> {
  const found = (await listSuppressions(app, caller)).find((one) => one.id === id);
  if (found === undefined) {
    throw new RegistryError(
      "not_found",
      `no suppression is ${quoteForMessage(id)}; see \`agentregistry quarantine suppressions\``,
    );
  }
  const person = userNameOf(caller);
  const at = app.now().toISOString();
  await app.db.write(async (tx) => {
    await endSuppression(tx, id, person, at);
    const details = { id, ruleId: found.ruleId };
    const note = { action: "rule_unsuppressed", target: found.name, details } as const;
    await recordAudit(tx, caller, note, at);
  });
  app.events.emit("packageChanged", { name: found.name });
  app.events.emit("settingsChanged", { area: "suppressions" });
  app.log.info(
    { package: found.name, ruleId: found.ruleId, suppression: id, person },
    "unsuppressed",
  );
  return found;
}

/**
 * Remembers the digests of the files that findings stand in, so that what people let pass can be told
 * from other code. Without the bytes there are none.
 */
export async function rememberFiles(
  app: Pick<App, "db" | "blobs" | "cacheBlobs">,
  { integrity, origin, report }: Pick<Hold, "integrity" | "origin" | "report">,
): Promise<ReadonlyMap<string, string>> {
  const bytes = await (origin === "hosted" ? app.blobs : app.cacheBlobs).open(integrity);
  if (bytes === null) return new Map();
  const { files } = await readRelease(bytes, false);
  const named = report.findings.flatMap(({ file }) => (file === null ? [] : [file]));
  const digests = new Map(
    [...new Set(named)].flatMap((file): [string, string][] => {
      const digest = files.get(file)?.digest;
      return digest === undefined ? [] : [[file, digest]];
    }),
  );
  await app.db.write((tx) => saveFindingFiles(tx, integrity, digests));
  return digests;
}

async function heldOf(app: App, caller: Caller, subject: string) {
  const at = subject.lastIndexOf("@");
  const name: PackageName = parsePackageName(at < 1 ? subject : subject.slice(0, at));
  const version = at < 1 ? null : subject.slice(at + 1);
  const holds = (await allHolds(app.db)).filter(
    (hold) =>
      hold.name === name &&
      reviews(caller, hold.name) &&
      (version === null || hold.version === version),
  );
  return { name, holds };
}

function codeOf({ file, message }: Finding, digests: ReadonlyMap<string, string>): SuppressedCode {
  return { digest: file === null ? null : (digests.get(file) ?? null), message };
}

function isSame(a: SuppressedCode, b: SuppressedCode): boolean {
  return a.digest === b.digest && (a.digest !== null || a.message === b.message);
}
