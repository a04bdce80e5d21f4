import { posix } from "node:path";
import { downloadTarget } from "./download-target.ts";
import { interpreters } from "./interpreters.ts";
import { unknownText } from "./javascript-tokens.ts";
import { readPowerShell } from "./powershell.ts";
import { parseShell, type Redirect, type Script, type SimpleCommand, type Word } from "./shell.ts";
import type { Act, Language, Place } from "./shell-acts.ts";
import { decodeConstant, printf, translate } from "./shell-decoding.ts";
import { shellPrograms } from "./shell-programs.ts";
import { asWindowsReads, baseName, splitWords, unwrap } from "./shell-words.ts";

/**
 * Values that cannot be known without running something travel through strings as private-use
 * characters, so that a command word or a payload that consists of one can be recognised later.
 */
const unknown = unknownText;
const remote = "\uE001";
/** Stands before text that came out of a decoder; it counts as nothing when the text is read. */
const decoded = "\uE002";
const marks = /[\uE000-\uE002]/g;

const maxSteps = 20_000;
/** Characters of all values together: doubling a variable is cheap to write and dear to follow. */
const maxWork = 16 * 1024 * 1024;
const maxNesting = 24;
const maxValue = 64 * 1024;

export interface ShellHost {
  /** The command line of one of the package's own scripts. */
  script(name: string): string | null;
  /** The text of a file of the package, by its path from the install root. */
  text(path: string): string | null;
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * Walks through shell text as if it ran and writes down what it would do. Values are followed
 * through variables, pipes, temporary files and decoders, because an attacker who cannot write
 * `curl | sh` writes it in two steps.
 */
export class ShellSession {
  readonly acts: Act[] = [];
  private readonly host: ShellHost;
  private readonly variables: Map<string, string>;
  private readonly aliases = new Map<string, string>();
  private readonly files = new Map<string, string>();
  private readonly fetchedFolders = new Set<string>();
  private readonly scripts = new Set<string>();
  private folder = "";
  private steps = 0;
  private work = 0;
  private isUnread = false;
  private nesting = 0;
  private isDetached = false;
  private place: Place = { file: "package.json", line: null, excerpt: "" };

  constructor(host: ShellHost) {
    this.host = host;
    this.variables = new Map(host.variables);
  }

  /** Reads `text` as a script written at `place`; its acts are added to `acts`. */
  read(text: string, place: Place, folder = this.folder): void {
    const [outerPlace, outerFolder] = [this.place, this.folder];
    this.place = place;
    this.folder = folder;
    const clean = text.replaceAll(remote, "").replaceAll(decoded, "");
    this.text(clean, "");
    const windows = asWindowsReads(clean);
    if (windows !== null) this.text(windows, "");
    this.place = outerPlace;
    this.folder = outerFolder;
  }

  private text(text: string, input: string): string {
    if (this.nesting >= maxNesting) {
      this.add({ kind: "unread" });
      return unknown;
    }
    this.nesting++;
    const { script, complete } = parseShell(text);
    if (!complete) this.add({ kind: "unread" });
    const output = this.script(script, input);
    this.nesting--;
    return output;
  }

  private script(script: Script, input: string): string {
    let output = "";
    const outer = this.isDetached;
    for (const { stages, background } of script.pipelines) {
      let flow = input;
      this.isDetached = outer || background;
      for (const stage of stages) {
        flow =
          stage.kind === "group"
            ? this.redirected(stage.redirects, (stdin) => this.script(stage.body, stdin), flow)
            : this.simple(stage, flow);
      }
      if (output.length < maxValue) output += flow;
    }
    this.isDetached = outer;
    return output;
  }

  private redirected(
    redirects: readonly Redirect[],
    run: (input: string) => string,
    input: string,
  ): string {
    const streams = this.streams(redirects, input);
    const output = run(streams.input);
    for (const path of streams.writes) this.write(path, output, null);
    return streams.writes.length > 0 ? "" : output;
  }

