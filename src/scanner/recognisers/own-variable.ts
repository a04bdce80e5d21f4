import type { PackageView } from "../rule.ts";
import { documentOf } from "./documents.ts";

/** Words that name no product: what begins or is made of them may be anybody's. */
const anybodys = new Set(
  `access account admin api app auth aws base basic bearer bot build cert ci cli client cloud code config
  connection cookie credential credentials data database db default deploy deployer dev dsn email encryption
  env file git hmac host http https id internal jwt key keys ledger login mail main master mnemonic mongo
  mysql net next node npm oauth package passphrase passwd password pem pg phrase postgres private prod
  production proxy public react read redis refresh registry release root rsa sdk secret secrets security seed
  server service session shared sign signing smtp sql ssh ssl store string test tls token tokens tool tools
  uri url user username vault vite wallet web webhook write x`.split(/\s+/),
);
const maxWords = 6;

/** Whether a variable begins with the scope or the name of the package: `ACME_TOKEN` in `acme-cli`. */
export function isOwnVariable(pkg: PackageView, variable: string): boolean {
  const own = beginnings(variable);
  return brands(nameOf(pkg)).some((brand) => own.includes(brand));
}

/**
 * Whether a variable begins with all of the package's name, or its scope: what nobody else can publish
 * under, so that it is no secret of somebody whom the name merely reminds of.
 */
export function isOfWholeName(pkg: PackageView, variable: string): boolean {
  const [, scope = "", rest = ""] = /^(?:@([^/]{1,100})\/)?(.{1,214})$/.exec(nameOf(pkg)) ?? [];
  const whole = (scope === "" ? rest : scope).replace(/[-_.]/g, "");
  return isTelling(whole) && beginnings(variable).includes(whole);
}

/** Whether a variable begins with the scope, which nobody else can publish under. */
export function isOfScope(pkg: PackageView, variable: string): boolean {
  const [, scope = ""] = /^@([^/]{3,60})\//.exec(nameOf(pkg)) ?? [];
  return scope !== "" && !anybodys.has(scope) && variable.toLowerCase().startsWith(`${scope}_`);
}

/** Whether a name says nothing about what it opens, so that many projects have a variable called so. */
export function isAnybodys(variable: string): boolean {
  return variable
    .toLowerCase()
    .split("_")
    .every((word) => anybodys.has(word));
}

/** What a key is called; an address with a password in it, or a phrase, is no key of an account there. */
const keyEnd = /(?:KEY|TOKEN|SECRET|AUTH)(?:_\w{1,20})?$/i;

/** Whether the package tells its users, in its README, to put a key into a variable. */
export function isToldOf(pkg: PackageView, variable: string): boolean {
  if (!keyEnd.test(variable) || /_(?:SIGNING|SEED|JWT|SESSION)/i.test(`_${variable}`)) return false;
  const text = documentOf(pkg);
  for (let at = text.indexOf(variable); at >= 0; at = text.indexOf(variable, at + 1)) {
    const [before = " ", after = " "] = [text[at - 1], text[at + variable.length]];
    if (!/\w/.test(before) && !/\w/.test(after)) return true;
  }
  return false;
}

const missing =
  /\b(?:not (?:set|defined|provided|found)|(?:is|are) (?:required|missing|unset|empty)|must be (?:set|provided|defined)|please (?:set|provide|export)|missing)\b/i;
const maxMessage = 160;

/** Whether code says, where it reads a variable, that its user has to set it: who takes a key is silent. */
export function isAskedFor(pkg: PackageView, variable: string, file: string): boolean {
  if (!keyEnd.test(variable)) return false;
  const text = pkg.text(file) ?? "";
  for (let at = text.indexOf(variable); at >= 0; at = text.indexOf(variable, at + 1)) {
    const line = text.slice(at + variable.length, at + maxMessage).split("\n", 1)[0] ?? "";
    const before =
      text
        .slice(Math.max(0, at - maxMessage), at)
        .split("\n")
        .at(-1) ?? "";
    if (/(?:Error\(|\b(?:error|warn|log|fatal|fail)\()/.test(before) && missing.test(before + line))
      return true;
  }
  return false;
}

/** Whether the package tells its users of a host: in its README or beside its name. */
export function isDocumented(pkg: PackageView, host: string): boolean {
  const domain = host.toLowerCase().split(".").slice(-2).join(".");
  const json = pkg.manifest?.json ?? {};
  const beside = ["homepage", "author", "repository", "bugs"].map((key) =>
    JSON.stringify(json[key] ?? ""),
  );
  return [documentOf(pkg), ...beside].some((text) => text.toLowerCase().includes(domain));
}

function beginnings(variable: string): readonly string[] {
  const words = variable.toLowerCase().split("_").slice(0, maxWords);
  return words.map((_, at) => words.slice(0, at + 1).join("")).filter(isTelling);
}

function brands(name: string): readonly string[] {
  const [, scope = "", rest = ""] = /^(?:@([^/]{1,100})\/)?(.{1,214})$/.exec(name) ?? [];
  const words = rest.split(/[-_.]/).slice(0, maxWords);
  const joined = words.map((_, at) => words.slice(0, at + 1).join(""));
  return [scope.replaceAll("-", ""), ...joined].filter(isTelling);
}

function isTelling(word: string): boolean {
  return word.length >= 3 && !anybodys.has(word);
}

function nameOf(pkg: PackageView): string {
  const name = pkg.manifest?.json["name"];
  return typeof name === "string" ? name.toLowerCase() : "";
}
