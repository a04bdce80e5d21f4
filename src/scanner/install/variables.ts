import type { Json, JsonObject } from "../rule.ts";
import { unknownText } from "../shell/marks.ts";

const environment: readonly (readonly [string, string])[] = [
  ["IFS", " "],
  ["HOME", "~"],
  ["USERPROFILE", "~"],
  ["APPDATA", "~/AppData/Roaming"],
  ["LOCALAPPDATA", "~/AppData/Local"],
  ["XDG_CONFIG_HOME", "~/.config"],
  ["INIT_CWD", "<project>"],
  ["PROJECT_CWD", "<project>"],
  ["PWD", "."],
  // No file by these names is known, but what a write to them does.
  ["GITHUB_PATH", `${unknownText}/$GITHUB_PATH`],
  ["GITHUB_ENV", `${unknownText}/$GITHUB_ENV`],
  ["BASH_ENV", `${unknownText}/$BASH_ENV`],
  ["TMPDIR", "/tmp"],
  ["TEMP", "/tmp"],
  ["TMP", "/tmp"],
  ["SHELL", "sh"],
  ["npm_execpath", "npm"],
  ["npm_node_execpath", "node"],
  ["NODE", "node"],
  ["ComSpec", "cmd"],
  ["COMSPEC", "cmd"],
];
const maxVariables = 2_000;
const maxDepth = 4;

/** What clients put into a hook's environment and a hook can therefore hide a command line in. */
export function hookVariables(manifest: JsonObject): ReadonlyMap<string, string> {
  const variables = new Map(environment);
  const add = (name: string, value: Json | undefined, depth: number): void => {
    if (variables.size > maxVariables) return;
    if (typeof value === "string") variables.set(name, value);
    else if (typeof value === "object" && value !== null && depth < maxDepth) {
      for (const [key, item] of Object.entries(value)) {
        add(`${name}_${key.replace(/[^A-Za-z0-9_]/g, "_")}`, item, depth + 1);
      }
    }
  };
  add("npm_package", manifest, 0);
  return variables;
}