  private streams(
    redirects: readonly Redirect[],
    input: string,
  ): { input: string; writes: string[]; silenced: boolean } {
    const writes: string[] = [];
    let stdin = input;
    let [outGone, errorsGone] = [false, false];
    for (const { operator, descriptor, target } of redirects) {
      const value = this.expand(target, stdin).join(" ");
      if (operator === "<<" || operator === "<<<") stdin = value;
      else if (operator === "<" || operator === "<>" || operator === "<&") {
        stdin = this.contents(value);
      } else {
        const isNull = value === "/dev/null" || value.toLowerCase() === "nul";
        if (value === "1" || value === "&1") errorsGone = outGone;
        else if (isNull) {
          if (descriptor === "2") errorsGone = true;
          else if (operator.includes("&")) outGone = errorsGone = true;
          else outGone = true;
        } else if (descriptor !== "2" && !/^[0-9&-]*$/.test(value)) writes.push(value);
        // A shell whose input or output is a network device is a remote shell.
        if (value.startsWith("/dev/tcp/") || value.startsWith("/dev/udp/")) stdin = remote;
      }
    }
    return { input: stdin, writes, silenced: outGone && errorsGone };
  }

  private simple(command: SimpleCommand, input: string): string {
    if (++this.steps > maxSteps || this.work > maxWork) {
      this.add({ kind: "unread" });
      return unknown;
    }
    for (const { name, value } of command.assignments) {
      this.variables.set(name, this.expand(value, input).join(" ").slice(0, maxValue));
    }
    const streams = this.streams(command.redirects, input);
    const argv = command.words.flatMap((word) => this.expand(word, streams.input));
    const output =
      argv.length === 0 ? streams.input : this.run(argv, { ...streams, detached: this.isDetached });
    const first = argv[0] ?? "";
    const copied = first === "cat" ? (argv[1] ?? null) : null;
    for (const path of streams.writes) this.write(path, output, copied);
    return streams.writes.length > 0 ? "" : output;
  }

  /** One word may become several (`$X` with blanks in it) or none (an empty variable). */
  private expand(word: Word, input: string): string[] {
    const fields: string[] = [];
    let field = "";
    let isPresent = false;
    const split = (value: string) => {
      const pieces = value.split(/[ \t\n]+/);
      pieces.forEach((piece, index) => {
        if (index > 0) {
          if (isPresent || field !== "") fields.push(field);
          field = "";
          isPresent = false;
        }
        field += piece;
      });
    };
    for (const part of word) {
      if (part.kind === "text") {
        field += part.text;
        if (part.quoted || part.text !== "") isPresent = true;
      } else if (part.kind === "process") {
        field += this.script(part.script, part.direction === ">" ? input : "");
        isPresent = true;
      } else {
        const value =
          part.kind === "variable"
            ? this.variable(part.name, part.fallback)
            : this.script(part.script, "").replace(/\n+$/, "");
        if (part.quoted) {
          field += value;
          isPresent = true;
        } else split(value);
      }
      if (field.length > maxValue) field = field.slice(0, maxValue);
    }
    if (isPresent || field !== "") fields.push(field);
    this.work += fields.reduce((sum, one) => sum + one.length, 0);
    const [only] = fields;
    if (fields.length === 1 && only !== undefined && /^\{[^{}\s]*,[^{}\s]*\}$/.test(only)) {
      return only.slice(1, -1).split(",");
    }
    if (fields.length > 0 && word[0]?.kind === "text" && !word[0].quoted && only?.startsWith("~")) {
      return [only.replace(/^~[^/]*/, "~"), ...fields.slice(1)];
    }
    return fields;
  }

  private variable(name: string, fallback: string): string {
    const value = this.variables.get(name);
    if (value !== undefined && value !== "") return value;
    if (fallback !== "") return fallback;
    return value ?? unknown;
  }

  private run(
    argv: readonly string[],
    how: { input: string; writes: readonly string[]; detached: boolean; silenced: boolean },
  ): string {
    let [words, detached] = [argv, how.detached];
    for (let rounds = 0; rounds < 16; rounds++) {
      const alias = this.aliases.get(words[0] ?? "");
      const unwrapped =
        alias === undefined ? unwrap(words) : [...splitWords(alias), ...words.slice(1)];
      if (unwrapped === words) break;
      if (/^(?:nohup|setsid|start-process|saps)$/.test(baseName(words[0] ?? ""))) detached = true;
      if (baseName(words[0] ?? "") === "start" && words.some((word) => /^\/b$/i.test(word))) {
        detached = true;
      }
      words = unwrapped;
    }
    const command = words[0] ?? "";
    const args = words.slice(1);
    if (command === "") return "";
    if (command.includes(remote)) {
      this.add({ kind: "remote-code", how: "a downloaded text becomes the command itself" });
      return remote;
    }
    if (command.includes(decoded)) {
      this.add({ kind: "decoded-code", how: "a decoded text becomes the command itself" });
    }
    const program = baseName(command);
    this.add({
      kind: "run",
      program,
      args: args.map((arg) => arg.replace(marks, "?")),
      folder: this.folder,
      detached,
      silenced: how.silenced,
    });
    const stream: Stream = { input: how.input, detached };
    return this.program(program, command.replace(marks, ""), args, stream);
  }

