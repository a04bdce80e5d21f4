import type { JsonObject, Rule } from "../rule.ts";

/** Brands whose servers people look for by name (list 19.7). */
const brands = (
  "github gitlab stripe slack notion figma linear atlassian jira google gmail openai anthropic aws azure cloudflare " +
  "vercel supabase sentry datadog paypal shopify hubspot salesforce mongodb postgres redis docker kubernetes discord " +
  "telegram twilio sendgrid dropbox zoom microsoft playwright puppeteer"
).split(" ");
const modest = /\b(?:unofficial|community|third[- ]party|not affiliated|inspired by)\b/i;

/** A server that calls itself a brand's own without belonging to it (MCP-08). */
export const impersonation: Rule = {
  meta: {
    id: "MCP-08",
    family: "metadata",
    points: 40,
    solo: false,
    title: "The package calls itself a brand's official server and shows no tie to the brand.",
    advice: "Look at the brand's own documentation for the name of its server.",
  },
  *check(pkg) {
    const json = pkg.manifest?.json ?? {};
    const name = text(json, "name").toLowerCase();
    const description = text(json, "description").slice(0, 4000);
    if (!/mcp/i.test(`${name} ${description}`) || !/\bofficial\b/i.test(description)) return;
    if (modest.test(description)) return;
    const brand = brands.find((known) => name.split(/[^a-z0-9]+/).includes(known));
    if (brand === undefined || isTheirs(name, json, brand)) return;
    const message =
      "The description claims to be official; neither scope nor repository is the brand's.";
    yield { surface: "agent", file: "package.json", excerpt: description, message };
  },
};

function isTheirs(name: string, json: JsonObject, brand: string): boolean {
  const scope = name.startsWith("@") ? name.slice(1, name.indexOf("/")) : "";
  if (scope.includes(brand) || scope === "modelcontextprotocol") return true;
  const repository = json["repository"];
  const url =
    typeof repository === "string" ? repository : text((repository ?? {}) as JsonObject, "url");
  const owner = /[:/]([\w.-]{1,100})\/[\w.-]{1,100}(?:\.git)?$/.exec(url.slice(0, 400))?.[1] ?? "";
  return owner.toLowerCase().includes(brand);
}

function text(json: JsonObject, key: string): string {
  const value = json[key];
  return typeof value === "string" ? value : "";
}
