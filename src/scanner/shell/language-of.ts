import type { Language } from "./acts.ts";

/** The language of a file that is started by its path alone. */
export function languageOf(path: string): Language {
  if (/\.(?:[cm]?[jt]sx?)$/i.test(path)) return "javascript";
  if (/\.(?:ps1|psm1)$/i.test(path)) return "powershell";
  return /\.(?:py|rb|pl|php|lua)$/i.test(path) ? "other" : "shell";
}
