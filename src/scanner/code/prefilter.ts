/** Without any of these words, code can reach nothing but what is handed to it. */
const acting =
  /require|import|process|global|Function|constructor|eval|atob|Buffer|fetch|XMLHttp|WebSocket|EventSource|document|window|navigator|ethereum|crypto|Reflect|Worker|WebAssembly|wasm|child_process|Deno|Bun\b|exec|spawn|fromCharCode|fromCodePoint|setTimeout|setInterval|self\b|this\[|\\x[0-9a-fA-F]{2}\\x|\\u00[0-9a-fA-F]{2}\\u/;

/** A long run without blanks is data that may become code. */
const dense = /[A-Za-z0-9+/=_-]{200}|(?:\d{1,3}, ?){60}|[\uFE00-\uFE0F\u200B-\u200F]{8}|\uDB40/;

/** Whether the text of a file holds anything by which it could act, or carry what acts. */
export function canAct(source: string): boolean {
  return acting.test(source) || dense.test(source);
}

/**
 * What nothing reaches counts only where it has no honest use: a whole home removed, a shell at the end
 * of a socket, a package that publishes itself. Without one of these words it has no such use.
 */
const harmful =
  /child_process|\beval\b|\bFunction\(|["'](?:node:)?(?:vm|net|tls|dgram)["']|\bfetch\(|unlink|rmSync|rmdir|\brm\(|rimraf|writeFile|appendFile|createWriteStream|XMLHttpRequest|sendBeacon|WebSocket|ethereum|\/proc\/|\/dev\/tcp|spawn|\bexec\(|execSync|publish|dlopen|process\.binding|\bBun\.|\bDeno\.|\batob\(|fromCharCode|\\x[0-9a-fA-F]{2}\\x/;

/** Whether the text of a file that nothing reaches could still hold what counts. */
export function canHarm(source: string): boolean {
  return harmful.test(source) || dense.test(source);
}

/**
 * Names of what lies outside of a text: modules by name, globals of hosts, ways to make code. Code of the
 * package's own files is not among them, nor is the variable that only tells builds apart.
 */
const outside =
  /\b(?:require|import)\s*\(\s*(?!["'`]\.)|(?:from|import)\s*["'][^."']|\bprocess\b(?!\.env\.NODE_ENV)|\bglobal(?:This)?\b|\bFunction\b|\.constructor\b|constructor["'`\]]|\beval\b|\batob\b|\bBuffer\b|\bfetch\b|XMLHttp|WebSocket|EventSource|sendBeacon|\bdocument\b|\bwindow\b|\bself\b|\bnavigator\b|\blocation\b|[sS]torage\b|cookie|ethereum|\bcrypto\b|\bReflect\b|\bProxy\b|Worker\b|WebAssembly|\bDeno\b|\bBun\b|fromCharCode|fromCodePoint|charCodeAt|setTimeout|setInterval|\bprototype\b|\]\s*\([^()]*\)\s*\(|!\[\]|\\x[0-9a-fA-F]{2}\\x|\\u00[0-9a-fA-F]{2}\\u|["']\s*\+\s*["'][^"']{0,8}["']/;

/** Whether a text itself names anything but what it is handed and what the package's own files give. */
export function reachesOut(source: string): boolean {
  return outside.test(source) || dense.test(source);
}
