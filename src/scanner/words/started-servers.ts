const maxText = 256 * 1024;
const maxServers = 100;
const maxLine = 4000;
/** A command line that runs what it has just fetched, or decodes. */
const fetched =
  /\b(?:curl|wget|iwr|irm|invoke-\w{3,20})\b[^\n]{0,400}\|\s{0,3}(?:sudo\s{1,3})?(?:(?:ba|z|da|k)?sh|iex|node|python3?|bun|deno|perl|ruby)\b|\b(?:ba|z)?sh\s{1,3}<\(\s{0,3}(?:curl|wget)\b|\$\(\s{0,3}(?:curl|wget)\b|\bbase64\s{1,3}(?:-d|-D|--decode)\b[^\n]{0,200}\|\s{0,3}(?:ba|z)?sh\b|\b(?:eval|exec|iex)\b[^\n]{0,200}https?:\/\/|https?:\/\/[^\n]{0,200}\b(?:eval|exec|iex)\b|\b(?:npx|bunx|dlx|x)\s[^\n]{0,80}?https?:\/\/(?!(?:github\.com|registry\.npmjs\.org|gitlab\.com)\/)/i;

/** What a list of servers has an agent start, as soon as it opens the project. */
export function startedServers(path: string, text: string): readonly string[] {
  if (!/\.json$/i.test(path) || text.length > maxText || !text.includes('"command"')) return [];
  return commandLines(parsed(text)).some((line) => fetched.test(line))
    ? ["servers that run what they fetch"]
    : [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The servers of a list with their arguments, each as one line. */
function commandLines(list: unknown): readonly string[] {
  const lines: string[] = [];
  for (const key of ["mcpServers", "servers", "mcp"]) {
    const servers = isObject(list) ? list[key] : undefined;
    if (!isObject(servers)) continue;
    for (const server of Object.values(servers).slice(0, maxServers)) {
      if (!isObject(server)) continue;
      const { command, args } = server;
      const words = [command, ...(Array.isArray(args) ? args : [])];
      lines.push(
        words
          .filter((word) => typeof word === "string")
          .join(" ")
          .slice(0, maxLine),
      );
    }
  }
  return lines;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
