/**
 * Words of English orders, for texts that are read as orders: instructions of Experts, texts of tools,
 * files for agents. Each list is one pattern of alternatives, so that looking for it is linear.
 */

/** A verb with its forms: read, reads, reading; collect, collects, collected, collecting. */
function forms(verbs: string): string {
  return verbs
    .trim()
    .split(/\s+/)
    .flatMap((verb) => {
      const [base = "", ...more] = verb.split("/");
      const [head = "", ...rest] = base.split("_");
      const tail = rest.length > 0 ? ` ${rest.join(" ")}` : "";
      const stem = head.replace(/e$/, "");
      const ies = /[^aeiou]y$/.test(head)
        ? [`${head.slice(0, -1)}ies`, `${head.slice(0, -1)}ied`]
        : [];
      const es = /(?:s|sh|ch|x|z|o)$/.test(head) ? `${head}es` : `${head}s`;
      const all = [head, es, `${stem}ed`, `${stem}ing`, ...ies, ...more];
      return all.map((form) => form + tail);
    })
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replaceAll(".", "\\."))
    .join("|");
}

function words(...alternatives: readonly string[]): RegExp {
  return new RegExp(`(?<![\\w$])(?:${alternatives.join("|")})(?![\\w])`, "gi");
}

const getting = forms(
  "read collect gather obtain fetch get/got/getting extract retrieve dump/dumped/dumping copy list grab/grabbed/grabbing steal/stole/stolen " +
    "harvest capture pull search acquire scrape record inventory take/took/taken find/found cat open look_at look_through look_up " +
    "look_for look_around have_a_look_at has_a_look_at load enumerate locate pick_up note quote save store compile assemble scan access " +
    "make_a_copy_of go_through round_up get_hold_of build_an_inventory_of export request summarize summarise remember keep/kept " +
    "encode sweep/swept snapshot catalogue catalog harvest lift note_down write_down/wrote_down/written_down check determine identify resolve",
);

const sending = forms(
  "send/sent post upload transmit/transmitted/transmitting forward email mail submit/submitted/submitting append attach pass push deliver share relay " +
    "include put/putting hand pass_along hand_over copy write/wrote/written report ship/shipped beacon transfer/transferred place publish drop/dropped store " +
    "log/logged mirror ping/pinged convey dispatch deposit sync synchronize synchronise route reach arrive travel go/goes/went leave/left leak exfiltrate stream back_up replicate " +
    "tell deliver register enter move supply provide give/gave/given blind-copy blind-copied bcc cc fill copy_over pipe file contribute surrender hand_in " +
    "duplicate enrich contain hold carry/carried render make_available disclose quote accompany attach_to hit feed",
);