  private program(
    program: string,
    command: string,
    args: readonly string[],
    stream: Stream,
  ): string {
    if (shellPrograms.shells.has(program)) return this.shell(program, args, stream);
    if (shellPrograms.powershells.has(program)) return this.powershell(args, stream);
    if (shellPrograms.javascript.has(program) || shellPrograms.otherInterpreters.has(program)) {
      return this.interpreter(program, args, stream);
    }
    if (shellPrograms.fetchers.has(program)) return this.fetcher(program, args);
    if (shellPrograms.packageRunners.has(program)) return this.runner(args, stream);
    if (shellPrograms.packageClients.has(program)) return this.packageClient(program, args, stream);
    switch (program) {
      case "cmd": {
        const at = args.findIndex((arg) => /^\/[ck]/i.test(arg));
        return at < 0 ? "" : this.text(args.slice(at + 1).join(" "), stream.input);
      }
      case "eval":
      case "iex":
      case "invoke-expression":
        return this.code(args.length > 0 ? args.join(" ") : stream.input, "shell", "");
      case ".":
      case "source":
        return this.start(args[0] ?? "", "shell", "sh", stream);
      case "xargs":
        return this.xargs(args, stream);
      case "find": {
        const at = args.findIndex((arg) => /^-(?:exec|execdir|ok)$/.test(arg));
        if (at >= 0) this.run(args.slice(at + 1), { ...stream, writes: [], silenced: false });
        return unknown;
      }
      case "echo":
      case "write-output":
        return `${args.filter((arg, index) => index > 0 || !/^-[neE]+$/.test(arg)).join(" ")}\n`;
      case "printf":
        return printf(args);
      case "cat":
      case "type":
      case "tac":
      case "head":
      case "tail": {
        const files = args.filter((arg) => !arg.startsWith("-"));
        return files.length === 0
          ? stream.input
          : files.map((file) => this.contents(file)).join("");
      }
      case "tee":
        for (const path of args) if (!path.startsWith("-")) this.write(path, stream.input, null);
        return stream.input;
      case "cd":
      case "pushd":
        this.folder = this.resolve(args.find((arg) => !/^[-/][a-z]$/i.test(arg)) ?? "~");
        return "";
      case "export":
      case "set":
      case "declare":
      case "local":
      case "readonly":
        for (const arg of args) {
          const at = arg.indexOf("=");
          if (at > 0) this.variables.set(arg.slice(0, at), arg.slice(at + 1));
        }
        return "";
      case "read":
        for (const name of args) if (!name.startsWith("-")) this.variables.set(name, stream.input);
        return "";
      case "alias":
      case "doskey":
        for (const arg of args) {
          const at = arg.indexOf("=");
          if (at > 0) this.aliases.set(arg.slice(0, at), arg.slice(at + 1));
        }
        return "";
      case "cp":
      case "copy":
      case "mv":
      case "move":
      case "ln":
      case "install":
      case "rsync":
      case "xcopy":
      case "ren":
      case "rename":
        this.copy(program, args);
        return "";
      case "rm":
      case "unlink":
      case "del":
      case "erase":
      case "shred":
      case "rimraf":
      case "rmdir":
      case "rd":
      case "remove-item":
        for (const arg of args) {
          if (!/^-|^\/[a-z]$/i.test(arg)) this.add({ kind: "remove", path: this.resolve(arg) });
        }
        return "";
      case "sed":
        if (args.some((arg) => /^-[a-z]*i/i.test(arg))) {
          const path = args.at(-1) ?? "";
          this.add({ kind: "write", path: this.resolve(path), from: null });
        }
        return stream.input;
      case "dd": {
        const to = args.find((arg) => arg.startsWith("of="));
        if (to !== undefined) this.write(to.slice(3), stream.input, null);
        return stream.input;
      }
      case "git":
        if (args.includes("clone")) this.clone(args);
        return unknown;
      case "tar":
      case "unzip":
      case "expand-archive":
      case "bsdtar":
        this.unpack(program, args, stream.input);
        return stream.input;
      case "certutil":
        return this.certutil(args);
      case "bitsadmin":
      case "mshta":
      case "regsvr32":
      case "rundll32":
      case "msiexec":
      case "wmic":
        if (interpreters.loadsFromElsewhere(program, args)) {
          this.add({
            kind: "remote-code",
            how: "a system tool is told to load code from elsewhere",
          });
        }
        return unknown;
      case "make":
      case "gmake":
        return this.make();
      case "run-s":
      case "run-p":
      case "npm-run-all":
      case "concurrently":
        for (const arg of args) {
          if (!arg.startsWith("-") && !this.follow(arg)) this.text(arg, "");
        }
        return "";
      default:
        if (shellPrograms.decoders.has(program)) return this.decode(program, args, stream.input);
        if (/[/\\]/.test(command) || this.files.has(this.resolve(command))) {
          return this.start(command, interpreters.languageOf(command), "", stream);
        }
        return stream.input === "" ? unknown : stream.input;
    }
  }

