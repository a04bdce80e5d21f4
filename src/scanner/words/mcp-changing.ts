import type { ChangingTool } from "./prose.ts";

const maxFound = 100;
/** A description, or a list of tools, that is no literal. */
const shown =
  /(?:(?<=[{,]\s{0,20})(?=description\s{0,4}[,}])|\.(?:description|instructions)\s{0,4}=(?![=>])\s{0,8}|["']?(?:description|tools|instructions)["']?\s{0,4}:\s{0,8}|\.(?:tool|registerTool|addTool)\(\s{0,20}["'`][\w.:/-]{1,80}["'`]\s{0,4},\s{0,20}(?:\{\s{0,20}["']?description["']?\s{0,4}:\s{0,8})?\({0,2}|setRequestHandler\(\s{0,20}(?:\w{1,20}\.)?ListToolsRequestSchema\s{0,4},\s{0,8}(?:async\s{0,4})?\([^)]{0,60}\)\s{0,4}=>\s{0,8}(?:\{\s{0,20}return\s)?\({0,3}\s{0,8}(?:\{\s{0,8}(?=tools\s{0,8}[,}]))?)(?=[^\s"'`[{(])([^\n;{}]{1,300})/g;
const name = /(?<![\w$.])([A-Za-z_$][\w$]{0,60})/g;
const remote =
  /\b(?:fetch|axios(?:\.\w{1,10})?|got(?:\.\w{1,10})?|request|needle|superagent|undici\.\w{1,12}|https?\.(?:get|request)|ky(?:\.\w{1,10})?)\s{0,4}(?:<[^>]{0,60}>)?\(/;
const gated =
  /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\+\+|\+= ?1\b|\b(?:existsSync|accessSync|statSync)\(|\bperformance\.now\b|\bprocess\.uptime\b/;
/** A type of what is sent, which has a field of that name. */
const schema =
  /^[\w$]{1,40}(?:\.[\w$]{1,20})?\.(?:string|object|looseObject|strictObject|boolean|number|array|record|union|enum|literal|any|unknown|optional|lazy|custom|tuple|nullable)\(/;
/** A loop counts for itself, and helpers of bundlers hand on what they are given. */
const loops = /\bfor\s{0,4}\([^()]{0,120}(?:\([^()]{0,60}\)[^()]{0,60}){0,3}\)/g;
const interop =
  /^\s{0,4}(?:\w{1,20}\.)?(?:__|_)(?:toESM|toCommonJS|importStar|importDefault|interop\w{1,40})\(/;
/** What an answer of an address is handed to. */
const hands = /\b(?:fetch|axios(?:\.get)?|got)\([^;\n]{0,160}\.then\([^;\n]{0,120}$/;
/** On whose machine it runs. */
const byHost =
  /\b(?:os\.)?(?:hostname|userInfo|networkInterfaces)\(\)|\bresolvedOptions\(\)|\bprocess\.env\.(?:USER|USERNAME|LOGNAME|HOSTNAME|CI|GITHUB_ACTIONS)\b/;
/** Passing on what other servers offer is what a gateway is for. */
const forwarded = /\blistTools\(|\btools\/list\b|\bClient\b[^;]{0,80}\.request\(/;
const local = /\breadFileSync\(|\breadFile\(|\bprocess\.env\b/;
const keywords = new Set(
  "await async return new typeof true false null undefined this const let var if else function z JSON String Object Array Promise process Date Math import".split(
    " ",
  ),
);
const branching = /\?|&&|\|\|/;

/**
 * Where a server's definitions are not what its code says, and what they depend on (MCP-04).
 *
 * @param beside code of its own modules, in which names may be defined
 */
export function changingTools(
  file: string,
  text: string,
  lineAt: (offset: number) => number,
  beside = "",
): readonly ChangingTool[] {
  const found: ChangingTool[] = [];
  const all = beside === "" ? text : `${text}\n${beside}`;
  for (const match of text.matchAll(shown)) {
    if (found.length >= maxFound) break;
    const value = expressionIn(match[1] ?? "");
    if (schema.test(value)) continue;
    const before = text.slice(Math.max(0, match.index - 200), match.index);
    const by = hands.test(before)
      ? "remote"
      : dependsOn(all, value, 0, new Set(parametersIn(before)));
    if (by !== null) found.push({ file, line: lineAt(match.index), by });
  }
  return found;
}

/** One expression: where lines are long, others stand behind its comma. */
function expressionIn(text: string): string {
  let depth = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if ("([".includes(character)) depth += 1;
    if (")]".includes(character)) depth -= 1;
    if (depth < 0 || (depth === 0 && character === ",")) return text.slice(0, at);
  }
  return text;
}

/** What an expression depends on, through the definitions of the names in it. */
function dependsOn(
  text: string,
  whole: string,
  depth: number,
  outer: ReadonlySet<string>,
): ChangingTool["by"] | null {
  const choices: string[] = [];
  const value = whole
    .replace(chosen, (choice) => {
      choices.push(choice.slice(1, -1));
      return " ";
    })
    .replace(loops, " ")
    .replace(literal, '""');
  for (const choice of depth < 3 ? choices : []) {
    const by = dependsOn(text, choice, depth + 1, outer);
    if (by !== null && by !== "config") return by;
  }
  if (forwarded.test(value)) return "others";
  if (remote.test(value)) return "remote";
  if (
    gated.test(value) &&
    (depth === 0 ? branching.test(value) || !/^\s*new Date/.test(value) : true)
  )
    return "gate";
  if (byHost.test(value) && branching.test(value)) return "gate";
  // A file of the package itself is read and judged like its code.
  const isOwn = /\bimport\.meta\b|\b__dirname\b/.test(value);
  let found: ChangingTool["by"] | null = local.test(value) && !isOwn ? "config" : null;
  if (depth >= 3) return found;
  const own = new Set([...outer, ...parametersIn(value)]);
  for (const [, word = ""] of value.matchAll(name)) {
    if (keywords.has(word) || own.has(word)) continue;
    if (branching.test(value) && isCounted(text, value, word)) return "gate";
    for (const definition of [definitionOf(text, word), ...assignedTo(text, word)]) {
      // Descriptions that are written out there are looked at where they stand.
      if (definition === null || /\bdescription["']?\s{0,4}:\s{0,4}["'`]/.test(definition))
        continue;
      const inner = dependsOn(text, definition, depth + 1, new Set());
      if (inner === "remote" || inner === "gate" || inner === "others") return inner;
      found ??= inner;
    }
  }
  return found;
}

