import { posix } from "node:path";

/** The file that a fetching command writes, or null when it prints what it fetches. */
export function downloadTarget(program: string, args: readonly string[]): string | null {
  const isWget = /^(?:wget|wget2)$/.test(program);
  // For wget a small `o` names a log, for everybody else it names the output.
  const short = isWget ? /^-[a-zA-NP-Z]*O(.*)$/s : /^-[a-np-zA-Z]*o(.*)$/s;
  let usesRemoteName = isWget || program === "aria2c" || program === "axel";
  let output: string | null = null;
  let address = "";
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? "";
    const glued = short.exec(arg)?.[1] ?? /^--(?:output(?:-document)?|out)=(.*)$/s.exec(arg)?.[1];
    const isNamed = /^(?:--output|--output-document|--out|-outfile|-destination)$/i.test(arg);
    if (isNamed || glued === "") output = args[++index] ?? "";
    else if (glued !== undefined) output = glued;
    else if (arg === "--remote-name" || (program === "curl" && /^-[a-zA-Z]*O/.test(arg))) {
      usesRemoteName = true;
    } else if (!arg.startsWith("-")) address = arg;
  }
  if (/^(?:scp|sftp|tftp|ftp)$/.test(program)) return args.at(-1) ?? null;
  const name = posix.basename(address.replace(/[?#].*$/, ""));
  if (output === null && usesRemoteName && name !== "") output = name;
  return output === "-" || output === "/dev/stdout" ? null : output;
}
