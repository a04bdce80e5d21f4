import { expandWord } from "./expand-word.ts";
import { remoteText } from "./marks.ts";
import type { Shell } from "./shell.ts";
import type { Redirect } from "./syntax/script.ts";

/** Where a command's input comes from and its output goes. */
export interface Streams {
  readonly input: string;
  /** Paths of the files that its output is written to. */
  readonly writes: readonly string[];
  /** Both output and errors are thrown away. */
  readonly silenced: boolean;
}

export function streamsOf(shell: Shell, redirects: readonly Redirect[], input: string): Streams {
  const writes: string[] = [];
  let stdin = input;
  let [outGone, errorsGone] = [false, false];
  for (const { operator, descriptor, target } of redirects) {
    const value = expandWord(shell, target, stdin).join(" ");
    if (operator === "<<" || operator === "<<<") stdin = value;
    else if (operator === "<" && target.some(({ kind }) => kind === "process")) stdin = value;
    else if (operator === "<" || operator === "<>" || operator === "<&") {
      stdin = shell.state.contents(value);
    } else {
      const isNull = value === "/dev/null" || value.toLowerCase() === "nul";
      if (value === "1" || value === "&1") errorsGone = outGone;
      else if (isNull) {
        if (descriptor === "2") errorsGone = true;
        else if (operator.includes("&")) outGone = errorsGone = true;
        else outGone = true;
      } else if (descriptor !== "2" && !/^[0-9&-]*$/.test(value)) writes.push(value);
      // A shell whose input or output is a network device is a remote shell.
      if (value.startsWith("/dev/tcp/") || value.startsWith("/dev/udp/")) stdin = remoteText;
    }
  }
  return { input: stdin, writes, silenced: outGone && errorsGone };
}
