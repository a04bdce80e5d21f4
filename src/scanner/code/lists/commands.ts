import { words } from "./words.ts";

/** Programs that are coding agents, by the name that starts them (19.3 agent part). */
const agentPrograms = new Set(
  words(`
  claude claude-code codex gemini gemini-cli cursor-agent aider opencode openclaw goose crush amp
  qwen qwen-code copilot auggie droid kiro-cli cline plandex cn openhands`),
);
/** Packages by which a runner would fetch one of them. */
const agentPackages =
  /^(?:@anthropic-ai\/claude-code|@openai\/codex|@google\/gemini-cli|@qwen-code\/qwen-code|opencode-ai|@github\/copilot|@sourcegraph\/amp)(?:@|$)/;
/** Flags by which an agent stops asking before it acts. */
const approvalFlags =
  /^(?:--dangerously-[\w-]+|--yolo|-y|--yes|--yes-always|--full-auto|--force|-f|--trust-all-tools|--allow-all-tools|--allow-all-paths|--no-interactive|--auto-approve|--approval-mode=(?:yolo|auto|full-auto|never)|--permission-mode=(?:bypass|accept).*|--ask-for-approval=never|--sandbox=danger.*|--skip-permissions|--skip-git-repo-check|--allowedtools(?:=.*)?)$/;
const approvalValues =
  /^(?:bypasspermissions|yolo|never|danger-full-access|acceptedits|dontask|full-auto)$/i;

/**
 * Whether words start a coding agent, and with which flags that remove approval; null when they do
 * not. Asking an agent for its version or its help starts nothing.
 */
export function agentStart(program: string, args: readonly string[]): readonly string[] | null {
  const isRunner = /^(?:npx|bunx|pnpx|uvx|dlx)$/.test(program);
  const target = isRunner ? args.find((arg) => !arg.startsWith("-")) : undefined;
  const isAmazon = program === "q" && /^(?:chat|--trust-all-tools)$/.test(args[0] ?? "");
  const isAgent =
    isAmazon ||
    agentPrograms.has(program) ||
    (target !== undefined && (agentPackages.test(target) || agentPrograms.has(target)));
  if (!isAgent) return null;
  const own = isRunner ? args.slice(args.indexOf(target ?? "") + 1) : args;
  if (own.some((arg) => /^(?:--?v(?:ersion)?|--?h(?:elp)?|mcp|config|login|update)$/.test(arg))) {
    return null;
  }
  return own.filter(approvalFlag);
}

/** Whether a word of a command, or the value of a setting, makes an agent stop asking. */
export function approvalFlag(word: string): boolean {
  const lower = word.toLowerCase();
  return approvalFlags.test(lower) || approvalValues.test(lower);
}

/** Commands that only tell about the machine or its user, by the fact that they tell. */
const hostCommands = new Map(
  Object.entries({
    whoami: "username",
    pwd: "cwd",
    id: "username",
    hostname: "hostname",
    uname: "uname",
    systeminfo: "systeminfo",
    ifconfig: "network",
    ipconfig: "network",
    ip: "network",
    arp: "network",
    hostnamectl: "hostname",
    sw_vers: "uname",
    lscpu: "systeminfo",
    ioreg: "machine-id",
    dmidecode: "machine-id",
    system_profiler: "systeminfo",
    getmac: "network",
  }),
);

export function hostFactOf(program: string, args: readonly string[]): string | null {
  if (program === "ip" && !/^(?:a|addr|address|route|r|link|neigh)$/.test(args[0] ?? ""))
    return null;
  if (program === "reg" && /machineguid/i.test(args.join(" "))) return "machine-id";
  if (program === "wmic" && /csproduct|uuid|serialnumber/i.test(args.join(" ")))
    return "machine-id";
  return hostCommands.get(program) ?? null;
}

