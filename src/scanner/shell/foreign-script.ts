/** What can be told of a script in a language that is not parsed here. */
interface ForeignScript {
  /** Command lines that stand in it as texts and are handed to a shell or started. */
  readonly commands: readonly string[];
  /** Whether it evaluates what it fetched or decoded. */
  readonly evaluates: "remote-code" | "decoded-code" | null;
}

const maxLength = 64 * 1024;
const maxCommands = 64;
const maxKept = 16;

const text = `[bruf]{0,2}"(?:[^"\\\\\\n]|\\\\.){2,1500}"|[bruf]{0,2}'(?:[^'\\\\\\n]|\\\\.){2,1500}'`;
const started = new RegExp(
  `(?:\\bos\\.(?:system|popen|execute)|\\bsubprocess\\.\\w{3,14}|\\b(?:shell_exec|passthru|proc_open|popen|system|exec|spawn|Popen)|\\bOpen3\\.\\w{3,12})[ \\t]{0,4}\\(?[ \\t]{0,4}(\\[[^\\]]{2,600}\\]|${text})`,
  "g",
);
const item = new RegExp(text, "g");
const backticks = /`([^`\n]{3,1000})`/g;

const fetched =
  "(?:urlopen|requests\\.get|httpx\\.get|URI\\.open|URI\\.parse|Net::HTTP\\.get|file_get_contents|curl_exec|HTTP::Tiny|\\bget[ (]{1,2}[\"']https?:)";
const decoded =
  "(?:b64decode|decodebytes|zlib\\.decompress|unhexlify|bytes\\.fromhex|base64_decode|gzinflate|gzuncompress|str_rot13|Base64\\.(?:strict_)?decode64|decode_base64|marshal\\.loads)";
const evaluation =
  "(?:^|[^\\w.])(?:exec|eval|instance_eval|os\\.system|os\\.popen|subprocess\\.\\w{3,12}|shell_exec|passthru|system)\\b";
const fetchedAtOnce = new RegExp(`${evaluation}[^\\n]{0,300}?${fetched}`, "m");
const decodedAtOnce = new RegExp(`${evaluation}[^\\n]{0,300}?${decoded}`, "m");
const fetchedAs = new RegExp(
  `^[ \\t]{0,40}\\$?(\\w{1,40})[ \\t]{0,8}=[^\\n]{0,300}?${fetched}`,
  "gm",
);
const decodedAs = new RegExp(
  `^[ \\t]{0,40}\\$?(\\w{1,40})[ \\t]{0,8}=[^\\n]{0,300}?${decoded}`,
  "gm",
);

export function readForeignScript(path: string, source: string): ForeignScript {
  const script = source.slice(0, maxLength).replace(/^[ \t]{0,200}#(?!!).*$/gm, "");
  const commands = Array.from(script.matchAll(started), ([, given = ""]) => commandOf(given));
  if (/\.(?:rb|pl|php)$/i.test(path)) {
    for (const [, command = ""] of script.matchAll(backticks)) commands.push(command);
  }
  return { commands: commands.slice(0, maxCommands), evaluates: evaluates(script) };
}

/** Whether code evaluates what it fetches in one go. */
export function evaluatesFetched(code: string): boolean {
  return fetchedAtOnce.test(code);
}

function evaluates(script: string): ForeignScript["evaluates"] {
  if (fetchedAtOnce.test(script) || isEvaluated(script, fetchedAs)) return "remote-code";
  return decodedAtOnce.test(script) || isEvaluated(script, decodedAs) ? "decoded-code" : null;
}

/** What was kept under a name is evaluated by that name. */
function isEvaluated(script: string, keptAs: RegExp): boolean {
  return Array.from(script.matchAll(keptAs), ([, name]) => name)
    .slice(0, maxKept)
    .some((name) =>
      new RegExp(`(?:^|[^\\w.])(?:exec|eval)[ (]{1,4}(?:compile\\()?\\$?${name}\\b`, "m").test(
        script,
      ),
    );
}

/** A command line as a shell has to see it, out of a text or a list of words. */
function commandOf(given: string): string {
  if (!given.startsWith("[")) return plain(given);
  return Array.from(given.matchAll(item), ([word]) => quoted(plain(word))).join(" ");
}

function plain(literal: string): string {
  return literal.replace(/^[bruf]{0,2}["']/, "").slice(0, -1);
}

function quoted(word: string): string {
  return /^[\w./:@=+~-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
