/** Without any of these words, code can reach nothing but what is handed to it. */
const acting =
  /require|import|process|global|Function|constructor|eval|atob|Buffer|fetch|XMLHttp|WebSocket|EventSource|document|window|navigator|ethereum|crypto|Reflect|Worker|WebAssembly|wasm|child_process|Deno|Bun\b|exec|spawn|fromCharCode|fromCodePoint|setTimeout|setInterval|self\b|this\[|\\x[0-9a-fA-F]{2}\\x|\\u00[0-9a-fA-F]{2}\\u/;

/** A long run without blanks is data that may become code. */
const dense = /[A-Za-z0-9+/=_-]{200}|(?:\d{1,3}, ?){60}|[\uFE00-\uFE0F\u200B-\u200F]{8}|\uDB40/;

/** Whether the text of a file holds anything by which it could act, or carry what acts. */
export function canAct(source: string): boolean {
  return acting.test(source) || dense.test(source);
}

/** What may do harm by itself. */
const ways =
  /child_process|["'](?:node:)?(?:vm|net|tls|dgram)["']|\bfetch\(|unlink|rmSync|rmdir|\brm\(|rimraf|writeFile|appendFile|createWriteStream|XMLHttpRequest|sendBeacon|WebSocket|ethereum|\/proc\/|\/dev\/tcp|spawn|execSync|\bpublish\b|dlopen|process\.binding|\bBun\.|\bDeno\.|\batob\(/;
/** What may become code, or is called like what does harm. */
const makings = /\beval\b|\bFunction\(|\bexec\(|publish|fromCharCode|\\x[0-9a-fA-F]{2}\\x/;

/** Whether code that nobody calls, in a file with much of it, could still hold what counts. */
export function canHarm(source: string): boolean {
  return ways.test(source) || makings.test(source) || dense.test(source);
}

/**
 * Whether the text of a file that nothing reaches could still hold what counts: it has no honest use, as a
 * whole home removed, a shell at the end of a socket, a package that publishes itself. Code that makes
 * code of a short text is none by itself.
 */
export function canHarmDormant(source: string): boolean {
  return ways.test(source) || dense.test(source);
}

/** Whether a text holds a long run that is data. */
export function isDense(source: string): boolean {
  return dense.test(source);
}
