import type { PackageView } from "../rule.ts";
import type { Place } from "../shell/acts.ts";
import { installHooks } from "./hooks.ts";
import { startedFile } from "./started-file.ts";

/** JavaScript that runs during an installation. */
export interface InstallCode {
  /** Paths of the files that hooks start; what those load is for the reader of code to follow. */
  readonly files: readonly string[];
  /** Code that stands in command lines. */
  readonly inline: readonly { readonly code: string; readonly at: Place }[];
}

/** Where reading the code of an installation begins. */
export function installCode(pkg: PackageView): InstallCode {
  const files = new Set<string>();
  const inline: { code: string; at: Place }[] = [];
  for (const hook of installHooks(pkg)) {
    for (const act of hook.acts) {
      if (act.kind === "inline" && act.language === "javascript") {
        inline.push({ code: act.code, at: act.at });
      } else if (act.kind === "start") {
        const isModule = act.language === "javascript";
        const file = startedFile(pkg, hook.root, hook.acts, act);
        const reached = file === null ? undefined : hook.reached.get(file);
        if (file !== null && (isModule || reached?.language === "javascript")) files.add(file);
      }
    }
  }
  return { files: [...files], inline };
}
