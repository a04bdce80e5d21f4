import type { Token } from "./tokens.ts";

const starters = [
  "exec",
  "execSync",
  "execFile",
  "execFileSync",
  "spawn",
  "spawnSync",
  "execa",
  "execaSync",
  "execaCommand",
  "execaCommandSync",
  "shelljs",
  "$",
  "child_process",
  "node:child_process",
];
const loaders = /^(?:node:)?child_process$|^(?:execa|shelljs|zx|cross-spawn|tinyexec|nano-spawn)$/;
const keywords = new Set([
  "const",
  "let",
  "var",
  "import",
  "from",
  "require",
  "as",
  "await",
  "async",
  "default",
]);

/** Names that start a process when they are called: the usual ones and what the text binds to them. */
export function processNames(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>(starters);
  tokens.forEach((token, index) => {
    if (token.kind === "string" && loaders.test(token.text)) {
      for (const name of boundBefore(tokens, index)) names.add(name);
    } else if (token.text === "=" && token.kind === "mark") {
      const name = tokens[index - 1];
      if (name?.kind === "name" && isStarter(tokens, index + 1, names)) names.add(name.text);
    }
  });
  addWrappers(tokens, names);
  return names;
}

/** `const { exec: run } = require(` and `import cp from`: the names between the keyword and the module. */
function boundBefore(tokens: readonly Token[], index: number): string[] {
  const names: string[] = [];
  for (let at = index - 1; at >= 0 && at > index - 40; at--) {
    const token = tokens[at];
    if (token?.kind === "string" || token?.text === ";") return [];
    if (token?.kind !== "name") continue;
    if (/^(?:const|let|var|import)$/.test(token.text) && tokens[at + 1]?.text !== "(") return names;
    if (!keywords.has(token.text)) names.push(token.text);
  }
  return [];
}

/** `= promisify(exec)` and `= cp.exec`, but not `= exec(…)`, whose value is a result. */
function isStarter(tokens: readonly Token[], index: number, names: ReadonlySet<string>): boolean {
  for (let at = index; at < index + 10; at++) {
    const token = tokens[at];
    if (token === undefined || token.text === ";" || token.text === "{") return false;
    if (/^(?:const|let|var|function|return|if)$/.test(token.text)) return false;
    const next = tokens[at + 1]?.text;
    if (token.kind === "name" && names.has(token.text) && next !== "." && next !== "[") {
      return next !== "(";
    }
  }
  return false;
}

/** `function run(cmd) { return execSync(cmd) }`: what `run` is given is a command line too. */
function addWrappers(tokens: readonly Token[], names: Set<string>): void {
  tokens.forEach((token, index) => {
    if (token.kind !== "name") return;
    const next = tokens[index + 1];
    const name =
      token.text === "function" && next?.kind === "name"
        ? next.text
        : next?.text === "=" && /^(?:\(|async|function)$/.test(tokens[index + 2]?.text ?? "")
          ? token.text
          : null;
    if (name === null) return;
    const parameter = tokens
      .slice(index + 2, index + 7)
      .find(({ kind, text }) => kind === "name" && !keywords.has(text) && text !== "function");
    if (parameter === undefined) return;
    for (let at = index + 3; at < index + 80 && at + 2 < tokens.length; at++) {
      const here = tokens[at];
      if (here?.text === "function" && at > index + 4) break;
      if (
        here?.kind === "name" &&
        names.has(here.text) &&
        tokens[at + 1]?.text === "(" &&
        tokens[at + 2]?.text === parameter.text
      ) {
        names.add(name);
        return;
      }
    }
  });
}
