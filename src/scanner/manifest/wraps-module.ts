import type { PackageView } from "../rule.ts";

const maxChars = 256 * 1024;
const startsCommand = /^(?:snk\.proc|snk\.proc\.detached)$/;

/**
 * Whether the package does something of its own with a module: code loads it for a part of what it
 * does, or starts its command, and no file gives the module out as what the package itself is.
 */
export function wrapsModule(pkg: PackageView, name: string): boolean {
  const loading = pkg.code.files.filter(({ modules }) =>
    modules.some((module) => module === name || module.startsWith(`${name}/`)),
  );
  if (loading.some(({ path }) => passesOn(pkg.text(path) ?? "", name))) return false;
  if (loading.length > 0) return true;
  return pkg.code.atoms.some(
    ({ kind, detail }) => startsCommand.test(kind) && detail.names?.includes(name) === true,
  );
}

/** Whether the whole of the module goes out again: under its own name, or under one that it is given. */
function passesOn(text: string, name: string): boolean {
  const code = text.slice(0, maxChars);
  const quoted = `["'\`]${name.replace(/[^\w]/g, "\\$&")}["'\`]`;
  const loaded = `require\\s{0,4}\\(\\s{0,4}${quoted}\\s{0,4}\\)`;
  const whole = new RegExp(
    `\\bexport\\s{0,4}\\*[\\w\\s]{0,60}from\\s{0,4}${quoted}|\\bexport\\s{0,4}\\{\\s{0,4}default\\b[\\w\\s,]{0,60}\\}\\s{0,4}from\\s{0,4}${quoted}|\\b(?:exports|default)\\s{0,4}=\\s{0,4}${loaded}|__exportStar\\s{0,4}\\(\\s{0,4}${loaded}`,
  );
  if (whole.test(code)) return true;
  const held = new RegExp(
    `\\b([A-Za-z_$][\\w$]{0,60})\\s{0,4}=\\s{0,4}(?:[\\w$.]{1,40}\\()?${loaded}|\\bimport\\s{1,4}(?:\\*\\s{0,4}as\\s{1,4})?([A-Za-z_$][\\w$]{0,60})[^;'"]{0,200}from\\s{0,4}${quoted}`,
  ).exec(code);
  const local = held?.[1] ?? held?.[2];
  return local !== undefined && givesOut(code, local);
}

function givesOut(code: string, local: string): boolean {
  const name = local.replaceAll("$", "\\$");
  return new RegExp(
    `\\b(?:exports|default)\\s{0,4}=\\s{0,4}${name}\\s{0,4}(?:;|$|\\n)|\\bexport\\s{1,4}default\\s{1,4}${name}\\s{0,4}(?:;|$|\\n)|\\.\\.\\.${name}\\b|\\bassign\\s{0,4}\\([^)]{0,80}\\b${name}\\s{0,4}[,)]|\\bkeys\\s{0,4}\\(\\s{0,4}${name}\\s{0,4}\\)|\\bnew\\s{1,4}Proxy\\s{0,4}\\(\\s{0,4}${name}\\b`,
  ).test(code);
}
