import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import {
  answer,
  argument,
  asInstance,
  calls,
  isGiven,
  nothing,
  optionOf,
  type Table,
} from "./define.ts";
import { contentOf, noteWrite } from "./fs-paths.ts";

/** What an archive holds lies in a folder afterwards. */
function unpackInto(
  { machine, name }: Call,
  folder: Value | undefined,
  content: Value | undefined,
): void {
  if (isGiven(folder)) noteWrite(machine, folder, name, content);
}

/** `extract(archive, folder)` and `extract(archive, { dir: folder })` */
function unpackFile(call: Call): Value {
  const { machine } = call;
  const [archive, target] = call.args;
  const folder = target?.type === "object" ? folderOf(machine, target) : target;
  unpackInto(
    call,
    folder,
    archive === undefined ? undefined : bytesOf(machine, archive, call.name),
  );
  return answer(call, nothing);
}

/** The archive may be given by its path or as bytes. */
function bytesOf(machine: Machine, archive: Value, api: string): Value {
  const content = contentOf(machine, archive, api);
  return machine.tainted(content, machine.taintOf(archive));
}

function folderOf(machine: Machine, options: Value | undefined): Value | undefined {
  for (const key of ["dir", "cwd", "C", "path", "dest", "directory", "output"]) {
    const folder = optionOf(machine, options, key);
    if (folder !== undefined) return folder;
  }
  return undefined;
}

/** A stream that unpacks what it is given. */
function unpackStream(call: Call): Value {
  const { machine } = call;
  const options = argument(call, 0);
  const folder = options.type === "object" ? folderOf(machine, options) : options;
  const file = optionOf(machine, options, "file");
  if (file !== undefined) {
    unpackInto(call, folder, bytesOf(machine, file, call.name));
    return answer(call, nothing);
  }
  return machine.instance("Unpacking", { folder: folder ?? nothing });
}

export const archives: Table = calls({
  "pkg:tar.{x,extract} pkg:tar-fs.extract pkg:unzipper.Extract pkg:unzip-stream.Extract pkg:tar-stream.extract":
    unpackStream,
  "pkg:{extract-zip,decompress,unzip,cross-zip,targz} pkg:cross-zip.{unzip,unzipSync} pkg:targz.decompress pkg:compressing.{zip,tar,tgz,gzip}.uncompress pkg:node-7z.{extract,extractFull} pkg:@electron/asar.extractAll pkg:asar.extractAll pkg:extract-zip.default":
    unpackFile,
  // A program is put together anew under its own name.
  "pkg:{@electron/asar,asar}.{createPackage,createPackageWithOptions,createPackageFromFiles}": (
    call,
  ) => {
    noteWrite(call.machine, call.args[1], call.name, call.args[0]);
    return answer(call, nothing);
  },
  "instance:Unpacking.{write,end}": (call) => {
    const [bytes] = call.args;
    if (isGiven(bytes) && !call.machine.isFunction(bytes)) {
      unpackInto(call, asInstance(call.self)?.data["folder"], bytes);
    }
    return call.self;
  },
  "instance:Archive.{extractAllTo,extractAllToAsync,extractEntryTo}": (call) => {
    const folder = call.args.find((arg) => arg.type === "text");
    unpackInto(call, folder, call.machine.unknown(call.self.taint));
    return answer(call, nothing);
  },
});
