import type { App } from "../context.ts";
import type { StatedReach } from "../expert/stated-reach.ts";
import { everything } from "../intent/entry.ts";
import { packCapabilities, packIdOf } from "../intent/expert-pack.ts";
import type { PolicySubject } from "../intent/pack-policy.ts";
import type { PackageName } from "../names/package-name.ts";
import { findReaches } from "../packages/experts.store.ts";
import type { Report } from "../scanner/report.ts";
import { checkExpertSignatures, preferSigner } from "../trust/expert-signature.ts";
import { findExpertSignatures } from "../trust/expert-signatures.store.ts";
import { findReports } from "./reports.store.ts";

/** What the policy's limits are asked about of each version of a package. */
export interface Subjects {
  kindOf(version: string): "package" | "expert";
  /**
   * Null while nobody knows what the code of a package can do.
   *
   * @param report what the scan said, where that is at hand
   */
  of(version: string, integrity: string | null, report: Report | null): PolicySubject | null;
}

/** Where the policy asks nothing of that kind. */
export const noSubjects: Subjects = { kindOf: () => "package", of: () => null };

type Needs = Pick<App, "db" | "cacheDb" | "policy" | "trustedKeys">;

export async function subjectsOf(
  app: Needs,
  name: PackageName,
  origin: "hosted" | "upstream",
): Promise<Subjects> {
  const experts: ReadonlyMap<string, PolicySubject> =
    origin === "hosted" ? await expertSubjects(app, name) : new Map();
  const isAsked = app.policy.current.limitsPackages;
  const reports = isAsked
    ? await findReports(origin === "hosted" ? app.db : app.cacheDb, name)
    : [];
  return {
    kindOf: (version) => (experts.has(version) ? "expert" : "package"),
    of(version, integrity, given) {
      const expert = experts.get(version);
      if (expert !== undefined) return expert;
      if (!isAsked) return null;
      const report =
        given ??
        reports.find((r) => r.version === version && (integrity ?? r.integrity) === r.integrity)
          ?.report;
      return report === undefined ? null : codeSubject(name, report);
    },
  };
}

async function expertSubjects(
  app: Pick<Needs, "db" | "policy" | "trustedKeys">,
  name: PackageName,
): Promise<Map<string, PolicySubject>> {
  const reaches = await findReaches(app.db, name);
  if (reaches.length === 0) return new Map();
  const signatures = await findExpertSignatures(app.db, name);
  const { allowedSigners } = app.policy.current.experts;
  return new Map(
    reaches.map((reach) => {
      const { version, digest, publishedBy } = reach;
      const checked = checkExpertSignatures(
        signatures.get(version) ?? [],
        { name, version, digest, publishedBy },
        app.trustedKeys.current,
      );
      const { signerId, verifiedBy } = preferSigner(checked, allowedSigners);
      return [version, expertSubject(name, reach, signerId, verifiedBy)];
    }),
  );
}

function expertSubject(
  name: PackageName,
  { capabilities, risk }: StatedReach,
  signerId: string | null,
  verifiedBy: readonly string[],
): PolicySubject {
  return {
    id: packIdOf(name),
    isVerified: verifiedBy.length > 0,
    signerId,
    risk,
    capabilities: packCapabilities(capabilities),
  };
}

/** Code that was not read to the end could do everything; so could that of an older rule-set's report. */
function codeSubject(name: PackageName, report: Report): PolicySubject {
  const { capabilities: can, risk } = report as Partial<Report>;
  return {
    id: name,
    isVerified: false,
    signerId: null,
    risk: can == null ? "high" : (risk ?? "high"),
    capabilities: can == null ? everything : packCapabilities(can),
  };
}
