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

/** The name in what is written to install it: without a version, without the end of a sentence. */
export function bareName(spec: string): string {
  const at = spec.indexOf("@", 1);
  return (at > 0 ? spec.slice(0, at) : spec).replace(/(?<![.,;:])[.,;:]+$/, "");
}

/** Whether a text has nothing installed but the package that it is of. */
export function installsOnlyItself(pkg: Pick<PackageView, "manifest">, text: string): boolean {
  if (/https?:|\||\b(?:curl|wget)\b/.test(text)) return false;
  const names = Array.from(text.matchAll(fetched), (match) => bareName(match[1] ?? ""));
  const own = ownNames(pkg);
  return names.length > 0 && names.every((name) => own.has(name));
}
