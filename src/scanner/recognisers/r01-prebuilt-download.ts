import { codeIndex } from "../chains/code-index.ts";
import { onlyPrepares, startsOfWritten } from "../chains/starts-what-it-wrote.ts";
import type { Atom, AtomKind, CodeFacts } from "../code/atoms.ts";
import { manifestParts } from "../manifest/parts.ts";
import type { PackageView } from "../rule.ts";
import { asShellPath } from "../shell-atoms/command-acts.ts";
import type { Recogniser } from "./recogniser.ts";

const platformWords =
  /\bprocess\s?\.\s?(?:platform|arch)\b|\bos\s?\.\s?(?:platform|arch|type)\s?\(/;
const harmless =
  /(?:^|\s)(?:--?v(?:ersion)?|-V|version|--help|-h|install|i|setup|build|rebuild|--test|check)(?:\s|$)/;
const secrets: ReadonlySet<AtomKind> = new Set<AtomKind>([
  "src.env.secret",
  "src.file.secret",
  "src.file.sweep",
  "src.browserstore",
  "src.wallet",
  "src.imds",
]);

/** A binary for this platform is downloaded into the package's own folder or cache. */
export const prebuiltDownload: Recogniser = {
  id: "R1",
  explains({ sources, sink }, pkg) {
    const index = codeIndex(pkg.code);
    const here = index.inFile(sink.file);
    return (
      sources.every((source) => comesOpenly(pkg, source)) &&
      here.every((atom) => !secrets.has(atom.kind) && atom.kind !== "snk.proc.detached") &&
      here.every((atom) => atom.kind !== "snk.write" || staysHome(atom, pkg)) &&
      sources.every(({ id }) => neverEvaluated(pkg.code, id)) &&
      isForPlatform(sink, pkg) &&
      startsHarmlessly(sink, pkg) &&
      isExposed(pkg)
    );
  },
};

/** From a host that stands in the code, or a mirror that the user set, and encrypted. */
function comesOpenly(pkg: PackageView, source: Atom): boolean {
  const { destination } = source.detail;
  const request =
    destination ??
    codeIndex(pkg.code)
      .inFile(source.file)
      .find((atom) => atom.kind === "snk.net" && atom.line === source.line)?.detail.destination;
  if (request === undefined || request.isPlainHttp) return false;
  if (request.class === "unknown") return isLedOpenly(pkg, source);
  // Files of releases on a code host lie on what is also a place for drops.
  return ["literal", "config", "param", "drop"].includes(request.class);
}

/**
 * A host that is asked openly may name another one to go to, and the user's settings a mirror, so that
 * nobody can tell which address it is.
 */
function isLedOpenly(pkg: PackageView, source: Atom): boolean {
  const index = codeIndex(pkg.code);
  const asked = index
    .inFile(source.file)
    .filter((atom) => atom.kind === "snk.net" && atom.line === source.line)
    .filter(({ detail }) => detail.destination?.class === "unknown");
  return (
    asked.length > 0 &&
    asked.every(({ id }) => {
      const addresses = index.into(id).filter(({ into }) => into === "url");
      if (addresses.length === 0) return isMirrored(pkg, source);
      return addresses.every(({ source: from }) => index.atom(from)?.kind === "src.remote");
    })
  );
}

const mirror = /mirror|binary|download|host|registry|cdn|^npm_config_/i;
const ownMirror = /mirror|binary|download|host|site|registry|cdn|url/i;

/** A setting of the user or else an address of the package. */
function isMirrored(pkg: PackageView, { file, func }: Atom): boolean {
  const own = ownName(pkg).replace(/[^a-z0-9]/g, "_");
  return codeIndex(pkg.code)
    .inFile(file)
    .some(({ kind, detail, func: where }) => {
      if (kind !== "src.env.config") return false;
      const names = detail.names ?? [];
      if ((where === func || where === 0) && names.some((name) => mirror.test(name))) return true;
      // One that bears the package's own name is for nothing else, wherever it is looked up.
      return names.some((name) => {
        return own.length > 2 && name.toLowerCase().includes(own) && ownMirror.test(name);
      });
    });
}

function ownName(pkg: PackageView): string {
  const name = pkg.manifest?.json["name"];
  return typeof name === "string" ? name.slice(name.lastIndexOf("/") + 1).toLowerCase() : "";
}

function staysHome({ detail }: Atom, pkg: PackageView): boolean {
  if (detail.target === "own" || detail.target === "temp") return true;
  const path = asShellPath(detail.path ?? "").toLowerCase();
  const own = ownName(pkg);
  // `?` is what the reader of command lines writes for what it does not know.
  if (path === "" || /^[\uE000?]/.test(path)) return detail.target !== "control";
  return (
    /^\.\/|^[a-z0-9_]/.test(path) ||
    /\bcaches?\b/.test(path) ||
    (own.length > 2 && path.includes(own))
  );
}

function neverEvaluated(facts: CodeFacts, source: number): boolean {
  const index = codeIndex(facts);
  return index.from(source).every(({ sink, into }) => {
    const kind = index.atom(sink)?.kind ?? "";
    return !/^snk\.(?:code|module)/.test(kind) && into !== "stdin";
  });
}

function isForPlatform({ file }: Atom, pkg: PackageView): boolean {
  const { imports = [] } = codeIndex(pkg.code).file(file) ?? {};
  return [file, ...imports].some((path) => platformWords.test(pkg.text(path) ?? ""));
}

/** At installation a self-test is fine; a command that somebody calls may start it for real. */
function startsHarmlessly(sink: Atom, pkg: PackageView): boolean {
  if (!isUnasked(sink)) return true;
  const starts = sink.kind === "snk.write" ? startsOfWritten(codeIndex(pkg.code), sink) : [sink];
  return starts.every(
    (start) =>
      start.kind === "snk.native" ||
      !isUnasked(start) ||
      harmless.test(start.detail.text ?? "") ||
      unpacksAtHome(start, pkg),
  );
}

const folderOption = /\s(?:-C|-d|-o|--directory|-DestinationPath)[ =]?["']?([^\s"']{1,300})/i;

/** Taking an archive apart where it lies or where the package keeps its things starts nothing. */
function unpacksAtHome(start: Atom, pkg: PackageView): boolean {
  if (!onlyPrepares(start)) return false;
  const [, path] = folderOption.exec(start.detail.text ?? "") ?? [];
  if (path === undefined || /^(?:<package>|<temp>)/.test(path)) return true;
  return staysHome({ ...start, detail: { path } }, pkg);
}

function isUnasked({ surface }: Atom): boolean {
  return surface === "install" || surface === "load";
}

function isExposed(pkg: PackageView): boolean {
  if (pkg.manifest === null) return false;
  return (
    manifestParts.commands(pkg.manifest.json).size > 0 ||
    pkg.code.files.some(({ surface }) => surface === "load" || surface === "call")
  );
}
