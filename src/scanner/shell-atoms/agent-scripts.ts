import { posix } from "node:path";
import type { PackageView } from "../rule.ts";
import { isAgentFile } from "../words/place.ts";
import { sentOn } from "../words/sent-on.ts";

const maxFiles = 50;
const maxScripts = 50;
const maxText = 256 * 1024;

const command =
  /(?:^|[`\s;&|(])(?:(?:ba|z|da|k)?sh|source|python3?)\s{1,4}(?:-\w{1,8}\s{1,4}){0,3}["']?((?:\.{0,2}\/)?[\w@$-][\w@./{}$-]{0,200}\.(?:sh|bash|zsh|py))\b|(?:^|[`\s;&|(])(\.{1,2}\/[\w@./-]{1,200}\.(?:sh|bash|zsh|py)|(?:scripts?|tools?|bin|hooks?)\/[\w@./-]{1,200}\.(?:sh|bash|zsh|py))\b/gm;

/**
 * Scripts that files of instructions name in commands: whoever follows them starts the script, though
 * no manifest does.
 */
export function agentScripts(
  pkg: Pick<PackageView, "entries" | "text" | "manifest">,
): readonly string[] {
  const found = new Set<string>();
  const own = pkg.manifest?.json["name"];
  const texts = [...instructions(pkg)].slice(0, maxFiles);
  for (const by of texts) {
    for (const match of pkg.text(by)?.slice(0, maxText).matchAll(command) ?? []) {
      const path = inside(match[1] ?? match[2] ?? "", typeof own === "string" ? own : "");
      for (const candidate of [posix.join(posix.dirname(by), path), posix.normalize(path)]) {
        if (found.size >= maxScripts || found.has(candidate)) continue;
        if (!candidate.startsWith("..") && pkg.text(candidate) !== null) found.add(candidate);
      }
    }
  }
  return [...found];
}

function* instructions(pkg: Pick<PackageView, "entries" | "text">): Generator<string> {
  for (const { path, type } of pkg.entries)
    if (type === "file" && path !== null && isAgentFile(path)) yield path;
  yield* sentOn(pkg);
}

/** A path inside the package, however it is reached: through the folder of installed packages, or that of a skill. */
function inside(path: string, own: string): string {
  const installed = `node_modules/${own}/`;
  const at = own === "" ? -1 : path.indexOf(installed);
  const rest = at < 0 ? path : path.slice(at + installed.length);
  return rest.replace(/^\$\{?\w{1,40}\}?\//, "").replace(/^\.\//, "");
}
