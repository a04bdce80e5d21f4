import type { PackageView } from "../rule.ts";
import { isAgentFile, placeOf } from "./place.ts";

const maxText = 256 * 1024;
const maxFiles = 50;
/** A file that is sent to may send on. */
const maxSteps = 3;

type Package = Pick<PackageView, "entries" | "text">;

/**
 * Documents that a text for agents sends them to: what they say is read like that text itself.
 * What introduces the package to people stays what it is.
 */
export function sentOn(pkg: Package): ReadonlySet<string> {
  const documents = new Map<string, string>();
  const told: string[] = [];
  for (const { path, type } of pkg.entries) {
    if (type !== "file" || path === null) continue;
    const isInstruction = isAgentFile(path) && placeOf(path, false)?.liveness === "live";
    if (isInstruction || forPeople.test(path)) told.push(path);
    else if (document.test(path)) documents.set(path.toLowerCase(), path);
  }
  const found = new Set<string>();
  if (documents.size === 0) return found;
  let from: readonly string[] = told.slice(0, maxFiles);
  for (let step = 0; step < maxSteps && from.length > 0; step += 1) {
    const next = new Set<string>();
    for (const path of from) {
      const text = pkg.text(path)?.slice(0, maxText) ?? "";
      const isForAgents = !forPeople.test(path);
      for (const { 0: name, index } of text.matchAll(named)) {
        const target = targetOf(path, name.replace(/^\.?\//, ""), documents);
        if (target === undefined || found.has(target) || found.size >= maxFiles) continue;
        if (!isForAgents && !speaksToAgents(text, index)) continue;
        found.add(target);
        if (isForAgents) next.add(target);
      }
    }
    from = [...next];
  }
  return found;
}

const forPeople =
  /(?:^|\/)(?:readme|contributing)(?:\.[\w-]{1,12})?$|(?:^|\/)llms(?:-\w{1,8})?\.txt$/i;
const document = /\.(?:md|mdx|mdc|txt|rst|adoc)$/i;
const named = /(?<![\w:/.@-])[\w./-]{1,200}\.(?:md|mdx|mdc|txt|rst|adoc)\b/gi;

/** A path as it is named: from the root of the package, or from the folder of the file that names it. */
function targetOf(
  from: string,
  name: string,
  documents: ReadonlyMap<string, string>,
): string | undefined {
  const folder = from.includes("/") ? from.slice(0, from.lastIndexOf("/") + 1) : "";
  let base = folder;
  let rest = name.toLowerCase();
  while (rest.startsWith("../")) {
    rest = rest.slice(3);
    base = base.slice(0, base.lastIndexOf("/", base.length - 2) + 1);
  }
  return documents.get(base.toLowerCase() + rest) ?? documents.get(rest);
}

/** Whether the sentence around a place, in a text for people, is about agents. */
function speaksToAgents(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 240), at);
  const start = Math.max(
    before.lastIndexOf("\n\n"),
    before.lastIndexOf(". "),
    before.lastIndexOf("\n#"),
  );
  const behind = text.slice(at, at + 160);
  const end = /\n\s*\n|[.!?]\s/.exec(behind)?.index ?? behind.length;
  return agents.test(before.slice(start + 1) + behind.slice(0, end));
}

/** Agents that read: in other trades there are agents, too. */
const agents =
  /\b(?:AI|KI|IA|LLM|coding|code|language)[ -](?:assistants?|agents?|tools?|models?|contributors?|Assistenten|Agenten)\b|\b[Aa]ssistants?\b|\b(?:LLMs?|copilots?|chatbots?|Claude|Codex|Gemini)\b|\b[Aa]gents\s(?:\w{3,12}ing\b|who\b|that\b|must\b|should\b|shall\b|follow\b|read\b|start\b|need\b|are\b|use\b)|\bfor agents\b|\b[Aa]gents?:\s|\basist(?:ente|enti)s?\b|ИИ|ШІ|智能体|助手|アシスタント|エージェント|어시스턴트|에이전트/u;
