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
  | "dependency"
  | "redirects"
  | "program"
  | "everywhere"
  | "unpacks"
  | "buys"
  | "aliased"
  | "admits"
  | "defames"
  | "disarms"
  | "immediate"
  | "locked"
  | "pasted";

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
        /(?<![\w+.-])(?:https?|wss?|ftps?|sftp|ssh|scp|rsync|git(?:\+\w{2,6})?|s3|gs|az|abfss?|smb|nfs|tcp|udp|tls|mqtts?|amqps?|nats|kafka|rediss?|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|ldaps?|ipfs|ipns|ircs?|sips?|xmpp|tg|telnet|gopher|dns|doh|mcp|sse):\/\/(?!(?:(?:www\.)?example\.(?:com|org|net)\b|localhost|127\.|0\.0\.0\.0|\[::)|(?:[\w-]{1,30}\.)?(?:your|my|some)-?(?:domain|app|apps|server|site|website|company|project|org|organization|host|instance|api|bucket|account|tenant|team|workspace|endpoint)\b|["']?\$\{?\w{1,60}\}?(?:[/\s"'`]|$))[^\s"'`<>)\]}]{3,300}|(?<![\w.+-])[\w.+-]{1,64}@(?!example\.(?:com|org|net)\b)(?!v?\d{1,6}(?:\.\d{1,6}){1,2}(?:-[a-z]{1,12}\.\d{1,9})?(?![\w-]{0,40}\.[\w-]))[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w])|\bwss?:\/\/[^\s"'`<>)]{3,200}|(?<![\w./@-])(?!(?:www\.)?example\.(?:com|org|net)\b)(?:[a-z0-9-]{2,63}\.){1,3}(?:com|net|org|io|dev|app|xyz|site|online|cloud|me|co|info|sh|ai|test|example)\b(?:\/[^\s"'`<>)]{0,100})?/i,
    },
  ],
  [
    "secretFile",
    {
      needs: [
        ".",
        "id_",
        "/etc",
        "/run",
        "kubeconfig",
        " config",
        "Login",
        "auth",
        "redential",
        "ecret",
        "token",
      ],
      pattern:
        /(?:^|[\s"'`(/~\\=:])(?:~\/)?\.(?:env(?!\.(?:example|sample|template|dist|defaults|test))\b|ssh|aws|npmrc|netrc|pypirc|kube|gnupg|docker\/config|git-credentials|pgpass|config\/(?:gh|gcloud)|vault-token|azure|bash_history|zsh_history)\b|\bid_(?:rsa|ed25519|ecdsa)\b|\bwallet\.dat\b|\bkubeconfig\b|\b(?:cloud|kube|ssh|aws|gcloud)\s(?:and\s\w{2,8}\s)?config(?:uration)?\s(?:folders?|director(?:y|ies))\b|(?:~|\$HOME)\/\.(?:config|local\/share)\/?(?=[\s"'\x60|;)]|$)|\/etc\/(?:passwd|shadow)|\bcredentials\.(?:json|ya?ml|toml)\b|\bsecrets?\.(?:json|ya?ml|toml|env)\b|\.(?:pem|p12|pfx|kdbx|keystore|jks)\b|\/run\/secrets|\bLogin Data\b|\b(?:gh|glab|hub|fly|heroku|doctl)\sauth[\s:]token\b|\bnpm\s(?:config\sget\s[^\s"'`]{0,80}_auth|token\s(?:list|create)\b)|\bgit\scredential\sfill\b|\bkubectl\sget\ssecrets?\b[^\n"'`]{0,60}\s(?:-o|--output)\b|\bsecurity\sfind-(?:generic|internet)-password\b|\bgcloud\sauth\s(?:application-default\s)?print-\w|\baz\saccount\sget-access-token\b|\baws\s(?:configure\s(?:get\s|export-credentials)|sts\sget-session-token|secretsmanager\sget-secret-value)|\b(?:go)?pass\sshow\s|\bsecret-tool\slookup\b|\bvault\skv\sget\s/i,
    },
  ],
  [
    "keyed",
    {
      needs: ["ey", "oken", "ecret", "ogin", "assword", "EY", "OKEN"],
      pattern:
        /\b(?:aws|azure|gcp|github|gitlab|npm|openai|anthropic|stripe|slack|cloud|deploy|signing|api|ssh|gpg|pgp|encryption|master|admin|root|registry|vault|ci|pipeline|wallet|production|prod|database|db|service|account|bot|access|auth|session|bearer|private|publish\w{0,3})\s(?:\w{2,12}\s)?(?:keys?|tokens?|secrets?|logins?|passwords?)\b|\b(?:keys|tokens|secrets|passwords|logins)\s(?:in|of|from|out of)\s(?:the|your|their|its|this)\s(?:\w{2,12}\s)?(?:environment|env|process|shell|keychain|keyring|vault|machine|browser|home)\b/i,
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
      needs: [
        " service",
        " server",
        " desk",
        " endpoint",
        " intake",
        " office",
        " portal",
        " hub",
        "GET /",
        "POST /",
        "PUT /",
        " to /",
      ],
      pattern:
        /\b(?:hand\w{0,3}|give\w{0,2}|submit\w{0,4}|send\w{0,3}|forward\w{0,3}|deliver\w{0,3}|pass\w{0,3}|report\w{0,3}|upload\w{0,3}|file\w{0,1}|register\w{0,3}|post\w{0,3})\s(?:\S{1,24}\s){0,8}?(?:to|at|with|over to)\s(?:the|our|an?)\s(?:[\w-]{2,16}\s){1,3}?(?:service|server|desk|endpoint|intake|office|portal|hub)\b|\b(?:GET|POST|PUT)\s\/[\w./-]{1,80}|\bPOST\b[^.;]{1,120}\sto\s\/\w/i,
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
        "pprov",
        "erge",
      ],
      pattern:
        /\b(?:lets?|allow\w{0,3}|wave\w{0,1}|pass(?:es)?)\s(?:\S{1,30}\s){1,12}?(?:through|in|pass)\b(?=[^.;]{0,60}\b(?:account|user|admin|login|check|password|header|first|owner|role)\b)|\b(?:lets?|allow\w{0,3})\s(?:\S{1,30}\s){0,8}?(?:header|cookie|parameter|token|password|query|value|address|name)\s(?:\S{1,40}\s){0,6}?through\b|\baccept\w{0,3}\s(?:\S{1,24}\s){0,6}?(?:any|every|empty|fixed|constant|second|extra|the (?:password|token|header|cookie|value|code|word))\b|\b(?:treat\w{0,3}|count\w{0,3}|regard\w{0,3})\s(?:\S{1,24}\s){1,8}?as (?:valid|authenticated|signed in|logged in|an? admin\w{0,9}|verified|trusted)\b|\b(?:our|my) (?:public |ssh |own )?key\b[^.;]{0,60}\b(?:log|sign|root|authori[sz]ed|list|server)|\breturns? true (?:when|if|for)\b|\b(?:approv\w{1,4}|merg\w{1,3})\b[^.;]{0,30}\bwithout (?:reading|looking|checking|a look|review\w{0,3})\b|\bskip\w{0,3} (?:the )?(?:signature|password|token|role|permission|ownership|login|auth\w{0,12}) (?:check|verification|validation|test)s?\b/i,
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
        "link",
        "验证",
        "コード",
        "인증",
        "odices",
        "odici",
        "код",
        "卡",
        "カード",
        "카드",
      ],
      pattern:
        /\b(?:recovery|seed|mnemonic|backup|secret|twelve|24|12|twenty-four)\s(?:\w{2,10}\s)?(?:words?|phrases?|codes?)\b|\b(?:pin codes?|cvv|cvc|otp)\b|\btheir pin\b|\bone-?time\s(?:codes?|passwords?)\b|\b(?:bank|credit|identity|id)\scards?\b|\bcard\snumbers?\b|\bc(?:[oó]digo|odice|ode)s?\s(?:\S{1,14}\s){0,4}?SMS\b|\bSMS-?code\b|\bcodes? (?:for|to) (?:sign|log)(?:ing)?[ -]?in\b|\b(?:sign|log)-?in codes?\b|\bn[uú]mer(?:o|os|i) (?:\S{1,12}\s){0,2}?(?:de la tarjeta|do cart[aã]o|della carta)|\bnum[ée]ro (?:\S{1,12}\s){0,2}?de (?:la |sa |votre )?carte\b|\bkartennummer\b|\bpr[uü]fziffer\b|\btres cifras\b|\btr[eê]s d[ií]gitos\b|\bcryptogramme\b|\bkaartnummer\b|\bnumer\w{0,2} karty\b|номер\S{0,2} карты|银行卡号|卡号|カード番号|카드 ?번호|код\S{0,3}\s(?:\S{1,14}\s){0,4}?(?:SMS|СМС)|\b(?:log-?in|sign-?in|verification|access|confirmation|security|reset) (?:codes?|links?)\b|c[oó]digos? de (?:acceso|verificaci[oó]n|seguridad|un solo uso|acesso|verifica[cç][aã]o)|codici? di (?:accesso|verifica)|codes? (?:d['’]acc[eè]s|de v[eé]rification|de connexion)|(?:zugangs|best[aä]tigungs|anmelde|einmal|login-?)codes?\b|(?:одноразов|провероч)\S{1,4} код|код\S{0,3} (?:подтверждения|доступа)|验证码|認証コード|確認コード|인증 ?코드|인증번호|doğrulama kodu|\bwords (?:they|you|the (?:user|customer|owner)|people) (?:wrote|noted|saved|kept|got|were given|received)\b/i,
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
        /\b[A-Z][A-Z0-9]{1,20}(?:_[A-Z0-9]{1,20}){0,4}_(?:TOKEN|KEY|SECRET|PASSWORD|CREDENTIALS|PAT|DSN)\b|\bprocess\.env\b(?!\.npm_(?:config_user_agent|execpath|node_execpath|lifecycle_event|command|package_\w{2,30})\b)|\bos\.environ\b|\bprintenv\b|\bget_?env\w{0,10}\b|\bget_secrets?\b|(?:^|[`"'|$(;&\s])env\s?(?:\||>|`|"|')|\bDATABASE_URL\b|\$\{?[A-Z]{2,20}_(?:[A-Z]{2,20}_){0,3}(?:URI|DB_URL|AUTH|AUTHORIZATION|BEARER|JWT|PASS|PASSWD|PASSPHRASE|PWD|CREDENTIAL|CREDS|COOKIES?|SESSION|SID|PEM|SEED|MNEMONIC|SALT|KEYS|TOKENS|SECRETS|SOCK|WALLET|HISTORY)\b/,
    },
  ],
  [
    "filled",
    {
      needs: ["://"],
      pattern:
        /https?:\/\/[^\s)"'`]{1,200}[?&/#=.][\w-]{0,20}=?(?:\{[^}\n]{1,80}\}|\$\{?\w|<{1,2}[^<>\n]{1,60}>|\[[^\]\n]{1,40}\]|%s|\p{Lu}{3,30}(?:_[A-Z]{2,20}){0,3}(?![\p{L}\d.]))|https?:\/\/[^\s)"'`]{1,200}[?&][\w-]{1,24}=\p{Lu}{3}|https?:\/\/\S{1,200}[?&][\w-]{1,20}=(?=[\s)`"'.]|$)|https?:\/\/(?:\{|<|\[)[^\s]{2,60}[\]>}]\.\w/u,
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
        "andbox",
        "ignore-scripts",
        "scripts ",
        "danger",
        "lways",
        "allow list",
        "list of ",
        "yourself",
        "for them",
        "in their place",
        "uto-merge",
        "utomerge",
        "allowlist",
        "all permissions",
        "full access",
        "full network",
        "full rights",
        "permitir",
        "immer",
        "toujours",
        "sempre",
      ],
      pattern:
        /--(?:dangerously[\w-]{0,40}|no-verify|yolo|no-sandbox|allow-all\w{0,10}|skip-(?:permission|approv|confirm|prompt|sandbox|verif|validat|sign|check|auth|hook|scan|audit|secur|trust|tls|ssl|review)\w{0,12}|trust(?:-all)?|unsafe[\w-]{0,20}|full-auto|auto-approve|insecure)\b|\b(?:those|ones|tools?|commands?|actions?) (?:that|which) (?:never|do not|don['’]t|need not) (?:ask|prompt|need (?:approval|confirmation))|\b(?:auto_?approve|always_?allow|bypass_?permissions|skip_?permissions|dangerouslyDisable\w{0,20}|enableAllProjectMcpServers|trust_?all|strict-ssl|rejectUnauthorized|sslVerify|NODE_TLS_REJECT_UNAUTHORIZED)\b|["'`]?approval_?policy["'`]?\s?[:=]\s?["'`]?never|["'`]?sandbox(?:_?mode)?["'`]?\s?[:=]\s?(?:\{\s?["'`]?enabled["'`]?\s?:\s?false|false|["'`]?(?:danger|off|none|disabled))|\bdanger-full-access\b|\bignore-scripts["']?\s?[:=]?\s?false|\bscripts (?:enabled|allowed|switched on|turned on)\b|\b(?:press|choose|click|select|pick|hit|eli[jg]an?|elige|wählt?|choisis\w{0,3}|escolha|scegli)\s(?:on\s)?["'“`«„]{0,2}(?:always|yes to all|allow always|permitir siempre|siempre|immer|toujours|sempre|permitir sempre)\b|\ballow-?\s?list\b[^.;\n]{0,60}["'`]\*["'`]|\b(?:allow-?\s?)?list of (?:\w{3,10} )?commands\b|\b(?:approve|confirm|accept|grant|answer|allow)\b[^.;\n]{0,40}\b(?:yourself|for them|in their place)\b|\benable auto-?merge\b|\bwith (?:\w{3,12} \w{3,12} and )?(?:all permissions|full (?:access|network|rights|permissions))\b/i,
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
        /\b(?:as|become|becomes|made|to be)\s(?:an?|the|new|another|further|second)\s(?:[\w-]{2,14}\s)?(?:collaborator|maintainer|(?:co-?)?owner|administrator|admin|publisher|member)\b|\b(?:npm|pnpm|yarn)\s(?:owner|access|team|token|adduser|deprecate|dist-tag)\b|\bgit\s(?:remote\s(?:add|set-url)|config\s--global|push\s(?:--mirror|--force|[a-z]{1,20}:\/\/))|\bgh\s(?:secret|auth\stoken|repo\s(?:edit|deploy-key)|api\s-X)|\bauthorized[_ ]keys\b|\bssh-copy-id\b|\bcrontab\b|\b(?:usermod|chmod\s(?:-R\s)?[0-7]*7[0-7]{0,2}|visudo|chown|setfacl)\b|\bkubectl\s(?:create\s(?:clusterrolebinding|token)|exec)|\bdocker\srun\b[^\n]{0,60}--privileged|\b(?:systemctl\senable|launchctl\sload|schtasks|reg\sadd)\b/i,
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
        "ssh ",
        "GRANT ",
        "CREATE ",
        "unsafe",
        "none",
        "onstant",
        "ixed",
        "hard",
        "plain",
      ],
      pattern:
        /\b0\.0\.0\.0\/0|::\/0|\bchmod\s(?:-R\s)?[0-7]?777\b|\bssh\b[^\n`]{0,60}\s-R\s?[^\s:]{1,40}:[^\s:]{1,60}:\d|\bpublic-read\b|\bAdministratorAccess\b|\bverify\s?=\s?False\b|\brejectUnauthorized["']?\s?[:=]\s?false|\bopens? (?:the )?(?:ports?|firewall)\b[^.;]{0,24}\bto (?:all|everyone|everybody|anyone|the world|the internet)\b|--privileged\b|\bAccess-Control-Allow-Origin["']?\s?[:=]\s?["']?\*|\b(?:Action|Resource|Principal)["']?\s?:\s?["']\*|\bGRANT ALL\b[^;\n]{0,80}\bTO\b|\bCREATE (?:USER|ROLE)\b[^;\n]{0,60}\bPASSWORD\b|\balg(?:orithm)?["'`]?\s?[:=]\s?["'`]?none\b|\b(?:sign|signed|signs|encrypt\w{0,3}|use|with)\s(?:\w{2,10}\s){0,3}(?:the )?(?:constant|fixed|hard-?coded) (?:secret|key|password|constant|["'`])|\b(?:sign|signed|signs|encrypt\w{0,3}) with the constant\b|\bpasswords?\b[^.;]{0,24}\b(?:md5|sha-?1|plain ?text)\b/i,
    },
  ],
  /** An account of a bank or a wallet. */
  [
    "account",
    {
      needs: ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
      // A hash is written in the same letters, and a colour or a constant begins like an address of a wallet.
      pattern:
        /\b[A-Z]{2}\d{2}[ -]?(?:\d{4}[ -]?){2,7}|\b[A-Z]{2}\d{2}[ -]?[A-Z]{4}[ -]?\d{4}|\b0x(?:[0-9a-fA-F]{20,40}\b|[0-9a-fA-F]{3,12}(?:\.{2,3}|…))|\bbc1[a-z0-9]{8,60}\b|(?<![\w/])(?![0-9a-f]{25,34}\b)[13][1-9A-HJ-NP-Za-km-z]{25,34}\b|\bT[1-9A-HJ-NP-Za-km-z]{33}\b|\b(?:[Tt]rusts?|[Pp]rincipal|[Aa]ccount)\s(?:\S{1,12}\s){0,3}?\d{10,14}\b|\b(?:[Mm]erchant|[Pp]ayee|[Aa]ccount|[Bb]eneficiary|[Ww]allet)\s(?:[Ii][Dd]|[Nn]o\.?|[Nn]umber)\s["'\x60]?(?=[A-Z0-9-]{0,10}\d)[A-Z0-9-]{4,20}|(?<![\d.])\d{16,26}(?!\d)/,
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
  /** A package by its name with a range of versions, as manifests list it. */
  [
    "dependency",
    {
      needs: ['":', "':"],
      pattern: /["'`]@?[a-z][\w./-]{1,80}["'`]\s?:\s?["'`](?:[\^~>=*]|latest|x\b|\d{1,4}\.)/,
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
        "mirror",
        "roxy",
      ],
      pattern:
        /\b(?!DATABASE_URL)[A-Z_]{0,20}(?:BASE_URL|API_BASE|API_URL|ENDPOINT|_PROXY|REGISTRY|INDEX_URL|MIRROR)\b|\bnpm config set\b|--registry\b|(?<!@[\w.-]{1,60}:)\bregistry\s?=|\bindex-url\b|\binsteadOf\b|core\.hooksPath|\bbaseUrl\b|\bmirror for\b[^\n]{0,60}https?:|\b[Pp]roxy\b[^\n]{0,120}https?:\/\/(?!localhost|127\.)/,
    },
  ],
  /** A command that carries what it runs in a form that nobody reads. */
  [
    "unpacks",
    {
      needs: ["b64", "base64", "Base64", "atob", "unhex", "fromhex", "decompress", "-enc", "-e "],
      pattern:
        /\b(?:exec|eval)\s?\([^\n]{0,60}\b(?:b64decode|b85decode|atob|unhexlify|fromhex|decompress|from)\s?\([^\n]{0,60}?[A-Za-z0-9+/=]{40}|[A-Za-z0-9+/=]{40}["']?\s?(?:\||<<<)\s?(?:base64|openssl)\s[^\n|]{1,40}\|\s?(?:sudo\s)?(?:(?:ba|z|da|k)?sh|node|python3?|perl|ruby)\b|\bpowershell(?:\.exe)?\b[^\n]{0,80}\s-e(?:nc\w{0,12})?\s["']?[A-Za-z0-9+/=]{40}/i,
    },
  ],
  /** A program at an address, by its ending. */
  [
    "program",
    {
      needs: ["://"],
      pattern:
        /https?:\/\/[^\s"'`<>)]{3,200}\.(?:[cm]?js|sh|bash|ps1|py|exe|bin|tgz|tar\.gz|zip|whl|deb|pkg|dmg|appimage)(?=[\s"'`<>).,;:]|$)/i,
    },
  ],
  /** Something is paid for with what somebody has stored. */
  [
    "buys",
    {
      needs: [
        "card",
        "Card",
        "ayment",
        "allet",
        "arte",
        "arjeta",
        "cart",
        "karte",
        "карт",
        "kart",
        "卡",
        "支付",
        "カード",
        "yearly",
        "annual",
        "paid plan",
      ],
      pattern:
        /\b(?:top(?:s|ping)? (?:it )?up|buys?|purchases?|subscribes?|upgrades?|renews?|orders?|pays?|check(?:s|ing)? ?out|use)\b(?:[^.;]|\.(?=\S)){0,200}\b(?:payment method|(?:saved|stored|default|mentioned|same|linked|connected|user['’]s|their|the|whatever|any) (?:\w{2,12} )?(?:card|wallet|account)|card (?:saved|stored|on file|the (?:user|browser)|they|that)|wallet that)\b|\bsubscribes? (?:the )?(?:user|customer|owner|account)\b[^.;]{0,40}\b(?:plan|yearly|annual|tier)\b|\b(?:kauf\w{0,2}|bezahl\w{0,2}|bestell\w{0,2}|abonnier\w{0,2})\b(?:[^.;]|\.(?=\S)){0,160}\bkarte\b|\b(?:compra\w{0,2}|paga\w{0,2}|contrata\w{0,2})\b(?:[^.;]|\.(?=\S)){0,160}\b(?:tarjeta|cartão)\b|\bach[eè]te\w{0,2}\b(?:[^.;]|\.(?=\S)){0,160}\bcarte\b|(?:купи|оплат)\S{0,4}(?:[^.;]|\.(?=\S)){0,160}карт|(?:购买|付款|充值|支付)[^。；]{0,60}(?:卡|支付方式)|satın al\S{0,4}(?:[^.;]|\.(?=\S)){0,160}kart|購入[^。]{0,60}カード/iu,
    },
  ],
  /** A package is to stand under the name of another one. */
  [
    "aliased",
    {
      needs: ["npm:"],
      pattern: /["'`](@?[\w./-]{1,80})["'`]\s?:\s?["'`]npm:(?!\1@)@?[a-z][\w./-]{1,100}@/i,
    },
  ],
  /** Somebody by name is let into what is the user's: an account, a key. */
  [
    "admits",
    {
      needs: [
        "ollaborator",
        " access",
        "admin",
        "aintainer",
        "wner",
        "ssh-",
        "ights",
        "itwirkend",
        "chreibrecht",
      ],
      pattern:
        /\b(?:add|adds|invite\w{0,2}|give|gives|grant\w{0,2}|make|makes|fügen?|lade\w{0,2}|gib)\b[^.;]{0,100}(?:(?<![\w.])@[\w-]{2,39}\b|\b[\w-]{2,30}-(?:bot|helper|agent|ci|ext|support)\b|\bthe maintainers?\b|\b(?:us|our (?:account|team|bot|user))\b)[^.;]{0,100}\b(?:collaborator|maintainer|(?:co-?)?owner|admin\w{0,9}|write (?:access|rights?|permissions?)|push (?:access|rights?)|mitwirkende\w?|schreibrecht\w{0,2})\b|\b(?:add|adds|append\w?|put|puts|write|writes)\b[^.;]{0,60}\bssh-(?:rsa|ed25519|dss)\s\S{4,}[^;\n]{0,80}authorized_keys/i,
    },
  ],
  /** What others made is said to be dangerous, whether it is or not. */
  [
    "defames",
    {
      needs: ["backdoor", "malware", "compromised", "malicious", "hijacked", "steals", "spyware"],
      pattern:
        /\b(?:say|says|state|states|tell|tells|claim|claims|warn|warns|mention|mentions|answer|answers)\b[^.;:]{0,30}(?:\bthat |\busers? |\bthem |\bpeople )[^.;:]{0,100}(?:\b(?:is|are|was|were|has|have|contains?|includes?)\b[^.;:]{0,60}\b(?:backdoors?|malware|compromised|malicious|hijacked|spyware)\b|\bsteals\b)/i,
    },
  ],
  /** A warning of the machine itself is waved aside. */
  [
    "disarms",
    {
      needs: [
        "SmartScreen",
        "atekeeper",
        "efender",
        "ntivirus",
        "uarantine",
        "spctl",
        "xattr",
        "eal-time",
        "nyway",
        "rotzdem",
        "xclusion",
        "仍要",
        "refuse to open",
        "damaged",
        "все равно",
        "quand même",
      ],
      pattern:
        /\b(?:run|open|install|allow) (?:it )?anyway\b|\bxattr\s-\w*[cdr]\w*\b|\bspctl\s--?(?:master|global)-disable|\b(?:turn|switch|disable|deactivate|pause)\w{0,3}\b[^.;]{0,40}\b(?:defender|antivirus|real-time protection|gatekeeper|smartscreen)\b|\b(?:defender|antivirus|real-time protection|gatekeeper|smartscreen)\b[^.;]{0,60}\b(?:off|ignore|allow|exclusion|exception|bypass|trotzdem)\b|\badd (?:it|an exclusion|an exception)\b[^.;]{0,60}\b(?:exclusion|exception|folder|allow)\b|\btrotzdem (?:ausführen|öffnen)\b|仍要运行|все равно (?:запуст|откры)|exécuter quand même/iu,
    },
  ],
  /** An archive that no scanner is to look into. */
  [
    "locked",
    {
      needs: ["pass", "Pass", "ennwort", "asswort", "密码", "contrase", "mot de passe", "парол"],
      pattern:
        /\b(?:unpack\w{0,3}|unzip\w{0,4}|extract\w{0,3}|open|archives?|zip|7z|entpack\w{0,2}|descomprim\w{0,4}|décompress\w{0,4})\b[^;\n]{0,60}\b(?:pass ?(?:word|phrase|code)|kennwort|passwort|contraseña|mot de passe)\b(?!s)|解压[^。]{0,20}密码|密码[^。]{0,20}解压|распак\S{0,6}[^.;]{0,40}парол/iu,
    },
  ],
  /** A command that stands elsewhere is brought to a shell by hand. */
  [
    "pasted",
    {
      needs: ["erminal", "hell", "onsole", "cmd", "ommand", "un dialog"],
      pattern:
        /\b(?:copy|paste|enter|type)\b[^.;]{0,50}\b(?:line|command|one-?liner|it|code|snippet|text)\b[^.;]{0,60}\b(?:in|into|to)\s(?:the |your |a )?(?:terminal|shell|console|powershell|cmd|command (?:line|prompt)|run dialog)\b/i,
    },
  ],
  /** A command's file has this run before a model sees it. */
  ["immediate", { needs: ["!`"], pattern: /(?:^|[\s:(])!`[^`\n]{3,600}`/ }],
  /** In all the work of somebody, not only here. */
  [
    "everywhere",
    {
      needs: [
        "ach ",
        "very ",
        "ll ",
        "ny ",
        "home",
        "machine",
        "disk",
        "other",
        "rojekt",
        "royec",
        "rojet",
        "rogetti",
        "проект",
        "項目",
        "项目",
        "プロジェクト",
        "프로젝트",
      ],
      pattern:
        /\b(?:each|every|all|any|other|all other)\s(?:of the\s|of their\s|your\s)?(?:\w{2,10}\s)?(?:repositor(?:y|ies)|projects?|workspaces?|checkouts?|folders? below)\b(?=[^.;]{0,60}\b(?:machine|home|disk|computer|create|open|find|below|have|depends?|that)\b)|\bprojects? (?:of the user|that (?:merely )?depends? on)\b|\b(?:each time|every time|whenever|when) you (?:create|open|start|clone|enter|visit)(?: or (?:create|open|start|clone|enter))? (?:a|an|any|another|some) (?:\w{2,10} )?(?:project|repository|repo|workspace)\b|\b(?:(?:allen?|anderen?|jedem|weiteren) projekten?|(?:otros|todos (?:los|os|tus|seus)|outros) proye?[cj]?tos|(?:autres|tous (?:les|tes|vos)) projets|(?:altri|tutti i) progetti)\b|(?:других|всех|остальных|інших|усіх) (?:\p{L}{2,14} )?проект|(?:其他|所有|别的|每个|其它)(?:的)?(?:项目|項目)|(?:他の|すべての|全ての|全)プロジェクト|(?:다른|모든) 프로젝트/iu,
    },
  ],
];
