import type { Act } from "../shell/acts.ts";

/** Settings of Git that name a program, another place or whom to believe. */
const ofGit =
  /^(?:url\..{1,300}\.(?:push)?insteadof|core\.(?:sshcommand|fsmonitor|askpass|gitproxy|editor|pager)|credential\.(?:.{1,300}\.)?helper|http\.(?:.{1,300}\.)?(?:proxy|sslverify|sslcainfo|extraheader)|include(?:if\..{1,300})?\.path|filter\..{1,300}|alias\..{1,100})$/i;
const ofClient =
  /^(?:registry|@[^:=]{1,100}:registry|(?:https?-)?proxy|strict-ssl|ca|cafile|script-shell|shell|node-options|git|userconfig|globalconfig|npmregistryserver|npmscopes|https?proxy|enablestrictssl|unsafehttpwhitelist|yarnpath)(?:=|$)/i;
const ofPython =
  /^(?:global|user|install)\.(?:index-url|extra-index-url|trusted-host|proxy|cert)$/i;
const ofGo = /^(?:GOPROXY|GONOSUMDB|GONOSUMCHECK|GOSUMDB|GOINSECURE|GOFLAGS|GOPRIVATE)=/;

/** Whether a command tells a client for good where to take code from, or whom to believe. */
export function redirectsClient({ program, args }: Act & { readonly kind: "run" }): boolean {
  if (args.some((arg) => /^--?(?:get.*|list|ls|l|unset.*|remove-section|help|h)$/.test(arg))) {
    return false;
  }
  const plain = args.filter((arg) => !arg.startsWith("-"));
  const [verb = "", action = "", key = ""] = plain;
  switch (program) {
    case "git": {
      const values = plain.slice(plain.indexOf("config") + 1);
      return plain.includes("config") && values.length > 1 && ofGit.test(values[0] ?? "");
    }
    case "npm":
    case "pnpm":
    case "yarn":
    case "bun":
      if (verb === "set") return ofClient.test(action);
      return /^(?:config|c)$/.test(verb) && action === "set" && ofClient.test(key);
    case "pip":
    case "pip3":
      return verb === "config" && action === "set" && ofPython.test(key);
    case "go":
      return verb === "env" && args.includes("-w") && plain.some((word) => ofGo.test(word));
    case "gem":
      return verb === "sources" && args.some((arg) => /^(?:-a|--add)$/.test(arg));
    case "conda":
      return verb === "config" && args.some((arg) => /^--(?:add|prepend|append|set)$/.test(arg));
    case "docker":
      return verb === "context" && action === "use";
    default:
      return false;
  }
}

/** Where the clients of a user keep the same settings; paths are as the shell's reader writes them. */
const settingFiles =
  /^(?:~|\/etc|\/usr\/(?:local\/)?etc)\/(?:.{0,200}\/)?(?:\.?gitconfig|git\/(?:config|credentials)|\.npmrc|npmrc|\.yarnrc(?:\.yml)?|pnpm\/rc|\.bunfig\.toml|pip\.conf|pip\.ini|\.pypirc|\.condarc|\.gemrc|\.docker\/(?:config|daemon)\.json|docker\/daemon\.json|\.cargo\/config(?:\.toml)?|\.m2\/settings\.xml|\.gradle\/init(?:\.gradle|\.d\/.{1,100})|\.curlrc|\.wgetrc)$/i;
/** In them stands from where each package of a project comes; clients write them, nobody else does. */
const lockFiles =
  /^(?:<project>|\.\.|~|\/|[A-Za-z]:).{0,300}\/?(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?)$/;

export function redirectsByFile(path: string): boolean {
  return settingFiles.test(path) || (lockFiles.test(path) && !path.includes("/node_modules/"));
}
