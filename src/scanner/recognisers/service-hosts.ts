import { publicRegistryHosts } from "../../names/public-registry.ts";

/** Beginnings of secret variables and the hosts that they are for; never from what a package claims. */
const services: readonly (readonly [variable: RegExp, hosts: RegExp])[] = [
  [/^AWS_/, /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|aws\.amazon\.com|api\.aws|on\.aws)$/],
  [
    /^(?:AZURE|ARM|MS|MICROSOFT)_/,
    /(?:^|\.)(?:azure\.(?:com|net)|microsoftonline\.com|windows\.net|microsoft\.com|visualstudio\.com|azurewebsites\.net)$/,
  ],
  [
    /^(?:GOOGLE|GCP|GCLOUD|GEMINI|FIREBASE|YOUTUBE|VERTEX|PALM)_/,
    /(?:^|\.)(?:googleapis\.com|google\.com|firebaseio\.com|appspot\.com|cloudfunctions\.net|run\.app)$/,
  ],
  // A key of the measuring protocol pays for what a product reports of itself.
  [/(?:^|_)(?:GA4?|GOOGLE_ANALYTICS)_/, /(?:^|\.)google-analytics\.com$/],
  [/^(?:DIGITALOCEAN|DO|SPACES)_/, /(?:^|\.)(?:digitalocean\.com|digitaloceanspaces\.com)$/],
  [/^(?:CLOUDFLARE|CF|R2)_/, /(?:^|\.)(?:cloudflare\.com|cloudflarestorage\.com|workers\.dev)$/],
  [
    /^(?:GITHUB|GH)_/,
    /(?:^|\.)(?:github\.com|githubusercontent\.com|githubcopilot\.com|ghe\.com|ghcr\.io)$/,
  ],
  [/^ACTIONS_/, /(?:^|\.)(?:githubusercontent\.com|github\.com|blob\.core\.windows\.net)$/],
  [/^(?:GITLAB|CI_JOB)_/, /(?:^|\.)gitlab\.com$/],
  [/^BITBUCKET_/, /(?:^|\.)bitbucket\.org$/],
  [/^CIRCLE/, /(?:^|\.)circleci\.com$/],
  [/^OPENAI_/, /(?:^|\.)openai\.com$/],
  [/^(?:ANTHROPIC|CLAUDE)_/, /(?:^|\.)(?:anthropic\.com|claude\.ai|claude\.com)$/],
  [/^(?:HF|HUGGING)/, /(?:^|\.)(?:huggingface\.co|hf\.co)$/],
  [/^SLACK_/, /(?:^|\.)slack\.com$/],
  [/^DISCORD_/, /(?:^|\.)(?:discord\.com|discordapp\.com|discord\.gg|discord\.media)$/],
  [/^TELEGRAM_|^TG_/, /(?:^|\.)telegram\.org$/],
  [/^STRIPE_/, /(?:^|\.)stripe\.com$/],
  [/^TWILIO_/, /(?:^|\.)twilio\.com$/],
  [/^SENDGRID_/, /(?:^|\.)sendgrid\.(?:com|net)$/],
  [/^(?:MONGO|ATLAS)/, /(?:^|\.)mongodb\.(?:com|net)$/],
  [/^SENTRY_/, /(?:^|\.)sentry\.io$/],
  [/^(?:NPM|NODE_AUTH)_/, publicRegistryHosts],
  [/^DOCKER_/, /(?:^|\.)docker\.(?:com|io)$/],
];
/** Files and the hosts of the services whose credentials they keep. */
const files: readonly (readonly [path: RegExp, hosts: RegExp])[] = [
  [/\.npmrc|\.yarnrc|npm token/, publicRegistryHosts],
  [/\.aws/, /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|aws\.amazon\.com|api\.aws)$/],
  [/\.azure|azure token/, /(?:^|\.)(?:azure\.(?:com|net)|microsoftonline\.com|windows\.net)$/],
  [/gcloud|application_default/, /(?:^|\.)(?:googleapis\.com|google\.com)$/],
  [
    /config\/gh|gh token|hub|git-credentials|git credential/,
    /(?:^|\.)(?:github\.com|githubusercontent\.com)$/,
  ],
  [/\.docker/, /(?:^|\.)docker\.(?:com|io)$/],
  [/doctl/, /(?:^|\.)digitalocean\.com$/],
  [/\.claude/, /(?:^|\.)(?:anthropic\.com|claude\.ai)$/],
  [/\.codex/, /(?:^|\.)(?:openai\.com|chatgpt\.com)$/],
  [/\.gemini/, /(?:^|\.)googleapis\.com$/],
  // A cluster gives each of its containers a key to its own interface, which only it answers for.
  [
    /^\/(?:var\/)?run\/secrets\/kubernetes\.io\/serviceaccount\//,
    /^kubernetes(?:\.default(?:\.svc(?:\.cluster\.local)?)?)?$/,
  ],
  [
    /imds|metadata/,
    /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|googleapis\.com|azure\.com|windows\.net|microsoftonline\.com|aliyuncs\.com)$/,
  ],
];

/** Where a bot logs in with a token that is its own: whoever runs it names the variable. */
const botHosts = /(?:^|\.)(?:telegram\.org|discord\.com|discordapp\.com|slack\.com)$/;

const maxWords = 8;
/** Hosts as code writes them, at least three letters at the end or two of a country. */
const written = /\b(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,24}\b/gi;
const maxText = 512 * 1024;

/** Whether a variable's secret is for a host: known for the large services. */
export function isServiceOfVariable(variable: string, host: string): "yes" | "no" | "unknown" {
  const name = variable.toUpperCase();
  const judged = judge(services, name, host);
  if (judged !== "unknown") return judged;
  // `ACME_GITHUB_TOKEN` is a token of that service that somebody made for Acme.
  const words = name.split("_").slice(1, maxWords);
  const isNamed = words.some((word) => judge(services, `${word}_`, host) === "yes");
  return isNamed ? "yes" : "unknown";
}

const ownInterface = /^api\.[a-z0-9-]{1,63}\.[a-z]{2,24}$/;

/** Whether one of the large services answers at a host itself, so that nobody else sees how people sign in. */
export function isOwnInterface(host: string): boolean {
  return ownInterface.test(host) && services.some(([, hosts]) => hosts.test(host));
}

/** Whether a variable's secret is what a bot logs in with at a host. */
export function isBotOf(variable: string, host: string): boolean {
  return /(?:^|_)BOT_?TOKEN$/i.test(variable) && botHosts.test(host);
}

/** Whether one of the hosts that stand in a code fits. */
export function namesHost(text: string, fits: (host: string) => boolean): boolean {
  const hosts = new Set(text.slice(0, maxText).match(written));
  return [...hosts].some((host) => fits(host.toLowerCase()));
}

export function isServiceOfFile(name: string, host: string): "yes" | "no" | "unknown" {
  return judge(files, name.toLowerCase(), host);
}

function judge(
  table: readonly (readonly [RegExp, RegExp])[],
  name: string,
  host: string,
): "yes" | "no" | "unknown" {
  const rows = table.filter(([pattern]) => pattern.test(name));
  if (rows.length === 0) return "unknown";
  return rows.some(([, hosts]) => hosts.test(host)) ? "yes" : "no";
}
