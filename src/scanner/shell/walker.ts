import { expandWord } from "./expand-word.ts";
import { unknownText } from "./marks.ts";
import { runCommand } from "./run-command.ts";
import type { Circumstances, Shell } from "./shell.ts";
import { maxValue, type ShellState } from "./state.ts";
import { streamsOf } from "./streams-of.ts";
import { parseShell } from "./syntax/parse.ts";
import type { Loop, Redirect, Script, SimpleCommand, Stage } from "./syntax/script.ts";

const maxSteps = 20_000;
/** Doubling a variable is cheap to write and dear to follow. */
const maxWork = 16 * 1024 * 1024;
const maxNesting = 24;
const maxItems = 8;

/** Goes through scripts in the order in which they would run, as far as its limits allow. */
export class Walker implements Shell {
  readonly state: ShellState;
  private steps = 0;
  private nesting = 0;
  private loops = 0;
  private isDetached = false;

  constructor(state: ShellState) {
    this.state = state;
  }

  readText(text: string, input: string): string {
    if (this.nesting >= maxNesting) return this.giveUp();
    this.nesting++;
    const { script, complete } = parseShell(text);
    if (!complete) this.state.add({ kind: "unread" });
    const output = this.readScript(script, input);
    this.nesting--;
    return output;
  }

  readScript(script: Script, input: string): string {
    let output = "";
    const outer = this.isDetached;
    for (const { stages, background } of script.pipelines) {
      let flow = input;
      this.isDetached = outer || background;
      for (const stage of stages) {
        flow = this.readStage(stage, flow);
      }
      if (output.length < maxValue) output += flow;
    }
    this.isDetached = outer;
    return output;
  }

  run(argv: readonly string[], how: Circumstances): string {
    return runCommand(this, argv, how);
  }

  private readStage(stage: Stage, input: string): string {
    switch (stage.kind) {
      case "group":
        return this.readGroup(stage.body, stage.redirects, input);
      case "loop":
        return this.readLoop(stage, input);
      case "function":
        this.state.functions.set(stage.name, stage.body);
        return this.readScript(stage.body, input);
      case "simple":
        return this.readCommand(stage, input);
    }
  }

  /** What a loop does with one item it does with all; a few tell what that is. */
  private readLoop({ name, items, body, redirects }: Loop, input: string): string {
    const values = items.flatMap((word) => expandWord(this, word, input));
    const most = this.loops === 0 ? maxItems : 1;
    this.loops++;
    let output = "";
    for (const value of values.length === 0 ? [unknownText] : values.slice(0, most)) {
      if (name !== "") this.state.variables.set(name, value.slice(0, maxValue));
      const printed = this.readGroup(body, redirects, input);
      if (output.length < maxValue) output += printed;
    }
    this.loops--;
    return output;
  }

  private readGroup(body: Script, redirects: readonly Redirect[], input: string): string {
    const streams = streamsOf(this, redirects, input);
    const output = this.readScript(body, streams.input);
    for (const path of streams.writes) this.state.write(path, output);
    return streams.writes.length > 0 ? "" : output;
  }

  private readCommand(command: SimpleCommand, input: string): string {
    if (++this.steps > maxSteps || this.state.work > maxWork) return this.giveUp();
    for (const { name, value } of command.assignments) {
      const text = expandWord(this, value, input).join(" ");
      this.state.variables.set(name, text.slice(0, maxValue));
    }
    const { input: stdin, silenced, writes } = streamsOf(this, command.redirects, input);
    const argv = command.words.flatMap((word) => expandWord(this, word, stdin));
    const how = { input: stdin, detached: this.isDetached, silenced };
    const output = argv.length === 0 ? stdin : this.run(argv, how);
    const copied = argv[0] === "cat" ? (argv[1] ?? null) : null;
    for (const path of writes) this.state.write(path, output, copied);
    return writes.length > 0 ? "" : output;
  }

  private giveUp(): string {
    this.state.add({ kind: "unread" });
    return unknownText;
  }
}
