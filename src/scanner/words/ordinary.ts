/** What may be done unasked because it changes nothing: checks of one's own work. */
const granted =
  /\b(?:may|can|free to|allowed to|permitted to|okay to|ok to|fine to|no need to ask|needn['’]t ask|(?:not|n['’]t) (?:need|have) to ask|(?:not|n['’]t) ask)\b/i;
const checks =
  /\b(?:tests?|lint\w{0,4}|builds?|format\w{0,5}|type-?checks?|prettier|eslint|read(?:ing)?|search\w{0,3}|typos?|compil\w{1,4}|benchmarks?|dev server|explore|look)\b/i;
const grave =
  /https?:|\S@[\w-]{1,60}\.\w|[~$]|\.env\b|\b(?:install|curl|wget|npx|push|publish|delet|remov|upload|send|post|secret|token|key|credential|password|everything|anything|whatever|any (?:command|tool)|every (?:command|tool)|all (?:commands|tools))/i;

/** Whether a sentence lets somebody check their work without being asked each time. */
export function isRoutine(sentence: string): boolean {
  return granted.test(sentence) && checks.test(sentence) && !grave.test(sentence);
}

const credential =
  /\b([A-Z][A-Z0-9]{1,20})_(?:[A-Z0-9]{2,12}_){0,3}(?:TOKEN|KEY|SECRET|PASSWORD|PAT)\b/g;
const host = /\b(?:https?|wss?):\/\/([\w.-]{3,200})/gi;
/** Services of which everybody has a credential: who else is named like them is not they. */
const common =
  /^(?:npm|aws|gh|gcp|git|ssh|ci|my|db|github|gitlab|openai|anthropic|google|azure|docker|slack|stripe|cloud|node|publish|deploy|access|auth|private|secret|user|session|login|master|admin|root|database|service)$/;
const more = /~\/|\.env\b|\.npmrc|\bprintenv\b|process\.env(?!\.)|\benv\s?\|/;

/** Whether the credential that a sentence names is that of the service whose address it names. */
export function asksOwnService(sentence: string): boolean {
  if (!sentence.includes("_") || !sentence.includes("://") || more.test(sentence)) return false;
  const hosts = [...sentence.matchAll(host)].map((match) => (match[1] ?? "").toLowerCase());
  const brands = [...sentence.matchAll(credential)].map((match) => (match[1] ?? "").toLowerCase());
  return (
    hosts.length > 0 &&
    brands.length > 0 &&
    brands.every((brand) => !common.test(brand) && hosts.every((name) => isNamed(name, brand)))
  );
}

/** Whether a host has a name in it; a short one must be a part by itself. */
function isNamed(host: string, brand: string): boolean {
  return brand.length > 3 ? host.includes(brand) : host.split(/[.-]/).includes(brand);
}

const byOthers =
  /\b(?:is|are|gets?|was|were|will be)\s(?:\w{2,12}ly\s)?\w{3,14}(?:ed|en|nt|pt)\b[^;\n]{0,140}\bby (?:the |a |an |our )?(?:\w{2,12} )?(?:CI|ci|pipelines?|servers?|workflows?|actions?|maintainers?|jobs?|cron|cli|build|apps?|browsers?|runtime|release process)\b/;
const others =
  /(?:^|[\s;,(])(?:un mainteneur|les mainteneurs|le serveur|la CI|ein Maintainer|die Maintainer|der Server|die CI|el servidor|un mantenedor|los mantenedores|o servidor|um mantenedor|il server|un manutentore)\s\p{L}{3,}|(?:мейнтейнер|сервер|мейнтейнери)\S{0,3}\s\p{L}{3,}|(?:维护者|服务器|メンテナー?|サーバー?)(?:会|将|が|は)|(?:관리자|서버)(?:가|는)/u;

/** Whether it tells what somebody else does, by whom it is done. */
export function isDoneByOthers(sentence: string): boolean {
  return byOthers.test(sentence) || others.test(sentence);
}
