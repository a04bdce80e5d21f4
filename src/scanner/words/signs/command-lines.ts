const opening =
  /^[ \t]{0,12}(`{3,8}|~{3,8})[ \t]{0,4}(?:bash|sh|shell|zsh|fish|console|shell-?session|powershell|pwsh|ps1|cmd|bat|dotenv|env)\b[^\n]{0,200}\n/gim;
/** A line that the next one goes on with. */
const open = /(?:\\|\||&&|\|\||[([{,]|<<-?\s?["']?\w{1,20}["']?)[ \t]{0,8}\r?$/;
const assigned =
  /^[ \t]{0,12}(?:export\s|local\s|set\s|\$env:|\$)?[ \t]{0,4}([A-Za-z_]\w{0,40})[ \t]{0,2}=/;
const maxLines = 4000;
const maxLine = 2000;

/** A command of a fenced block of commands. */
export interface CommandLine {
  readonly from: number;
  /** Whether it works with a value that an earlier line of its block set. */
  readonly isResumed: boolean;
}

/**
 * Where the commands of fenced blocks begin, but for the first of each, which the sentence before it announces:
 * lines of a sheet of commands stand side by side, and what one names does not go where another leads.
 */
export function commandLinesIn(text: string): readonly CommandLine[] {
  const lines: CommandLine[] = [];
  let last = 0;
  for (const { 0: head, 1: fence = "", index } of text.matchAll(opening)) {
    const from = index + head.length;
    if (from <= last) continue;
    const end = text.indexOf(`\n${fence}`, from - 1);
    last = end < 0 ? text.length : end + 1 + fence.length;
    for (const line of linesOf(text, from, end < 0 ? text.length : end)) {
      if (lines.length >= maxLines) return lines;
      lines.push(line);
    }
  }
  return lines;
}

function* linesOf(text: string, from: number, to: number): Generator<CommandLine> {
  const names = new Set<string>();
  let isOpen = true;
  let quote = "";
  for (let at = from; at < to; ) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 || newline > to ? to : newline;
    const line = text.slice(at, Math.min(end, at + maxLine));
    if (line.trim() !== "") {
      if (!isOpen) yield { from: at, isResumed: [...names].some((name) => uses(line, name)) };
      const name = quote === "" ? assigned.exec(line)?.[1] : undefined;
      if (name !== undefined && names.size < 40) names.add(name);
      quote = quoteAfter(line, quote);
      isOpen = quote !== "" || open.test(line);
    }
    at = end + 1;
  }
}

function uses(line: string, name: string): boolean {
  return line.includes(`$${name}`) || line.includes(`\${${name}`) || line.includes(`$env:${name}`);
}

/** Which quotation a line leaves open, if any. */
function quoteAfter(line: string, before: string): string {
  let quote = before;
  for (let at = 0; at < line.length; at += 1) {
    const mark = line.charAt(at);
    if (mark === "\\") at += 1;
    else if (quote === "" && mark === "#" && line.charAt(at - 1).trim() === "") return "";
    else if (mark === quote) quote = "";
    else if (quote === "" && (mark === '"' || mark === "'")) quote = mark;
  }
  return quote;
}
