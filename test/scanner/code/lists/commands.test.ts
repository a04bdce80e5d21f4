import { expect, test } from "vitest";
import {
  agentStart,
  captureOf,
  changesRepository,
  hostFactOf,
  publishes,
} from "../../../../src/scanner/code/lists/commands.ts";

/** A command line as its program and its words. */
function split(line: string): [string, string[]] {
  const [program = "", ...args] = line.split(" ");
  return [program, args];
}

test.each([
  ["claude --dangerously-skip-permissions -p x", ["--dangerously-skip-permissions"]],
  ["gemini --yolo -p x", ["--yolo"]],
  ["codex exec --full-auto x", ["--full-auto"]],
  ["q chat --trust-all-tools x", ["--trust-all-tools"]],
  ["npx @anthropic-ai/claude-code -p x", []],
  ["claude -p hello", []],
])("%s starts an agent", (line, flags) => expect(agentStart(...split(line))).toEqual(flags));

test.each([
  "claude --version",
  "q",
  "q list",
  "npx eslint .",
  "codexample run",
  "claude mcp list",
  "amplify push",
])("%s starts none", (line) => expect(agentStart(...split(line))).toBeNull());

test.each([
  "npm publish",
  "pnpm publish --no-git-checks",
  "yarn npm publish",
  "bun publish",
  "npm dist-tag add a@1 latest",
])("%s publishes", (line) => expect(publishes(...split(line))).toBe(true));

test.each([
  "npm install publish",
  "npm publish --dry-run",
  "npm run publish",
  "npm dist-tag ls",
  "publish now",
])("%s does not", (line) => expect(publishes(...split(line))).toBe(false));

test.each([
  "git push origin main",
  "git -C /tmp/x commit -m hi",
  "gh repo create a --public",
  "gh secret set A",
  "gh api -X POST /user/repos",
  "gh gist create a.txt",
])("%s changes a repository", (line) => expect(changesRepository(...split(line))).toBe(true));

test.each([
  "git status",
  "git log --grep push",
  "gh repo view",
  "gh api /user",
  "git config user.name",
])("%s changes none", (line) => expect(changesRepository(...split(line))).toBe(false));

test.each([
  ["whoami", "username"],
  ["uname -a", "uname"],
  ["ip addr", "network"],
  ["systeminfo", "systeminfo"],
])("%s tells %s", (line, fact) => expect(hostFactOf(...split(line))).toBe(fact));

test.each(["ip", "git id", "identify a.png", "reg query HKCU\\Software"])(
  "%s tells nothing",
  (line) => expect(hostFactOf(...split(line))).toBeNull(),
);

test.each([
  ["pbpaste", "src.clipboard"],
  ["xclip -selection clipboard -o", "src.clipboard"],
  ["screencapture -x a.png", "src.screen"],
  ["security find-generic-password -w", "src.file.secret"],
  ["gh auth token", "src.file.secret"],
  ["secret-tool lookup service a", "src.file.secret"],
])("%s takes %s", (line, kind) => expect(captureOf(...split(line))?.kind).toBe(kind));

test.each([
  "pbcopy",
  "xclip -selection clipboard",
  "import x",
  "security list-keychains",
  "gh auth login",
  "secret-tool store --label=a service a",
])("%s takes nothing", (line) => expect(captureOf(...split(line))).toBeNull());
