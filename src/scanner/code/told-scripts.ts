import { posix } from "node:path";
import { isAgentFile, placeOf } from "../words/place.ts";
import type { PackageFiles } from "./resolve.ts";

const maxText = 64 * 1024;
const maxScripts = 50;
/** A command line, or a verb, and behind it a file of code. */
const ordered =
  /\b(?:node|bun|deno|tsx|ts-node|run|runs|execute|start|call|launch|invoke)\s{1,3}(?:(?:run|the|script|file|-{1,2}[\w=-]{1,30})\s{1,3}){0,4}["'`]{0,2}(?:\$?\{[\w.]{1,40}\}\/|\$[A-Z_]{2,40}\/)?((?:\.{1,2}\/)?[\w.-]{1,80}(?:\/[\w.-]{1,80}){0,8}\.[cm]?[jt]s)\b/gi;

/** Scripts that instructions for agents tell them to run: an agent starts them as a person starts a command. */
export function toldScripts({ paths, text }: PackageFiles): readonly string[] {
  const found = new Set<string>();
  for (const path of paths) {
    if (!isAgentFile(path) || placeOf(path, false)?.liveness !== "live") continue;
    const folder = posix.dirname(path);
    for (const [, name = ""] of text(path)?.slice(0, maxText).matchAll(ordered) ?? []) {
      const script = [posix.join(folder, name), posix.normalize(name)].find((one) =>
        paths.has(one),
      );
      if (script !== undefined && found.size < maxScripts) found.add(script);
    }
  }
  return [...found];
}
