import type { Atom, CodeFacts } from "../../../src/scanner/code/atoms.ts";
import { type InstallCode, interpretPackage } from "../../../src/scanner/code/interpret-package.ts";
import type { Call, Machine, Model } from "../../../src/scanner/code/machine.ts";
import { marks, type Value } from "../../../src/scanner/code/value.ts";
import type { JsonObject } from "../../../src/scanner/rule.ts";

/** `sink(x)` shows what x is known to be, `secret()` is a source, and a few real APIs do as they do. */
const models = new Map<string, Model>([
  ["global.sink", { call: sink }],
  ["global.secret", { call: ({ machine }) => machine.unknown(machine.source("src.env.secret")) }],
  ["global.remote", { call: ({ machine }) => machine.unknown(machine.source("src.remote")) }],
  ["global.eval", { call: evaluate }],
  ["global.Function", { call: makeFunction }],
  ["global.atob", { call: decodeBase64 }],
  ["node:child_process.exec", { call: sink }],
  ["global.process.env.*", { read: (machine) => machine.text(marks.config) }],
]);

function sink({ machine, name, args }: Call): Value {
  machine.sink("snk.code", { api: name, names: [shown(machine, args[0])] }, { code: args[0] });
  return machine.primitive(undefined);
}

function shown(machine: Machine, value: Value | undefined): string {
  if (value === undefined) return "(nothing)";
  if (value.type === "text") return machine.knownText(value) ?? "(partly known)";
  if (value.type === "primitive") return String(value.value);
  return value.type === "either"
    ? value.options.map((one) => shown(machine, one)).join(" or ")
    : `(${value.type})`;
}

function evaluate({ machine, args }: Call): Value {
  const text = machine.knownText(args[0]);
  return text === null
    ? machine.unknown(machine.taintOf(...args))
    : machine.runLayer(text, machine.none);
}

function makeFunction({ machine, args }: Call): Value {
  const texts = args.map((arg) => machine.knownText(arg));
  if (texts.includes(null)) return machine.unknown(machine.taintOf(...args));
  return machine.runLayer(
    `(function(${texts.slice(0, -1).join()}) {\n${texts.at(-1)}\n})`,
    machine.none,
  );
}

function decodeBase64({ machine, args }: Call): Value {
  const text = machine.knownText(args[0]);
  if (text === null) return machine.unknown(machine.taintOf(...args));
  const value = machine.text(Buffer.from(text, "base64").toString("latin1"));
  return machine.tainted(value, machine.taintOf(...args), "b64");
}

export function interpretFiles(
  files: Readonly<Record<string, string>>,
  manifest: JsonObject = { name: "sample", main: "index.js" },
  install: readonly InstallCode[] = [],
): CodeFacts {
  const pkg = { text: (path: string) => files[path] ?? null, paths: Object.keys(files), manifest };
  return interpretPackage(pkg, install, models);
}

/** What arrives in `sink`, in order, of one file that is loaded. */
export function sunk(source: string): readonly string[] {
  return sinks(interpretFiles({ "index.js": source })).map(({ detail }) => detail.names?.[0] ?? "");
}

export function sinks(facts: CodeFacts): readonly Atom[] {
  return facts.atoms.filter(({ kind }) => kind === "snk.code");
}