/** What a command takes from the user, and the name of it. */
export function captureOf(
  program: string,
  args: readonly string[],
): { kind: "src.clipboard" | "src.screen" | "src.file.secret"; name: string } | null {
  const line = args.join(" ");
  if (secretScanners.test(program) && !/^--?(?:v|version|h|help)$/.test(line)) {
    return { kind: "src.file.secret", name: "secret scanner" };
  }
  switch (program) {
    case "pbpaste":
    case "wl-paste":
    case "get-clipboard":
      return { kind: "src.clipboard", name: program };
    case "xclip":
    case "xsel":
      return /(?:^|\s)(?:-o|--output|-out)(?:\s|$)/.test(line)
        ? { kind: "src.clipboard", name: program }
        : null;
    case "screencapture":
    case "scrot":
    case "gnome-screenshot":
    case "grim":
    case "maim":
    case "nircmd":
    case "xwd":
    case "spectacle":
    case "flameshot":
    case "imagesnap":
    case "fswebcam":
      return { kind: "src.screen", name: program };
    case "ffmpeg":
      return /(?:^|\s)(?:x11grab|gdigrab|kmsgrab|avfoundation)(?:\s|$)/.test(line)
        ? { kind: "src.screen", name: program }
        : null;
    case "import":
      return /-window\s+root/.test(line) ? { kind: "src.screen", name: program } : null;
    case "security":
      return /^(?:find-(?:generic|internet)-password|dump-keychain|export)/.test(line)
        ? { kind: "src.file.secret", name: "keychain" }
        : null;
    case "secret-tool":
      return /^(?:store|clear|lock)\b/.test(line)
        ? null
        : { kind: "src.file.secret", name: "keyring" };
    case "kwallet-query":
    case "cmdkey":
    case "vaultcmd":
      return { kind: "src.file.secret", name: "keyring" };
    case "gh":
      return /^auth (?:token|status.*-t)/.test(line)
        ? { kind: "src.file.secret", name: "gh token" }
        : null;
    case "npm":
      return /^(?:token|config (?:get|list|ls).*_auth)/.test(line)
        ? { kind: "src.file.secret", name: "npm token" }
        : null;
    case "gcloud":
      if (/^secrets versions access/.test(line)) return store;
      return /print-(?:access|identity)-token/.test(line)
        ? { kind: "src.file.secret", name: "gcloud token" }
        : null;
    case "az":
      if (/^keyvault secret (?:show|list|download)/.test(line)) return store;
      return /get-access-token/.test(line)
        ? { kind: "src.file.secret", name: "azure token" }
        : null;
    case "git":
      return /^credential(?:-\S+)? (?:fill|get)/.test(line)
        ? { kind: "src.file.secret", name: "git credential" }
        : null;
    default:
      return secretStores[program]?.test(line) === true ? store : null;
  }
}

const store = { kind: "src.file.secret", name: "secret store" } as const;
/** Clients of stores for secrets, and with which words they print what is in them. */
const secretStores: Readonly<Record<string, RegExp>> = {
  aws: /^(?:secretsmanager (?:get-secret|batch-get|list-secrets)|ssm get-parameter|configure (?:get |export-credentials)|sts (?:get-session-token|assume-role))/,
  kubectl: /^(?:get secrets?\b|config view .{0,200}--raw)|\bget secrets?\b/,
  vault: /^(?:kv get|read|print token|token lookup)/,
  op: /^(?:item (?:get|list)|read|document get)/,
  bw: /^(?:get|list|export)/,
  pass: /^(?:show|[\w/-]+$)/,
  doppler: /^secrets/,
  infisical: /^(?:secrets|export)/,
  chamber: /^(?:export|read|env)/,
  heroku: /^(?:config\b|auth:token)/,
  vercel: /^env pull/,
  fly: /^auth token/,
  flyctl: /^auth token/,
  railway: /^variables/,
  "docker-credential-desktop": /^(?:get|list)/,
  "docker-credential-osxkeychain": /^(?:get|list)/,
  "docker-credential-secretservice": /^(?:get|list)/,
  "docker-credential-wincred": /^(?:get|list)/,
};

/** Tools that look for secrets in folders and histories; what they print is what they found. */
const secretScanners =
  /^(?:gitleaks|trufflehog|trufflehog3|detect-secrets|ggshield|git-secrets|noseyparker|kingfisher|titus)$/;

/** Whether words hand a package to a registry for others. */
export function publishes(program: string, args: readonly string[]): boolean {
  if (!/^(?:npm|pnpm|yarn|bun|cnpm|lerna|np|changeset|jsr|vsce|ovsx)$/.test(program)) return false;
  const plain = args.filter((arg) => !arg.startsWith("-"));
  if (program === "np") return true;
  const first = program === "yarn" && plain[0] === "npm" ? plain[1] : plain[0];
  const isTag = /^(?:dist-tag|tag)$/.test(first ?? "") && /^(?:add|set)$/.test(plain[1] ?? "");
  return (first === "publish" || isTag) && !args.includes("--dry-run");
}

/** Whether words change a repository that others see, or what runs there. */
export function changesRepository(program: string, args: readonly string[]): boolean {
  const plain = args.filter((arg) => !arg.startsWith("-"));
  const [first = "", second = ""] = plain;
  if (program === "git") return /^(?:push|commit)$/.test(subcommand(args));
  if (program === "glab")
    return /^(?:repo|mr|variable|snippet)$/.test(first) && /^(?:create|set)$/.test(second);
  if (program !== "gh") return false;
  if (first === "api")
    return /(?:^|\s)(?:-X|--method)[ =]?(?:POST|PUT|PATCH)/i.test(args.join(" "));
  return (
    /^(?:repo|secret|workflow|gist|pr|issue|release|variable|run|ssh-key|gpg-key)$/.test(first) &&
    /^(?:create|set|run|add|upload|edit|fork|enable|merge|comment)$/.test(second)
  );
}

/** Of `git -C folder -c a=b push`: the word that says what to do. */
function subcommand(args: readonly string[]): string {
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? "";
    if (arg === "-C" || arg === "-c") index++;
    else if (!arg.startsWith("-")) return arg;
  }
  return "";
}
