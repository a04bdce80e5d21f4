import type { AtomKind, Destination } from "../code/atoms.ts";
import { hostKind } from "../code/lists/hosts.ts";
import { valuablePath } from "../code/lists/secret-paths.ts";
import { variableKind } from "../code/lists/variables.ts";
import { controlSurface } from "../install/control-surface.ts";
import { hostOf } from "../shell/carried-sources.ts";
import type { AtomCollector, AtomPlace } from "./collector.ts";
import { commandDestination } from "./command-destination.ts";
import { remoteShell } from "./remote-shell.ts";

const maxLength = 256 * 1024;
const maxFound = 200;

/** Well-known names of Python, PowerShell, Ruby, Perl and PHP, by what using them means. */
const names: readonly (readonly [pattern: RegExp, kind: AtomKind, name: string])[] = [
  [
    /\bos\.environ\b(?!\s{0,4}(?:\[|\.get|\.setdefault|\.pop))|\bdict\(os\.environ/g,
    "src.env.bulk",
    "",
  ],
  [
    /\b(?:gci|dir|ls|get-childitem|get-item)\s{1,4}env:|\bENV\.(?:to_h|to_a|each|inspect)\b|%ENV\b|\bgetenv\(\s{0,4}\)|\$_ENV\b/gi,
    "src.env.bulk",
    "",
  ],
  [
    /\bsocket\.gethostname\b|\$env:COMPUTERNAME\b|\bplatform\.node\b|\bgethostname\b/gi,
    "src.host",
    "hostname",
  ],
  [/\bgetpass\.getuser\b|\bos\.getlogin\b|\$env:USERNAME\b/gi, "src.host", "username"],
  [
    /\bplatform\.(?:platform|uname|system)\b|\bos\.uname\b|\bwin32_operatingsystem\b/gi,
    "src.host",
    "uname",
  ],
  [/\buuid\.getnode\b|\bwin32_networkadapter\w*|\bget-netipaddress\b/gi, "src.host", "network"],
  [/\bos\.getcwd\b|\bget-location\b/gi, "src.host", "cwd"],
  [
    /\bos\.walk\(\s{0,4}(?:os\.path\.expanduser|Path\.home|["'](?:\/|~|\/home|[A-Z]:))|\bPath\.home\(\)\.rglob\b|\bget-childitem\b[^\n]{0,120}(?:\$home|\$env:userprofile|[a-z]:\\)[^\n]{0,120}-recurse/gi,
    "src.file.sweep",
    "",
  ],
  [/\bpyperclip\.paste\b|\bget-clipboard\b/gi, "src.clipboard", ""],
  [
    /\bImageGrab\.grab\b|\bpyautogui\.screenshot\b|\bCopyFromScreen\b|\bmss\.mss\b/gi,
    "src.screen",
    "",
  ],
  [/\bpynput\b|\bkeyboard\.on_press\b|\bGetAsyncKeyState\b/gi, "src.keys", ""],
  [
    /\bCryptUnprotectData\b|\bbrowser_cookie3\b|\bProtectedData\]::Unprotect\b/gi,
    "src.browserstore",
    "",
  ],
  [
    /\brequests\.(?:post|put|get|patch|request)\b|\burlopen\b|\bhttp\.client\b|\bhttpx\.\w+|\baiohttp\b|\burllib3\b|\bsmtplib\b|\bftplib\b|\bsocket\.create_connection\b|\.connect\(\(|\binvoke-(?:webrequest|restmethod)\b|\b(?:iwr|irm)\b|\bUpload(?:String|Data|File)\b|\bHttpClient\b|\bNet::HTTP\b|\bLWP::UserAgent\b|\bcurl_exec\b/gi,
    "snk.net",
    "",
  ],
  [
    /\bsocket\.gethostbyname\(\s{0,4}(?:f["']|[\w.]{1,60}\s{0,4}[+%])|\bdns\.resolver\b|\bresolve-dnsname\b|\bGetHostAddresses\b/gi,
    "snk.dns",
    "",
  ],
  [
    /\bshutil\.rmtree\(\s{0,4}(?:os\.path\.expanduser|Path\.home|["'](?:\/|~|[A-Z]:))|\bremove-item\b[^\n]{0,80}(?:\$home|\$env:userprofile|[a-z]:\\)[^\n]{0,80}-recurse|\bremove-item\b[^\n]{0,80}-recurse[^\n]{0,80}(?:\$home|\$env:userprofile)/gi,
    "snk.delete.wide",
    "",
  ],
];
const readVariable =
  /\b(?:os\.environ(?:\.get)?\s{0,4}[[(]|os\.getenv\(|getenv\(|ENV\[|ENV\.fetch\(|\$ENV\{)\s{0,4}["']?([A-Za-z_]\w{0,80})|\$env:([A-Za-z_]\w{0,80})/gi;
const literal = /"([^"\n]{2,400})"|'([^'\n]{2,400})'/g;
const writes =
  /\bopen\([^\n]{1,300},\s{0,4}["'][wa]|\b(?:set|add)-content\b|\bout-file\b|\.write_text\(|\bFile\.write\b|>>?\s{0,2}["$~]/i;

/**
 * What a script in another language reads and does, by well-known names in one file: no values are
 * followed, so sources and sinks are only in the same file.
 */
export function atomsOfOtherLanguage(
  collector: AtomCollector,
  source: string,
  place: AtomPlace,
): void {
  const text = withoutComments(source.slice(0, maxLength));
  let func = -1_000_000;
  const at = (index: number): AtomPlace => ({
    ...place,
    line: place.line + text.slice(0, index).split("\n").length - 1,
    // Nothing says which of them belong together more closely than by their file.
    func: func--,
    excerpt: text.slice(index, index + 160),
  });
  const urls = [...text.matchAll(/https?:\/\/[^\s"'<>)]{1,300}/gi)].map(([url]) => url);
  const destination = destinationOf(urls);

  for (const [pattern, kind, name] of names) {
    for (const match of first(text, pattern)) {
      const isSink = kind === "snk.net" || kind === "snk.dns";
      collector.add(kind, at(match.index), {
        ...(name === "" ? {} : { names: [name] }),
        ...(isSink ? { destination } : {}),
      });
      if (kind === "snk.net") collector.use("network.out", destination.host ?? "", place);
    }
  }
  for (const match of first(text, readVariable)) {
    const name = match[1] ?? match[2] ?? "";
    if (variableKind(name) !== "secret") continue;
    collector.add("src.env.secret", at(match.index), { names: [name] });
    collector.use("secret", name, place);
  }
  const hasWrites = writes.test(text);
  const asksForHome = homeOf.test(text);
  for (const match of first(text, literal)) atomsOfLiteral(match, hasWrites);
  const walk = overwrites.test(text) ? wideWalk(text) : null;
  if (walk !== null) {
    // As the reader of scripts shows whatever a folder was found to hold.
    collector.add("snk.write", at(walk), { path: "~/<*>", target: "home", isClosed: true });
  }
  if (remoteShell(text)) {
    collector.add("snk.proc", place, { api: "other", text: text.slice(0, 16_384) });
  }

  function atomsOfLiteral(match: RegExpExecArray, mayWrite: boolean): void {
    const path = homePath(
      (match[1] ?? match[2] ?? "").trim(),
      text.slice(Math.max(0, match.index - 60), match.index),
      asksForHome,
    );
    if (hostKind(hostOf(path)) === "imds")
      collector.add("src.imds", at(match.index), { names: ["imds"] });
    const found = valuablePath(path);
    if (found !== null) {
      collector.add(found.kind, at(match.index), { names: [found.name], path });
      if (found.kind === "src.file.secret") collector.use("secret", found.name, place);
    }
    const control = controlSurface(path);
    if (control === null || !mayWrite) return;
    const isAgent = control.kind === "agent" ? { isAgent: true } : {};
    collector.add("snk.write", at(match.index), {
      path,
      target: "control",
      ...isAgent,
      isClosed: true,
    });
  }
}

/** The home folder itself, a root or a drive; a folder below is nobody's whole life. */
const wholeHome = String.raw`(?:os\.path\.expanduser\(\s{0,4}["']~\/?["']\s{0,4}\)|(?:pathlib\.)?Path\.home\(\)|Path\(["']~["']\)\.expanduser\(\)|os\.environ(?:\.get)?[[(]\s{0,4}["'](?:HOME|USERPROFILE)["']\s{0,4}[\])]|["'](?:~|\/|\/home|\/Users|[A-Z]:[\\/]{0,2})["']|Dir\.home|ENV\[["']HOME["']\]|\$ENV\{HOME\}|getenv\(["']HOME["']\))`;
const walks = new RegExp(
  String.raw`\b(?:walk|fwalk|scandir|RecursiveDirectoryIterator)\(\s{0,4}${wholeHome}|${wholeHome}\.r?glob\(\s{0,4}["']\*|\bi?glob\(\s{0,4}(?:os\.path\.)?expanduser\(\s{0,4}["']~\/\*\*|\bDir\.glob\(\s{0,4}(?:File\.join\(\s{0,4})?${wholeHome}[^\n]{0,12}\*\*|\bfind\([^\n]{0,160}${wholeHome}\s{0,4}\)|\b(?:get-childitem|gci|dir|ls)\s{1,4}(?:-path\s{1,4})?["']?(?:\$home|\$env:userprofile|~|[a-z]:\\?)["']?\s[^\n]{0,160}-recurse`,
  "i",
);
const named = new RegExp(String.raw`^\s{0,20}(\w{1,40})\s{0,4}=\s{0,4}${wholeHome}\s{0,8}$`, "im");

/** Where everything below the home folder is gone through, one file after the other. */
function wideWalk(text: string): number | null {
  const direct = walks.exec(text);
  if (direct !== null) return direct.index;
  const name = named.exec(text)?.[1];
  if (name === undefined) return null;
  const over = new RegExp(
    `\\b(?:walk|fwalk|scandir)\\(\\s{0,4}${name}\\b\\s{0,4}[,)]|\\b${name}\\.rglob\\(`,
  );
  return over.exec(text)?.index ?? null;
}

/** Written over, emptied or encrypted where it was found: the file is a variable. */
const overwrites =
  /\bopen\(\s{0,4}(?!["'])[^\n]{1,120},\s{0,4}["'](?:w|r\+|w\+)b?\+?["']|\.write_(?:bytes|text)\(|\btruncate\(|\b(?:os\.(?:remove|unlink)|\.unlink)\(|\b(?:clear|set)-content\b[^\n]{0,80}\$|\bremove-item\b[^\n]{0,80}\$|\bWriteAll(?:Bytes|Text)\(\s{0,4}\$|\b(?:File|IO)\.(?:bin)?write\(\s{0,4}(?!["'])|\bfile_put_contents\(\s{0,4}\$|\bopen\s{0,4}\(\s{0,4}my\s{1,4}\$\w{1,40},\s{0,4}["']>/i;

function first(text: string, pattern: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  for (const match of text.matchAll(pattern)) {
    found.push(match);
    if (found.length >= maxFound) break;
  }
  return found;
}

const homeOf =
  /\bexpanduser\b|\bPath\.home\(|\bDir\.home\b|\$home\b|\$env:userprofile\b|["'{](?:HOME|USERPROFILE)["'}]|\bFile::HomeDir\b/i;

/** `Path.home() / ".npmrc"`, `$HOME\.npmrc`, `expanduser("~/.npmrc")` → `~/.npmrc`. */
function homePath(path: string, before: string, asksForHome: boolean): string {
  const slashed = path.replaceAll("\\", "/");
  if (/^(?:\$home|\$env:userprofile|%userprofile%|\$\{?HOME\}?)\//i.test(slashed)) {
    return slashed.replace(/^[^/]*\//, "~/");
  }
  if (/^[~/]/.test(slashed)) return slashed;
  // Lists of such paths stand apart from where they are joined with the folder.
  const isBelowHome =
    /home\(\)|expanduser|\$home|userprofile|\bHOME\b|join-path/i.test(before) ||
    (asksForHome && /^\.[a-z]/i.test(slashed));
  return isBelowHome ? `~/${slashed}` : slashed;
}

function destinationOf(urls: readonly string[]): Destination {
  const own = urls.map((url) => commandDestination("curl", [url]));
  return (
    own.find((one) => one.class === "drop" || one.class === "ip") ??
    own.find((one) => one.class !== "local") ??
    own[0] ?? { class: "unknown", host: null, isPlainHttp: false }
  );
}

/** Lines that are only a comment; a mark inside a line may stand in a text. */
function withoutComments(text: string): string {
  return text.replace(/^[ \t]{0,200}#(?!!).*$/gm, "");
}
