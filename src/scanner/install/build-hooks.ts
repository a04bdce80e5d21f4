import { posix } from "node:path";
import { type GypCommand, readGypBuild } from "../gyp/build.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { PackageView } from "../rule.ts";
import { unknownText } from "../shell/marks.ts";
import { type InstallHook, readHook } from "./read-hook.ts";
import type { InstallRoot } from "./roots.ts";

const builders = /gyp|prebuil|node-pre|napi|neon/;
const maxLine = 8192;

/**
 * What the native build of a root runs. A `binding.gyp` is built when a hook asks for it, or by
 * itself when no hook is listed.
 */
export function buildHooks(
  pkg: PackageView,
  root: InstallRoot,
  scripted: readonly InstallHook[],
): readonly InstallHook[] {
  if (pkg.text(`${root.prefix}binding.gyp`) === null) return [];
  const listed = manifestParts.hooks(root.json);
  const isImplicit =
    !listed.has("install") && !listed.has("preinstall") && root.json["gypfile"] !== false;
  const isAsked = scripted.some(({ acts }) =>
    acts.some((act) => act.kind === "run" && builders.test([act.program, ...act.args].join(" "))),
  );
  if (!isImplicit && !isAsked) return [];
  const build = readGypBuild(pkg, root.prefix);
  return [
    ...(isImplicit ? [buildHook(pkg, root, "", build.commands[0])] : []),
    ...build.commands.map((command) => {
      const { text, argv, kind } = command;
      const line = (argv?.map(quoted).join(" ") ?? text).slice(0, maxLine);
      const hook = buildHook(pkg, root, expand(line, build.variables), command);
      return { ...hook, isAction: kind === "action" };
    }),
  ].map((hook) => ({ ...hook, build }));
}

function buildHook(
  pkg: PackageView,
  root: InstallRoot,
  line: string,
  command?: GypCommand,
): InstallHook {
  const file = command?.file ?? `${root.prefix}binding.gyp`;
  const folder = posix.relative(root.prefix, command?.folder ?? root.prefix);
  const place = { file, line: null, excerpt: line };
  const name = "binding.gyp";
  return readHook(pkg, root, { name, line, place, folder });
}

/** Replaces `<(name)` by what the build description says it is; unknown ones by an unknown text. */
function expand(line: string, variables: ReadonlyMap<string, string>): string {
  let text = line;
  for (let rounds = 0; rounds < 4 && text.length < maxLine; rounds++) {
    text = text.replace(/[<>^]@?\(([\w.]+)%?\)/g, (_, name: string) => {
      if (/^(?:module_root_dir|DEPTH)$/.test(name)) return ".";
      if (name === "python") return "python";
      return variables.get(name) ?? unknownText;
    });
  }
  // `$(PlatformName)` is a macro of the build tool and no command.
  return text.replace(/[<>^]!@?\([^()]*\)|\$\([A-Z]\w*\)/g, unknownText);
}

function quoted(word: string): string {
  return /^[\w./:@=+<>()-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
