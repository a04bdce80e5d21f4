import { expect, test } from "vitest";
import { controlPath } from "../../../../src/scanner/code/lists/control-paths.ts";

test.each([
  ["<project>/.github/workflows/ci.yml", false],
  ["<param>/.github/workflows/ci.yml", false],
  ["<project>/.git/hooks/pre-commit", false],
  ["<project>/.vscode/tasks.json", false],
  ["<project>/.npmrc", false],
  ["~/.npmrc", false],
  ["~/.bashrc", false],
  ["~/.ssh/authorized_keys", false],
  ["~/.config/systemd/user/a.service", false],
  ["/etc/hosts", false],
  ["<package>/../../.vscode/settings.json", false],
  ["<package>/../other/index.js", false],
  ["~/AppData/Local/Programs/wallet/resources/app.asar", false],
  ["<project>/node_modules/other/index.js", false],
  ["<project>/AGENTS.md", true],
  ["<project>/CLAUDE.md", true],
  ["<project>/.claude/settings.json", true],
  ["~/.claude/CLAUDE.md", true],
  ["<project>/.cursor/mcp.json", true],
  ["<project>/.mcp.json", true],
  ["<project>/.windsurfrules", true],
  ["<project>/.github/copilot-instructions.md", true],
])("writing %s takes control (agent: %s)", (path, isAgent) => {
  expect(controlPath(path)?.isAgent ?? null).toBe(isAgent);
});

test.each([
  "<package>/.npmrc",
  "<package>/../.cache/x",
  "<package>/../.package-lock.json",
  "<package>/CLAUDE.md",
  "<package>/dist/index.js",
  "<temp>/.bashrc",
  "<project>/dist/index.js",
  "<project>/docs/agents.html",
  "<project>/node_modules/.cache/tool/a.json",
  "<project>/package.json",
  "~/.config/tool/config.json",
  "~/.cache/tool/x",
])("writing %s takes control of nothing", (path) => expect(controlPath(path)).toBeNull());
