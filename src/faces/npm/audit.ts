import { z } from "zod";
import type { Advisory } from "../../advisories/advisory.ts";
import { type Advisories, audit, type Installed } from "../../advisories/audit.ts";
import { RegistryError } from "../../errors.ts";
import { type PackageName, parsePackageName } from "../../names/package-name.ts";
import { isVersion } from "../../names/version.ts";
import { route } from "../route.ts";
import { legacyReport, readTree } from "./audit-report.ts";

const maxNames = 20_000;
const maxVersions = 1000;

/** What every npm install and `npm audit` sends, mostly gzipped (npm-wire-protocol §15.1). */
export const bulkAdvisoriesRoute = route({
  method: "POST",
  path: "/-/npm/v1/security/advisories/bulk",
  summary: "Advisories about installed versions, by name",
  access: "open",
  body: z.looseObject({}).describe("Versions by name."),
  reply: { status: 200, body: z.record(z.string(), z.array(z.looseObject({ id: z.number() }))) },
  async run(app, { body }) {
    const found = await audit(app, readInstalled(Object.entries(body)));
    return Object.fromEntries([...found].map(([name, list]) => [name, list.map(shown)]));
  },
});

/** What clients from before the bulk endpoint send: the whole tree (npm-wire-protocol §15.2). */
const legacy = (path: string) =>
  route({
    method: "POST",
    path,
    summary: "Advisories about a tree of packages, for older clients",
    access: "open",
    body: z.looseObject({}).describe("What a lock file holds."),
    reply: { status: 200, body: z.looseObject({ advisories: z.looseObject({}) }) },
    async run(app, { body }) {
      const tree = readTree(body);
      const found: Advisories = await audit(app, readInstalled([...tree.versions]));
      return legacyReport(tree, found);
    },
  });

export const legacyAuditRoute = legacy("/-/npm/v1/security/audits");
export const quickAuditRoute = legacy("/-/npm/v1/security/audits/quick");

function shown({ id, url, title, severity, vulnerable_versions, cwe, cvss }: Advisory): Advisory {
  return { id, url, title, severity, vulnerable_versions, cwe, cvss };
}

/**
 * Names and versions as a client says that it has them. What can be no package (an alias, a folder) is
 * left out: an install must not fail for what nobody could have advisories about.
 *
 * @throws RegistryError `too_large`, `invalid` for what are no lists
 */
function readInstalled(entries: readonly (readonly [string, unknown])[]): Installed {
  if (entries.length > maxNames) throw tooMany(`more than ${maxNames} names`);
  const installed = new Map<PackageName, string[]>();
  for (const [key, versions] of entries) {
    if (!Array.isArray(versions)) {
      throw new RegistryError("invalid", "send a list of versions for each name");
    }
    if (versions.length > maxVersions) throw tooMany(`more than ${maxVersions} versions of a name`);
    const name = nameOf(key);
    const known = versions.filter((v): v is string => typeof v === "string" && isVersion(v));
    if (name !== null && known.length > 0) installed.set(name, [...new Set(known)]);
  }
  return installed;
}

function nameOf(key: string): PackageName | null {
  try {
    return parsePackageName(key);
  } catch {
    return null;
  }
}

function tooMany(what: string): RegistryError {
  return new RegistryError("too_large", `the audit holds ${what}; audit a part of the tree`);
}
