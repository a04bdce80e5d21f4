import { baseNameOf, type PackageName, scopeOf } from "../names/package-name.ts";
import { isPrerelease } from "../names/version.ts";
import { isObject, type Packument } from "../packages/packument.ts";
import type { Json, JsonObject } from "../scanner/rule.ts";
import {
  authorOf,
  dateOf,
  type HitPackage,
  keywordsOf,
  omitMissing,
  peopleOf,
  personOf,
  shortText,
  webLink,
} from "./hit.ts";
import { type Label, label } from "./query.ts";

/** Changes when a row of the index is made in another way than before. */
export const documentLayout = 1;

/** A package as the index holds it. */
export interface SearchDocument {
  readonly name: PackageName;
  readonly rev: number;
  readonly access: "public" | "restricted";
  /** When it has to be made anew although nothing is written (a ruling expires), or null. */
  readonly recheckAt: string | null;
  /** Null while nothing of the package may be seen. */
  readonly shown: ShownDocument | null;
}

export interface ShownDocument {
  readonly hit: StoredHit;
  readonly publishedAt: string;
  /** Text by what it weighs. */
  readonly text: {
    readonly name: string;
    readonly keywords: string;
    readonly description: string;
    readonly people: string;
    readonly readme: string;
  };
  readonly labels: readonly Label[];
}

export interface StoredHit {
  readonly package: HitPackage;
  readonly flags: { readonly unstable: boolean; deprecated?: boolean; insecure?: boolean };
}

/** So much of a README is searched, in characters; the rest repeats itself. */
const maxReadme = 10_000;

/**
 * What search knows of a package: the version that `latest` shows to everybody, or null when there is
 * none that may be seen.
 *
 * @param isInsecure whether a stored advisory is about that version
 */
export function shownDocument(packument: Packument, isInsecure: boolean): ShownDocument | null {
  const { name, top, time } = packument;
  const latest = packument.tags.get("latest");
  const found = packument.versions.find((v) => v.version === latest);
  if (found === undefined) return null;
  const { version, manifest } = found;

  const deprecated = manifest["deprecated"];
  const flags = {
    unstable: isPrerelease(version) || version.startsWith("0."),
    ...(typeof deprecated === "string" && deprecated !== "" ? { deprecated: true } : {}),
    ...(isInsecure ? { insecure: true } : {}),
  };
  const publishedAt = dateOf(time.get(version)) ?? new Date(0).toISOString();
  const shown = packageOf(name, version, manifest, top, publishedAt);
  const people = [shown.author?.name, shown.publisher?.username].concat(
    shown.maintainers.map((person) => person.username),
  );
  const readme = top["readme"];
  return {
    hit: { package: shown, flags },
    publishedAt,
    text: {
      name: nameWords(name),
      keywords: plain(shown.keywords.join(" ")),
      description: plain(shown.description ?? ""),
      people: plain([...new Set(people)].join(" ")),
      readme: typeof readme === "string" ? plain(readme.slice(0, maxReadme)) : "",
    },
    labels: labelsOf(name, shown, flags),
  };
}

function packageOf(
  name: PackageName,
  version: string,
  manifest: JsonObject,
  top: JsonObject,
  date: string,
): HitPackage {
  return omitMissing<HitPackage>({
    name,
    scope: scopeOf(name) ?? "unscoped",
    version,
    description: shortText(manifest["description"]),
    keywords: keywordsOf(manifest["keywords"]),
    date,
    license: shortText(manifest["license"], 100),
    author: authorOf(manifest["author"]),
    links: omitMissing<HitPackage["links"]>({
      homepage: webLink(manifest["homepage"]),
      repository: repositoryLink(urlOf(manifest["repository"])),
      bugs: webLink(urlOf(manifest["bugs"])),
    }),
    publisher: personOf(manifest["_npmUser"]),
    maintainers: peopleOf(top["maintainers"]),
  });
}

function urlOf(value: Json | undefined): Json | undefined {
  return isObject(value) ? value["url"] : value;
}

/** `git+https://host/x.git`, `git://host/x` and `github:user/x` as the page that a person opens. */
function repositoryLink(value: Json | undefined): string | undefined {
  if (typeof value !== "string") return undefined;
  const short = /^(?:github:)?([\w.-]+\/[\w.-]+)$/.exec(value);
  if (short !== null) return webLink(`https://github.com/${short[1]}`);
  return webLink(
    value
      .replace(/^git\+/, "")
      .replace(/^git:/, "https:")
      .replace(/\.git$/, ""),
  );
}

/** Without characters that no text needs: the index uses some for purposes of its own. */
function plain(text: string): string {
  return text.toWellFormed().replace(/[\p{Cc}\p{Co}]/gu, " ");
}

/** The name as it is, and run together: `libtools` finds `lib-tools`. */
function nameWords(name: PackageName): string {
  const together = baseNameOf(name).replace(/[^a-z0-9]/gi, "");
  return `${name} ${together}`;
}

/** A qualifier holds no blanks, so each part of a person's name stands for it too. */
function authorNames(author: HitPackage["author"]): string[] {
  return author === undefined ? [] : [author.name, ...author.name.split(/\s+/)];
}

function labelsOf(name: PackageName, shown: HitPackage, flags: StoredHit["flags"]): Label[] {
  const scope = scopeOf(name);
  const { author, publisher } = shown;
  return [
    ...(scope === null ? [] : [label("scope", scope)]),
    ...authorNames(author).map((part) => label("author", part)),
    ...(publisher === undefined ? [] : [label("publisher", publisher.username)]),
    ...shown.maintainers.map((person) => label("maintainer", person.username)),
    ...shown.keywords.map((keyword) => label("keyword", keyword)),
    ...Object.entries(flags).flatMap(([flag, isSet]) => (isSet ? [label("is", flag)] : [])),
  ];
}
