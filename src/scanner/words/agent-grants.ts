import { isDenied } from "./orders/guard.ts";

/** What an agent's settings or instructions grant without asking, or start by themselves. */
const grants: readonly (readonly [string, RegExp])[] = [
  [
    "auto-approve",
    /dangerously-?_?skip-?_?permissions|bypassPermissions|--yolo\b|"?auto-?_?approve"?\s{0,4}[:=]\s{0,4}(?:true|"?all|\[\s{0,4}"\*)|"?alwaysAllow"?\s{0,4}:\s{0,4}\[\s{0,4}"\*|enableAllProjectMcpServers"?\s{0,4}:\s{0,4}true|"?approval_policy"?\s{0,4}[:=]\s{0,4}"?never|acceptEdits|chat\.tools\.autoApprove/i,
  ],
  [
    "permissions",
    /"allow"\s{0,4}:\s{0,4}\[[^\]]{0,2000}?"(?:Bash|Shell|\*)(?:\(\s{0,4}\*?:?\*\s{0,4}\))?"|"?sandbox_mode"?\s{0,4}[:=]\s{0,4}"?danger|allowed-tools:\s{0,4}(?:\*|["']?(?:Bash|Shell)(?:\(\*\))?(?:["',\s]|$))/i,
  ],
  [
    "hooks that send",
    /"command"\s{0,4}:\s{0,4}"[^"\n]{0,400}(?:\b(?:curl|wget|nc|ncat|scp|rsync)\b|\bhttps?:|\|\s{0,3}(?:ba|z|da)?sh\b|\bbase64\b|\biex\b)/i,
  ],
  [
    "hooks",
    /"(?:PreToolUse|PostToolUse|SessionStart|UserPromptSubmit|Stop|SubagentStop|Notification)"\s{0,4}:\s{0,4}\[/,
  ],
];

const maxText = 256 * 1024;

export function agentGrants(path: string, text: string): readonly string[] {
  const read = text.slice(0, maxText);
  const isSettings = /\.(?:json|jsonc|toml|ya?ml)$/i.test(path);
  return grants
    .filter(([name, pattern]) => {
      const match = pattern.exec(read);
      if (match === null) return false;
      return isSettings || (!name.startsWith("hooks") && !isDenied(read, match.index));
    })
    .filter(([name]) => name !== "hooks" || path.startsWith(".") || !onlyChecks(read))
    .map(([name]) => name);
}

const started = /"command"\s{0,4}:\s{0,4}"(?!command")((?:[^"\\\n]|\\.){1,400})"/g;
/** What looks over the work, or brings it into form, and nothing else. */
const check =
  /^(?:npx |pnpm (?:exec )?|yarn |bunx |bun |uv run )?(?:--no-install )?(?:prettier|eslint|biome|dprint|oxlint|stylelint|tsc|ruff|black|mypy|gofmt|rustfmt|cargo fmt|npm run (?:-s |--silent )?(?:lint|format|fmt|test|typecheck|check)|npm test|(?:run )?(?:lint|format|test|typecheck))\b[^;&|<>`()]{0,200}(?:\|\| true|2>&1|\|\| :)?$/;

/**
 * Whether the hooks of a file start nothing but formatters, linters and tests: what a template brings to a
 * project; at the root of a package even they are looked at.
 */
function onlyChecks(text: string): boolean {
  const commands = Array.from(text.matchAll(started), ([, command = ""]) => command.trim());
  return commands.length > 0 && commands.every((command) => check.test(command));
}
