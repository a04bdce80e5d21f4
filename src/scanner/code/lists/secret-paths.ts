/** What the content of a file that a path names is worth. */
interface ValuablePath {
  readonly kind:
    | "src.file.secret"
    | "src.browserstore"
    | "src.wallet"
    | "src.agentlogin"
    | "src.procmem"
    | "src.host"
    | "src.env.bulk";
  /** In our words, the part of the path that says so. */
  readonly name: string;
}

type Row = readonly [pattern: RegExp, name: string];

/** Below the home folder (19.3); paths are in lower case and without the home folder. */
const secretsOfHome: readonly Row[] = [
  [/^\.npmrc$/, ".npmrc"],
  [/^\.yarnrc(?:\.yml|\.yaml)?$/, ".yarnrc"],
  [/^\.bunfig\.toml$/, ".bunfig.toml"],
  [/^\.pypirc$/, ".pypirc"],
  [/^[._]netrc$/, ".netrc"],
  [/^\.git-credentials$|^\.config\/git\/credentials$/, ".git-credentials"],
  [/^\.config\/gh(?:\/|$)/, ".config/gh"],
  [/^\.config\/(?:hub|glab-cli)(?:\/|$)/, ".config/hub"],
  [/^\.ssh(?:\/|$)/, ".ssh"],
  [/^\.gnupg(?:\/|$)/, ".gnupg"],
  [/^\.aws(?:\/|$)/, ".aws"],
  [/^\.azure(?:\/|$)/, ".azure"],
  [/^(?:\.config|appdata\/roaming)\/gcloud(?:\/|$)/, ".config/gcloud"],
  [/^\.kube(?:\/config)?$/, ".kube/config"],
  [/^\.docker\/config\.json$/, ".docker/config.json"],
  [/^\.terraform\.d(?:\/|$)|^\.terraformrc$/, ".terraform.d"],
  [/^\.vault-token$/, ".vault-token"],
  [/^\.oci(?:\/|$)/, ".oci"],
  [/^\.config\/doctl(?:\/|$)/, ".config/doctl"],
  [/^\.cargo\/credentials(?:\.toml)?$/, ".cargo/credentials"],
  [/^\.gem\/credentials$/, ".gem/credentials"],
  [/^\.m2\/settings(?:-security)?\.xml$/, ".m2/settings.xml"],
  [/^(?:\.config\/|\.)composer\/auth\.json$/, ".composer/auth.json"],
  [/^\.(?:bash|zsh|sh|fish|python|mysql|psql|rediscli)_history$/, "shell history"],
  [/^\.local\/share\/fish\/fish_history$|consolehost_history\.txt$/, "shell history"],
  [/^\.pgpass$/, ".pgpass"],
  [/^\.my\.cnf$/, ".my.cnf"],
  [/^\.password-store(?:\/|$)/, "password store"],
  [/(?:^|\/)(?:bitwarden|1password|keepassxc?|lastpass)(?:\/|$)|\.kdbx$/, "password manager"],
  [/^library\/keychains(?:\/|$)/, "keychain"],
  [/^\.local\/share\/(?:keyrings|kwalletd)(?:\/|$)/, "keyring"],
  [/^appdata\/(?:roaming|local)\/microsoft\/(?:credentials|protect|vault)(?:\/|$)/, "keyring"],
  [/(?:^|\/)telegram desktop\/tdata(?:\/|$)/, "messenger"],
  [
    /(?:^|\/)(?:discord|discordcanary|discordptb|slack|signal)\/(?:local storage|storage|cookies|config\.json|sql)/,
    "messenger",
  ],
  [/^(?:\.|library\/)thunderbird(?:\/|$)|microsoft\/outlook(?:\/|$)/, "mail store"],
  [/(?:^|\/)filezilla\/(?:sitemanager|recentservers)\.xml$|(?:^|\/)winscp\.ini$/, "file transfer"],
  [/(?:^|\/)(?:openvpn|anydesk|nordvpn|protonvpn)(?:\/|$)|\.(?:ovpn|rdp)$/, "remote access"],
  [/^\.config\/rclone(?:\/|$)/, "rclone"],
  // By which programs on this machine talk to the user's own node; no key is in it.
  [
    /(?:^|\/)\.(?:bitcoin|litecoin|dogecoin|monero|zcash)\/(?:[^/]+\/)?(?:[^/]+\.conf|\.cookie)$/,
    "node settings",
  ],
  [/^\.env(?:\.[\w.-]+)?$/, ".env"],
];
/** Folders that only coding agents have, with their logins and what was said to them. */
const agentsOfHome: readonly Row[] = [
  [/^\.claude(?:\/|\.json$|$)|^\.config\/claude(?:\/|$)/, "claude"],
  [
    /(?:^|\/)(?:application support|roaming|\.config)\/claude\/claude_desktop_config\.json$/,
    "claude",
  ],
  [/^\.codex(?:\/|$)/, "codex"],
  [/^\.cursor(?:\/|$)/, "cursor"],
  [/^\.gemini(?:\/|$)/, "gemini"],
  [/^\.(?:config|local\/share)\/opencode(?:\/|$)|^\.opencode(?:\/|$)/, "opencode"],
  [/^\.continue(?:\/|$)/, "continue"],
  [/^\.aider/, "aider"],
  [/^\.openclaw(?:\/|$)/, "openclaw"],
  [/^\.(?:codeium|windsurf|qwen|amazonq|kiro|copilot|roo|cline)(?:\/|$)|^\.aws\/amazonq/, "agent"],
  [/^\.config\/(?:github-copilot|goose|crush|amp)(?:\/|$)/, "agent"],
];
const browsers: readonly Row[] = [
  [
    /(?:^|\/)(?:login data|web data|local state|cookies\.sqlite|key[34]\.db|logins\.json|signons\.sqlite|cookies\.binarycookies)(?:$|[\s-])/,
    "browser",
  ],
  [
    /(?:^|\/)(?:user data|google-chrome|chromium|brave-browser|microsoft-edge|vivaldi)\/(?:[^/]+\/)?(?:network\/)?cookies$/,
    "browser",
  ],
  [
    /(?:^|\/)(?:google\/chrome|google-chrome|chromium|bravesoftware|brave-browser|microsoft\/edge|microsoft edge|vivaldi|opera software|yandex\/yandexbrowser|arc)(?:\/user data)?\/(?:default|profile \d+|guest profile)(?:\/|$)/,
    "browser",
  ],
  [
    /(?:^|\/)(?:chrome|brave-browser|edge|chromium|yandexbrowser|vivaldi)\/user data(?:\/|$)/,
    "browser",
  ],
  [
    /(?:^|\/)(?:\.mozilla\/firefox|mozilla\/firefox\/profiles|firefox\/profiles)(?:\/|$)/,
    "browser",
  ],
  [/(?:^|\/)(?:local extension settings|sync extension settings)(?:\/|$)/, "extension storage"],
];
const wallets: readonly Row[] = [
  [/(?:^|\/)wallet\.dat$/, "wallet.dat"],
  [/(?:^|\/)(?:\.electrum|electrum)\/wallets/, "electrum"],
  [/(?:^|\/)exodus\/exodus\.wallet/, "exodus"],
  [/(?:^|\/)atomic\/local storage/, "atomic"],
  [/(?:^|\/)(?:\.ethereum|ethereum)\/keystore/, "keystore"],
  [/(?:^|\/)\.config\/solana(?:\/|$)|(?:^|\/)solana\/id\.json$/, "solana"],
  [
    /(?:^|\/)(?:\.bitcoin|\.litecoin|\.dogecoin|\.monero|\.zcash)(?:\/(?!(?:[^/]+\/)?(?:[^/]+\.conf|\.cookie)$)|$)/,
    "coin folder",
  ],
  [/(?:^|\/)(?:ledger live|coinomi|guarda|jaxx|trezor suite|wasabi|binance)(?:\/|$)/, "wallet"],
];
/** Ids under which browsers keep the storage of wallet extensions. */
const walletExtensions =
  /nkbihfbeogaeaoehlefnkodbefgpgknn|ejbalbakoplchlghecdalmeeeajnimhm|bfnaelmomeimhlpmgjnjophhpkkoljpa|hnfanknocfeofbddgcijnmhnfnkdnaad|fhbohimaelbohpjbbldcngcnapndodjp|ibnejdfjmmkpcnlpebklmnkoeoihofec|egjidjbpglichdcondbcbdnbeeppgdph|acmacodkjbdgmoleebolmdjonilkdbch|fnjhmkhhmkbjkkabndcnnogagogbneec|aeachknmefphepccionboohckonoeemg|bhhhlbepdkbapadjdnnojkbgioiodbic|mcohilncbfahbmgdjkbpemcciiolgcge|aholpfdialjgjfhomihkjbmgjidlcdno|dmkamcknogkgcdfhhbddcghachkejeap/;
