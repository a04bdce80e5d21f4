import type { Language } from "../acts.ts";
import { followScript } from "../follow-script.ts";
import { handCode } from "../hand-code.ts";
import { remoteText, unknownText } from "../marks.ts";
import { shellPrograms } from "../programs.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";
import { startFile } from "../start-file.ts";
import { runPackageClient } from "./package-clients.ts";

export const interpreters: CommandFamily = [
  [shellPrograms.javascript, (shell, call) => interpret(shell, call, "javascript")],
  [shellPrograms.otherInterpreters, (shell, call) => interpret(shell, call, "other")],
];

const loaders = /^(?:-r|--require|--import|--loader|--experimental-loader|--preload)$/;

/** The file of a package client, as clients tell their hooks where they lie themselves. */
const clientFile = /(?:^|[/\\])(npm|npx|pnpm|pnpx|yarn)(?:-cli)?(?:\.[cm]?js)?$/;

function interpret(shell: Shell, call: Call, language: Language): string {
  const { program, args, input, detached } = call;
  const start = (path: string, words?: readonly string[]) =>
    startFile(shell, path, {
      language,
      interpreter: program,
      detached,
      ...(words === undefined ? {} : { words }),
    });
  if (program === "bun") {
    const run = runPackageClient(shell, call);
    if (run !== unknownText || args.includes("run")) return run;
  }
  const rest = program === "deno" ? args.filter((arg) => arg !== "run") : args;
  for (let index = 0; index < rest.length; index++) {
    const arg = rest[index] ?? "";
    const next = rest[index + 1] ?? "";
    if (isInlineFlag(program, arg)) {
      const glued = /^--(?:eval|print)=(.*)$/s.exec(arg)?.[1];
      return handCode(shell, language, glued ?? next, input);
    }
    if (language === "javascript" && loaders.test(arg)) {
      if (next.startsWith(".") || next.startsWith("/")) start(next);
      else if (/^data:/i.test(next)) handCode(shell, language, textOfDataUrl(next), "");
      index++;
    } else if (arg === "--run") {
      return followScript(shell, next) ? "" : unknownText;
    } else if (arg === "-" || arg === "/dev/stdin") break;
    else if (program.startsWith("py") && arg === "-m") return unknownText;
    else if (arg.includes(remoteText)) {
      // Only the script position is code: what follows a script's name are its arguments.
      const how = "an interpreter is given a downloaded program";
      shell.state.add({ kind: "remote-code", how });
      return remoteText;
    } else if (/^https?:/i.test(arg)) {
      shell.state.add({ kind: "remote-code", how: "an interpreter is started on an address" });
      return remoteText;
    } else if (!arg.startsWith("-")) {
      const client = language === "javascript" ? clientFile.exec(arg)?.[1] : undefined;
      if (client === undefined) return start(arg, rest.slice(index + 1));
      const how = { input, detached, silenced: false };
      return shell.run([client, ...rest.slice(index + 1)], how);
    }
  }
  if (input === "" || rest.some((arg) => /^--?(?:v|version|h|help)$/.test(arg))) {
    return unknownText;
  }
  return handCode(shell, language, input, "");
}

/** Code can stand in the address of a module itself. */
function textOfDataUrl(address: string): string {
  const comma = address.indexOf(",");
  const body = address.slice(comma + 1);
  if (/;base64/i.test(address.slice(0, comma))) return Buffer.from(body, "base64").toString("utf8");
  try {
    return decodeURIComponent(body);
  } catch {
    return body;
  }
}

/** Whether the next word is a program's text and not the name of its file. */
function isInlineFlag(program: string, arg: string): boolean {
  if (program === "php") return arg === "-r";
  if (/^py/.test(program)) return /^-[a-zA-Z]*c$/.test(arg);
  if (/^(?:perl|ruby|lua|luajit|osascript|rscript|groovy|raku)$/.test(program)) {
    return /^-[a-zA-Z0-9]*e$/i.test(arg);
  }
  if (program === "deno") return arg === "eval" || arg === "-p";
  return /^(?:-e|-p|-pe|-ep|--eval|--print|--eval=.*|--print=.*)$/s.test(arg);
}
