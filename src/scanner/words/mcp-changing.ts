import { toolSpans } from "./mcp-spans.ts";
import type { ChangingTool } from "./prose.ts";

const maxFound = 100;
/** So far before an expression it is looked for whose parameters its names are. */
const around = 600;
const ofPrompt = /\bmessages\s{0,4}(?:,|:[^{}]{0,60},)\s{0,20}$/;
/** What only a server does, and no client, converter or parser of definitions. */
const serving =
  /\bsetRequestHandler\s{0,4}\(|\.(?:registerTool|addTool|tool)\s{0,4}\(|\bnew\s{1,4}(?:[\w$]{1,20}\.)?(?:(?:Mcp)?Server|FastMCP)\b|["'`]tools\/list["'`]/;
/** A description, or a list of tools, that is no literal. */
const shown =
  /(?:(?<=[{,]\s{0,20})(?=description\s{0,4}[,}])|\.(?:description|instructions)\s{0,4}=(?![=>])\s{0,8}|(?<![\w$-])["']?(?:description|tools|instructions)["']?\s{0,4}:\s{0,8}|\.(?:tool|registerTool|addTool)\(\s{0,20}["'`][\w.:/-]{1,80}["'`]\s{0,4},\s{0,20}(?:\{\s{0,20}["']?description["']?\s{0,4}:\s{0,8})?\({0,2}|setRequestHandler\(\s{0,20}(?:\w{1,20}\.)?ListToolsRequestSchema\s{0,4},\s{0,8}(?:async\s{0,4})?\([^)]{0,60}\)\s{0,4}=>\s{0,8}(?:\{\s{0,20}return\s)?\({0,3}\s{0,8}(?:\{\s{0,8}(?=tools\s{0,8}[,}]))?)(?=[^\s"'`[{(])([^\n;{}]{1,300})/g;
const name = /(?<![\w$.])([A-Za-z_$][\w$]{0,60})/g;
const remote =
  /\b(?:fetch|axios(?:\.\w{1,10})?|got(?:\.\w{1,10})?|request|needle|superagent|undici\.\w{1,12}|https?\.(?:get|request)|ky(?:\.\w{1,10})?)\s{0,4}(?:<[^>]{0,60}>)?\(/;
const gated =
  /\bDate\.now\b|\bnew Date\b|\bMath\.random\b|\+\+|\+= ?1\b|\b(?:existsSync|accessSync|statSync)\(|\bperformance\.now\b|\bprocess\.uptime\b/;
/** Where a branch is taken by what is so. */
const decided = /\bif\s{0,4}\(|[?<>]|&&|\|\|/;
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
  const all = givenIn(beside === "" ? text : `${text}\n${beside}`);
  const isOffered = toolSpans(text, text.length);
  for (const match of text.matchAll(shown)) {
    if (found.length >= maxFound) break;
    const value = expressionIn(match[1] ?? "");
    // Whoever has a field of that name need not be a server that offers a tool.
    if (schema.test(value) || !isOf(match, isOffered)) continue;
    const before = text.slice(Math.max(0, match.index - around), match.index);
    // What a prompt says is filled in when it is asked for, and so may be what is said about it.
    if (ofPrompt.test(before)) continue;
    const by = hands.test(before)
      ? "remote"
      : dependsOn(all, value, 0, new Set(parametersIn(before)));
    const isTheirs = !serving.test(text);
    // In a bundle the same name means something else in every module.
    const isBlurred = (by === "gate" || by === "remote") && text.length > mostOfOneServer;
    if (by !== null && !isTheirs && !isBlurred) found.push({ file, line: lineAt(match.index), by });
  }
  return found;
}

const mostOfOneServer = 128 * 1024;

/** Whether a definition is of what a server offers; a field may be put into it later, by whichever name. */
function isOf(match: RegExpExecArray, isOffered: (at: number) => boolean): boolean {
  return /^\.[di]/.test(match[0]) || isOffered(match.index + match[0].length - 1);
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

/** A text, and what it gives each name that was asked for: many expressions ask for the same ones. */
interface Given {
  readonly text: string;
  to(word: string): readonly (string | null)[];
}

function givenIn(text: string): Given {
  const known = new Map<string, readonly (string | null)[]>();
  return {
    text,
    to(word) {
      const before = known.get(word);
      if (before !== undefined) return before;
      const values = [definitionOf(text, word), ...assignedTo(text, word)];
      known.set(word, values);
      return values;
    },
  };
}

/** What an expression depends on, through the definitions of the names in it. */
function dependsOn(
  given: Given,
  whole: string,
  depth: number,
  outer: ReadonlySet<string>,
  isBranch = false,
): ChangingTool["by"] | null {
  const choices: string[] = [];
  const value = whole
    .replace(chosen, (choice) => {
      choices.push(choice.slice(1, -1));
      return " ";
    })
    .replace(loops, " ")
    .replace(template, filledIn)
    .replace(literal, '""');
  for (const choice of depth < 3 ? choices : []) {
    const by = dependsOn(given, choice, depth + 1, outer);
    if (by !== null && by !== "config") return by;
  }
  if (forwarded.test(value)) return "others";
  if (remote.test(value)) return "remote";
  if (isBranch ? gated.test(value) : isGated(value)) return "gate";
  if (byHost.test(value) && branching.test(value)) return "gate";
  // A file of the package itself is read and judged like its code.
  const isOwn = /\bimport\.meta\b|\b__dirname\b/.test(value);
  let found: ChangingTool["by"] | null = local.test(value) && !isOwn ? "config" : null;
  if (depth >= 3) return found;
  const own = new Set([...outer, ...parametersIn(value)]);
  for (const [, word = ""] of value.matchAll(name)) {
    if (keywords.has(word) || own.has(word)) continue;
    if (branching.test(value) && isCounted(given.text, value, word)) return "gate";
    for (const definition of given.to(word)) {
      // Descriptions that are written out there are looked at where they stand.
      if (definition === null || /\bdescription["']?\s{0,4}:\s{0,4}["'`]/.test(definition))
        continue;
      const inner = dependsOn(given, definition, depth + 1, new Set(), branching.test(value));
      if (inner === "remote" || inner === "gate" || inner === "others") return inner;
      found ??= inner;
    }
  }
  return found;
}

/** Whether time, a count or a first run decides something, and is not only noted down. */
function isGated(value: string): boolean {
  return value.split(/[;\n]/).some((line) => gated.test(line) && decided.test(line));
}

/** One of what the package itself writes out: a table's entry, a file of its own. Which one, settings may say. */
const chosen =
  /(?<=[\w$\])])\[[^[\]]{1,80}\]|\b(?:require|import)\(\s{0,4}["'`]\.{1,2}\/[^()]{0,80}\)/g;

/** A text with places to fill in, also one that is cut off: only what is filled in are names. */
const template = /`(?:\\.|[^`\\]){0,4000}(?:`|$)/g;

function filledIn(text: string): string {
  return Array.from(text.matchAll(/\$\{([^{}]{1,200})\}/g), ([, inner = ""]) => inner).join(" ");
}

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
  for (const [, arrow, method, loop] of value.matchAll(
    /([\w$,\s{}[\]()]{1,80})=>|(?<=[\w$])(?<!\b(?:if|for|while|switch))\(([\w$,\s{}[\]]{1,80})\)\s{0,4}\{|\bfor\s{0,4}\(\s{0,4}(?:const|let|var)\s([^()]{1,60}?)\sof\s/g,
  ))
    for (const [, word = ""] of (arrow ?? method ?? loop ?? "").matchAll(name)) yield word;
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
