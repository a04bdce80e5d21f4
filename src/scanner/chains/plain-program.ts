import type { Atom } from "../code/atoms.ts";

/** Programs that run, open or install the files and words that they are given. */
const runners =
  /^(?:(?:ba|z|da|k|fi|c|tc)?sh|cmd|powershell|pwsh|node|nodejs|bun|bunx|deno|tsx|npx|npm|pnpm|pnpx|yarn|corepack|python[\d.]*|pip[\d.]*|pipx|uvx?|perl|ruby|gem|php|lua|java|javaw|dotnet|mono|wine|osascript|env|sudo|doas|su|runas|ssh|xargs|parallel|find|eval|exec|source|wscript|cscript|mshta|rundll32|regsvr32|msiexec|certutil|wmic|forfiles|docker|podman|make|cmake|start|open|xdg-open|explorer|installer|hdiutil|dpkg|apt|apt-get|rpm|dnf|yum|apk|snap|flatpak|brew|nohup|setsid|timeout|nice|stdbuf|time|watch|screen|tmux|at|batch|crontab|systemctl|launchctl|schtasks|systemd-run|strace|gdb|lldb|awk|gawk|sed|vim?|chmod|ld\.so|ld-linux[\w.-]*|busybox|script|expect)(?:\.exe)?$/i;

/** Words by which a program is told another one to start. */
const runsWords =
  /\s--?(?:[\w-]{0,30}-)?(?:command|cmd|exec|action|program|script|eval|filter|hook|pack|shell)\b|\s-c\s|ssh\.?[Cc]ommand|\bext::/;
const openers = /^(?:open|xdg-open|explorer|start|gio|kde-open|wslview)(?:\.exe)?$/i;

/** One program that the code names itself, and that neither takes code nor starts what it is given. */
export function isPlainProgram({ kind, detail }: Atom): boolean {
  const { names = [], text = "" } = detail;
  return (
    kind === "snk.proc" &&
    names.length > 0 &&
    !/^<[?a-z]+>/.test(text) &&
    !/[;&|`\n(]\s{0,8}<[?a-z]/.test(text) &&
    !runsWords.test(text) &&
    names.every((name) => !runners.test(name) && !name.startsWith("<"))
  );
}

/** A program that shows an address or a file to whoever sits there. */
export function isOpener({ kind, detail }: Atom): boolean {
  const { names = [] } = detail;
  return kind === "snk.proc" && names.length > 0 && names.every((name) => openers.test(name));
}

const shown =
  /^(?:open|xdg-open|gio open|wslview|(?:cmd(?:\.exe)? \/c )?start (?:""|\/?) ?)(?: -[a-z])? ?<\?>$/i;

/**
 * Whether nothing but one value, a word by itself, is given to a program that shows addresses: a sign-in
 * sends its user to the page that the service named.
 */
export function showsAddress({ kind, detail }: Atom): boolean {
  const { api = "", text = "", isEncodedHere = false } = detail;
  const isWord = isEncodedHere || /[.:](?:spawn|execFile)(?:Sync)?$/.test(api);
  return kind === "snk.proc" && isWord && shown.test(text);
}

/** A script that the code names, with words for it: what they come to is written there. */
const namedScript =
  /^(?:node|bun|deno|python[\d.]*)(?:\.exe)? (?:--(?!eval|print|require|import|loader)[\w-]+(?:=[^\s<]+)? )*(?:<(?:package|project)>\/[^\s<>]+|[a-z][\w-]{1,40})(?= |$)/;

export function startsNamedScript({ kind, detail }: Atom): boolean {
  return kind === "snk.proc" && namedScript.test(detail.text ?? "");
}
