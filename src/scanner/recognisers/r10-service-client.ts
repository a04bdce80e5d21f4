import type { Chain } from "../chains/chain.ts";
import { codeIndex } from "../chains/code-index.ts";
import { hidesHost } from "../chains/hides-host.ts";
import type { Atom } from "../code/atoms.ts";
import type { Surface } from "../report.ts";
import type { PackageView } from "../rule.ts";
import { isOwnBrand } from "./own-brand.ts";
import {
  isAnybodys,
  isAskedFor,
  isDocumented,
  isOfScope,
  isOfWholeName,
  isOwnVariable,
  isToldOf,
} from "./own-variable.ts";
import type { Recogniser } from "./recogniser.ts";
import {
  isBotOf,
  isOwnInterface,
  isServiceOfFile,
  isServiceOfVariable,
  namesHost,
} from "./service-hosts.ts";

/** Where somebody decided to use the package. */
const asked: readonly Surface[] = ["call", "cli", "handler", "dormant"];

/**
 * A secret goes only to its own service, or to where the caller says. For services that everybody
 * knows the hosts are a list; for others the host has to carry the name that the variable begins
 * with, and that proves nothing about an install hook, whose author chose both.
 */
export const serviceClient: Recogniser = {
  id: "R10",
  explains(chain, pkg) {
    const { sources, sink, surface } = chain;
    const { destination } = sink.detail;
    if (destination === undefined) return false;
    const { class: place, host } = destination;
    if (place === "param" || place === "config" || place === "local") {
      return surface !== "install" || sources.every(({ kind }) => kind === "src.env.secret");
    }
    if (place === "unknown") {
      if (surface === "load") return sources.every((source) => isNobodyElses(source, pkg));
      return asked.includes(surface) && areNamedFor(sources, sink, pkg);
    }
    if (place === "ip" || host === null || (place === "decoded" && hidesHost(sink, pkg))) {
      return false;
    }
    if (sources.length === 0) return false;
    if (isDefaultRegistry(chain, pkg)) return true;
    const fitting = sources.filter((source) => isFor(source, host, chain, pkg));
    return (
      fitting.length > 0 &&
      sources.every((source) => fitting.includes(source) || isOtherName(source, fitting, host))
    );
  },
};