  private shell(program: string, args: readonly string[], stream: Stream): string {
    for (let index = 0; index < args.length; index++) {
      const arg = args[index] ?? "";
      if (/^-[a-z]*c$/i.test(arg) || arg === "--command") {
        return this.code(args[index + 1] ?? "", "shell", stream.input);
      }
      if (arg === "-" || arg === "-s" || arg === "--" || arg === "/dev/stdin") break;
      if (arg === "-o" || arg === "+o" || arg === "--rcfile" || arg === "--init-file") index++;
      else if (!/^[-+]/.test(arg)) return this.start(arg, "shell", program, stream);
    }
    return stream.input === "" ? unknown : this.code(stream.input, "shell", "");
  }

  private interpreter(program: string, args: readonly string[], stream: Stream): string {
    const language: Language = shellPrograms.javascript.has(program) ? "javascript" : "other";
    if (program === "bun") {
      const run = this.packageClient(program, args, stream);
      if (run !== unknown || args.includes("run")) return run;
    }
    const rest = program === "deno" ? args.filter((arg) => arg !== "run") : args;
    for (let index = 0; index < rest.length; index++) {
      const arg = rest[index] ?? "";
      const next = rest[index + 1] ?? "";
      if (interpreters.isInlineFlag(program, arg)) {
        const glued = /^--(?:eval|print)=(.*)$/s.exec(arg)?.[1];
        return this.code(glued ?? next, language, stream.input);
      }
      if (
        language === "javascript" &&
        /^(?:-r|--require|--import|--loader|--experimental-loader|--preload)$/.test(arg)
      ) {
        if (next.startsWith(".") || next.startsWith("/"))
          this.start(next, language, program, stream);
        index++;
      } else if (arg === "--run") {
        return this.follow(next) ? "" : unknown;
      } else if (arg === "-" || arg === "/dev/stdin") break;
      else if (program.startsWith("py") && arg === "-m") return unknown;
      else if (arg.includes(remote)) {
        // Only the script position is code: what follows a script's name are its arguments.
        this.add({ kind: "remote-code", how: "an interpreter is given a downloaded program" });
        return remote;
      } else if (/^https?:/i.test(arg)) {
        this.add({ kind: "remote-code", how: "an interpreter is started on an address" });
        return remote;
      } else if (!arg.startsWith("-")) return this.start(arg, language, program, stream);
    }
    if (stream.input === "" || rest.some((arg) => /^--?(?:v|version|h|help)$/.test(arg))) {
      return unknown;
    }
    return this.code(stream.input, language, "");
  }

