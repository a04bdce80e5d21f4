import { runPaths } from "../manifest/run-paths.ts";
import type { Manifest } from "../rule.ts";
import { isAgentFile } from "../words/place.ts";

/** Files that decide about an installation wherever they lie. */
const decisiveName =
  /(?:^|\/)(?:package\.json|npm-shrinkwrap\.json|[^/]*\.gypi?|\.npmrc|\.yarnrc[^/]*|\.pnpmfile\.c?js|bunfig\.toml|config)$/i;

/** Which of the texts that found no room rules cannot do without. */
export function wantedTexts(
  manifest: Manifest | null,
  unkept: ReadonlySet<string>,
): ReadonlySet<string> {
  const run = runPaths(manifest);
  return new Set(
    [...unkept].filter((path) => decisiveName.test(path) || run.has(path) || isAgentFile(path)),
  );
}
