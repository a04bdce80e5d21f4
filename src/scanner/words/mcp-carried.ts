import type { CarriedParameter } from "./prose.ts";

/** Calls that hand what they are given on, with what follows them. */
const handing =
  /\b(?:fetch|axios(?:\.\w{1,10})?|got(?:\.\w{1,10})?|request|sendBeacon|sendMail|\w{1,30}\.(?:post|put|patch|send|publish|emit)|appendFile(?:Sync)?|writeFile(?:Sync)?|createWriteStream\([^)]{0,80}\)\.write|\w{1,30}\.write)\s{0,4}\(/g;
const maxCalls = 500;
const maxNames = 100;

/** Which of a server's parameters end up in a request to an address that the code names, or in a file. */
export function carriedParameters(
  file: string,
  text: string,
  names: ReadonlySet<string>,
): readonly CarriedParameter[] {
  if (names.size === 0) return [];
  const found = new Map<string, CarriedParameter>();
  let calls = 0;
  for (const match of text.matchAll(handing)) {
    if (++calls > maxCalls || found.size >= maxNames) break;
    const call = text.slice(match.index, match.index + 400);
    const isFile = /^(?:appendFile|writeFile|createWriteStream)/.test(match[0]);
    if (!isFile && !/["'`]https?:\/\//.test(call)) continue;
    for (const [, name = ""] of call.matchAll(/(?<![\w$])([A-Za-z_$][\w$]{1,60})/g)) {
      if (!names.has(name) || found.has(name)) continue;
      found.set(name, { file, name, into: isFile ? "file" : "request" });
    }
  }
  return [...found.values()];
}