  /** A text is handed to an interpreter as code. */
  private code(code: string, language: Language, input: string): string {
    if (language === "shell") {
      // Only what stands where a command stands is code; the reading of the text finds that out.
      if (code.includes(decoded)) {
        this.add({ kind: "decoded-code", how: "a decoded text is handed to a shell" });
      }
      return this.text(code.replaceAll(decoded, ""), input);
    }
    if (code.includes(remote)) {
      this.add({ kind: "remote-code", how: "a downloaded text is handed to an interpreter" });
      return remote;
    }
    if (code.includes(decoded)) {
      this.add({ kind: "decoded-code", how: "a decoded text is handed to an interpreter" });
    }
    const clean = code.replace(marks, "");
    if (clean.trim() !== "") this.add({ kind: "inline", language, code: clean });
    const evaluates = /\b(?:eval|exec|Function|system|popen|spawn|execSync|runInThisContext)\b/;
    if (input.includes(remote) && evaluates.test(clean)) {
      this.add({ kind: "remote-code", how: "a downloaded text is evaluated by inline code" });
    }
    return unknown;
  }

  private powershell(args: readonly string[], stream: Stream): string {
    for (let index = 0; index < args.length; index++) {
      const arg = (args[index] ?? "").toLowerCase();
      const next = args[index + 1] ?? "";
      if (/^[-/](?:e|ec|en|enc|enco|encod|encode|encoded|encodedc.*)$/.test(arg)) {
        this.add({ kind: "decoded-code", how: "PowerShell is given an encoded command" });
        this.powershellText(Buffer.from(next, "base64").toString("utf16le"));
        return unknown;
      }
      if (/^[-/]f(?:i|il|ile)?$/.test(arg))
        return this.start(next, "powershell", "powershell", stream);
      if (/^[-/]c(?:o|om|omm|omma|omman|ommand)?$/.test(arg)) {
        this.powershellText(args.slice(index + 1).join(" "));
        return unknown;
      }
      if (
        /^[-/](?:w|windowstyle|ex|ep|exec|executionpolicy|v|version|inputformat|outputformat)$/.test(
          arg,
        )
      ) {
        index++;
      } else if (!/^[-/]/.test(arg)) {
        if (/\.ps1$/.test(arg))
          return this.start(args[index] ?? "", "powershell", "powershell", stream);
        this.powershellText(args.slice(index).join(" "));
        return unknown;
      }
    }
    if (stream.input.includes(remote)) {
      this.add({ kind: "remote-code", how: "a downloaded text is handed to PowerShell" });
    } else if (stream.input !== "") this.powershellText(stream.input);
    return unknown;
  }

