import { z } from "zod";
import { RegistryError } from "../errors.ts";
import type { PackageName } from "../names/package-name.ts";
import { isRange, isWithin } from "../names/version.ts";
import { type Advisory, severities } from "./advisory.ts";

/** What is taken over of an upstream's advisory, each field of the type that clients rely on. */
const TheirAdvisory = z.object({
  id: z.int().min(0),
  url: z.url({ protocol: /^https?$/ }).max(2000),
  title: z.string().min(1).max(1000),
  severity: z.enum(severities),
  vulnerable_versions: z.string().max(20_000).refine(isRange),
  cwe: z
    .array(z.string().regex(/^CWE-\d{1,6}$/))
    .max(100)
    .catch([]),
  cvss: z
    .object({
      score: z.number().min(0).max(10),
      vectorString: z.string().max(256).nullable().catch(null),
    })
    .catch({ score: 0, vectorString: null }),
});

/** More about one package is not read. */
const maxPerPackage = 1000;

/**
 * The advisories of an upstream's answer that are about versions that were asked for; one client
 * refuses an answer that holds any other name.
 *
 * @throws RegistryError `upstream_failed` for what is no such answer
 */
export function readBulkAnswer(
  answer: unknown,
  asked: ReadonlyMap<PackageName, readonly string[]>,
): Map<PackageName, Advisory[]> {
  if (typeof answer !== "object" || answer === null || Array.isArray(answer)) throw unreadable();
  const found = new Map<PackageName, Advisory[]>();
  for (const [key, list] of Object.entries(answer)) {
    const name = key as PackageName;
    const versions = asked.get(name);
    if (versions === undefined) continue;
    if (!Array.isArray(list)) throw unreadable();
    const matching = list.slice(0, maxPerPackage).flatMap((item): Advisory[] => {
      const parsed = TheirAdvisory.safeParse(item);
      // Leaving out what cannot be read would be a false all clear for that package.
      if (!parsed.success) throw unreadable();
      const isAbout = versions.some((v) => isWithin(v, parsed.data.vulnerable_versions));
      return isAbout ? [parsed.data] : [];
    });
    if (matching.length > 0) found.set(name, matching);
  }
  return found;
}

function unreadable(): RegistryError {
  return new RegistryError("upstream_failed", "the upstream registry sent no readable advisories");
}
