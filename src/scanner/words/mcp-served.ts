/** What only a server for models loads or makes; fields of a schema alone are of anybody's tools. */
const server =
  /@modelcontextprotocol\/|\bMcpServer\b|\bFastMCP\b|["'`]fastmcp["'`]|ListToolsRequestSchema|["'`]tools\/(?:list|call)["'`]/;

/** A file that a server's code loads from its own folder, so that what it says comes to a model. */
export interface ServedFile {
  readonly path: string;
  readonly form: "code" | "json" | "text";
}

interface Texts {
  readonly paths: readonly string[];
  text(path: string): string | null;
}

const maxServers = 40;
const maxServed = 200;
const maxNames = 200;
const readBytes = 256 * 1024;
/** A larger module is a program of its own. */
const maxModule = 64 * 1024;
const code = /\.[cm]?[jt]sx?$/;
const servedText = /\.(?:md|mdc|txt|prompt|hbs|mustache|ejs|tmpl|ya?ml)$/i;
/** Names of folders and files that are put together with the folder of the code. */
const beside =
  /(?:\b(?:__dirname|import\.meta\.(?:dirname|url)|\w{0,20}(?:dir|Dir|root|Root|here|folder|base))\b|\bURL\()[^\n;]{0,40}$/;
const quoted = /["'`]((?:\.{1,2}\/)?[\w-][\w${}./-]{1,120})["'`]/g;
/** What has no business with a model, whoever loads it. */
const aside =
  /(?:^|\/)(?:package(?:-lock)?|tsconfig[\w.-]*|readme|changelog|licen[cs]e)\.\w{1,5}$/i;

/**
 * Files that servers load next to themselves: catalogues of a language, templates of prompts, modules that
 * make the answers. Where a text is written does not change who reads it.
 */
export function servedFiles({ paths, text }: Texts): readonly ServedFile[] {
  const known = new Set(paths);
  const found = new Map<string, ServedFile>();
  const servers = new Set<string>();
  const open: { readonly path: string; readonly depth: number }[] = [];
  for (const path of paths) {
    if (open.length >= maxServers) break;
    if (!code.test(path) || /(?:^|\/)node_modules\//.test(path)) continue;
    if (!server.test((text(path) ?? "").slice(0, readBytes))) continue;
    servers.add(path);
    open.push({ path, depth: 0 });
  }
  for (let next = open.shift(); next !== undefined; next = open.shift()) {
    for (const name of namesIn((text(next.path) ?? "").slice(0, readBytes))) {
      for (const path of resolved(next.path, name, known, paths)) {
        if (servers.has(path) || found.has(path) || found.size >= maxServed) continue;
        const form = formOf(path);
        if (form === null || aside.test(path)) continue;
        if (form === "code" && (text(path) ?? "").length > maxModule) continue;
        found.set(path, { path, form });
        if (form === "code" && next.depth < 1) open.push({ path, depth: next.depth + 1 });
      }
    }
  }
  return [...found.values()];
}

function formOf(path: string): ServedFile["form"] | null {
  if (/\.json5?$/i.test(path)) return "json";
  if (/\.d\.[cm]?ts$/.test(path)) return null;
  if (code.test(path)) return "code";
  return servedText.test(path) ? "text" : null;
}

/** Paths that a code names: relative ones, and parts that stand beside its own folder. */
function namesIn(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { 1: value = "", index } of text.matchAll(quoted)) {
    if (names.size >= maxNames) break;
    if (/^\.{1,2}\//.test(value)) names.add(value);
    else if (beside.test(text.slice(Math.max(0, index - 80), index))) names.add(`./${value}`);
  }
  return names;
}

/** The files that a name means: one, or all of its folder where a part of it is filled in. */
function resolved(
  from: string,
  name: string,
  known: ReadonlySet<string>,
  paths: readonly string[],
): readonly string[] {
  const open = name.indexOf("${");
  const fixed = open < 0 ? name : name.slice(0, open);
  const path = joined(from, fixed);
  if (path === null) return [];
  if (open < 0) {
    for (const end of ["", ".js", ".mjs", ".cjs", ".ts", ".mts", ".json", "/index.js", "/index.ts"])
      if (known.has(path + end)) return [path + end];
    // Sources that are named as what is made of them.
    const source = path.replace(/\.([cm]?)js$/, ".$1ts");
    if (known.has(source)) return [source];
  }
  const folder = open < 0 || fixed.endsWith("/") ? `${path}/` : path;
  // The package's own root is no folder of texts.
  if (folder.length < 3) return [];
  return paths.filter((one) => one.startsWith(folder)).slice(0, maxNames);
}

function joined(from: string, name: string): string | null {
  const parts = from.split("/").slice(0, -1);
  for (const part of name.split("/")) {
    if (part === "..") {
      if (parts.length === 0) return null;
      parts.pop();
    } else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
