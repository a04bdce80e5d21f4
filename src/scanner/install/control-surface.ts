export interface ControlSurface {
  readonly kind: "persistence" | "control" | "agent" | "git-hooks";
  /** In our words, for a message. */
  readonly what: string;
}

/** Files that start programs by themselves, after the package is long forgotten. */
const persistence: readonly RegExp[] = [
  /(?:^|\/)\.(?:bashrc|bash_profile|bash_login|bash_aliases|bash_logout|profile|zshrc|zshenv|zprofile|zlogin|kshrc|cshrc|tcshrc|xprofile|xinitrc|inputrc)$/,
  /(?:^|\/)\.config\/(?:fish\/(?:config\.fish|conf\.d\/)|autostart\/|systemd\/user|environment\.d\/)/,
  /^\/etc\/(?:profile|bash\.bashrc|zsh|environment|cron|anacrontab|systemd\/|init\.d\/|rc\.local|xdg\/autostart|ld\.so\.preload)/,
  /^\/(?:var\/spool\/cron|usr\/lib\/systemd|lib\/systemd)/,
  /library\/launch(?:agents|daemons)/,
  /start menu\/programs\/startup/,
  /powershell\/(?:microsoft\.powershell_)?profile\.ps1$/,
  /(?:^|\/)(?:site|dist)-packages\/(?:[^/]+\.pth|(?:site|user)customize\.py)$/,
  /\/(?:site|user)customize\.py$/,
  /(?:^|\/)(?:\.ipython\/profile_[^/]+\/startup\/|\.rprofile$|\.irbrc$|\.gdbinit$|\.lldbinit$)/,
];
/** Files that a build server names in a variable: each later step takes its programs and variables from them. */
const laterSteps = /\/\$(?:GITHUB_PATH|GITHUB_ENV|BASH_ENV)$/;
/** Files that a coding agent reads as instructions or configuration. */
const agents =
  /(?:^|\/)(?:agents\.md|claude\.md|gemini\.md|\.claude(?:\/|\.json|$)|\.cursor(?:\/|rules)|\.windsurf|\.clinerules|\.continue\/|\.opencode\/|\.codex\/|\.gemini\/|\.aider|\.?mcp\.json|claude_desktop_config\.json|perstack\.toml|\.github\/copilot-instructions\.md)/;
const control: readonly (readonly [RegExp, string])[] = [
  [/(?:^|\/)\.ssh\/(?:config|authorized_keys|rc|environment)/, "the user's remote-login settings"],
  [
    /(?:^|\/)\.(?:npmrc|yarnrc(?:\.ya?ml)?|bunfig\.toml|pnpmfile\.cjs)$/,
    "a package client's settings",
  ],
  [/(?:^|\/)(?:\.gitconfig|\.config\/git\/|\.git\/config$|\.git-templates)/, "Git's settings"],
  [
    /(?:^|\/)(?:\.github\/(?:workflows|actions)\/|\.gitlab-ci\.yml|\.circleci\/|\.travis\.yml|azure-pipelines\.yml|jenkinsfile$)/,
    "the project's build server",
  ],
  [
    /(?:^|\/)(?:\.vscode\/(?:tasks|settings|launch|extensions\/)|\.idea\/|\.devcontainer\/|\.envrc$)/,
    "the editor's or the folder's automatic tasks",
  ],
  [
    /^\/etc\/(?:hosts|resolv\.conf|sudoers|ssl\/certs|ca-certificates|pam\.d)|^\/usr\/local\/share\/ca-certificates|system32\/drivers\/etc/,
    "the machine's name resolution, trust or privileges",
  ],
];

/**
 * What a write to `path` would take control of, or null. Paths are as `ShellSession` gives them:
 * what begins with a name lies in the package's own folder and controls nothing.
 */
export function controlSurface(path: string): ControlSurface | null {
  if (laterSteps.test(path))
    return { kind: "persistence", what: "what later steps of a build run" };
  if (!/^(?:[~/?]|\.\.|[A-Za-z]:|<project>)/.test(path)) return null;
  const lower = path.toLowerCase();
  if (persistence.some((pattern) => pattern.test(lower))) {
    return { kind: "persistence", what: "a place that starts programs by itself" };
  }
  if (/(?:^|\/)\.git\/hooks(?:\/|$)/.test(lower)) {
    return { kind: "git-hooks", what: "the project's Git hooks" };
  }
  if (agents.test(lower)) return { kind: "agent", what: "what a coding agent reads or runs" };
  for (const [pattern, what] of control) if (pattern.test(lower)) return { kind: "control", what };
  return null;
}
