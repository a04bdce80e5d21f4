import { valuablePath } from "../lists/secret-paths.ts";
import type { Call, Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import {
  aliases,
  answer,
  argument,
  asInstance,
  calls,
  isGiven,
  keep,
  kept,
  listOf,
  memberOf,
  named,
  nothing,
  optionOf,
  optionsOf,
  type Table,
} from "./define.ts";
import {
  changesItself,
  contentOf,
  isWideRemoval,
  isWideRoot,
  noteWrite,
  readTaint,
} from "./fs-paths.ts";
import { noteDeletion } from "./harm.ts";
import { listedEntry, normalPath, pathOf, shownPath } from "./path-text.ts";
import { handOver } from "./streams.ts";

function read(call: Call): Value {
  return answer(call, contentOf(call.machine, call.args[0], call.name));
}

function readJson(call: Call): Value {
  const { machine } = call;
  const content = contentOf(machine, call.args[0], call.name);
  return answer(call, machine.call(machine.api("js:JSON.parse"), [content]));
}

function readStream(call: Call): Value {
  const { machine } = call;
  const content = contentOf(machine, call.args[0], call.name);
  return machine.instance(
    "ReadStream",
    { content, path: argument(call, 0) },
    machine.taintOf(content),
  );
}

function write(call: Call): Value {
  noteWrite(call.machine, call.args[0], call.name, call.args[1]);
  return answer(call, nothing);
}

function writeStream(call: Call): Value {
  noteWrite(call.machine, call.args[0], call.name, undefined);
  return call.machine.instance("WriteStream", {
    path: argument(call, 0),
    api: call.machine.text(call.name),
  });
}

function streamed(call: Call): Value {
  const data = asInstance(call.self)?.data;
  if (isGiven(call.args[0]) && !call.machine.isFunction(call.args[0])) {
    const api = call.machine.knownText(data?.["api"]) ?? call.name;
    noteWrite(call.machine, data?.["path"], api, call.args[0]);
  }
  return call.self;
}

/** A link or a copy is read from one place and written to another. */
function copy(call: Call): Value {
  const { machine, name } = call;
  const [from, to] = call.args;
  const isLink = /link/i.test(memberOf(name));
  const content = isLink ? undefined : contentOf(machine, from, name);
  noteWrite(machine, to, name, content ?? from);
  return answer(call, nothing);
}

function move(call: Call): Value {
  const { machine, name } = call;
  const [from, to] = call.args;
  const text = pathOf(machine, from ?? nothing);
  const taint = text === null ? null : readTaint(machine, normalPath(text), name);
  noteWrite(machine, to, name, taint === null ? undefined : machine.unknown(taint));
  if (changesItself(machine, text))
    machine.emit("ctx.selfclean", { api: name, path: shownPath(text ?? "") });
  return answer(call, nothing);
}

/** Changes something about a file but not what is in it. */
function touch(call: Call): Value {
  call.machine.use("fs.write");
  return answer(call, nothing);
}

/** Asking whether something is there tells little; only of a coding agent it tells that there is one. */
function look(call: Call): Value {
  const { machine, name } = call;
  machine.use("fs.read");
  for (const option of optionsOf(call.args[0])) {
    const path = pathOf(machine, option);
    const valuable = path === null ? null : valuablePath(shownPath(path));
    if (valuable?.kind === "src.agentlogin") {
      const detail = { api: name, names: [valuable.name], path: shownPath(path ?? "") };
      return answer(call, machine.unknown(machine.source("src.agentlogin", detail)));
    }
  }
  return answer(call, machine.unknown());
}

/** The entries of a folder are not known, only where they lie. */
function list(call: Call): Value {
  const { machine, name } = call;
  machine.use("fs.read");
  const [folder, options] = call.args;
  const path = pathOf(machine, folder ?? nothing);
  const shown = path === null ? "" : shownPath(path);
  const isRecursive = isTrue(machine, optionOf(machine, options, "recursive"));
  const valuable = path === null ? null : valuablePath(shown.replace(/\/?$/, "/<*>"));
  let taint = machine.none;
  if (valuable !== null && valuable.kind !== "src.file.secret" && valuable.kind !== "src.host") {
    taint = machine.source(valuable.kind, { api: name, names: [valuable.name], path: shown });
  } else if (isRecursive && path !== null && isWideRoot(shown)) {
    taint = machine.source("src.file.sweep", { api: name, path: shown });
  }
  const withTypes =
    /opendir/.test(name) || isTrue(machine, optionOf(machine, options, "withFileTypes"));
  const text = machine.text(listedEntry, taint);
  const entry = withTypes
    ? machine.instance("Dirent", { name: text, parent: folder ?? nothing }, taint)
    : text;
  const entries = machine.array([entry], taint);
  if (entries.type === "array") entries.rest = entry;
  return answer(call, entries);
}

function isTrue(machine: Machine, value: Value | undefined): boolean {
  if (value === undefined || machine.isFunction(value)) return false;
  return !(value.type === "primitive" && !value.value);
}

/** `.env*` finds `.env` before all others: where the rest of a name says enough, it is taken for the file. */
function nameOf(glob: string): string {
  const slash = glob.lastIndexOf("/") + 1;
  const name = glob.slice(slash);
  const rest = name.replace(/\*+/g, "").replace(/\.$/, "");
  const isTelling = name.length < 128 && /^[\w.-]{0,3}[A-Za-z_-]{3,}/.test(rest) && rest !== name;
  return isTelling ? glob.slice(0, slash) + rest : glob;
}

/** A pattern below a folder; what matches is not known, but where it lies is. */
function match(call: Call): Value {
  const { machine, name } = call;
  machine.use("fs.read");
  const [pattern, options] = call.args;
  const folder = machine.textOf(optionOf(machine, options, "cwd"));
  const withTypes = isTrue(machine, optionOf(machine, options, "withFileTypes"));
  const found = listOf(machine, pattern);
  const entries = found.slice(0, 16).flatMap((one) => {
    const text = machine.textOf(one);
    if (text === null || text.length > 4096) return [];
    const glob = folder === null || /^[/~\uF8E0-\uF8EF]/.test(text) ? text : `${folder}/${text}`;
    const path = nameOf(glob).replace(/\*\*?(?:\/\*)?|\{[^}]*\}/g, listedEntry);
    const fixed = glob.slice(0, glob.search(/[*{?[]|$/));
    const root = fixed === "/" ? fixed : shownPath(fixed.replace(/\/$/, ""));
    const isSweep = /\*\*/.test(glob) && isWideRoot(root);
    const taint = isSweep
      ? machine.source("src.file.sweep", { api: name, path: shownPath(glob) })
      : machine.none;
    if (!withTypes) return [machine.text(path, taint)];
    const cut = path.lastIndexOf("/") + 1;
    const data = { name: machine.text(path.slice(cut)), parent: machine.text(path.slice(0, cut)) };
    return [machine.instance("Dirent", data, taint)];
  });
  const result = machine.array(entries, machine.taintOf(...entries));
  if (result.type === "array") result.rest = machine.unknown(machine.taintOf(...entries));
  return answer(call, result);
}

function remove(call: Call): Value {
  const { machine, name } = call;
  machine.use("fs.write");
  const [paths, options] = call.args;
  const member = memberOf(name);
  const isWhole = !/^(?:rm|rmSync|rmdir|rmdirSync|unlink|unlinkSync)$/.test(member);
  const isRecursive = isWhole || isTrue(machine, optionOf(machine, options, "recursive"));
  const all = listOf(machine, paths).flatMap((item) => {
    const options = optionsOf(item);
    const isKnown = options.every((option) => machine.knownText(option) !== null);
    return options.map((one) => ({ one, isKnown }));
  });
  for (const { one, isKnown } of all) {
    const text = pathOf(machine, one);
    if (text === null) continue;
    const path = shownPath(text);
    // A path library that could not be followed leaves a bare root among its outcomes: nobody wrote it.
    if (!isKnown && /^(?:[A-Za-z]:)?\/?$/.test(path)) continue;
    const isSwept = text.includes(listedEntry) && isWideRemoval(path);
    if ((isRecursive && isWideRemoval(path)) || isSwept) {
      machine.sink("snk.delete.wide", { api: name, path }, { path: one });
    }
    if (isRecursive) noteDeletion(machine, path);
    if (changesItself(machine, text)) machine.emit("ctx.selfclean", { api: name, path });
  }
  return answer(call, nothing);
}

/** A file that was opened: what is done with it later is done with its path. */
function open(call: Call): Value {
  const { machine, name } = call;
  const flags = machine.knownText(call.args[1]) ?? "r";
  const path = argument(call, 0);
  if (/[wa+]/.test(flags)) noteWrite(machine, path, name, undefined);
  const content = /r/.test(flags) ? contentOf(machine, path, name) : machine.unknown();
  return answer(call, machine.instance("FileHandle", { path, content, api: machine.text(name) }));
}

function contentOfHandle(call: Call): Value {
  const handle = asInstance(call.self) ?? asInstance(call.args[0]);
  return handle?.data["content"] ?? call.machine.unknown();
}

/** `fs.read(handle, buffer, …)` puts what it reads into the buffer that it was given. */
function readHandle(call: Call): Value {
  const content = contentOfHandle(call);
  const buffer = call.args.find((arg) => arg.type === "array");
  if (buffer?.type === "array") buffer.taint = call.machine.taintOf(buffer, content);
  return answer(call, content, content);
}

function writeHandle(call: Call): Value {
  const own = asInstance(call.self, "FileHandle");
  const handle = own ?? asInstance(call.args[0], "FileHandle");
  const data = own === null ? call.args[1] : call.args[0];
  if (handle !== null) noteWrite(call.machine, handle.data["path"], call.name, data);
  return answer(call, nothing);
}

/** All that a module of this shape has; packages that stand in for it have the same and more. */
function fileSystem(module: string): Table {
  const of = (names: string) => names.replace(/(^|\s)\./g, `$1${module}.`);
  return calls({
    [of(".{readFile,readFileSync}")]: read,
    [of(".{readJson,readJsonSync,readJSON,readJSONSync}")]: readJson,
    [of(".createReadStream .openAsBlob .ReadStream")]: readStream,
    [of(".{readlink,readlinkSync,realpath,realpathSync,realpathSync.native,realpath.native}")]: (
      call,
    ) => {
      call.machine.use("fs.read");
      return answer(call, argument(call, 0));
    },
    [of(
      ".{writeFile,writeFileSync,appendFile,appendFileSync,outputFile,outputFileSync,writeJson,writeJsonSync,writeJSON,writeJSONSync,outputJson,outputJsonSync,outputJSON,outputJSONSync}",
    )]: write,
    [of(".createWriteStream .WriteStream")]: writeStream,
    [of(
      ".{copyFile,copyFileSync,cp,cpSync,copy,copySync,symlink,symlinkSync,link,linkSync,ensureSymlink,ensureSymlinkSync,ensureLink}",
    )]: copy,
    [of(".{rename,renameSync,move,moveSync}")]: move,
    [of(
      ".{chmod,chmodSync,fchmod,lchmod,chown,chownSync,lchown,utimes,utimesSync,truncate,truncateSync,mkdir,mkdirSync,mkdirp,mkdirpSync,mkdirs,ensureDir,ensureDirSync,ensureFile,ensureFileSync,emptyDirSync,fsync,fsyncSync,ftruncate,futimes}",
    )]: touch,
    [of(".{mkdtemp,mkdtempSync}")]: (call) => {
      call.machine.use("fs.write");
      return answer(call, argument(call, 0));
    },
    [of(
      ".{exists,existsSync,access,accessSync,stat,statSync,lstat,lstatSync,pathExists,pathExistsSync,statfs,fstat,fstatSync}",
    )]: look,
    [of(".{readdir,readdirSync,opendir,opendirSync}")]: list,
    [of(".{glob,globSync}")]: match,
    [of(".{rm,rmSync,rmdir,rmdirSync,unlink,unlinkSync,remove,removeSync,emptyDir}")]: remove,
    [of(".{open,openSync}")]: open,
    [of(".{read,readSync}")]: readHandle,
    [of(".{write,writeSync,writev,writevSync}")]: writeHandle,
    [of(".{close,closeSync}")]: (call) => answer(call, nothing),
    [of(".{watch,watchFile,unwatchFile}")]: (call) => {
      call.machine.use("fs.read");
      return answer(call, call.machine.instance("Watcher"));
    },
  });
}

const standIns = [
  "pkg:fs-extra",
  "pkg:graceful-fs",
  "pkg:mz/fs",
  "pkg:fs-promise",
  "pkg:original-fs",
];

export const fs: Table = [
  ...["node:fs", "node:fs.promises", ...standIns].flatMap(fileSystem),
  ...aliases({
    "pkg:shelljs.env": "global.process.env",
    "pkg:fs-extra.promises pkg:graceful-fs.promises": "node:fs.promises",
    "pkg:fs-extra.constants pkg:graceful-fs.constants": "node:fs.constants",
  }),
  ...calls({
    "instance:ReadStream.{read,text,json,arrayBuffer,stream,bytes}": ({ self, machine }) =>
      asInstance(self)?.data["content"] ?? machine.unknown(self.taint),
    "instance:WriteStream.{write,end}": streamed,
    "instance:FileHandle.{readFile,read,createReadStream,readLines}": contentOfHandle,
    "instance:FileHandle.{write,writeFile,appendFile}": writeHandle,
    "instance:Dirent.{isFile,isDirectory,isSymbolicLink}": ({ machine }) => machine.unknown(),
    "node:stream.Readable.{from,fromWeb} node:stream.Readable.wrap pkg:into-stream pkg:into-stream.default pkg:streamifier.createReadStream":
      ({ machine, args }) => {
        const content = machine.unknown(machine.taintOf(...args));
        return machine.instance("ReadStream", { content }, content.taint);
      },
    "pkg:shelljs.{cat,head,tail,sort,sed,grep}": (call) => {
      const { machine, args, name } = call;
      const contents = args
        .flatMap((arg) => listOf(machine, arg))
        .map((arg) => contentOf(machine, arg, name));
      return machine.unknown(machine.taintOf(...contents));
    },
    "pkg:shelljs.cp": (call) =>
      copy({ ...call, args: call.args.filter((arg) => !isFlag(call, arg)) }),
    "pkg:shelljs.mv": (call) =>
      move({ ...call, args: call.args.filter((arg) => !isFlag(call, arg)) }),
    "pkg:shelljs.{echo,ShellString}": ({ machine, args }) =>
      machine.instance("ShellText", { text: args.at(-1) ?? nothing }, machine.taintOf(...args)),
    "instance:ShellText.{to,toEnd}": ({ machine, self, args, name }) => {
      noteWrite(machine, args[0], name, asInstance(self)?.data["text"]);
      return self;
    },
    "global.Bun.file": readStream,
    "global.Bun.write": (call) => {
      const file = asInstance(call.args[0], "ReadStream");
      noteWrite(call.machine, file?.data["path"] ?? call.args[0], call.name, call.args[1]);
      return nothing;
    },
    "global.Deno.{readTextFile,readTextFileSync,readFile,readFileSync}": read,
    "global.Deno.{writeTextFile,writeTextFileSync,writeFile,writeFileSync}": write,
    "global.Deno.{readDir,readDirSync}": list,
    "global.Deno.{remove,removeSync}": remove,
    "global.Deno.{copyFile,copyFileSync,symlink,symlinkSync}": copy,
    "global.Deno.{rename,renameSync}": move,
    "global.Deno.{stat,statSync,lstat,lstatSync}": look,
    "global.Deno.{mkdir,mkdirSync,chmod,chmodSync}": touch,
    "pkg:jsonfile.{readFile,readFileSync} pkg:load-json-file pkg:load-json-file.loadJsonFile pkg:read-json-file":
      readJson,
    "pkg:jsonfile.{writeFile,writeFileSync} pkg:write-file-atomic pkg:write-file-atomic.sync pkg:write-json-file":
      write,
    "pkg:rimraf pkg:rimraf.{rimraf,rimrafSync,sync,native,manual} pkg:del pkg:del.{deleteAsync,deleteSync,sync} pkg:trash pkg:rmfr":
      remove,
    "pkg:glob pkg:glob.{glob,sync,globSync,globStream,globIterate,globIterateSync} pkg:fast-glob pkg:fast-glob.{sync,glob,globSync,stream} pkg:globby pkg:globby.{globby,globbySync,sync} pkg:tinyglobby.{glob,globSync} global.Bun.Glob":
      match,
    "pkg:recursive-readdir pkg:readdirp pkg:klaw pkg:klaw-sync pkg:walk.walk pkg:walkdir pkg:walkdir.sync pkg:node-dir.files":
      (call) =>
        list({
          ...call,
          args: [
            argument(call, 0),
            call.machine.object({ recursive: call.machine.primitive(true) }),
          ],
        }),
    "pkg:{archiver,jszip,adm-zip,yazl,tar-stream}": (call) => {
      const [file] = call.args;
      const content =
        file?.type === "text" ? contentOf(call.machine, file, call.name) : (file ?? nothing);
      return call.machine.instance("Archive", {}, call.machine.taintOf(content));
    },
    "instance:Archive.pipe": (call) => {
      const { machine, self, args } = call;
      const [target = nothing] = args;
      keep(self, "targets", machine.array([...listOf(machine, kept(self, "targets")), target]));
      const content = asInstance(self)?.props.get("#content");
      if (content !== undefined) handOver(machine, target, content);
      return target;
    },
    "pkg:jszip.JSZip": (call) => call.machine.instance("Archive"),
    "instance:Archive.{file,directory,glob,addFile,addLocalFile,addLocalFolder,append,addBuffer,entry}":
      archive,
    "instance:Archive.{generateAsync,generateNodeStream,toBuffer,finalize}": ({ machine, self }) =>
      asInstance(self)?.props.get("#content") ?? machine.unknown(self.taint),
    "pkg:tar.{c,create}": (call) => {
      const files = listOf(call.machine, call.args[1]);
      const contents = files.map((file) => contentOf(call.machine, file, call.name));
      return answer(call, call.machine.unknown(call.machine.taintOf(...contents)));
    },
    "pkg:chokidar.watch": ({ machine }) => {
      machine.use("fs.read");
      return machine.instance("Watcher");
    },
  }),
  ...named("instance:Dirent.{name,path,parentPath}", {
    read(machine, self, name) {
      const data = asInstance(self)?.data;
      return data?.[memberOf(name) === "name" ? "name" : "parent"] ?? machine.unknown();
    },
  }),
];

function isFlag({ machine }: Call, value: Value): boolean {
  return machine.knownText(value)?.startsWith("-") === true;
}

/** What goes into an archive comes out of it again. */
function archive(call: Call): Value {
  const { machine, self, args, name } = call;
  const isGlob = memberOf(name) === "glob";
  // A pattern is looked for below a folder, which is the project unless something else is said.
  const first = isGlob
    ? (optionOf(machine, args[1], "cwd") ?? machine.text(marks.project))
    : argument(call, 0);
  const path = pathOf(machine, first);
  const isPath = path !== null && /^[/~\uF8E0-\uF8EF]|^[A-Za-z]:/.test(path);
  const isTree = /directory|glob|Folder/.test(memberOf(name));
  const inner = isTree && isPath ? machine.text(`${path}/${listedEntry}`) : first;
  const content = isPath
    ? contentOf(machine, inner, name)
    : machine.unknown(machine.taintOf(...args));
  const own = asInstance(self);
  const before = own?.props.get("#content");
  own?.props.set(
    "#content",
    machine.unknown(machine.taintOf(content, ...(before === undefined ? [] : [before]))),
  );
  for (const target of listOf(machine, kept(self, "targets"))) handOver(machine, target, content);
  return self;
}
