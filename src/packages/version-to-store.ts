import type { Report } from "../scanner/report.ts";
import type { JsonObject } from "../scanner/rule.ts";
import { readProvenance } from "../trust/provenance.ts";
import { publisherOf } from "./hosted-packument.ts";
import type { Release } from "./publish.ts";

/** What a publisher cannot say about a version: the registry knows it, or it has another place. */
const notTheirs = new Set([
  "_attachments",
  "_from",
  "_hasShrinkwrap",
  "_id",
  "_integrity",
  "_npmUser",
  "_resolved",
  "_shasum",
  "_where",
  "deprecated",
  "dist",
  "expert",
  "hasInstallScript",
  "maintainers",
  "readme",
  "readmeFilename",
]);

/** The manifest of a version as it will be served, but for `dist.tarball` (npm-wire-protocol §10.3). */
export function versionToStore(release: Release, report: Report, publishedBy: string): JsonObject {
  const { name, version, manifest, tarball, provenance, expert } = release;
  const theirs = Object.entries(manifest).filter(([key]) => !notTheirs.has(key));
  const attested = { name, version, integrity: tarball.integrity };
  const publisher = publisherOf({ publishedBy });
  return {
    ...Object.fromEntries(theirs),
    // An Expert has no dependencies but its delegates, whom clients install along with it.
    ...(expert === null ? {} : { dependencies: expert.dependencies, expert: expert.summary }),
    name,
    version,
    _id: `${name}@${version}`,
    _npmUser: publisher,
    maintainers: [publisher],
    ...(report.manifest?.hasShrinkwrap ? { _hasShrinkwrap: true } : {}),
    dist: {
      integrity: tarball.integrity,
      shasum: tarball.shasum,
      fileCount: report.stats.files,
      unpackedSize: report.stats.unpackedBytes,
      // Its url depends on who asks, so it is added on rendering.
      ...(provenance === null
        ? {}
        : {
            attestations: {
              provenance: { predicateType: readProvenance(provenance, attested).predicateType },
            },
          }),
    },
  };
}