/** A token that is looked up under the address that it is sent to, and not under one that is written there. */
const ofAddress = /\}:_authToken`|\+\s{0,2}["'`]:_authToken["'`]/;
const writtenAddress = /["'`]\/\/[a-z0-9][\w-]{0,63}\.[a-z]/i;

/**
 * A client of registries takes the address out of the settings that hold the tokens, and has one of its
 * own for settings that name none. Each token stands there under the address that it is for.
 */
function isDefaultRegistry({ sources, sink, surface }: Chain, pkg: PackageView): boolean {
  const isNpmrc = sources.every(
    ({ kind, detail }) => kind === "src.file.secret" && detail.names?.join() === ".npmrc",
  );
  if (!isNpmrc || !asked.includes(surface) || sink.detail.destination?.class !== "literal")
    return false;
  const index = codeIndex(pkg.code);
  const isChosenThere = index
    .inFile(sink.file)
    .some(
      ({ id, kind, line, column, detail }) =>
        kind === "snk.net" &&
        line === sink.line &&
        column === sink.column &&
        detail.destination?.class === "unknown" &&
        sources.every((source) =>
          index.into(id).some((flow) => flow.into === "url" && flow.source === source.id),
        ),
    );
  const isInBody = index
    .into(sink.id)
    .some(({ source, into }) => into === "body" && sources.some(({ id }) => id === source));
  const text = pkg.text(sink.file) ?? "";
  return isChosenThere && !isInBody && ofAddress.test(text) && !writtenAddress.test(text);
}

/**
 * A variable that is the package's own by its name, or one that no service is known for and that goes to
 * the host that the package tells its users of. Who wrote that might still mean something else by it.
 */
export function isOwnMatter({ sources, sink, surface }: Chain, pkg: PackageView): boolean {
  const { class: place, host = null, isPlainHttp } = sink.detail.destination ?? {};
  if (place !== "literal" || host === null || isPlainHttp === true) return false;
  const isOwnHost = isOwnBrand(pkg, host) && isDocumented(pkg, host);
  return (
    asked.includes(surface) &&
    sources.every(
      ({ kind, detail: { names = [] } }) =>
        kind === "src.env.secret" &&
        names.every(
          (name) =>
            isServiceOfVariable(name, host) === "unknown" &&
            (isOwnVariable(pkg, name) || (isOwnHost && !isAnybodys(name))),
        ),
    )
  );
}

const beside = 4;

/** `ACME_TOKEN ?? TOKEN`: what is taken when the right name is not set, and is nobody else's. */
function isOtherName(
  { kind, detail, file, line }: Atom,
  fitting: readonly Atom[],
  host: string,
): boolean {
  const { names = [] } = detail;
  return (
    kind === "src.env.secret" &&
    names.every((name) => isAnybodys(name) && isServiceOfVariable(name, host) === "unknown") &&
    fitting.some((one) => one.file === file && Math.abs(one.line - line) <= beside)
  );
}

function isFor({ kind, detail }: Atom, host: string, chain: Chain, pkg: PackageView): boolean {
  const names = detail.names ?? (detail.path === undefined ? [] : [detail.path]);
  if (names.length === 0) return false;
  if (kind === "src.env.secret") {
    return names.every((name) => {
      const known = isServiceOfVariable(name, host);
      if (known !== "unknown") return known === "yes";
      return isNamedAlike(name, host, chain, pkg);
    });
  }
  if (kind === "src.imds") return isServiceOfFile("imds", host) === "yes";
  if (kind !== "src.file.secret" && kind !== "src.agentlogin") return false;
  return [...names, detail.path ?? ""].some((name) => isServiceOfFile(name, host) === "yes");
}

function isNamedAlike(name: string, host: string, chain: Chain, pkg: PackageView): boolean {
  const { surface, into, sink } = chain;
  if (surface === "install") {
    return isOfScope(pkg, name) && carriesPrefix(name, host) && isDocumented(pkg, host);
  }
  // What is left in a chat stands in the message; what logs in, in the address or a header.
  if (into.some((part) => part !== "body") && isBotOf(name, host)) return true;
  if (carriesPrefix(name, host)) return true;
  const { class: place, isPlainHttp = true } = sink.detail.destination ?? {};
  // What stands in a header there only signs in; nobody else gets to read it.
  const isSignIn = into.length > 0 && into.every((part) => part === "headers");
  // Whoever calls his variable just a token gets it to the service himself, and nobody else sees it there.
  const isTold = isSignIn && place === "literal" && !isPlainHttp;
  if (isTold && asked.includes(surface) && isAnybodys(name) && isOwnInterface(host)) return true;
  const isOpen = place === "literal" || (place === "drop" && isSignIn);
  if (!isOpen || !asked.includes(surface) || !isDocumented(pkg, host)) return false;
  if (isOwnVariable(pkg, name)) return true;
  if (!into.includes("headers") || isPlainHttp || !isOwnBrand(pkg, host)) return false;
  return isToldOf(pkg, name) || chain.sources.some(({ file }) => isAskedFor(pkg, name, file));
}

/** What watches a program starts with it, and signs in with a key that only its own users have. */
function isNobodyElses({ kind, detail }: Atom, pkg: PackageView): boolean {
  const { names = [] } = detail;
  return (
    kind === "src.env.secret" &&
    names.length > 0 &&
    names.every((name) => isOfWholeName(pkg, name) && isServiceOfVariable(name, "") === "unknown")
  );
}

/** One key may have an old name besides, and both are read at one place. */
function areNamedFor(sources: readonly Atom[], sink: Atom, pkg: PackageView): boolean {
  const named = sources.filter((source) => isNamedFor(source, sink, pkg));
  return sources.every(
    ({ kind, file, line }) =>
      kind === "src.env.secret" && named.some((one) => one.file === file && one.line === line),
  );
}

/** Nobody can tell where it goes, but the code says for whom it is, or it is the package's own. */
function isNamedFor({ kind, detail, file }: Atom, sink: Atom, pkg: PackageView): boolean {
  const { names = [] } = detail;
  if (kind !== "src.env.secret" || names.length === 0) return false;
  const texts = [...new Set([file, sink.file])].map((path) => pkg.text(path) ?? "");
  return names.every((name) => {
    const fits = (host: string) => {
      const known = isServiceOfVariable(name, host);
      return known === "unknown" ? carriesPrefix(name, host) : known === "yes";
    };
    return isOwnVariable(pkg, name) || texts.some((text) => namesHost(text, fits));
  });
}

/** `ACME_API_KEY` is for `api.acme.example`, and for `acmecloud.example`. */
function carriesPrefix(variable: string, host: string): boolean {
  const [first = "", second = ""] = variable.toLowerCase().split("_");
  const labels = host.toLowerCase().split(".").slice(0, -1);
  const fits = (word: string) =>
    word.length >= 3 &&
    labels.some(
      (label) =>
        label === word ||
        label.split("-").includes(word) ||
        (word.length >= 5 && label.startsWith(word)),
    );
  return fits(first) || fits(`${first}${second}`);
}
