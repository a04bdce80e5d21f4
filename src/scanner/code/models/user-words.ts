import { givenBit } from "../gates.ts";
import type { Call, Machine } from "../machine.ts";
import { withThrough } from "../taints.ts";
import type { Value } from "../value.ts";
import {
  asInstance,
  calls,
  isGiven,
  keep,
  kept,
  listOf,
  memberOf,
  named,
  optionsOf,
  reads,
  type Table,
} from "./define.ts";

/** What stands behind the name of a program, if anything does. */
export function wordOfUser(machine: Machine): Value {
  return { type: "unknown", isParam: true, taint: withThrough(machine.none, givenBit) };
}

const maxDepth = 4;

/** What a parser of the command line makes of it; what it puts in for words that are left out is the code's. */
function parsed(call: Call): Value {
  const { machine, args } = call;
  const [words, ...rest] = args;
  const isOfUser = !isGiven(words) || isCommandLine(words) || isParserOptions(call, words);
  if (!isOfUser || args.some((arg) => hasDefaults(machine, arg, 0))) {
    return machine.call(machine.unknown(), args);
  }
  machine.call(machine.unknown(), rest);
  return wordOfUser(machine);
}

/** The user's words, without any that the code puts beside them. */
function isCommandLine(value: Value): boolean {
  return optionsOf(value).every((option) => {
    if (option.type !== "array") return false;
    const isStart = option.items.length === 0 || option.items.length === 2;
    return isStart && option.rest !== null && (option.rest.taint.through & givenBit) !== 0;
  });
}

/** Some take the words from the process and get nothing but their settings, or a text for help first. */
function isParserOptions({ machine, name }: Call, value: Value): boolean {
  if (!/parseArgs$|^pkg:(?:arg|meow|nopt|command-line-args)(?:\.|$)/.test(name)) return false;
  if (value.type !== "object") return value.type === "text" || value.type === "array";
  const words = machine.get(value, "args");
  return !isGiven(words) || isCommandLine(words);
}

function hasDefaults(machine: Machine, value: Value, depth: number): boolean {
  if (value.type === "array") {
    return (
      depth < maxDepth && machine.items(value).some((item) => hasDefaults(machine, item, depth + 1))
    );
  }
  if (value.type !== "object") return false;
  const keys = machine.keys(value);
  return (
    keys.some((key) => /^default(?:s|Value)?$/.test(key)) ||
    (depth < maxDepth &&
      keys.some((key) => hasDefaults(machine, machine.get(value, key), depth + 1)))
  );
}

/** A command that has to be named to run; an asterisk, a dollar or no word at all is the one that runs without. */
const commandName = /^[a-z][\w:.-]*(?:\s|$)/i;
const answers = /^(?:opts|optsWithGlobals|parse\w*|args|argv)$/;

/** Describes a command line: what it hands its actions is the user's, and so is what it answers. */
function describes(call: Call): Value {
  const { machine, self, args, name } = call;
  const root = asInstance(self)?.data["root"] ?? self;
  const member = memberOf(name);
  if (member === "command") return newCommand(call, root);
  const isNamed = asInstance(self, "NamedCommand") !== null;
  actsOf(call, args, isNamed, root);
  if (!answers.test(member)) return self;
  if (member.startsWith("parse")) runOwn(machine, self);
  // Code that writes the words itself asks for what nobody asked for.
  const [words] = args;
  if (isGiven(words) && !isCommandLine(words)) {
    for (const act of listOf(machine, kept(root, "acts"))) machine.call(act, [machine.unknown()]);
    return machine.unknown(machine.taintOf(words));
  }
  return wordOfUser(machine);
}

function newCommand(call: Call, root: Value): Value {
  const { machine, args, self } = call;
  const [first] = args;
  const spelled = first?.type === "object" ? machine.get(first, "command") : first;
  const isDefault = args.some(
    (arg) => hasDefaults(machine, arg, 0) || isDefaultCommand(machine, arg),
  );
  const isNamed = !isDefault && commandName.test(machine.knownText(spelled) ?? "");
  if (first?.type === "object") actsOf(call, [machine.get(first, "handler")], isNamed, root);
  // The last of several functions is what the command does.
  actsOf(call, args, isNamed, root);
  const command = machine.instance(isNamed ? "NamedCommand" : "CommandLine", { root });
  // Where functions are given at once, the next word is about the whole again.
  return args.some((arg) => machine.isFunction(arg)) || first?.type === "object" ? self : command;
}

function isDefaultCommand(machine: Machine, value: Value): boolean {
  return value.type === "object" && machine.keys(value).includes("isDefault");
}

/** A description of its own, which may become a part of another one: it runs when it is told to parse. */
function ownDescription(machine: Machine): Value {
  const description = machine.instance("CommandLine");
  keep(description, "own", machine.array([]));
  return description;
}

/** What it does without a word that names something: only what parses itself does that. */
function runOwn(machine: Machine, self: Value): void {
  const word = wordOfUser(machine);
  for (const act of listOf(machine, kept(self, "own"))) machine.call(act, [word, word, word]);
}

function actsOf(call: Call, args: readonly Value[], isNamed: boolean, root: Value): void {
  const { machine } = call;
  const word = wordOfUser(machine);
  const own = isNamed ? undefined : kept(root, "own");
  for (const arg of args) {
    if (!machine.isFunction(arg)) continue;
    if (own !== undefined) {
      const before = listOf(machine, kept(root, "own"));
      keep(root, "own", machine.array([...before, ...optionsOf(arg)].slice(0, maxActs)));
    }
    if (isNamed || own !== undefined) {
      machine.callAs("call", arg, [word, word, word]);
      const before = listOf(machine, kept(root, "acts"));
      keep(root, "acts", machine.array([...before, ...optionsOf(arg)].slice(0, maxActs)));
    } else {
      machine.call(arg, [word, word, word]);
    }
  }
}

const maxActs = 256;

export const userWords: Table = [
  ...calls({
    "pkg:{minimist,mri,yargs-parser,getopts,nopt,arg,meow,command-line-args} pkg:{mri,minimist}.default node:util.parseArgs":
      parsed,
    "pkg:{cac,sade,yargs,caporal} pkg:cac.cac pkg:yargs/yargs": ({ machine }) =>
      machine.instance("CommandLine"),
    "pkg:commander.{Command,createCommand,CommanderStatic}": ({ machine }) =>
      ownDescription(machine),
    "pkg:{commander,yargs}.*": (call) =>
      describes({ ...call, self: call.machine.instance("CommandLine") }),
  }),
  ...reads({ "pkg:commander.program": (machine) => machine.instance("CommandLine") }),
  ...named("instance:{CommandLine,NamedCommand}.*", { call: describes }),
  ...reads({ "instance:{CommandLine,NamedCommand}.argv": (machine) => wordOfUser(machine) }),
];
