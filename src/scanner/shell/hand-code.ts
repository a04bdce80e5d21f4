import type { Language } from "./acts.ts";
import { anyMark, decodedText, remoteText, unknownText } from "./marks.ts";
import type { Shell } from "./shell.ts";

const evaluates = /\b(?:eval|exec|Function|system|popen|spawn|execSync|runInThisContext)\b/;

const decodes = /\bbase64\b|\batob\b|b64decode|fromCharCode|\bfromhex\b|["']hex["']/;

/** A text is handed to an interpreter as code. */
export function handCode(shell: Shell, language: Language, code: string, input: string): string {
  const { state } = shell;
  if (language === "shell") {
    // Only what stands where a command stands is code; the reading of the text finds that out.
    if (code.includes(decodedText)) {
      state.add({ kind: "decoded-code", how: "a decoded text is handed to a shell" });
    }
    return shell.readText(code.replaceAll(decodedText, ""), input);
  }
  if (code.includes(remoteText)) {
    state.add({ kind: "remote-code", how: "a downloaded text is handed to an interpreter" });
    return remoteText;
  }
  if (code.includes(decodedText)) {
    state.add({ kind: "decoded-code", how: "a decoded text is handed to an interpreter" });
  }
  const clean = code.replace(anyMark, "");
  if (clean.trim() !== "") state.add({ kind: "inline", language, code: clean });
  if (input.includes(remoteText) && evaluates.test(clean)) {
    state.add({ kind: "remote-code", how: "a downloaded text is evaluated by inline code" });
  }
  // What it prints may be what it decoded; that is of note where another one runs it.
  return decodes.test(clean) ? decodedText : unknownText;
}
