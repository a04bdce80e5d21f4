import { isWholeProject, isWideRoot } from "./fs-paths.ts";

/** Programs that say nothing about what is in the files of the folders that they are given. */
const shallow =
  /^(?:cd|ls|dir|df|du|stat|mount|diskutil|mkdir|rmdir|rm|touch|chmod|chown|realpath|basename|dirname|echo|printf|test|open|xdg-open|explorer|start|code|node|npm|npx|pnpm|yarn|bun|git|docker|podman|sudo|nohup|ln|mv|id|mktemp|attrib|icacls)$/;
const packers = /^(?:g?tar|bsdtar|zip|7z[ar]?|rar|cpio|compress-archive)$/;
const everything = /^(?:\.{1,2}\/?|\.\/\.|\*|\.\/\*)$/;

/**
 * Whether a program is given the whole of a project or of somebody's files to read or to pack.
 *
 * @param place where it starts, in the spelling of `shownPath`; null when nobody knows
 */
export function takesTree(program: string, args: readonly string[], place: string | null): boolean {
  const isWide = (folder: string | null) => folder !== null && isWideRoot(folder);
  if (packers.test(program)) return packsTree(program, args, place);
  if (program === "git") {
    const isBundle = args.includes("bundle") && args.includes("create");
    return (args.includes("archive") || isBundle) && (place === null || isWholeProject(place));
  }
  if (shallow.test(program)) return false;
  return args.some((arg) => isWide(arg) || (arg === "." && isWide(place)));
}

function packsTree(program: string, args: readonly string[], place: string | null): boolean {
  const isTar = program.endsWith("tar");
  const makes = args.some(
    (arg, index) => arg === "--create" || (index === 0 ? /^-?[a-z]*c/ : /^-[a-z]*c/).test(arg),
  );
  if (isTar && !makes) return false;
  const at = args.findIndex((arg) => /^(?:-C|--directory|--cd)$/.test(arg));
  const glued = args.find((arg) => /^(?:--directory=|-C[~/<])/.test(arg));
  const moved = glued?.replace(/^(?:--directory=|-C)/, "") ?? (at < 0 ? undefined : args[at + 1]);
  const folder = moved === undefined || everything.test(moved) ? place : shownFolder(moved);
  const isOfNote = (one: string) => isWideRoot(one) || isWholeProject(one);
  const given = args.filter((arg, index) => !arg.startsWith("-") && index !== at + 1);
  return given.some(
    (arg) =>
      isOfNote(shownFolder(arg)) ||
      (folder !== null &&
        (everything.test(arg) ? isOfNote(folder) : isWideRoot(`${folder}/${arg}`))),
  );
}

/** The shell's reader has two spellings for the project. */
function shownFolder(arg: string): string {
  return /^\.\/{1,2}$/.test(arg) ? "<project>" : arg;
}
