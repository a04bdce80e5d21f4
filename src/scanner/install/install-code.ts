import type { PackageView } from "../rule.ts";
import type { Place } from "../shell/acts.ts";
import { installHooks } from "./hooks.ts";
import { startedFile } from "./started-file.ts";

/** By the path of a started file. */
export type InstallWords = ReadonlyMap<string, readonly string[]>;

/** JavaScript that runs during an installation. */
export interface InstallCode {
  /** What every start of a file tells it, where that is known and the file starts nothing as itself. */
  readonly words: InstallWords;
  /** Paths of the files that hooks start; what those load is for the reader of code to follow. */
  readonly files: readonly string[];
  /** Code that stands in command lines. */
  readonly inline: readonly { readonly code: string; readonly at: Place }[];
}

/** Where reading the code of an installation begins. */
export function installCode(pkg: PackageView): InstallCode {
  const files = new Set<string>();
  const words = new Map<string, readonly string[] | null>();
  const inline: { code: string; at: Place }[] = [];
  for (const hook of installHooks(pkg)) {
    for (const act of hook.acts) {
      if (act.kind === "inline" && act.language === "javascript") {
        inline.push({ code: act.code, at: act.at });
      } else if (act.kind === "start") {
        const isModule = act.language === "javascript";
        const file = startedFile(pkg, hook.root, hook.acts, act);
        const reached = file === null ? undefined : hook.reached.get(file);
        if (file !== null && (isModule || reached?.language === "javascript")) {
          files.add(file);
          words.set(file, agreed(words.get(file), act.words));
        }
      }
    }
  }
  const known = [...words].flatMap(([file, said]) =>
    said === null || startsItself.test(pkg.text(file) ?? "") ? [] : [[file, said] as const],
  );
  return { files: [...files], words: new Map(known), inline };
}

/** Whoever starts a file once more may tell it something else. */
const startsItself =
  /\b__filename\b|\bimport\.meta\.(?:filename|url|path)\b|\bmain\.filename\b|\bargv\s{0,4}\[\s{0,4}1\b|\bmodule\.(?:filename|id)\b|\bscriptPath\b|\bexecPath\b|\bfork\s{0,4}\(|\bWorker\s{0,4}\(|\bnpm_execpath\b/;

/** What two starts of a file have in common: the same words, or nothing that is known. */
function agreed(
  before: readonly string[] | null | undefined,
  words: readonly string[] | undefined,
): readonly string[] | null {
  if (words === undefined || words.length === 0 || before === null) return null;
  return before === undefined || before.join("\n") === words.join("\n") ? words : null;
}
