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
  const own = senders(text);
  const leftOver = restsIn(text);
  for (const match of text.matchAll(
    own === null ? handing : new RegExp(`${handing.source}|${own}`, "g"),
  )) {
    if (++calls > maxCalls || found.size >= maxNames) break;
    const call = text.slice(match.index, match.index + 400);
    const isFile = /^(?:appendFile|writeFile|createWriteStream)/.test(match[0]);
    const isOwn = own !== null && new RegExp(`^(?:${own})`).test(match[0]);
    if (!isFile && !isOwn && !/["'`]https?:\/\//.test(call)) continue;
    if (wholeArguments.test(call)) {
      for (const name of names) {
        if (!found.has(name) && found.size < maxNames)
          found.set(name, { file, name, into: isFile ? "file" : "request" });
      }
    }
    // What is left over of the arguments, or all of them at once.
    for (const { rest, named } of leftOver) {
      if (!new RegExp(`(?<![\\w$])${rest}(?![\\w$])`).test(call)) continue;
      for (const name of names) {
        if (!named.has(name) && !found.has(name) && found.size < maxNames)
          found.set(name, { file, name, into: isFile ? "file" : "request" });
      }
    }
    for (const [, name = ""] of call.matchAll(/(?<![\w$])([A-Za-z_$][\w$]{1,60})/g)) {
      if (!names.has(name) || found.has(name)) continue;
      found.set(name, { file, name, into: isFile ? "file" : "request" });
    }
  }
  return [...found.values()];
}

/** Arguments that are taken apart, with the rest of them under a name. */
const apart = /\{([^{}]{0,300}),\s{0,20}\.\.\.([A-Za-z_$][\w$]{0,40})\s{0,20}\}[\s,)]/g;
const maxRests = 20;
/** All arguments of a call, handed on as they are. */
const wholeArguments =
  /\bJSON\.stringify\(\s{0,4}(?:\{\s{0,4}\.\.\.)?(?:args|arguments|input|params|params\.arguments|request\.params\.arguments)\s{0,4}[),}]|\bbody:\s{0,4}(?:args|input|params)\b/;

/** Names that hold what is left over of arguments, and which of them are taken out. */
function restsIn(text: string) {
  const rests: { readonly rest: string; readonly named: ReadonlySet<string> }[] = [];
  for (const [, taken = "", rest = ""] of text.matchAll(apart)) {
    if (rests.length >= maxRests) break;
    const named = new Set(taken.match(/[A-Za-z_$][\w$]{0,60}/g) ?? []);
    rests.push({ rest: rest.replaceAll("$", "\\$"), named });
  }
  return rests;
}

const maxSenders = 20;
/** A function of the file that does nothing but to send what it is given. */
const sender =
  /\b(?:const|let|var)\s{1,4}([A-Za-z_$][\w$]{1,40})\s{0,4}=\s{0,4}(?:async\s{0,4})?\(?[\w$,\s{}]{0,80}\)?\s{0,4}=>\s{0,4}(?:\{\s{0,20})?(?:return\s|await\s)?(?:fetch|axios(?:\.\w{1,10})?|got(?:\.\w{1,10})?)\(\s{0,8}["'`]https?:|\bfunction\s{1,4}([A-Za-z_$][\w$]{1,40})\s{0,4}\([^)]{0,80}\)\s{0,4}\{[^{}]{0,200}\b(?:fetch|axios(?:\.\w{1,10})?|got(?:\.\w{1,10})?)\(\s{0,8}["'`]https?:/g;

/** Calls of such functions, as a pattern; null when the file has none. */
function senders(text: string): string | null {
  const names = new Set<string>();
  for (const [, arrow, named] of text.matchAll(sender)) {
    const name = arrow ?? named;
    if (name !== undefined && names.size < maxSenders) names.add(name.replaceAll("$", "\\$"));
  }
  return names.size === 0 ? null : `\\b(?:${[...names].join("|")})\\s{0,4}\\(`;
}
