import { highImpactNames } from "../manifest/high-impact-names.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { PackageView } from "../rule.ts";

/** What a line would fetch: a package by a client, or a server for an agent. */
export const fetched =
  /\b(?:(?:npm|pnpm|yarn|bun)\s+(?:i|install|add|dlx|x)|npx|bunx|uvx|pipx?\s+install|claude\s+mcp\s+add|codex\s+mcp\s+add|brew\s+install)\s+(?:-{1,2}\S{1,30}\s+){0,4}(@?[a-z0-9][\w.@/-]{0,200})/gi;

/** What a package may tell to install: itself, its commands, and what it depends on. */
export function ownNames(pkg: Pick<PackageView, "manifest">): ReadonlySet<string> {
  const json = pkg.manifest?.json ?? {};
  const own = new Set<string>([...manifestParts.dependencies(json).keys()]);
  for (const key of ["devDependencies", "peerDependencies"]) {
    const listed = json[key];
    if (typeof listed === "object" && listed !== null)
      for (const name of Object.keys(listed)) own.add(name);
  }
  if (typeof json["name"] === "string") own.add(json["name"]);
  for (const command of manifestParts.commands(json).keys()) own.add(command);
  return own;
}

/** Commands that projects run every day, beside the packages that everybody depends on. */
const everyday: ReadonlySet<string> = new Set(
  (
    "@angular/cli @biomejs/biome @changesets/cli @playwright/test @stryker-mutator/core biome changeset commitlint create-next-app " +
    "create-vite cspell cypress depcheck dprint drizzle-kit expo http-server knip lerna markdownlint-cli markdownlint-cli2 " +
    "netlify-cli npm-check-updates nx oxlint patch-package playwright pnpm prisma publint release-it semantic-release serve " +
    "storybook supabase tsc tsx turbo typedoc vercel wrangler yarn " +
    "black isort mypy numpy pandas pillow poetry pre-commit pypdf pytest requests ruff tox uv"
  ).split(" "),
);
/** Whether a package is one that projects install every day. */
export function isEveryday(name: string): boolean {
  return everyday.has(name) || highImpactNames.has(name);
}

/** Whether a name is the package's own, or is in its scope, in which nobody else publishes. */
export function isOwn(
  { manifest }: Pick<PackageView, "manifest">,
  own: ReadonlySet<string>,
  name: string,
): boolean {
  if (own.has(name)) return true;
  const scope = /^@[\w.-]{1,80}\//.exec(String(manifest?.json["name"] ?? ""))?.[0];
  return scope !== undefined && name.startsWith(scope);
}

/** The name in what is written to install it: without a version, without the end of a sentence. */
export function bareName(spec: string): string {
  const at = spec.indexOf("@", 1);
  return (at > 0 ? spec.slice(0, at) : spec).replace(/(?<![.,;:])[.,;:]+$/, "");
}

/** Whether a text has nothing installed but the package that it is of, and what everybody installs. */
export function installsOnlyItself(pkg: Pick<PackageView, "manifest">, text: string): boolean {
  if (/https?:|\||\b(?:curl|wget)\b/.test(text)) return false;
  const names = Array.from(text.matchAll(fetched), (match) => bareName(match[1] ?? ""));
  const own = ownNames(pkg);
  return names.length > 0 && names.every((name) => isOwn(pkg, own, name) || isEveryday(name));
}