/** One of what the package itself writes out: a table's entry, a file of its own. Which one, settings may say. */
const chosen =
  /(?<=[\w$\])])\[[^[\]]{1,80}\]|\b(?:require|import)\(\s{0,4}["'`]\.{1,2}\/[^()]{0,80}\)/g;

/** Words of a text are no names. */
const literal = /"(?:\\.|[^"\\\n]){0,400}"|'(?:\\.|[^'\\\n]){0,400}'/g;

/** Whether something is told by how often it was asked: compared with a number here, and counted elsewhere. */
function isCounted(text: string, value: string, word: string): boolean {
  const escaped = word.replaceAll("$", "\\$");
  if (!new RegExp(`(?<![\\w$.])${escaped}\\s{0,4}(?:[<>]=?|[!=]={1,2}|%)\\s{0,4}\\d`).test(value))
    return false;
  return new RegExp(
    `(?:\\+\\+|--)\\s?${escaped}(?![\\w$])|(?<![\\w$.])${escaped}\\s{0,4}(?:\\+\\+|--|[-+]=)`,
  ).test(text);
}

const maxAssigned = 8;

/** What is put in place of a name's first value later on. */
function assignedTo(text: string, word: string): readonly string[] {
  if (word.length <= 2) return [];
  const escaped = word.replaceAll("$", "\\$");
  const place = `${escaped}(?:\\[[^\\]\\n]{1,40}\\]|\\.\\w{1,20}){0,2}`;
  const later = new RegExp(
    `(?:^|[;{}\\n)]|=>)\\s{0,40}${place}\\s{0,4}(?:\\?\\?|\\|\\|)?=(?![=>])([^;\\n]{1,300})|` +
      `\\bObject\\.assign\\(\\s{0,4}${place}\\s{0,4},([^;\\n]{1,300})|` +
      `(?<![\\w$.])${escaped}\\.(?:push|unshift|splice)\\(([^;\\n]{1,300})`,
    "g",
  );
  const found: string[] = [];
  for (const [, put, merged, added] of text.matchAll(later)) {
    if (found.length >= maxAssigned) break;
    const value = put ?? merged ?? added ?? "";
    if (!interop.test(value)) found.push(value);
  }
  return found;
}

/** Names that stand for something only inside the expression: (name, t) => …, ([name, t]) => …. */
function* parametersIn(value: string): Generator<string> {
  for (const [, list = ""] of value.matchAll(/([\w$,\s{}[\]()]{1,80})=>/g))
    for (const [, word = ""] of list.matchAll(name)) yield word;
}

const maxDefinition = 600;

/** Up to where the first braces of a text are closed; quotes are not looked at, so it may end early. */
function bodyIn(piece: string): string {
  let depth = 0;
  for (let at = 0; at < piece.length; at += 1) {
    if (piece[at] === "{") depth += 1;
    if (piece[at] === "}") {
      depth -= 1;
      if (depth <= 0) return piece.slice(0, at);
    }
  }
  return piece;
}

function definitionOf(text: string, word: string): string | null {
  const escaped = word.replaceAll("$", "\\$");
  const definitions = new RegExp(
    `\\b(?:const|let|var)\\s+(?:\\{[^}=]{0,100}\\b)?${escaped}\\b[^=\\n;]{0,100}=|\\bfunction\\s+${escaped}\\s*\\(`,
    "g",
  );
  const at = definitions.exec(text);
  // Where names were shortened, the same letter means something else in every function.
  const isShared = escaped.length <= 2 && at !== null && definitions.exec(text) !== null;
  if (at === null || isShared) return null;
  const from = at.index + at[0].length;
  const isFunction =
    at[0].startsWith("function") ||
    /^\s*(?:async\s*)?\([^)]{0,80}\)\s*=>\s*\{/.test(text.slice(from, from + 120));
  const piece = text.slice(from, from + maxDefinition);
  if (isFunction) return bodyIn(piece);
  // Literal data ends nothing and depends on nothing.
  if (/^\s*["'`]/.test(piece)) return null;
  const end = /;|\n(?=\S)/.exec(piece);
  return end === null ? piece : piece.slice(0, end.index);
}
