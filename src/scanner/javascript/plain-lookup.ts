import { readJavaScript } from "./calls.ts";

const builtins = new Set(
  ["path", "os", "fs", "process", "url", "util"].flatMap((n) => [n, `node:${n}`]),
);
const forbidden = new Set(
  `eval Function AsyncFunction constructor prototype __proto__ child_process exec execSync execFile
  execFileSync spawn spawnSync fork fetch XMLHttpRequest WebSocket http https net tls dns dgram vm
  Worker worker_threads createRequire getBuiltinModule binding dlopen mainModule globalThis global
  writeFile writeFileSync appendFile appendFileSync createWriteStream unlink unlinkSync rm rmSync
  rename renameSync copyFile copyFileSync mkdirSync symlinkSync import Reflect Proxy atob Buffer
  fromCharCode fromCodePoint setTimeout setInterval this`
    .trim()
    .split(/\s+/),
);
const maxLength = 600;

/**
 * Whether inline JavaScript only asks where something is: it loads header packages that are declared
 * or files of its own, reads properties and prints. Anything that could start, fetch, write or
 * compose code makes it more than that.
 */
export function isPlainLookup(code: string, declared: readonly string[]): boolean {
  if (code.length > maxLength || /\\x|\\u|\[\s*['"`][^\]\n]*\+/.test(code)) return false;
  const { calls, names } = readJavaScript(code);
  for (const name of names) if (forbidden.has(name)) return false;
  // To ask where a package is loads none of it.
  const required = calls.filter(
    ({ callee }) => callee.includes("require") && callee.at(-1) !== "resolve",
  );
  const mentions = code.match(/\brequire\b/g)?.length ?? 0;
  const direct = code.match(/\brequire\s*(?:\.\s*resolve\s*)?\(\s*['"`]/g)?.length ?? 0;
  if (mentions !== direct) return false;
  return required.every(({ strings }) => isHarmlessModule(strings[0] ?? "", declared));
}

function isHarmlessModule(name: string, declared: readonly string[]): boolean {
  if (name.startsWith("./") || name.startsWith("../") || name === ".") return true;
  if (builtins.has(name)) return true;
  return declared.some((one) => name === one || name.startsWith(`${one}/`));
}
