import { posix } from "node:path";
import { remoteText, unknownText } from "../marks.ts";
import { shellPrograms } from "../programs.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";
import { downloadTarget } from "./download-target.ts";

/** What brings text or files from another machine, and what unpacks them. */
export const downloaders: CommandFamily = [
  [shellPrograms.fetchers, fetchText],
  [["git"], cloneRepository],
  [["tar", "unzip", "expand-archive", "bsdtar"], unpackArchive],
];

function fetchText({ state }: Shell, { program, args }: Call): string {
  const target = downloadTarget(program, args);
  if (target === null) return remoteText;
  state.write(target, remoteText);
  return "";
}

function cloneRepository({ state }: Shell, { args }: Call): string {
  if (!args.includes("clone")) return unknownText;
  const plain = args.slice(args.indexOf("clone") + 1).filter((arg) => !arg.startsWith("-"));
  const address = plain.find((arg) => /[:/]/.test(arg)) ?? "";
  const folder = plain.at(-1);
  const given = folder !== undefined && folder !== address ? folder : null;
  state.fetchedFolders.add(state.resolve(given ?? posix.basename(address).replace(/\.git$/, "")));
  return unknownText;
}

/** An archive that came from elsewhere makes everything in its own new folder foreign. */
function unpackArchive({ state }: Shell, { args, input }: Call): string {
  const archive = args.find((arg) => state.files.get(state.resolve(arg))?.includes(remoteText));
  if (archive === undefined && !input.includes(remoteText)) return input;
  const flag = args.findIndex((arg) => /^-(?:C|d|-directory|destinationpath)$/i.test(arg));
  const folder = flag < 0 ? "" : (args[flag + 1] ?? "");
  if (folder !== "" && folder !== ".") state.fetchedFolders.add(state.resolve(folder));
  return input;
}
