import type { PackageName } from "../names/package-name.ts";
import { compareVersions } from "../names/version.ts";
import { toFinding } from "../scanner/findings/to-finding.ts";
import { highImpactNames } from "../scanner/manifest/high-impact-names.ts";
import type { Finding, Report } from "../scanner/report.ts";
import type { RuleMeta } from "../scanner/rule.ts";
import type { UpstreamDocument } from "../upstream/document.ts";
import { compareNames } from "./name-similarity.ts";
import { type PastRelease, type ReleaseHistory, releaseHistory } from "./release-history.ts";
import { watchedNames } from "./watched-names.ts";

/**
 * A rule about how a release came to be (threat catalogue §10). It weighs what the packument tells; what it
 * does not tell, as thinned packuments do not, weighs nothing.
 */
interface MetadataRule {
  readonly id: string;
  readonly advice: string;
  check(history: ReleaseHistory, now: number): Sign | null;
}

interface Sign {
  readonly points: number;
  /** In our words: no name, no address of the package. */
  readonly message: string;
}

const hour = 3_600_000;
const day = 24 * hour;
/** What has stood for longer was seen by many; how it came to be says little by now. */
const recently = 90 * day;

const knownNames: ReadonlySet<string> = new Set([...highImpactNames, ...watchedNames]);

const resembles = compareNames(knownNames);

const rules: readonly MetadataRule[] = [
  {
    id: "META-03",
    advice: "Wait a few days, unless the release repairs something that is being used against you.",
    check: ({ release: { at } }, now) =>
      at !== null && now - at < 72 * hour
        ? { points: 15, message: "The version is younger than three days." }
        : null,
  },
  {
    id: "META-04",
    advice: "Ask who recommends a package that is this new.",
    check: ({ createdAt }, now) =>
      createdAt !== null && now - createdAt < 30 * day
        ? { points: 10, message: "The package is younger than thirty days." }
        : null,
  },
  {
    id: "META-05",
    advice: "Make sure that this name was meant, and not the one that it resembles.",
    check(history, now) {
      if (isEstablished(history, now)) return null;
      const found = resembles(history.name);
      if (found === null) return null;
      return found.degree === "close"
        ? {
            points: 25,
            message: `The name is nearly that of a well-known package, ${found.known}.`,
          }
        : {
            points: 15,
            message: `The name looks like a part of a well-known package, ${found.known}.`,
          };
    },
  },
  {
    id: "META-06",
    advice: "Look for the repository and whether it holds this package.",
    check: (history, now) => borrowedRepository(history, now) ?? missingRepository(history),
  },
  {
    id: "META-07",
    advice: "Ask whether the package has changed hands, and why.",
    check: publisherChanged,
  },
  {
    id: "META-08",
    advice: "Ask why this release was not built where those before it were.",
    check: trustFell,
  },
  {
    id: "META-09",
    advice: "Compare with the repository: accounts are taken over where nobody looks any more.",
    check: cadenceBroke,
  },
  { id: "META-10", advice: "Ask what the number means.", check: oddNumber },
  {
    id: "META-12",
    advice: "Look at the package that the note sends to as if nobody had named it.",
    check: sendsElsewhere,
  },
];

/**
 * What the packument of a release says against it. The sum is capped where findings are added up, and
 * none of it blocks by itself.
 *
 * @param report what the scan said about its bytes
 */
export function metadataFindings(
  name: PackageName,
  version: string,
  document: UpstreamDocument,
  report: Report,
  now: Date,
): Finding[] {
  const history = releaseHistory(name, version, document);
  if (history === null) return [];
  const findings = rules.flatMap((rule) => {
    const sign = rule.check(history, now.getTime());
    return sign === null ? [] : [findingOf(rule, sign)];
  });
  const empty = nearlyEmpty(history, report);
  return empty === null ? findings : [...findings, empty];
}

function findingOf({ id, advice }: Pick<MetadataRule, "id" | "advice">, sign: Sign): Finding {
  const { points, message } = sign;
  const meta: RuleMeta = { id, family: "metadata", points, solo: false, title: message, advice };
  return toFinding(meta, { surface: "structure", file: null, message });
}

/** Old and often released: whoever it resembles, people know it by now. */
function isEstablished({ createdAt, all }: ReleaseHistory, now: number): boolean {
  // Without times nothing is known about its age, which must not count against it.
  if (createdAt === null) return true;
  const age = now - createdAt;
  return age > 730 * day || (age > 180 * day && all.length >= 20);
}

/** Only where the packument tells enough to expect one. */
function missingRepository({ release: { manifest }, document }: ReleaseHistory): Sign | null {
  const isWhole = ["_npmUser", "maintainers"].some((key) => Object.hasOwn(manifest, key));
  const hasOne = [manifest, document].some(
    (json) => json["repository"] !== undefined && json["repository"] !== null,
  );
  return isWhole && !hasOne ? { points: 10, message: "The release names no repository." } : null;
}

