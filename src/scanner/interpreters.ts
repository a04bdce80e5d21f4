import type { Language } from "./shell-acts.ts";

/** How interpreters and system tools are told what to run. */
export const interpreters = { isInlineFlag, languageOf, loadsFromElsewhere };

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

function languageOf(path: string): Language {
  if (/\.(?:[cm]?[jt]sx?)$/i.test(path)) return "javascript";
  if (/\.(?:ps1|psm1)$/i.test(path)) return "powershell";
  return /\.(?:py|rb|pl|php|lua)$/i.test(path) ? "other" : "shell";
}

/** System tools that fetch and run code when they are given an address. */
function loadsFromElsewhere(program: string, args: readonly string[]): boolean {
  const line = args.join(" ").toLowerCase();
  if (program === "mshta") return true;
  if (program === "bitsadmin") return line.includes("/transfer") || line.includes("/addfile");
  if (program === "rundll32") return line.includes("javascript:") || /https?:|\\\\/.test(line);
  return /https?:\/\/|ftp:\/\//.test(line);
}
