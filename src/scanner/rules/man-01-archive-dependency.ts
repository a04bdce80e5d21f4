import { type DependencySpec, readDependencySpec } from "../manifest/dependency-spec.ts";
import type { Hit, Json, PackageView, Rule } from "../rule.ts";

const kinds = ["dependencies", "optionalDependencies", "peerDependencies", "overrides"];
const codeHosts =
  /^(?:github\.com|codeload\.github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/;

const archiveFile =
  /\.(?:tgz|tar\.gz|tar)$|\/(?:archive|tarball|zipball|releases\/download|-)\/|^\/(?:[^/]{1,80}\/){1,6}[^/]{1,80}@[^/?]{1,40}$/;

/** A dependency that is fetched from an address outlives every check of the registry. */
export const archiveDependency: Rule = {
  meta: {
    id: "MAN-01",
    family: "structure",
    points: 100,
    solo: false,
    title: "A dependency is an archive at an address of its own.",
    advice: "Fetch the archive and scan it; its bytes can change without a new version.",
  },
  *check(pkg) {
    if (pkg.manifest === null) return;
    for (const kind of kinds) {
      for (const [name, value] of specs(pkg.manifest.json[kind], 0)) {
        const spec = readDependencySpec(value);
        if (spec.kind === "archive") yield hit(pkg, kind, name, value, spec);
      }
    }
  },
};

function hit(
  pkg: PackageView,
  kind: string,
  name: string,
  value: string,
  spec: DependencySpec,
): Hit {
  const base = {
    surface: "install" as const,
    file: "package.json",
    excerpt: `${name}: ${value}`,
  };
  // Overrides of a dependency are read by no client, only the project's own; who works around a broken
  // release names the file of another, never a page.
  if (kind === "overrides" && !spec.isPlainHttp && archiveFile.test(spec.path)) {
    return {
      ...base,
      message: "An override points at an archive outside of the registry.",
      points: 40,
    };
  }
  if (spec.isPlainHttp) {
    return {
      ...base,
      message: "A dependency is fetched over a connection that anybody can change.",
    };
  }
  if (/^[0-9.]+$|^\[|^0x|^[0-9]+$/.test(spec.host ?? "")) {
    return { ...base, message: "A dependency is fetched from a bare network address." };
  }
  const isArchive =
    /\/(?:archive|tar\.gz|tarball|zipball|get|-\/archive|releases\/download)\//.test(spec.path);
  if (codeHosts.test(spec.host ?? "") && isArchive) {
    return spec.commit === null
      ? {
          ...base,
          message: "A dependency is an archive of a moving reference on a code host.",
          points: 80,
        }
      : {
          ...base,
          message: "A dependency is an archive of a fixed commit on a code host.",
          points: 60,
        };
  }
  if (spec.host === registryHost(pkg) && /\/-\/[^/]+\.tgz$/.test(spec.path)) {
    return {
      ...base,
      message: "A dependency names an archive of the registry by its address.",
      points: 60,
    };
  }
  return { ...base, message: "A dependency is an archive on a host that is no registry." };
}

function registryHost(pkg: PackageView): string | null {
  const dist = pkg.subject.manifest?.["dist"];
  if (typeof dist !== "object" || dist === null || Array.isArray(dist)) return null;
  const tarball = (dist as { readonly [key: string]: Json })["tarball"];
  return typeof tarball === "string" ? (/^https:\/\/([^/:]+)/.exec(tarball)?.[1] ?? null) : null;
}

/** Overrides nest; the other kinds do not, and strings inside them further down are ignored by clients. */
function* specs(value: Json | undefined, depth: number): Iterable<readonly [string, string]> {
  if (typeof value !== "object" || value === null || Array.isArray(value) || depth > 8) return;
  for (const [name, item] of Object.entries(value)) {
    if (typeof item === "string") yield [name, item];
    else yield* specs(item, depth + 1);
  }
}