export const parts = {
  get: words(getting, "cat"),
  /** Deeds as nouns: the collection of, a copy of. */
  getting: words(
    "(?:collection|retrieval|extraction|acquisition|gathering|harvesting|inventory|capture|export|listing|snapshot|copy|copies|dump|record) of",
  ),
  send: words(sending, "(?:end|ends|ended) up", "POST", "PUT", "->", "=>"),
  sending: words(
    "(?:transfer|transmission|submission|delivery|upload|forwarding|dispatch|relay|hand-?over|sharing|provision|mirroring|reporting)",
    "(?:deliver|send|post|upload|forward)[_ ]to",
  ),
  secret: words(
    "credentials?",
    "pass(?:words?|phrases?|codes?|wd)",
    "secrets(?! santa)",
    "secret(?= (?:you|that|in|found|from|which|of)|[.,;:)\"'`]|$)",
    "(?:\\w+[ -])?(?:token|api[ -]?key|apikey)s?",
    "(?:ssh|private|access|signing|deploy|encryption|gpg|pgp|master|session|api|cloud)[ _-]?keys?(?:[ _-]?(?:material|files?|pairs?))?",
    "keys(?= (?:stored|in|from|of|and|found|present))",
    "key[ -]?(?:store|chain|ring|material)s?",
    "auth(?:entication|orization|orisation)? (?:material|data|details|information|state|headers?|tokens?|cookies?)",
    "(?:log|sign)[ -]?in (?:data|details|information|material|state|secrets)",
    "(?:material|what|whatever|anything|everything|data|details|information)(?: \\w+){0,6} (?:to (?:log|sign) in|signs? in|sign-?in|log-?in|authenticate|password manager|credentials?|unlocks?)(?: \\w+)?",
    "logins",
    "(?:session )?cookies?",
    "env(?:ironment|ironmental)?[ _-]?(?:variables?|vars?|values?|files?|secrets?|settings?|dump)",
    "(?:whole|entire|full|contents? of the|values of the|variables of the|in the|of the) (?:process )?environment",
    "(?:all |the )?variables of the process",
    "process\\.env",
    "[\"'`]?env[\"'`]?(?=\\s?,)",
    "ssh_keys|git_credentials|env_vars",
    "(?:ssh|aws|cloud|kube\\w*|mcp|browser) (?:config\\w*|settings|director(?:y|ies)|folders?|profiles?)(?: director(?:y|ies)| files?| folders?)?",
    "(?:etc/)?(?:passwd|shadow)",
    "[.~$/\\w-]{0,40}(?:\\.env(?!\\.(?:example|sample|template|dist|defaults))(?:\\.\\w+)?|\\.ssh|\\.aws|\\.npmrc|\\.netrc|\\.pypirc|\\.kube|\\.gnupg|\\.docker|\\.git-credentials|\\.pgpass|\\.config/gh|id_rsa|id_ed25519|mcp\\.json|kubeconfig|wallet\\.dat|\\.cursor|\\.claude)[\\w./-]{0,40}",
    "[A-Z][A-Z0-9]{1,20}(?:_[A-Z0-9]{1,20}){0,4}_(?:TOKEN|KEY|SECRET|PASSWORD)",
    "(?:seed|recovery|mnemonic|backup)[ -](?:phrases?|words?|codes?)",
    "wallets?",
    "(?:saved |credit |bank |payment )?cards? (?:data|details|numbers?|information)",
    "(?:bank(?:ing)?|account|payment|billing) (?:details|data|information)",
    "passports?(?: numbers?)?",
    "(?:home|e-?mail|postal) address(?:es)?|phone numbers?|social security numbers?|medical (?:data|records?)",
    "(?:customer|user|client|patient) (?:databases?|base|accounts?)",
    "~/\\.\\w[\\w./-]{0,60}",
    "env(?= \\|)|source (?:trees?|code) of|private repositor(?:y|ies)|password reset links?",
    "clipboards?|(?:shell|command|browsing) histor(?:y|ies)|bank statements?",
    "printenv|get_env\\w*|get_secrets?",
    "(?:ssh|signing|cloud) identit(?:y|ies)|identity files?|(?:aws|cloud|gcp|azure) (?:access |secret )?keys?|passwords? (?:export|file|list|vault|manager)s?",
    "(?:project|user|developer|machine|host|customer)['’]s environment",
    "gps positions?|private (?:pictures|photos|messages|mails?)|faces",
    "localStorage|document\\.cookie|sessionStorage",
    "(?:personal|private|confidential|sensitive|customer|client|patient|employee) (?:data|information|details|lists?|records?|files?|documents?)",
    "customer list",
    "browser (?:profiles?|history|data|storage|databases?)",
    "looks like a secret",
    "secret(?:s|ive)? (?:values?|material|files?|data)",
    "dotfiles?",
  ),
  /** What was said, and what is open: no tool and no other Expert needs all of it. */
  talk: words(
    "(?:full |whole |entire |complete |message |chat |conversation |session )?(?:conversations?|chat history|transcripts?|message history|dialog(?:ue)?s?|chat logs?)",
    "(?:full|whole|entire|complete|conversation|chat|message|session|their) (?:history|context|thread|chat)",
    "system (?:prompts?|messages?|instructions)",
    "(?:talk|chat|exchange|dialogue|discussion|session) with the (?:user|developer|person|customer|human|owner)",
    "(?:previous|earlier|prior|all|preceding) (?:messages|tool results?|tool outputs?|turns)",
    "(?:every|all|each) (?:tool )?(?:results?|outputs?)",
    "(?:everything|whatever|anything|all)(?: that)? the (?:user|person|human|developer)(?: \\w+){0,3} (?:said|told|typed|wrote|written|shared|opens?|has)",
    "(?:last|previous|past) (?:\\d+ |few |ten )?(?:messages|turns)|messages of the (?:chat|conversation)|every document",
    "what(?:ever)? you (?:have )?(?:know|learn(?:ed|t)?|notice[d]?|remember|gather(?:ed)?|found out|understood) (?:about|of) (?:the |your |this )?\\w+",
    "everything (?:else )?known about \\w+",
    "everything said|all that was said",
    "what the (?:user|person|human|developer)(?: \\w+){0,2} (?:said|told|typed|wrote|shared)",
    "(?:whole|entire|full|complete|every|each) prompts?(?: of the (?:user|developer))?|every (?:question|answer|message|prompt)s?|verbatim cop(?:y|ies)|all messages(?: exchanged)?|(?:open|opened|edited|current|all|every|complete|full) (?:files?|documents?|file contents?)(?: contents?)?",
    "files? (?:contents?|(?:that )?(?:the user|you) (?:opens?|have open|has open|edits?|touch(?:es)?))",
    "files? that (?:is|are) (?:being )?(?:edited|opened|open|read)",
    "(?:user|profile)(?:'s)? (?:full )?profile",
    "data from the (?:workspace|machine|project)",
    "contents? of (?:the )?(?:workspace|repository|project|machine|home)",
  ),
  person: words(
    "(?:end[ -])?(?:users?|humans?|developers?|customers?|operators?|owners?|readers?|employees?|people|persons?|maintainers?|clients?|authors?|reviewers?|anyone|anybody|someone|somebody|nobody|no one|none|recipients?|visitors?|staff|team|holders?|account owners?|travellers?|attendees?|contributors?|participants?|colleagues?|learners?|players?|guests?|them|him|her|callers?)",
  ),
  /** Where an answer is seen. */
  shown: words(
    "(?:output|answer|reply|response|summary|report|changelog|changes|documentation|docs|chat|logs?|record|transcript|result|message|notes|comment|description|commit|diff|list)s?",
  ),
  agent: words(
    "assistants?|agents?|ais?|models?|llms?|experts?|copilot|claude|bots?|it|coordinators?|callers?",
  ),
  address:
    // A version of a package is no host.
    /https?:\/\/[^\s"'`<>)\]}]{3,300}|(?<![\w.+-])[\w.+-]{1,64}@(?!example\.(?:com|org|net)\b)(?!v?\d{1,6}(?:\.\d{1,6}){1,2}(?:-[a-z]{1,12}\.\d{1,9})?(?![\w-]{0,40}\.[\w-]))[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}(?![\w])|\bwss?:\/\/[^\s"'`<>)]{3,200}/gi,
  /** A slot of a call that text can be put into. */
  slot: words(
    "(?:parameters?|arguments?|args?|fields?|options?|inputs?|propert(?:y|ies)|query string|headers?|payload)",
    "side ?notes?",
    "(?:comments?|commit messages?|trailers?|file ?names?|branch names?|alt texts?|(?:\\w+ )?metadata|emojis?|(?:end of )?(?:your |the )?answers?|commit (?:body|bodies)|bod(?:y|ies)|spaces|line breaks|quer(?:y|ies)|titles?|subject lines?|tags?)",
    "(?:in|as|into) (?:the )?[\"'`]\\w+[\"'`]?",
    "(?:in|into|as|with it in) (?:the )?[a-z_]{2,20}(?= argument| parameter| field)",
  ),
  run: words(
    forms(
      "run/ran/running execute launch invoke start eval evaluate pipe source install apply spawn",
    ),
    "(?:curl|wget|bash|sh|npx|bunx|uvx|powershell|iex)",
  ),
  guard: words(
    "sandbox(?:ing|es)?|permissions?|permission (?:modes?|prompts?)|approvals?|confirmations?|antivirus|firewalls?|protections?|safeguards?|guardrails?|security (?:checks?|software|settings?)|safety (?:checks?|settings?|filters?)|isolation|verification|human review|virus scanner|defender",
  ),
  unguard: words(
    forms(
      "disable bypass deactivate skip/skipped circumvent weaken lower relax grant allow whitelist suspend remove auto-approve",
    ),
    "(?:switch|switched|turn|turned|switching|turning)(?: \\w+){0,4} off|approved? (?:\\w+ )?automatically|automatically approved?|auto-?approved?|turn off|switch off|without approval|no (?:approval|confirmation)s?",
  ),
} as const;

export type Part = keyof typeof parts;
