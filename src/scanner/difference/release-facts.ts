import type { FileShape, ReleaseFacts } from "../facts.ts";
import type { Finding, Report } from "../report.ts";
import type { JsonObject, PackageView } from "../rule.ts";

/** What of a report is compared with the next one. */
export interface Told {
  readonly capabilities: Report["capabilities"];
  readonly findings: readonly Pick<Finding, "ruleId" | "file">[];
}

const maxFiles = 20_000;
/** Of the paths together, so that facts stay small whatever names files have. */
const maxPathChars = 2_000_000;
const maxManifestChars = 256 * 1024;
const maxFindings = 500;

/** Keys of package.json that decide what installing and loading does. */
const decisive = [
  "name",
  "version",
  "type",
  "main",
  "module",
  "browser",
  "bin",
  "exports",
  "imports",
  "gypfile",
  "os",
  "cpu",
  "dependencies",
  "optionalDependencies",
  "peerDependencies",
  "bundleDependencies",
  "bundledDependencies",
] as const;
const hooks = ["preinstall", "install", "postinstall", "prepare"];

/** What is kept of a scan, to compare the next version with. */
export function releaseFactsOf(
  view: Pick<PackageView, "entries" | "manifest">,
  told: Told,
): ReleaseFacts {
  const json = view.manifest?.json ?? null;
  const files = keptFiles(view);
  return {
    name: textOrNull(json?.["name"]),
    version: textOrNull(json?.["version"]),
    files,
    capabilities: told.capabilities,
    manifest: json === null ? null : decisiveParts(json),
    findings: keptFindings(told, files),
  };
}

function keptFiles(view: Pick<PackageView, "entries">): Readonly<Record<string, FileShape>> {
  // Without a prototype, because a file may have any name.
  const files: Record<string, FileShape> = Object.create(null);
  let count = 0;
  let chars = 0;
  for (const { path, shape } of view.entries) {
    if (path === null || shape === null) continue;
    if (files[path] === undefined) {
      count += 1;
      chars += path.length;
    }
    if (count > maxFiles || chars > maxPathChars) break;
    // What one version imports or names in its programs is judged by itself, and not compared.
    const { imports: _imports, words: _words, ...compared } = shape;
    files[path] = compared;
  }
  return files;
}

function decisiveParts(json: JsonObject): JsonObject {
  const parts: Record<string, JsonObject[string]> = {};
  for (const key of decisive) {
    const value = json[key];
    if (value !== undefined && JSON.stringify(value).length <= maxManifestChars) parts[key] = value;
  }
  const scripts = json["scripts"];
  if (typeof scripts === "object" && scripts !== null && !Array.isArray(scripts)) {
    const all = Object.entries(scripts as JsonObject);
    parts["scripts"] = Object.fromEntries(all.filter(([name]) => hooks.includes(name)));
  }
  return parts;
}

function keptFindings(
  { findings }: Told,
  files: Readonly<Record<string, FileShape>>,
): ReleaseFacts["findings"] {
  const kept = new Map<string, readonly [string, string]>();
  for (const { ruleId, file } of findings) {
    const digest = file === null ? "" : (files[file]?.digest ?? "");
    if (kept.size < maxFindings) kept.set(`${ruleId} ${digest}`, [ruleId, digest]);
  }
  return [...kept.values()];
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value.slice(0, 300) : null;
}
