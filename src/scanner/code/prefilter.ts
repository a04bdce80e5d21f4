/** Without any of these words, code can reach nothing but what is handed to it. */
const acting =
  /require|import|process|global|Function|constructor|eval|atob|Buffer|fetch|XMLHttp|WebSocket|EventSource|document|window|navigator|ethereum|crypto|Reflect|Worker|WebAssembly|wasm|child_process|Deno|Bun\b|exec|spawn|fromCharCode|fromCodePoint|setTimeout|setInterval|self\b|this\[|\\x[0-9a-fA-F]{2}\\x|\\u00[0-9a-fA-F]{2}\\u/;

/** A long run without blanks is data that may become code. */
const dense = /[A-Za-z0-9+/=_-]{200}|(?:\d{1,3}, ?){60}|[\uFE00-\uFE0F\u200B-\u200F]{8}|\uDB40/;

/** Whether the text of a file holds anything by which it could act, or carry what acts. */
export function canAct(source: string): boolean {
  return acting.test(source) || dense.test(source);
}
