import type { PackageView, Rule } from "../rule.ts";
import { isConfirmed } from "../words/cautions.ts";
import { isUnplaced } from "../words/mcp-tools.ts";
import { bareName, fetched, isEveryday, isOwn, ownNames } from "../words/own-installs.ts";
import type { ProseWindow } from "../words/prose.ts";

/** What comes from elsewhere, whichever command fetches it. */
const elsewhere =
  /^\s+[^\n;&|]{0,80}(?:https?:\/\/(?!localhost\b|127\.)|git\+|github:|--registry|--from|--index)/;

/** Text that makes an agent fetch or unlock something beyond the package itself (TXT-07). */
export const installBait: Rule = {
  meta: {
    id: "TXT-07",
    family: "text",
    points: 70,
    solo: false,
    title:
      "Text tells agents to install something else, to run remote code, or to lower a protection.",
    advice: "Find out what would be installed or unlocked, and who publishes it.",
  },
  *check(pkg) {
    const asked = leftToUsers(pkg.prose.windows);
    for (const window of pkg.prose.windows) {
      if (window.isQuoted || window.liveness === "far" || window.carrier === "expert") continue;
      if (isUnplaced(window.field)) continue;
      if (window.carrier === "tool" && window.field !== null && !window.acts.includes("install"))
        continue;
      if (!isAddressed(window) || isTold(window) || !baits(pkg, window, asked)) continue;
      const { file, line, excerpt, liveness } = window;
      const message = "A text tells agents to install, run or allow what its user did not ask for.";
      const points = liveness === "live" ? 70 : 40;
      yield { surface: "agent", file, line, excerpt, message, points };
    }
  },
};

/** The commits of a changelog, and commands that were allowed once, are no order to anybody. */
function isTold({ carrier, file, excerpt }: ProseWindow): boolean {
  return (carrier === "changelog" && commit.test(excerpt)) || /\.jsonc?$/i.test(file);
}

const commit = /\(\[[0-9a-f]{7,12}\]\(https?:\/\/[^\s()]{1,200}\/commit\//;

/** What is printed is for people, unless it says otherwise. */
function isAddressed({ classes, liveness, carrier }: ProseWindow): boolean {
  return (liveness === "live" && carrier !== "printed") || classes.includes("addr");
}

function baits(pkg: PackageView, window: ProseWindow, asked: ReadonlySet<string>): boolean {
  const { file, acts, excerpt, classes, liveness } = window;
  // To lower a protection is an order only where texts are, and something is to be done.
  if (
    acts.includes("unguard") &&
    liveness === "live" &&
    classes.includes("exec") &&
    !isBrief(window)
  )
    return true;
  if (acts.includes("remote-code") && command.test(excerpt) && !isOfOwner(pkg, excerpt))
    return true;
  if (!acts.includes("install")) return false;
  const own = ownNames(pkg);
  for (const match of excerpt.matchAll(fetched)) {
    const name = bareName(match[1] ?? "");
    if (isOwn(pkg, own, name) || asked.has(`${file} ${name}`)) continue;
    if (isOfOwner(pkg, excerpt.slice(match.index, match.index + maxCommand))) continue;
    if (!isEveryday(name) || elsewhere.test(excerpt.slice(match.index + match[0].length)))
      return true;
  }
  return false;
}

/** A tool's, or an option's, description that says what it does and nothing more. */
function isBrief({ carrier, classes }: ProseWindow): boolean {
  return (carrier === "tool" || carrier === "tool-result") && classes.length < 2;
}

const maxCommand = 120;
/** What fetches or runs something; an address that is only told of runs nothing. */
const command =
  /\b(?:curl|wget|npx|bunx|uvx|pipx?|bash|zsh|sh|iex|irm|npm|pnpm|yarn|bun|git clone|docker|brew|python3?|node|deno|powershell)\b/i;

/** Whether a line adds what is of the same owner as the package, by the repository that it names. */
function isOfOwner({ manifest }: PackageView, text: string): boolean {
  const { name, repository } = manifest?.json ?? {};
  const url = typeof repository === "string" ? repository : JSON.stringify(repository ?? "");
  const owner = /github\.com[/:]([\w-]{2,40})\//i.exec(url)?.[1]?.toLowerCase();
  const scope =
    typeof name === "string" ? /^@([\w-]{2,40})\//.exec(name)?.[1]?.toLowerCase() : null;
  if (owner === undefined || owner !== scope) return false;
  const added = Array.from(
    text.matchAll(/\badd\s([\w-]{2,40})\/[\w.-]{1,60}/gi),
    ([, by = ""]) => by,
  );
  return added.length > 0 && added.every((by) => by.toLowerCase() === owner);
}

/** What a file asks its user about, before it is used there. */
function leftToUsers(windows: readonly ProseWindow[]): ReadonlySet<string> {
  const asked = new Set<string>();
  for (const { file, excerpt, acts } of windows) {
    if (!acts.includes("install")) continue;
    for (const match of excerpt.matchAll(fetched)) {
      if (isLeftToUser(excerpt, match.index)) asked.add(`${file} ${bareName(match[1] ?? "")}`);
    }
  }
  return asked;
}

/** Whether the sentence around a command has the user asked, or do it. */
function isLeftToUser(excerpt: string, at: number): boolean {
  const before = excerpt.slice(0, at);
  const from = Math.max(before.lastIndexOf("\n"), before.lastIndexOf(". ")) + 1;
  const behind = /\n|\.\s/.exec(excerpt.slice(at));
  const sentence = excerpt.slice(from, behind === null ? undefined : at + behind.index);
  return isConfirmed(sentence) || leftToUser.test(sentence);
}

const leftToUser =
  /\b(?:only )?(?:if|when|after|once) (?:they |the user |you (?:are|were) )?(?:asked|agrees?|asks|approves?|confirms?|wants?)\b|\bafter asking\b|\b(?:suggest|recommend|propose|offer)\b|\b(?:ask|tell|have|let) the (?:user|developer|person)\b/i;
