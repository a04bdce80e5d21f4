import { remoteText, unknownText } from "../marks.ts";
import { shellPrograms } from "../programs.ts";
import { readPowerShell } from "../read-powershell.ts";
import type { Call, CommandFamily, Shell } from "../shell.ts";
import { startFile } from "../start-file.ts";

export const powershells: CommandFamily = [[shellPrograms.powershells, runPowerShell]];

const valuedOptions =
  /^[-/](?:w|windowstyle|ex|ep|exec|executionpolicy|v|version|inputformat|outputformat)$/;

/** Its options may be cut short, `-e` and `-enc` are both `-EncodedCommand`. */
function runPowerShell(shell: Shell, { args, input, detached }: Call): string {
  const start = (path: string) =>
    startFile(shell, path, { language: "powershell", interpreter: "powershell", detached });
  for (let index = 0; index < args.length; index++) {
    const arg = (args[index] ?? "").toLowerCase();
    const next = args[index + 1] ?? "";
    if (/^[-/](?:e|ec|en|enc|enco|encod|encode|encoded|encodedc.*)$/.test(arg)) {
      // What is encoded only while it runs is no text that the package hides.
      if (next.includes(unknownText)) return unknownText;
      shell.state.add({ kind: "decoded-code", how: "PowerShell is given an encoded command" });
      readPowerShell(shell, Buffer.from(next, "base64").toString("utf16le"));
      return unknownText;
    }
    if (/^[-/]f(?:i|il|ile)?$/.test(arg)) return start(next);
    if (/^[-/]c(?:o|om|omm|omma|omman|ommand)?$/.test(arg)) {
      readPowerShell(shell, args.slice(index + 1).join(" "));
      return unknownText;
    }
    if (valuedOptions.test(arg)) index++;
    else if (!/^[-/]/.test(arg)) {
      if (/\.ps1$/.test(arg)) return start(args[index] ?? "");
      readPowerShell(shell, args.slice(index).join(" "));
      return unknownText;
    }
  }
  if (input.includes(remoteText)) {
    shell.state.add({ kind: "remote-code", how: "a downloaded text is handed to PowerShell" });
  } else if (input !== "") readPowerShell(shell, input);
  return unknownText;
}
