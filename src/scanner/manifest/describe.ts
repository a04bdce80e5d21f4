import type { TarballManifest } from "../report.ts";
import type { Json, PackageView } from "../rule.ts";

const maxText = 512;

/** What the tarball itself says it is; null when it holds no readable package.json. */
export function describeManifest(pkg: PackageView): TarballManifest | null {
  if (pkg.manifest === null) return null;
  const { json } = pkg.manifest;
  const has = (path: string) =>
    pkg.entries.some((entry) => entry.path === path && entry.type === "file");
  return {
    name: shortText(json["name"]),
    version: shortText(json["version"]),
    hasInstallScript:
      hasHook(json["scripts"], ["preinstall", "install", "postinstall"]) ||
      // Clients run a native build for a package that brings a gyp file and no other way to build.
      (has("binding.gyp") &&
        json["gypfile"] !== false &&
        !hasHook(json["scripts"], ["preinstall", "install"])),
    hasShrinkwrap: has("npm-shrinkwrap.json"),
  };
}

function hasHook(scripts: Json | undefined, hooks: readonly string[]): boolean {
  if (typeof scripts !== "object" || scripts === null || Array.isArray(scripts)) return false;
  const byName = scripts as { readonly [key: string]: Json };
  return hooks.some((hook) => typeof byName[hook] === "string" && byName[hook] !== "");
}

function shortText(value: Json | undefined): string | null {
  return typeof value === "string" && value.length <= maxText ? value : null;
}
