import type { Carrier, Liveness } from "./prose.ts";

/** How a file is read for prose. */
export type Form = "markdown" | "markup" | "code" | "hash-code" | "json" | "plain";

export interface FilePlace {
  readonly form: Form;
  readonly carrier: Carrier;
  readonly liveness: Liveness;
  readonly isQuoted: boolean;
  /** Whether agents are sent to it. */
  readonly isForAgents?: boolean;
}

/** Files and folders that coding agents read as instructions (list 19.4, agent part). */
const agentName =
  /(?:^|\/)(?:agents?\.md|agents\.override\.md|claude(?:\.local)?\.md|gemini\.md|qwen\.md|warp\.md|skill\.md|\.cursorrules|\.windsurfrules|\.clinerules|\.roorules|\.goosehints|\.aider[^/]*|copilot-instructions\.md|\.junie\/guidelines\.md)$/i;
const agentFolder =
  /(?:^|\/)(?:\.claude|\.cursor|\.windsurf|\.clinerules|\.continue|\.opencode|\.codex|\.gemini|\.roo|\.kiro|\.junie|\.amazonq)\/|(?:^|\/)\.github\/(?:instructions|prompts|chatmodes|agents)\//i;
const llms = /(?:^|\/)llms(?:-full|-ctx|-small)?\.txt$/i;
const readme = /(?:^|\/)readme(?:[.\w-]{0,20})?$/i;
const changelog = /(?:^|\/)(?:change-?log|history|releases?|news)(?:\.[\w-]{1,10})?$/i;
const material =
  /(?:^|\/)(?:tests?|__tests__|__fixtures__|__mocks__|specs?|fixtures?|test-?data|benchmarks?|bench|datasets?|corpus|corpora|word-?lists?|rules?|rule-?sets?|signatures?|patterns?|evals?|evaluations?|payloads?|samples?|adversarial|red-?team)(?:\/|$)|[._-](?:test|spec|fixture|bench|patterns?|rules?|signatures?|wordlist|payloads?)\.[\w.]{1,12}$|(?:^|\/)(?:test|tests|spec|fixtures|patterns|rules|signatures|wordlist|payloads|benchmark|dataset)\.[\w.]{1,12}$/i;

/** What everybody looks into who works on a package. */
const wellKnown = /^(?:security|contributing|support|development|install(?:ation)?)\.md$/i;

/** What agents are given to recall: facts that they take for what their user said. */
const recalled =
  /(?:^|[/._-])(?:memor(?:y|ies)|agent-?facts|facts|persona|agreements?)(?:[./_-]|$)/i;

/**
 * Where the text of a file stands by its path, or null for what holds no prose.
 *
 * @param isEntry whether the package loads or types itself with it
 */
export function placeOf(path: string, isEntry: boolean): FilePlace | null {
  const name = path.slice(path.lastIndexOf("/") + 1);
  if (path === "package.json" || path === "perstack.toml") return null;
  const isQuoted = material.test(path) && !readme.test(path);
  if (llms.test(path)) return place("markdown", "llms", "live", false);
  if (agentName.test(path) || agentFolder.test(path)) {
    const isData = /\.(?:json|jsonc)$/i.test(name);
    const isCode = /\.(?:[cm]?[jt]s|sh|py)$/i.test(name);
    if (!isCode)
      return place(
        isData ? "json" : "markdown",
        "agent-file",
        isTop(path) ? "live" : "near",
        false,
      );
  }
  if (name.startsWith(".env")) return place("hash-code", "comment", "far", isQuoted);
  const extension = /\.([\w-]{1,12})$/.exec(name)?.[1]?.toLowerCase() ?? "";
  if (
    readme.test(path) &&
    (extension === "" || /^(?:md|markdown|mdx|txt|rst|[a-z]{2}(?:-[a-z]{2,4})?)$/.test(extension))
  ) {
    return place("markdown", "readme", "near", false);
  }
  if (changelog.test(path)) return place("markdown", "changelog", "near", false);
  switch (extension) {
    case "md":
    case "markdown":
    case "mdx":
    case "mdc":
    case "rst":
    case "txt":
    case "adoc": {
      const doc = place("markdown", "doc", "far", isQuoted);
      if (wellKnown.test(path)) return { ...doc, liveness: "near" };
      return recalled.test(path) && !isQuoted
        ? { ...doc, liveness: "near", isForAgents: true }
        : doc;
    }
    case "html":
    case "htm":
    case "xhtml":
    case "svg":
    case "xml":
      return place("markup", "html", "far", isQuoted);
    case "js":
    case "cjs":
    case "mjs":
    case "jsx":
    case "ts":
    case "cts":
    case "mts":
    case "tsx":
    case "vue":
    case "svelte":
    case "astro":
    case "css":
    case "scss":
    case "less":
    case "java":
    case "c":
    case "h":
    case "cc":
    case "cpp":
    case "go":
    case "rs":
    case "swift":
    case "kt":
    case "php":
    case "flow":
      return place(
        "code",
        isEntry || /\.d\.[cm]?ts$/.test(name) ? "doc-comment" : "comment",
        isEntry || /\.d\.[cm]?ts$/.test(name) ? "near" : "far",
        isQuoted,
      );
    case "py":
    case "rb":
    case "sh":
    case "bash":
    case "ps1":
    case "yml":
    case "yaml":
    case "toml":
    case "ini":
    case "cfg":
      return place("hash-code", "comment", "far", isQuoted);
    case "json":
    case "jsonc":
    case "json5":
    case "jsonl":
    case "ndjson":
    case "ipynb":
    case "webmanifest": {
      const data = place("json", "data", "far", isQuoted);
      return recalled.test(path) && !isQuoted ? { ...data, isForAgents: true } : data;
    }
    case "":
      return place("plain", "doc", "far", isQuoted);
    default:
      return null;
  }
}

/** What generators lay out as somebody's own project. */
const laidOut = /(?:^|\/)(?:templates?|starters?|scaffolds?|boilerplates?|skeletons?)\//i;

/** At the root of the package, or in a folder that an agent looks into from there. */
function isTop(path: string): boolean {
  const depth = path.split("/").length;
  return (
    depth === 1 ||
    agentFolder.test(path) ||
    laidOut.test(path) ||
    /^\.(?:github|junie)\//.test(path) ||
    (/skill\.md$/i.test(path) && depth <= 4)
  );
}

function place(form: Form, carrier: Carrier, liveness: Liveness, isQuoted: boolean): FilePlace {
  return { form, carrier, liveness, isQuoted };
}

/** Keys that stand only before commands, rules and agents of coding agents. */
const front =
  /^---\r?\n(?:[^\n]{0,400}\n){0,20}?(?:allowed-tools|argument-hint|alwaysApply|applyTo|disable-model-invocation|user-invocable)\s{0,2}:/;

/** Whether a document is for agents by what stands before its text, wherever its folder is copied to. */
export function isForAgentsByFront(text: string): boolean {
  return text.startsWith("---") && front.test(text.slice(0, 2000));
}

/** Files that list the servers which agents start. */
export function isServerList(path: string): boolean {
  return /(?:^|\/)(?:\.?mcp|mcp[_-]config|mcp[_-]?servers|claude_desktop_config|cline_mcp_settings)\.json$/i.test(
    path,
  );
}

/** Whether a path is one of an agent's own files. */
export function isAgentFile(path: string): boolean {
  return agentName.test(path) || agentFolder.test(path);
}
