import type { Call, Machine } from "../machine.ts";
import type { Value } from "../value.ts";
import { argument, asInstance, calls, named, nothing, optionOf, type Table } from "./define.ts";
import { contentOf, noteWrite } from "./fs-paths.ts";
import { pathOf } from "./path-text.ts";

/** Where a file lies, as extensions of an editor are told it. */
function place(machine: Machine, path: Value): Value {
  const text = pathOf(machine, path);
  const taint = machine.taintOf(path);
  const href = text === null ? machine.unknown(taint) : machine.text(`file://${text}`, taint);
  return machine.instance("URL", { href });
}

function pathBelow(call: Call): Value {
  const { machine, args } = call;
  const parts = args.map((arg) => (asInstance(arg, "URL") === null ? arg : pathIn(machine, arg)));
  return place(machine, machine.call(machine.get(machine.api("node:path"), "join"), parts));
}

function pathIn(machine: Machine, self: Value): Value {
  const path = pathOf(machine, self);
  const taint = machine.taintOf(asInstance(self, "URL")?.data["href"] ?? nothing);
  return path === null ? machine.unknown(taint) : machine.text(path, taint);
}

/** What is typed into a terminal is a command like any other. */
function command(machine: Machine, line: Value, args?: Value): Value {
  const api = machine.get(machine.api("node:child_process"), args === undefined ? "exec" : "spawn");
  machine.call(api, args === undefined ? [line] : [line, args]);
  return machine.unknown();
}

/** What an editor lends to its extensions: files, a clipboard, terminals. */
export const editor: Table = [
  ...calls({
    "pkg:vscode.Uri.file": (call) => place(call.machine, argument(call, 0)),
    "pkg:vscode.Uri.joinPath": pathBelow,
    "pkg:vscode.Uri.parse": (call) => call.machine.call(call.machine.api("global.URL"), call.args),
    "pkg:vscode.workspace.fs.writeFile": (call) => {
      noteWrite(call.machine, call.args[0], call.name, call.args[1]);
      return nothing;
    },
    "pkg:vscode.workspace.fs.{copy,rename}": (call) => {
      const content = contentOf(call.machine, call.args[0], call.name);
      noteWrite(call.machine, call.args[1], call.name, content);
      return nothing;
    },
    "pkg:vscode.workspace.fs.readFile pkg:vscode.workspace.openTextDocument": (call) =>
      contentOf(call.machine, call.args[0], call.name),
    "pkg:vscode.workspace.findFiles pkg:vscode.workspace.fs.readDirectory": ({ machine }) => {
      machine.use("fs.read");
      return machine.unknown();
    },
    "pkg:vscode.env.clipboard.readText": ({ machine, name }) =>
      machine.unknown(machine.source("src.clipboard", { api: name, names: ["clipboard"] })),
    "pkg:vscode.window.createTerminal": ({ machine, args }) => {
      const program = args[1] ?? optionOf(machine, args[0], "shellPath");
      const given = args[2] ?? optionOf(machine, args[0], "shellArgs");
      if (program !== undefined) command(machine, program, given ?? machine.array([]));
      return machine.instance("EditorTerminal");
    },
    "instance:EditorTerminal.sendText pkg:vscode.window.activeTerminal.sendText": (call) =>
      command(call.machine, argument(call, 0)),
    "pkg:vscode.{ShellExecution,ProcessExecution}": ({ machine, args }) =>
      command(machine, args[0] ?? nothing, args[1]?.type === "array" ? args[1] : undefined),
  }),
  ...named("instance:URL.fsPath", { read: (machine, self) => pathIn(machine, self) }),
];
