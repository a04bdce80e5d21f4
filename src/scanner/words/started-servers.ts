import { handedTo, type Server } from "./handed-credentials.ts";
import { isObject, lenientJson, textsOf } from "./lenient-json.ts";
import type { HandedCredentials } from "./prose.ts";

const maxText = 256 * 1024;
const maxServers = 100;
const maxLine = 4000;
const ofServers = /"(?:command|url|serverUrl|httpUrl)"/;
/** A command line that runs what it has just fetched, or decodes. */
const fetched =
  /\b(?:curl|wget|iwr|irm|invoke-\w{3,20})\b[^\n]{0,400}\|\s{0,3}(?:sudo\s{1,3})?(?:(?:ba|z|da|k)?sh|iex|cmd|node|python3?|bun|deno|perl|ruby)\b|\b(?:ba|z)?sh\s{1,3}<\(\s{0,3}(?:curl|wget)\b|\$\(\s{0,3}(?:curl|wget)\b|\bbase64\s{1,3}(?:-d|-D|--decode)\b[^\n]{0,200}\|\s{0,3}(?:ba|z)?sh\b|\b(?:eval|exec|iex)\b[^\n]{0,200}https?:\/\/|https?:\/\/[^\n]{0,200}\b(?:eval|exec|iex)\b|\b(?:npx|bunx|(?:pnpm|yarn) dlx|bun x|uvx)\s{1,3}(?:(?:-y|--yes|-q|--quiet|-p|--package|--from)[\s=]{1,3}){0,4}https?:\/\/(?!(?:github\.com|registry\.npmjs\.org|gitlab\.com)\/)/i;

export const runsFetched = "servers that run what they fetch";

interface StartedServers {
  readonly grants: readonly string[];
  readonly handed: readonly HandedCredentials[];
}

const none: StartedServers = { grants: [], handed: [] };

/** What a list of servers has an agent start as soon as it opens the project, and what it hands to them. */
export function startedServers(path: string, text: string): StartedServers {
  if (!/\.json$/i.test(path) || text.length > maxText || !ofServers.test(text)) return none;
  const servers = serversIn(lenientJson(text));
  const isFetched = servers.some((server) => fetched.test(commandLine(server)));
  const handed = servers.flatMap((server) => handedTo(server) ?? []);
  return { grants: isFetched ? [runsFetched] : [], handed };
}

/** The servers of a list, by the keys that clients have for it. */
function serversIn(list: unknown): readonly Server[] {
  return ["mcpServers", "servers", "mcp"].flatMap((key) => {
    const servers = isObject(list) ? list[key] : undefined;
    if (!isObject(servers)) return [];
    return Object.values(servers).slice(0, maxServers).filter(isObject);
  });
}

/** A server with its arguments, as one line. */
function commandLine({ command, args }: Server): string {
  return [...textsOf(command), ...textsOf(args)].join(" ").slice(0, maxLine);
}
