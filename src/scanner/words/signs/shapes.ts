export type Shape =
  | "address"
  | "secretFile"
  | "keyed"
  | "typed"
  | "proof"
  | "desk"
  | "bypass"
  | "foreign"
  | "vital"
  | "homeFile"
  | "variable"
  | "filled"
  | "uploads"
  | "pipes"
  | "unguarded"
  | "named"
  | "arrow"
  | "account"
  | "powers"
  | "exposes"
  | "relabels"
  | "picture"
  | "script"
  | "installs"
  | "redirects";

interface ShapeOf {
  /** Pieces of text without which the pattern cannot match; looked for first, as that costs little. */
  readonly needs: readonly string[];
  readonly pattern: RegExp;
}

/** What a sentence shows in any language: addresses, names of files, command lines. */
export const shapes: readonly (readonly [Shape, ShapeOf])[] = [
  [
    "address",
    {
      needs: ["://", "@", ".c", ".n", ".o", ".i", ".d", ".a", ".x", ".s", ".m", ".t", ".e"],
      pattern:
        /(?<![\w+.-])(?!(?:file|data|vscode|chrome):)[a-z][a-z0-9+.-]{1,12}:\/\/(?!(?:localhost|127\.|0\.0\.0\.0|\[::))[^\s"'`<>)\]}]{3,300}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w])|\bwss?:\/\/[^\s"'`<>)]{3,200}|(?<![\w./@-])(?:[a-z0-9-]{2,63}\.){1,3}(?:com|net|org|io|dev|app|xyz|site|online|cloud|me|co|info|sh|ai|test|example)\b(?:\/[^\s"'`<>)]{0,100})?/i,
    },
  ],
  [
    "secretFile",
    {
      needs: [".", "id_", "/etc", "/run", "kubeconfig", "Login"],
      pattern:
        /(?:^|[\s"'`(/~\\=:])(?:~\/)?\.(?:env(?!\.(?:example|sample|template|dist|defaults|test))\b|ssh|aws|npmrc|netrc|pypirc|kube|gnupg|docker\/config|git-credentials|pgpass|config\/(?:gh|gcloud)|vault-token|azure|bash_history|zsh_history)\b|\bid_(?:rsa|ed25519|ecdsa)\b|\bwallet\.dat\b|\bkubeconfig\b|(?:~|\$HOME)\/\.(?:config|local\/share)\/?(?=[\s"'\x60|;)]|$)|\/etc\/(?:passwd|shadow)|\bcredentials\.(?:json|ya?ml|toml)\b|\bsecrets?\.(?:json|ya?ml|toml|env)\b|\.(?:pem|p12|pfx|kdbx|keystore|jks)\b|\/run\/secrets|\bLogin Data\b/i,
    },
  ],
  [
    "keyed",
    {
      needs: ["ey", "oken", "ecret", "ogin", "assword", "EY", "OKEN"],
      pattern:
        /\b(?:aws|azure|gcp|github|gitlab|npm|openai|anthropic|stripe|slack|cloud|deploy|signing|api|ssh|gpg|pgp|encryption|master|admin|root|registry|vault|ci|pipeline|wallet|production|prod|database|db|service|account|bot|access|auth|session|bearer|private|publish\w{0,3})\s(?:\w{2,12}\s)?(?:keys?|tokens?|secrets?|logins?|passwords?)\b/i,
    },
  ],
  /** Credentials without their name: what somebody signs in with, what proves who they are. */
  [
    "proof",
    {
      needs: [
        "sign",
        "log ",
        "logs ",
        "logged",
        "identif",
        "prove",
        "proof",
        "authentic",
        "get in",
        "gets in",
        "unlock",
        "opens",
        "access to",
        "vouch",
        "recognis",
        "recogniz",
      ],
      pattern:
        /\b(?:what(?:ever)?|anything|everything|(?:strings?|material|files?|values?|variables?|settings?|entry|entries|things?|data|words?|items?|bits?|pieces?|lines?|means|stuff|text|records?|blobs?)\s(?:that|which|with which|by which))\s(?:\w{1,14}\s){0,6}?(?:(?:signs?|logs?|logged|gets?)\s(?:\w{1,10}\s){0,2}?(?:in|on|into)\b(?:\s(?:to|with|at|as))?|identif\w{1,5}\s(?:itself|its|the|them\w{0,5}|who|him|her|you|to)|proves?\s(?:who|its|the|their|that|your)|authenticat\w{1,4}|vouch\w{0,3}\sfor|(?:opens?|unlocks?|gives? access to|grants? access to)\s(?:the|its|their|your)\s(?:\w{2,12}\s){0,2}(?:accounts?|cloud|registry|registries|databases?|servers?|systems?|services?|mailbox|vault|doors?))/i,
    },
  ],
  /** Somebody in an office who receives: a service, a desk. */
  [
    "desk",
    {
      needs: [" service", " server", " desk", " endpoint", " intake", " office", " portal", " hub"],
      pattern:
        /\b(?:hand\w{0,3}|give\w{0,2}|submit\w{0,4}|send\w{0,3}|forward\w{0,3}|deliver\w{0,3}|pass\w{0,3}|report\w{0,3}|upload\w{0,3}|file\w{0,1}|register\w{0,3}|post\w{0,3})\s(?:\S{1,24}\s){0,8}?(?:to|at|with|over to)\s(?:the|our|an?)\s(?:[\w-]{2,16}\s){1,3}?(?:service|server|desk|endpoint|intake|office|portal|hub)\b/i,
    },
  ],
  /** A check is passed by who should not pass it. */
  [
    "bypass",
    {
      needs: [
        "our key",
        "my key",
        "our public",
        "our ssh",
        "my ssh",
        "through",
        "accept",
        "without check",
        "without verif",
        "without valid",
        "as valid",
        "as authent",
        "let in",
        "lets in",
        "any password",
        "true",
        "skip",
      ],
      pattern:
        /\b(?:lets?|allow\w{0,3}|wave\w{0,1}|pass(?:es)?)\s(?:\S{1,30}\s){1,12}?(?:through|in|pass)\b(?=[^.;]{0,60}\b(?:account|user|admin|login|check|password|header|first|owner|role)\b)|\b(?:lets?|allow\w{0,3})\s(?:\S{1,30}\s){0,8}?(?:header|cookie|parameter|token|password|query|value|address|name)\s(?:\S{1,40}\s){0,6}?through\b|\baccept\w{0,3}\s(?:\S{1,24}\s){0,6}?(?:any|every|empty|fixed|constant|second|extra|the (?:password|token|header|cookie|value|code|word))\b|\b(?:treat\w{0,3}|count\w{0,3}|regard\w{0,3})\s(?:\S{1,24}\s){1,8}?as (?:valid|authenticated|signed in|logged in|an? admin\w{0,9}|verified|trusted)\b|\b(?:our|my) (?:public |ssh |own )?key\b[^.;]{0,60}\b(?:log|sign|root|authori[sz]ed|list|server)|\breturns? true (?:when|if|for)\b|\bskip\w{0,3} (?:the )?(?:signature|password|token|role|permission|ownership|login|auth\w{0,12}) (?:check|verification|validation|test)s?\b/i,
    },
  ],
  /** A tool of somebody else's server. */
  [
    "foreign",
    {
      needs: [" server", " mcp", " MCP", " tool"],
      pattern:
        /\b(?:the|any|every|each|whatever|all) (?:[\w-]{2,20} )?(?:tools?|functions?|commands?|calls?) (?:of|from|in|on) (?:the|any|an?|every|another|each) (?!same)(?:[\w-]{2,16} ){0,2}(?:server|mcp|client|expert|plugin)s?\b|\b(?:any|all|every|each|whatever|whichever) (?:mail|e-?mail|message|chat|payment|bank\w{0,3}|file|shell|git|commit|calendar|database|search|browser|http|upload|deploy\w{0,4}|translation) (?:tool|server|mcp|function)s?\b/i,
    },
  ],
  /** What nobody gets back. */
  [
    "vital",
    {
      needs: [
        "home",
        "Home",
        "backup",
        "rm -",
        "document",
        "photo",
        "database",
        "volume",
        "disk",
        "history",
      ],
      pattern:
        /\b(?:home (?:folders?|director(?:y|ies))|(?:all|every|old|the) (?:\w{2,10} )?backups?|(?:the |all )?(?:users?['’]?s? )?(?:documents|photos|pictures)|(?:the )?(?:production |whole )?databases?|volumes?|shell history|whole (?:disk|drive|repository))\b|\brm\s-\w*r\w*\s(?:~|\/|\$HOME)/i,
    },
  ],
  /** What is typed to prove who somebody is. */
  [
    "typed",
    {
      needs: [
        "SMS",
        "word",
        "phrase",
        "code",
        "Code",
        "PIN",
        "pin",
        "CVV",
        "cvv",
        "CVC",
        "cvc",
        "OTP",
        "otp",
        "umber",
        "nummer",
        "ziffer",
        "arte",
        "arjeta",
        "cart",
        "cifras",
        "código",
        "codice",
        "cryptogramme",
        "карт",
        "код",
        "卡",
        "カード",
        "카드",
      ],
      pattern:
        /\b(?:recovery|seed|mnemonic|backup|secret|twelve|24|12|twenty-four)\s(?:\w{2,10}\s)?(?:words?|phrases?|codes?)\b|\b(?:pin codes?|cvv|cvc|otp)\b|\btheir pin\b|\bone-?time\s(?:codes?|passwords?)\b|\b(?:bank|credit|identity|id)\scards?\b|\bcard\snumbers?\b|\bc(?:[oó]digo|odice|ode)s?\s(?:\S{1,14}\s){0,4}?SMS\b|\bSMS-?code\b|\bcodes? (?:for|to) (?:sign|log)(?:ing)?[ -]?in\b|\b(?:sign|log)-?in codes?\b|\bn[uú]mer(?:o|os|i) (?:\S{1,12}\s){0,2}?(?:de la tarjeta|do cart[aã]o|della carta)|\bnum[ée]ro (?:\S{1,12}\s){0,2}?de (?:la |sa |votre )?carte\b|\bkartennummer\b|\bpr[uü]fziffer\b|\btres cifras\b|\btr[eê]s d[ií]gitos\b|\bcryptogramme\b|\bkaartnummer\b|\bnumer\w{0,2} karty\b|номер\S{0,2} карты|银行卡号|卡号|カード番号|카드 ?번호|код\S{0,3}\s(?:\S{1,14}\s){0,4}?(?:SMS|СМС)|\bwords (?:they|you|the (?:user|customer|owner)|people) (?:wrote|noted|saved|kept|got|were given|received)\b/i,
    },
  ],
  [
    "homeFile",
    {
      needs: ["~", "$HOME", "%USER", "/home", "/Users"],
      pattern: /(?:^|[\s"'`(=])(?:~|\$HOME|%USERPROFILE%|\/home\/\w+|\/Users\/\w+)\/[\w.*-]/,
    },
  ],
  [
    "variable",
    {
      needs: ["_", "env", "environ"],
      pattern:
        /\b[A-Z][A-Z0-9]{1,20}(?:_[A-Z0-9]{1,20}){0,4}_(?:TOKEN|KEY|SECRET|PASSWORD|CREDENTIALS|PAT|DSN)\b|\bprocess\.env\b|\bos\.environ\b|\bprintenv\b|\bget_?env\w{0,10}\b|\bget_secrets?\b|(?:^|[`"'|$(;&\s])env\s?(?:\||>|`|"|')|\bDATABASE_URL\b|\$\{?[A-Z]{3,20}_[A-Z_]{2,30}/,
    },
  ],
  [
    "filled",
    {
      needs: ["://"],
      pattern:
        /https?:\/\/[^\s)"'`]{1,200}[?&/#=.][\w-]{0,20}=?(?:\{[^}\n]{1,80}\}|\$\{?\w|<{1,2}[^<>\n]{1,60}>|\[[^\]\n]{1,40}\]|%s|\p{Lu}{3,30}(?:_[A-Z]{2,20}){0,3}(?![\p{Ll}\d]))|https?:\/\/\S{1,200}[?&][\w-]{1,20}=(?=[\s)`"'.]|$)|https?:\/\/(?:\{|<|\[)[^\s]{2,60}[\]>}]\.\w/u,
    },
  ],
  [
    "uploads",
    {
      needs: ["curl", "wget", "http", "nc ", "scp", "rsync", "ftp", "ncat", "nvoke", "iwr", "@"],
      pattern:
        /\b(?:curl|wget|httpie?|nc|ncat|scp|rsync|ftp|sftp|invoke-webrequest|iwr)\b[^\n]{0,120}(?:\s-d\b|--data|\s-F\b|\s-T\b|--post-\w|--upload-file|\bPOST\b|\bPUT\b|\s@|:\/\/[^\s]{1,100}\?[^\s]{0,60}\$)|\|\s{0,3}(?:curl|nc|ncat|wget)\b|\b\w+@[\w.-]+:[/~]/i,
    },
  ],
  [
    "pipes",
    {
      needs: ["|", "$(", "<(", "iex", "eval"],
      pattern:
        /\|\s{0,4}(?:sudo\s{1,4})?(?:ba|z|da|k)?sh\b|\|\s{0,4}(?:node|python3?|bun|iex|perl|ruby)\b|\$\((?:curl|wget)\b|\b(?:bash|sh|zsh)\s{1,3}<\(\s{0,3}(?:curl|wget)|\biex\b|\beval\s{0,2}["'`$(]/i,
    },
  ],
  [
    "unguarded",
    {
      needs: [
        "--",
        "pprove",
        "llow",
        "ermissions",
        "angerously",
        "rust",
        "never ask",
        "not ask",
        "never prompt",
        "not prompt",
        "strict",
        "eject",
        "sslVerify",
        "NODE_TLS",
        "ervers",
      ],
      pattern:
        /--(?:dangerously[\w-]{0,40}|no-verify|yolo|no-sandbox|allow-all\w{0,10}|skip-\w{2,30}|force|yes|trust(?:-all)?|unsafe[\w-]{0,20}|full-auto|auto-approve|insecure)\b|\b(?:those|ones|tools?|commands?|actions?) (?:that|which) (?:never|do not|don['’]t|need not) (?:ask|prompt|need (?:approval|confirmation))|\b(?:auto_?approve|always_?allow|bypass_?permissions|skip_?permissions|dangerouslyDisable\w{0,20}|enableAllProjectMcpServers|trust_?all|strict-ssl|rejectUnauthorized|sslVerify|NODE_TLS_REJECT_UNAUTHORIZED)\b/i,
    },
  ],
  [
    "named",
    {
      needs: ['"', "'", "`"],
      pattern:
        /\b(?:in|into|as|via|through|under|within|named|called|field|parameter|argument|to)\s(?:the\s|an?\s)?["'`][\w.-]{2,40}["'`]|["'`][\w.-]{2,40}["'`]\s(?:field|parameter|argument|arg|input|property|slot|option|key)/i,
    },
  ],
  [
    "arrow",
    {
      needs: ["->", "=>", "→", "⇒", ">>"],
      pattern: /\s(?:->|=>|→|⇒|>>)\s/,
    },
  ],
  /** A command that gives rights away, or sets up what acts later. */
  [
    "powers",
    {
      needs: [
        "npm ",
        "git ",
        "gh ",
        "authorized",
        "ssh-",
        "cron",
        "mod ",
        "iam",
        "kubectl",
        "docker",
        "chown",
        "setfacl",
        "systemctl",
        "launchctl",
        "schtasks",
        "reg ",
        "collaborator",
        "maintainer",
        "owner",
        "administrator",
        " admin",
        "member",
        "publisher",
      ],
      pattern:
        /\b(?:as|become|becomes|made|to be)\s(?:an?|the|new|another|further|second)\s(?:[\w-]{2,14}\s)?(?:collaborator|maintainer|(?:co-?)?owner|administrator|admin|publisher|member)\b|\b(?:npm|pnpm|yarn)\s(?:owner|access|team|token|adduser|deprecate|dist-tag)\b|\bgit\s(?:remote\s(?:add|set-url)|config\s--global|push\s(?:--mirror|--force|[a-z]{1,20}:\/\/))|\bgh\s(?:secret|auth\stoken|repo\s(?:edit|deploy-key)|api\s-X)|\bauthorized[_ ]keys\b|\bssh-copy-id\b|\bcrontab\b|\b(?:usermod|chmod\s[0-7]*7[0-7]{0,2}|chown|setfacl)\b|\bkubectl\s(?:create\s(?:clusterrolebinding|token)|exec)|\bdocker\srun\b[^\n]{0,60}--privileged|\b(?:systemctl\senable|launchctl\sload|schtasks|reg\sadd)\b/i,
    },
  ],
  /** Something is left open to everybody. */
  [
    "exposes",
    {
      needs: [
        "0.0.0.0",
        " port",
        "firewall",
        "::/0",
        "777",
        "public-read",
        "Administrator",
        "verify",
        "eject",
        "privileged",
        "CORS",
        "cors",
        "Access-Control",
        '"*"',
        "md5",
        "MD5",
        "unsafe",
      ],
      pattern:
        /\b0\.0\.0\.0\/0|::\/0|\bchmod\s[0-7]?777\b|\bpublic-read\b|\bAdministratorAccess\b|\bverify\s?=\s?False\b|\brejectUnauthorized["']?\s?[:=]\s?false|\bopens? (?:the )?(?:ports?|firewall)\b[^.;]{0,24}\bto (?:all|everyone|everybody|anyone|the world|the internet)\b|--privileged\b|\bAccess-Control-Allow-Origin["']?\s?[:=]\s?["']?\*|\b(?:Action|Resource|Principal)["']?\s?:\s?["']\*/i,
    },
  ],
  /** An account of a bank or a wallet. */
  [
    "account",
    {
      needs: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
      pattern:
        /\b[A-Z]{2}\d{2}[ -]?(?:\d{4}[ -]?){1,7}|\b[A-Z]{2}\d{2}[ -]?[A-Z]{4}[ -]?\d{4}|\b0x[0-9a-f]{3,40}\b|\b(?:bc1|[13])[a-zA-HJ-NP-Z0-9]{25,40}\b|\bT[1-9A-HJ-NP-Za-km-z]{33}\b|\b(?:trusts?|principal|account)\s(?:\S{1,12}\s){0,3}?\d{10,14}\b|\b(?:merchant|payee|account|beneficiary|wallet)\s(?:id|no\.?|number)\s["'\x60]?(?=[A-Z0-9-]{0,10}\d)[A-Z0-9-]{4,20}|(?<![\d.])\d{16,26}(?!\d)/i,
    },
  ],
  /** Something is to be called by another name. */
  [
    "relabels",
    {
      needs: [" as ", " a ", " an ", " to be ", "all it ", "all this "],
      pattern:
        /\b(?:descri\w{1,5}|label\w{0,4}|present\w{0,3}|declar\w{1,3}|report\w{0,3}|call\w{0,3}|title\w{0,2}|mark\w{0,3}|record\w{0,3}|book\w{0,3}|show\w{0,3}|nam\w{1,3}|log\w{0,4}|tag\w{0,4}|list\w{0,3})\b(?:\s[\w'"-]{1,20}){0,6}?\s(?:as|an?|to be)\s(?:["“'\x60]|an?\s)?(?:\w{1,14}\s){0,3}?(?:fix\w{0,3}|improvement|clean-?up|formatting|refactor\w{0,3}|speed|cache|typo|chore|green|pass(?:ed|ing)|done|success\w{0,4}|routine|maintenance|style|warm\w{0,3}|null safety|performance|optimi[sz]ation|repair(?:ed)?|fixed|solved|alignment|rounding|rename)\b|\bcall (?:it|this|that|them) (?:an? )?\w{4,16} in the (?:comments?|notes?|commit|message|summary|changelog)\b/i,
    },
  ],
  [
    "picture",
    {
      needs: ["![", "<img"],
      pattern: /!\[[^\]\n]{0,80}\]\(|<img\b/i,
    },
  ],
  [
    "script",
    {
      needs: ["<", "src=", "import"],
      pattern: /<script\b|\bsrc=["']?https?:|<iframe\b|<img\b|\bimport\s?\(?["'`]https?:/i,
    },
  ],
  [
    "installs",
    {
      needs: ["npm", "npx", "bun", "uvx", "pip", "yarn", "install", "mcp add"],
      pattern:
        /\b(?:npm|pnpm|yarn|bun)\s{1,3}(?:i|install|add|dlx|x)\s{1,3}(?!-?-?\s)[@\w-]|\b(?:npx|bunx|uvx|pipx?\s+install|go\s+install|cargo\s+install|gem\s+install|brew\s+install|claude\s+mcp\s+add|codex\s+mcp\s+add)\s/i,
    },
  ],
  /** Where requests of everybody are to go from then on. */
  [
    "redirects",
    {
      needs: [
        "_",
        "REGISTRY",
        "MIRROR",
        "PROXY",
        "ENDPOINT",
        "registry",
        "index",
        "insteadOf",
        "hooksPath",
        "baseUrl",
        "npm config",
      ],
      pattern:
        /\b[A-Z_]{0,20}(?:BASE_URL|API_BASE|API_URL|ENDPOINT|_PROXY|REGISTRY|INDEX_URL|MIRROR)\b|\bnpm config set\b|--registry\b|\bregistry\s?=|\bindex-url\b|\binsteadOf\b|core\.hooksPath|\bbaseUrl\b/,
    },
  ],
];
