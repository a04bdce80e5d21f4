import type { Call } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import { argument, calls, nothing, optionsOf, reads, type Table } from "./define.ts";
import { joinPaths, normalPath, pathOf } from "./path-text.ts";

const maxParts = 64;
/** Of parts that may be one of several, so many paths are told apart. */
const maxWays = 6;

/** A path made of texts; what is not known stays in it as a mark. */
function joined(how: "join" | "resolve"): (call: Call) => Value {
  return ({ machine, args }) => {
    let ways: readonly (readonly string[])[] = [[]];
    for (const arg of args.slice(0, maxParts)) {
      const parts = new Set<string>();
      for (const option of optionsOf(arg)) {
        const isEmpty = option.type === "primitive" && option.value === undefined;
        parts.add(isEmpty ? "" : (pathOf(machine, option) ?? marks.unknown));
      }
      // What it may be besides, nobody knows, says nothing about where it leads.
      if (parts.size > 1) parts.delete(marks.unknown);
      const known = ways.length * parts.size <= maxWays ? [...parts] : [marks.unknown];
      ways = ways.flatMap((way) => known.map((part) => [...way, part]));
    }
    const taint = machine.taintOf(...args);
    return machine.either(ways.map((way) => machine.text(joinPaths(way, how), taint)));
  };
}

/** One part of a path. */
function part(of: (path: string, ending: string | null) => string): (call: Call) => Value {
  return (call) => {
    const { machine } = call;
    const parts = optionsOf(argument(call, 0)).map((option) => {
      const path = pathOf(machine, option);
      const taint = machine.taintOf(option);
      if (path === null) return machine.unknown(taint);
      return machine.text(of(path, machine.knownText(call.args[1])), taint);
    });
    return machine.either(parts);
  };
}

function folderOf(path: string): string {
  const normal = normalPath(path);
  const slash = normal.lastIndexOf("/");
  if (slash < 0) return /^[\uF8E0-\uF8EF]$/.test(normal) ? `${normal}/..` : ".";
  return normal.slice(0, slash) || "/";
}

function fileOf(path: string, ending: string | null): string {
  const normal = normalPath(path).replace(/\/$/, "");
  const name = normal.slice(normal.lastIndexOf("/") + 1);
  return ending !== null && name !== ending && name.endsWith(ending)
    ? name.slice(0, -ending.length)
    : name;
}

function endingOf(path: string): string {
  const name = fileOf(path, null);
  const dot = name.lastIndexOf(".");
  return dot > 0 ? name.slice(dot) : "";
}

const modules =
  "node:path node:path.posix node:path.win32 pkg:path pkg:pathe pkg:upath pkg:path-browserify".split(
    " ",
  );
const of = (member: string) => modules.map((module) => `${module}.${member}`).join(" ");

export const paths: Table = [
  ...calls({
    [of("join")]: joined("join"),
    [of("resolve")]: joined("resolve"),
    [of("{normalize,toNamespacedPath}")]: part(normalPath),
    [of("dirname")]: part(folderOf),
    [of("basename")]: part(fileOf),
    [of("extname")]: part(endingOf),
    [of("isAbsolute")]: ({ machine }) => machine.unknown(),
    [of("relative")]: ({ machine, args }) => machine.unknown(machine.taintOf(...args)),
    [of("parse")]: (call) => {
      const { machine } = call;
      const name = machine.get(machine.api("node:path"), "basename");
      const folder = machine.get(machine.api("node:path"), "dirname");
      const ending = machine.get(machine.api("node:path"), "extname");
      const path = argument(call, 0);
      const ext = machine.call(ending, [path]);
      return machine.object({
        dir: machine.call(folder, [path]),
        base: machine.call(name, [path]),
        ext,
        name: machine.call(name, [path, ext]),
        root: machine.text("/"),
      });
    },
    [of("format")]: ({ machine, args }) => {
      const [given] = args;
      const base = machine.textOf(machine.get(given ?? nothing, "base")) ?? marks.unknown;
      const folder = machine.textOf(machine.get(given ?? nothing, "dir")) ?? marks.unknown;
      return machine.text(joinPaths([folder, base], "join"), machine.taintOf(...args));
    },
    "node:url.fileURLToPath pkg:mlly.fileURLToPath": (call) => {
      const path = pathOf(call.machine, argument(call, 0));
      const taint = call.machine.taintOf(argument(call, 0));
      return path === null ? call.machine.unknown(taint) : call.machine.text(path, taint);
    },
    "node:url.pathToFileURL": (call) => {
      const { machine } = call;
      const path = pathOf(machine, argument(call, 0));
      const taint = machine.taintOf(argument(call, 0));
      const href = path === null ? machine.unknown(taint) : machine.text(`file://${path}`, taint);
      return machine.instance("URL", { href });
    },
    "pkg:pkg-dir pkg:pkg-dir.sync pkg:find-up pkg:find-up.sync pkg:app-root-path.toString": ({
      machine,
    }) => machine.text(`${marks.project}/${marks.unknown}`),
  }),
  ...reads({
    [of("sep")]: (machine) => machine.text("/"),
    [of("delimiter")]: (machine) => machine.text(":"),
    "pkg:app-root-path.path": (machine) => machine.text(marks.project),
  }),
];