/** By their full path. */
const secretsOfSystem: readonly Row[] = [
  [/^\/etc\/(?:g?shadow|sudoers)(?:$|[-/])/, "/etc/shadow"],
  [/^\/(?:var\/)?run\/secrets(?:\/|$)/, "/run/secrets"],
  [/^\/etc\/(?:kubernetes|rancher)\/.*(?:\.conf|\.key|\.yaml)$/, "cluster configuration"],
  [/^\/etc\/ssh\/ssh_host_[a-z0-9]+_key$/, "host key"],
  [/^\/library\/keychains/, "keychain"],
];
const hostFacts: readonly Row[] = [
  [/^\/(?:etc|var\/lib\/dbus)\/machine-id$/, "machine-id"],
  [/^\/sys\/class\/dmi\/id\//, "machine-id"],
  [/^\/etc\/passwd$/, "users"],
  [/^\/etc\/hostname$/, "hostname"],
];
/** What browsers keep beside their profiles to find themselves again. */
const browserHousekeeping =
  /(?:^|\/)(?:devtoolsactiveport|singleton(?:lock|socket|cookie)|lockfile|first run|last version|last browser)$/;
const notSecret =
  /\.env\.(?:example|sample|template|dist|schema|defaults?|test|d\.ts)$|\.(?:d\.ts|pub)$|\/known_hosts$/;
/** Folders of people, written out; on every other machine they are the home folder of somebody else. */
const homeFolder = /^(?:\/(?:home|users)\/[^/]+|\/root|[a-z]:\/users\/[^/]+)(?:\/|$)/;

/**
 * What reading `path` would give, or null when it is nothing of note. The path is as `shownPath`
 * gives it: `~` is the home folder, `<project>`, `<package>` and so on stand for other roots.
 */
export function valuablePath(path: string): ValuablePath | null {
  const lower = path.toLowerCase().replaceAll("\\", "/");
  if (notSecret.test(lower) || browserHousekeeping.test(lower)) return null;
  if (/^\/proc\/self\/environ$/.test(lower)) return { kind: "src.env.bulk", name: "environ" };
  const ofProcess = /^\/proc\/(?!self\/maps$)[^/]+\/(?:task\/[^/]+\/)?(mem|environ|maps)$/.exec(
    lower,
  );
  if (ofProcess?.[1] !== undefined) return { kind: "src.procmem", name: ofProcess[1] };
  const below = relativeTo(lower);
  if (below === null) {
    return find(secretsOfSystem, lower, "src.file.secret") ?? find(hostFacts, lower, "src.host");
  }
  if (walletExtensions.test(below.rest)) return { kind: "src.wallet", name: "wallet extension" };
  const store =
    find(wallets, below.rest, "src.wallet") ?? find(browsers, below.rest, "src.browserstore");
  if (store !== null) return store;
  if (below.root === "project") {
    return find(secretsOfProject, below.rest, "src.file.secret");
  }
  return (
    find(secretsOfHome, below.rest, "src.file.secret") ??
    find(agentsOfHome, below.rest, "src.agentlogin") ??
    (below.rest === ".gitconfig" ? { kind: "src.host", name: "gitconfig" } : null)
  );
}

const secretsOfProject: readonly Row[] = [
  [/(?:^|\/)\.env(?:\.[\w.-]+)?$/, ".env"],
  [/(?:^|\/)\.npmrc$/, ".npmrc"],
  [/(?:^|\/)\.git-credentials$/, ".git-credentials"],
  [/(?:^|\/)(?:service-?account|credentials)[\w-]*\.json$/, "service account"],
];

function relativeTo(path: string): { root: "home" | "project"; rest: string } | null {
  const home = /^~\//.exec(path) ?? homeFolder.exec(path);
  if (home !== null) return { root: "home", rest: path.slice(home[0].length) };
  if (path === "~") return { root: "home", rest: "" };
  if (path.startsWith("<project>/")) return { root: "project", rest: path.slice(10) };
  // A root that is not known may well be somebody's home folder; what callers name is theirs.
  if (path.startsWith("<?>/")) return { root: "home", rest: path.slice(4) };
  if (/^(?:\/|[a-z]:|<|\.\.)/.test(path)) return null;
  return { root: "project", rest: path.replace(/^\.\//, "") };
}

function find(rows: readonly Row[], path: string, kind: ValuablePath["kind"]): ValuablePath | null {
  const row = rows.find(([pattern]) => pattern.test(path));
  return row === undefined ? null : { kind, name: row[1] };
}
