import { manifestParts } from "../manifest/parts.ts";
import type { PackageView, Rule } from "../rule.ts";
import type { ProseWindow } from "../words/prose.ts";

/** What a line would fetch: a package by a client, or a server for an agent. */
const fetched =
  /\b(?:(?:npm|pnpm|yarn|bun)\s+(?:i|install|add|dlx|x)|npx|bunx|uvx|pipx?\s+install|claude\s+mcp\s+add|codex\s+mcp\s+add|brew\s+install)\s+(?:-{1,2}\S{1,30}\s+){0,4}(@?[a-z0-9][\w.@/-]{0,200})/gi;

/** Text that makes an agent fetch or unlock something beyond the package itself (TXT-07). */
export const installBait: Rule = {
  meta: {
    id: "TXT-07",
    family: "text",
    points: 70,
    solo: false,
    title:
      "Text tells agents to install something else, to run remote code, or to lower a protection.",
    advice: "Find out what would be installed or unlocked, and who publishes it.",
  },
  *check(pkg) {
    for (const window of pkg.prose.windows) {
      if (window.isQuoted || window.liveness === "far" || window.carrier === "expert") continue;
      if (window.carrier === "tool" && window.field !== null && !window.acts.includes("install"))
        continue;
      if (!isAddressed(window) || !baits(pkg, window)) continue;
      const { file, line, excerpt, liveness } = window;
      const message = "A text tells agents to install, run or allow what its user did not ask for.";
      const points = liveness === "live" ? 70 : 40;
      yield { surface: "agent", file, line, excerpt, message, points };
    }
  },
};

/** What is printed is for people, unless it says otherwise. */
function isAddressed({ classes, liveness, carrier }: ProseWindow): boolean {
  return (liveness === "live" && carrier !== "printed") || classes.includes("addr");
}

function baits(pkg: PackageView, { acts, excerpt }: ProseWindow): boolean {
  if (acts.includes("remote-code") || acts.includes("unguard")) return true;
  if (!acts.includes("install")) return false;
  const own = ownNames(pkg);
  const names = [...excerpt.matchAll(fetched)].map(([, spec = ""]) => bareName(spec));
  return names.some((name) => !own.has(name));
}

function ownNames(pkg: PackageView): ReadonlySet<string> {
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

function bareName(spec: string): string {
  const at = spec.indexOf("@", 1);
  return (at > 0 ? spec.slice(0, at) : spec).replace(/(?<![.,;:])[.,;:]+$/, "");
}
