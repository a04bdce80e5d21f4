import { variableKind } from "../lists/variables.ts";
import type { Machine } from "../machine.ts";
import { marks, type Value } from "../value.ts";
import { aliases, argument, calls, memberOf, nothing, reads, type Table } from "./define.ts";

const roots: Readonly<Record<string, string>> = {
  HOME: marks.home,
  USERPROFILE: marks.home,
  HOMEPATH: marks.home,
  APPDATA: `${marks.home}/AppData/Roaming`,
  LOCALAPPDATA: `${marks.home}/AppData/Local`,
  XDG_CONFIG_HOME: `${marks.home}/.config`,
  XDG_DATA_HOME: `${marks.home}/.local/share`,
  XDG_CACHE_HOME: `${marks.home}/.cache`,
  XDG_STATE_HOME: `${marks.home}/.local/state`,
  TMP: marks.temp,
  TEMP: marks.temp,
  TMPDIR: marks.temp,
  PWD: marks.project,
  INIT_CWD: marks.project,
  // Where the client lies: a mark in front keeps open which one it is.
  npm_execpath: `${marks.config}/npm-cli.js`,
};
/** Files that later steps of a build read are written by these names. */
const laterSteps = /^(?:GITHUB_PATH|GITHUB_ENV|BASH_ENV)$/;
/** What every object has; asking for it reads no variable. */
const ofEveryObject =
  /^(?:hasOwnProperty|toString|constructor|valueOf|then|__proto__|propertyIsEnumerable)$/;

/** One variable by name: what it says about itself, and a value that remembers where it is from. */
function variable(machine: Machine, name: string): Value {
  if (name === "*") return wholeEnvironment(machine);
  if (ofEveryObject.test(name)) return machine.unknown();
  if (laterSteps.test(name)) {
    machine.emit("src.env.config", { names: [name] });
    // Elsewhere than on a build server there is none.
    return machine.either([machine.text(`${marks.config}/$${name}`), nothing]);
  }
  const root = roots[name];
  const kind = variableKind(name);
  if (kind === "secret") {
    machine.use("secret", name);
    machine.use("env", name);
    return machine.text(marks.config, machine.source("src.env.secret", { names: [name] }));
  }
  if (kind === "config") {
    machine.emit("src.env.config", { names: [name] });
    return machine.text(root ?? marks.config);
  }
  machine.use("env", name);
  return machine.text(root ?? marks.config);
}

/** A variable that a file sets. */
function setVariable(machine: Machine, name: string): Value {
  return variableKind(name) === "secret" ? variable(machine, name) : machine.text(marks.config);
}

/** The environment as one value. */
function wholeEnvironment(machine: Machine): Value {
  machine.use("env.bulk");
  return machine.unknown(machine.source("src.env.bulk"));
}

function readVariable(machine: Machine, _self: Value, name: string): Value {
  return variable(machine, memberOf(name));
}

const dotenvFile = { path: "<project>/.env", names: [".env"] };

const processReport = "global.process.report.@made";

export const env: Table = [
  ...reads({
    // A report on the process holds its environment, among much that is harmless.
    [`${processReport}.environmentVariables`]: wholeEnvironment,
    [`${processReport}.*`]: (machine, _self, name) =>
      name.endsWith(".*") ? wholeEnvironment(machine) : machine.unknown(),
    "global.process.env.*": readVariable,
    "instance:DotenvResult.{parsed,*}": (machine) =>
      machine.unknown(machine.source("src.file.secret", dotenvFile)),
    // Of a file full of variables one is as much of a secret as its name says.
    "instance:DotenvContent.*": (machine, self, name) =>
      machine.isFrom("src.file.secret", self) && !name.endsWith(".*")
        ? setVariable(machine, memberOf(name))
        : machine.unknown(self.taint),
  }),
  ...aliases({ "global.Bun.env": "global.process.env" }),
  ...calls({
    "global.process.report.getReport": ({ machine }) => machine.api(processReport),
    "global.Deno.env.get": ({ machine, ...call }) => {
      const name = machine.knownText(argument({ machine, ...call }, 0));
      if (name !== null) return variable(machine, name);
      // One of them that somebody asks for is not all of them, unless it is each in turn.
      const asked = argument({ machine, ...call }, 0);
      return machine.isFrom("src.env.bulk", asked)
        ? wholeEnvironment(machine)
        : machine.text(marks.config);
    },
    "global.Deno.env.toObject": ({ machine }) => wholeEnvironment(machine),
    // Without a prefix it gives all that the process was started with, and what stands in files.
    "pkg:vite.loadEnv": ({ machine, args }) => {
      const prefix = machine.knownText(args[2]);
      return prefix === "" ? wholeEnvironment(machine) : machine.unknown();
    },
    "global.Deno.env.has": ({ machine }) => machine.unknown(),
    // Filling the environment tells nobody anything; only what is done with the result may.
    "pkg:dotenv.{config,configDotenv} pkg:dotenv-flow.config pkg:dotenv-safe.config pkg:dotenv-expand.expand":
      ({ machine }) => {
        machine.use("fs.read");
        return machine.instance("DotenvResult");
      },
    "pkg:dotenv.parse node:util.parseEnv": ({ machine, args }) =>
      machine.instance("DotenvContent", {}, machine.taintOf(...args)),
    // It gives itself once more, with the same names to ask for.
    "pkg:env-var.from": ({ machine, args }) =>
      machine.isFrom("src.env.bulk", args[0] ?? nothing) || isEnvironment(args[0])
        ? machine.api("pkg:env-var")
        : machine.unknown(machine.taintOf(...args)),
    "pkg:env-var.get pkg:getenv pkg:getenv.{string,int,bool}": (call) => {
      const name = call.machine.knownText(argument(call, 0));
      return name === null ? call.machine.unknown() : variable(call.machine, name);
    },
  }),
];

/** Whether a value is the environment itself and no copy of it. */
export function isEnvironment(value: Value | undefined): boolean {
  return value?.type === "api" && value.name === "global.process.env";
}
