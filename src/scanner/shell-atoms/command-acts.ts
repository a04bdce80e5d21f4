import { posix } from "node:path";
import { marks } from "../code/value.ts";
import { hookVariables } from "../install/variables.ts";
import type { Act } from "../shell/acts.ts";
import { unknownText } from "../shell/marks.ts";
import { ShellSession } from "../shell/session.ts";

const maxCommand = 16 * 1024;
const maxKept = 512;
/** A word in the project; read as it stands, its brackets would be two redirections. */
const projectWord = /(^|=|[^>\s]\s{1,4})<project>(?=\/)/g;
const known = new Map<string, readonly Act[]>();

/**
 * What a command line that code starts would do. Symbolic parts keep their meaning where the shell's
 * reader has one for them.
 */
export function commandActs(command: string): readonly Act[] {
  const text = asShell(command).replace(projectWord, "$1.");
  const before = known.get(text);
  if (before !== undefined) return before;
  const session = new ShellSession({
    script: () => null,
    text: () => null,
    variables: hookVariables({}),
  });
  session.read(text, { file: "", line: null, excerpt: "" });
  // Nothing depends on what is kept; it only spares a dozen rules the same reading.
  if (known.size >= maxKept) known.clear();
  known.set(text, session.acts);
  return session.acts;
}

/** A text of the interpreter as the shell's reader writes it. */
export function asShell(text: string): string {
  return text
    .slice(0, maxCommand)
    .replaceAll(marks.home, "~")
    .replaceAll(marks.project, "<project>")
    .replaceAll(marks.package, ".")
    .replaceAll(marks.temp, "/tmp")
    .replaceAll(marks.system, "/")
    .replaceAll("<package>", ".")
    .replaceAll("<temp>", "/tmp")
    .replace(/[\uF8E0-\uF8FF]|<(?:\?|\*|param|config)>/g, unknownText);
}

/** A path of the interpreter as the shell's reader resolves it; what is in the package has no root. */
export function asShellPath(path: string): string {
  return path === "" ? "" : posix.normalize(asShell(path.replaceAll("\\", "/")));
}