  /** Reads PowerShell code; for most of what matters its commands look like those of any shell. */
  powershellText(code: string): void {
    const { downloads, invokes } = readPowerShell(code);
    if ((downloads && invokes) || (invokes && code.includes(remote))) {
      this.add({ kind: "remote-code", how: "PowerShell downloads a text and invokes it" });
    }
    if (/frombase64string/i.test(code) && invokes) {
      this.add({ kind: "decoded-code", how: "PowerShell decodes a text and invokes it" });
    }
    this.text(
      code
        .replace(/\$env:(\w+)/gi, "$${$1}")
        .replace(/`/g, "")
        .replace(marks, ""),
      "",
    );
  }

  private fetcher(program: string, args: readonly string[]): string {
    const target = downloadTarget(program, args);
    if (target === null) return remote;
    this.write(target, remote, null);
    return "";
  }

  /** `npx -y bun@1 run x.js`: fetches a command when it is not there, then starts it. */
  private runner(args: readonly string[], stream: Stream): string {
    const call = args.findIndex((arg) => arg === "-c" || arg === "--call");
    if (call >= 0) return this.text(args[call + 1] ?? "", stream.input);
    const at = args.findIndex(
      (arg, index) => !arg.startsWith("-") && !/^(?:-p|--package)$/.test(args[index - 1] ?? ""),
    );
    const name = args[at];
    if (at < 0 || name === undefined) return unknown;
    const command = name.replace(/(?<=.)@[^/]*$/, "").replace(/^@[^/]+\//, "");
    return this.run([command, ...args.slice(at + 1)], { ...stream, writes: [], silenced: false });
  }

  private packageClient(program: string, args: readonly string[], stream: Stream): string {
    const plain = args.filter((arg) => !arg.startsWith("-"));
    const [verb = "", name = ""] = plain;
    const wanted = /^(?:run|run-script|rum|urn)$/.test(verb)
      ? name
      : /^(?:test|start|stop|restart)$/.test(verb) || program !== "npm"
        ? verb
        : "";
    if (wanted !== "" && this.follow(wanted)) return "";
    if (/^(?:exec|x|dlx)$/.test(verb)) {
      return this.runner(
        args.slice(args.indexOf(verb) + 1).filter((arg) => arg !== "--"),
        stream,
      );
    }
    if (program === "bun" && verb === "run" && name !== "")
      return this.start(name, "javascript", "bun", { input: "", detached: false });
    return unknown;
  }

  /** Follows `npm run name` into the package's own scripts; false when there is none of that name. */
  private follow(name: string): boolean {
    const texts = [`pre${name}`, name, `post${name}`].map(
      (key) => [key, this.host.script(key)] as const,
    );
    if (texts[1]?.[1] === null || texts[1]?.[1] === undefined) return false;
    for (const [key, text] of texts) {
      if (text === null || this.scripts.has(key)) continue;
      this.scripts.add(key);
      this.add({ kind: "script", name: key });
      const outer = this.folder;
      this.text(text.replace(marks, ""), "");
      const windows = asWindowsReads(text);
      if (windows !== null) this.text(windows, "");
      this.folder = outer;
    }
    return true;
  }

  private xargs(args: readonly string[], stream: Stream): string {
    const at = args.findIndex(
      (arg, index) => !arg.startsWith("-") && !/^-[IiLnPsd]$/.test(args[index - 1] ?? ""),
    );
    const glued = args.find((arg) => /^-[Ii]./.test(arg))?.slice(2);
    const placeholder = glued ?? (args.includes("-I") ? args[args.indexOf("-I") + 1] : undefined);
    const item = stream.input.trim();
    const command = at < 0 ? [] : args.slice(at);
    const filled =
      placeholder !== undefined
        ? command.map((word) => word.replaceAll(placeholder, item))
        : [...command, ...splitWords(item)];
    return this.run(filled, { ...stream, input: "", writes: [], silenced: false });
  }

  private start(path: string, language: Language, interpreter: string, stream: Stream): string {
    if (path.includes(remote)) {
      this.add({ kind: "remote-code", how: "a downloaded text is started as a program" });
      return remote;
    }
    const where = this.resolve(path);
    const content = path.includes(unknown) ? undefined : this.files.get(where);
    const isFetched = [...this.fetchedFolders].some((folder) => where.startsWith(`${folder}/`));
    if (content?.includes(remote) || (isFetched && this.host.text(where) === null)) {
      this.add({ kind: "remote-code", how: "a file is downloaded and then started" });
      return remote;
    }
    if (content?.includes(decoded)) {
      this.add({ kind: "decoded-code", how: "a file is decoded and then started" });
    }
    this.add({
      kind: "start",
      path: where,
      language,
      interpreter,
      detached: stream.detached,
      made: content !== undefined,
    });
    if (content !== undefined && content !== "" && language === "shell") {
      this.text(content.replace(marks, ""), "");
    }
    return unknown;
  }

  private contents(path: string): string {
    if (path.startsWith("/dev/tcp/") || path.startsWith("/dev/udp/")) return remote;
    const where = this.resolve(path);
    return this.files.get(where) ?? this.host.text(where)?.slice(0, maxValue) ?? unknown;
  }

  private write(path: string, content: string, from: string | null): void {
    if (/^\/dev\/(?:null|stdout|stderr|tty)$/.test(path) || path === "") return;
    const where = this.resolve(path);
    // Two paths that nobody can know are not therefore the same path.
    if (!path.includes(unknown))
      this.files.set(where, (this.files.get(where) ?? "") + content.slice(0, maxValue));
    this.add({ kind: "write", path: where, from: from === null ? null : this.resolve(from) });
  }

  private copy(program: string, args: readonly string[]): void {
    const plain = args.filter((arg) => !/^-|^\/[a-z]$/i.test(arg));
    const to = plain.at(-1);
    if (plain.length < 2 || to === undefined) return;
    for (const from of plain.slice(0, -1)) {
      const content = this.files.get(this.resolve(from));
      const isFolder = to.endsWith("/") || to === "." || plain.length > 2;
      const target = isFolder ? `${to.replace(/\/$/, "")}/${posix.basename(from)}` : to;
      this.write(target, content ?? "", from);
      if (program === "mv" || program === "move") {
        this.add({ kind: "remove", path: this.resolve(from) });
      }
    }
  }

  private clone(args: readonly string[]): void {
    const plain = args.slice(args.indexOf("clone") + 1).filter((arg) => !arg.startsWith("-"));
    const address = plain.find((arg) => /[:/]/.test(arg)) ?? "";
    const folder = plain.at(-1);
    const given = folder !== undefined && folder !== address ? folder : null;
    this.fetchedFolders.add(this.resolve(given ?? posix.basename(address).replace(/\.git$/, "")));
  }

  /** An archive that came from elsewhere makes everything in its own new folder foreign. */
  private unpack(program: string, args: readonly string[], input: string): void {
    const archive = args.find((arg) => this.files.get(this.resolve(arg))?.includes(remote));
    if (archive === undefined && !input.includes(remote)) return;
    const flag = args.findIndex((arg) => /^-(?:C|d|-directory|destinationpath)$/i.test(arg));
    const folder = flag < 0 ? "" : (args[flag + 1] ?? "");
    if (folder !== "" && folder !== "." && program !== "") {
      this.fetchedFolders.add(this.resolve(folder));
    }
  }

  private certutil(args: readonly string[]): string {
    const flags = args.map((arg) => arg.toLowerCase());
    if (flags.some((arg) => /^[-/](?:urlcache|verifyctl|url)$/.test(arg))) {
      this.add({ kind: "remote-code", how: "a certificate tool is used to download a file" });
      this.write(args.at(-1) ?? "", remote, null);
    }
    if (flags.some((arg) => /^[-/]decode(?:hex)?$/.test(arg))) {
      this.write(args.at(-1) ?? "", decoded, null);
    }
    return unknown;
  }

  private decode(program: string, args: readonly string[], input: string): string {
    const file = args.find(
      (arg, index) =>
        !arg.startsWith("-") &&
        (args[index - 1] === "-in" || (program !== "openssl" && program !== "tr")),
    );
    const text = file === undefined ? input : this.contents(file);
    const encodes =
      (/^g?base(?:64|32|nc)$/.test(program) &&
        !args.some((arg) => /^-[a-z]*[dD][a-z]*$|^--decode$/.test(arg))) ||
      (program === "openssl" && !args.includes("-d")) ||
      (program === "xxd" && !args.some((arg) => /^-[a-z]*r/.test(arg))) ||
      (program === "gpg" && !args.some((arg) => /^(?:-d|--decrypt)$/.test(arg)));
    if (encodes) return unknown;
    if (text.includes(remote)) return remote;
    const clean = text.replace(marks, "");
    if (program === "tr") return translate(args, text);
    const target = args[args.indexOf("-out") + 1];
    const plain = decodeConstant(program, clean, args);
    const output = decoded + (plain ?? unknown);
    if (program === "openssl" && args.includes("-out") && target !== undefined) {
      this.write(target, output, null);
      return "";
    }
    return output;
  }

  private make(): string {
    const path = ["Makefile", "makefile", "GNUmakefile"].find(
      (name) => this.host.text(posix.join(this.folder, name)) !== null,
    );
    if (path === undefined || this.scripts.has("make")) return unknown;
    this.scripts.add("make");
    const recipes = (this.host.text(posix.join(this.folder, path)) ?? "")
      .split("\n")
      .filter((line) => line.startsWith("\t"))
      .map((line) =>
        line
          .slice(1)
          .replace(/^[@+-]+/, "")
          .replaceAll("$$", "$"),
      );
    const outer = this.place;
    this.place = { file: path, line: null, excerpt: "" };
    this.text(recipes.join("\n").replace(marks, ""), "");
    this.place = outer;
    return unknown;
  }

  /** A path from the install root; `~` and the consumer's project keep their symbol in front. */
  private resolve(path: string): string {
    const slashed = path.replace(marks, "?").replaceAll("\\", "/");
    if (/^(?:[~/]|[A-Za-z]:|<project>|\?)/.test(slashed)) return posix.normalize(slashed);
    const joined = posix.join(this.folder, slashed);
    return joined === "." ? "" : joined.replace(/\/$/, "");
  }

  private add(act: ActBody): void {
    if (act.kind === "unread" && this.isUnread) return;
    this.isUnread ||= act.kind === "unread";
    this.acts.push({ ...act, at: this.place });
  }
}

interface Stream {
  readonly input: string;
  readonly detached: boolean;
}

type WithoutPlace<A> = A extends Act ? Omit<A, "at"> : never;
type ActBody = WithoutPlace<Act>;
