import { bareName, isBaseSkill, stdioSkills } from "../experts/each-expert.ts";
import { expertRule } from "../experts/expert-rule.ts";
import { isSecret } from "../experts/secrets.ts";

/** Server packages that people know by name; imitations of them differ by a letter. */
const known = (
  "@modelcontextprotocol/server-filesystem @modelcontextprotocol/server-github @modelcontextprotocol/server-memory " +
  "@modelcontextprotocol/server-postgres @modelcontextprotocol/server-slack @modelcontextprotocol/server-puppeteer " +
  "@modelcontextprotocol/server-everything @modelcontextprotocol/server-sequential-thinking @modelcontextprotocol/sdk " +
  "@playwright/mcp @perstack/base @upstash/context7-mcp @notionhq/notion-mcp-server @stripe/mcp @sentry/mcp-server " +
  "@supabase/mcp-server-supabase firecrawl-mcp tavily-mcp exa-mcp-server mcp-remote figma-developer-mcp mcp-server-fetch " +
  "mcp-server-git mcp-server-time mcp-server-sqlite"
).split(" ");

/** One edit away from a server that everybody uses (EXP-S3, the part that names show). */
export const neighbourPackage = expertRule(
  {
    id: "EXP-S3",
    points: 40,
    title: "A skill's package is named almost like a well-known server.",
    advice: "Compare the name letter by letter with the one that was meant.",
  },
  function* (expert) {
    for (const skill of stdioSkills(expert)) {
      const name = bareName(skill.packageName).toLowerCase();
      if (isBaseSkill(skill) || known.includes(name) || !known.some((other) => isNear(name, other)))
        continue;
      const floats = !/@\d+\.\d+\.\d+/.test(skill.packageName.slice(1));
      const points = floats || skill.secrets.some(isSecret) ? { points: 100 } : {};
      yield {
        message: "A skill runs a package with almost the name of a well-known server.",
        shows: skill.packageName,
        ...points,
      };
    }
  },
);

/** One letter more, less, other or swapped; or the same letters with other separators or scope. */
function isNear(a: string, b: string): boolean {
  const plain = (name: string) => name.replace(/[^a-z0-9]/g, "");
  if (plain(a) === plain(b)) return true;
  if (Math.abs(a.length - b.length) > 1 || a.length > 100) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