/** A young package that shows another one's repository, and with it the stars and the history there. */
function borrowedRepository(history: ReleaseHistory, now: number): Sign | null {
  const { name, release } = history;
  if (isEstablished(history, now) || knownNames.has(name)) return null;
  const { repository } = release.manifest;
  const url =
    typeof repository === "object" && repository !== null && !Array.isArray(repository)
      ? (repository as { readonly url?: unknown }).url
      : repository;
  if (typeof url !== "string" || url.length > 500) return null;
  const [owner, repo] = url
    .replace(/(\.git)?(#.*)?\/?$/, "")
    .split(/[/:]/)
    .slice(-2);
  if (owner === undefined || repo === undefined || !knownNames.has(repo)) return null;
  const isRelated = [owner, repo].some((word) => name.includes(word.toLowerCase()));
  return isRelated
    ? null
    : {
        points: 20,
        message: "The release names the repository of a well-known package as its own.",
      };
}

function publisherChanged({ release, earlier }: ReleaseHistory, now: number): Sign | null {
  const before = earlier.at(-1);
  if (before === undefined || release.at === null || now - release.at > recently) return null;
  const { publisher } = release;
  const isNew =
    publisher !== null &&
    !release.isAutomated &&
    earlier.some((one) => one.publisher !== null) &&
    !earlier.some((one) => one.publisher === publisher || one.maintainers.includes(publisher));
  const isReplaced =
    release.maintainers.length > 0 &&
    before.maintainers.length > 0 &&
    !release.maintainers.some((one) => before.maintainers.includes(one));
  if (!isNew && !isReplaced) return null;
  const message = isReplaced
    ? "All maintainers are others than those of the release before."
    : "An account published it that had never published this package.";
  const addsSomething =
    (release.hasHook && !before.hasHook) ||
    release.dependencies.some((one) => !before.dependencies.includes(one));
  return { points: addsSomething ? 30 : 20, message };
}

/** Compared within a major line: an old line may never have had what a new one has. */
function trustFell({ release, earlier }: ReleaseHistory): Sign | null {
  const { at, major, trust } = release;
  const fell = earlier.some(
    (one) => one.major === major && one.trust > trust && (at ?? 0) - (one.at ?? 0) <= 60 * day,
  );
  return fell
    ? {
        points: 25,
        message: "Releases shortly before it had more evidence of where they come from.",
      }
    : null;
}

function cadenceBroke({ release, earlier, all }: ReleaseHistory, now: number): Sign | null {
  const { at } = release;
  if (at === null || now - at > recently) return null;
  const last = earlier.at(-1)?.at ?? null;
  if (last !== null && earlier.length >= 3 && at - last > 365 * day) {
    return { points: 15, message: "It is the first release after more than a year." };
  }
  const atOnce = all.filter((one) => one.at !== null && Math.abs(one.at - at) < 10 * 60_000);
  const lines = new Set(atOnce.flatMap(({ major }) => major ?? []));
  return lines.size >= 3
    ? { points: 15, message: "Several major lines got a release within minutes." }
    : null;
}

function oddNumber({ release, earlier, all, latest }: ReleaseHistory): Sign | null {
  const { major, version, hasHook, at } = release;
  if (at === null || major === null) return null;
  // Some number by the year.
  const isYear = major >= 1990 && major < 2100;
  if (!isYear && major >= 50) {
    if (earlier.length === 0) {
      const points = hasHook ? 40 : 15;
      return { points, message: "The first version of the package has a very high number." };
    }
    const highest = highestMajor(earlier);
    if (highest !== null && major - highest >= 20) {
      return { points: 15, message: "The version number is far above those before." };
    }
  }
  const hasStable = all.some(
    (one) => !one.isPrerelease && compareVersions(one.version, version) < 0,
  );
  return release.isPrerelease && latest === version && hasStable
    ? { points: 15, message: "A prerelease was made the latest version." }
    : null;
}

const successor =
  /\b(?:use|install|switch to|move to|moved to|migrate to|upgrade to|replaced by|renamed to|npm i(?:nstall)?|in favou?r of)\s{1,3}(?:the\s)?["'`]?(@[a-z0-9][\w.-]{0,60}\/[a-z0-9][\w.-]{0,100}|[a-z0-9][\w.-]{1,100})/i;
const maxNote = 2000;

/** A deprecation that names another package, which nobody has heard of and which has another owner. */
function sendsElsewhere({ name, release }: ReleaseHistory): Sign | null {
  const note = release.manifest["deprecated"];
  if (typeof note !== "string") return null;
  const other = successor
    .exec(note.slice(0, maxNote))?.[1]
    ?.toLowerCase()
    .replace(/[.-]+$/, "");
  if (other === undefined || !/[-@/.]|js$/.test(other) || /^v?\d/.test(other)) return null;
  const scope = name.startsWith("@") ? name.slice(0, name.indexOf("/") + 1) : `@${name}/`;
  const isOwn = other === name || other.startsWith(scope) || other.endsWith(`/${name}`);
  if (isOwn || knownNames.has(other) || release.dependencies.includes(other)) return null;
  return { points: 15, message: "A note of deprecation sends to another package." };
}

function highestMajor(releases: readonly PastRelease[]): number | null {
  const majors = releases.flatMap(({ major }) => major ?? []);
  return majors.length === 0 ? null : majors.reduce((a, b) => Math.max(a, b));
}

function nearlyEmpty({ release }: ReleaseHistory, report: Report): Finding | null {
  const { files, unpackedBytes } = report.stats;
  if (files === 0 || files > 2 || unpackedBytes > 2048) return null;
  const hasHook = report.manifest?.hasInstallScript ?? false;
  if (!hasHook && release.dependencies.length < 10) return null;
  const message = "There is nearly nothing in it but what it makes an installation do.";
  return findingOf({ id: "META-13", advice: "Ask what it is for." }, { points: 20, message });
}
