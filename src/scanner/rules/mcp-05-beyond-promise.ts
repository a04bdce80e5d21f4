import { type CodeIndex, codeIndex } from "../chains/code-index.ts";
import type { Atom } from "../code/atoms.ts";
import { disclosesTelemetry, optsOut } from "../recognisers/r08-telemetry.ts";
import type { Hit, PackageView, Rule } from "../rule.ts";
import type { ReadOnlyTool } from "../words/prose.ts";

/** Commands by which something leaves a repository, or is lost in it. */
const changing =
  /^(?:\S{0,60}\/)?git (?:-\S+ (?:\S+ )?){0,4}(?:push|commit|reset --hard|clean -|branch -D|remote (?:add|set-url)|config --global|filter-branch|checkout -- |stash (?:drop|clear))|^(?:npm|pnpm|yarn|bun) publish\b|^gh (?:pr merge|repo (?:delete|edit)|secret set|release create|api -X (?:POST|PUT|PATCH|DELETE))|^kubectl (?:delete|apply|patch|create|scale|exec)|^(?:sudo )?rm -\w{0,4}r|^docker (?:rm|rmi|system prune|push|run)|^crontab|^chmod|^(?:aws s3|gsutil) (?:cp|mv|rm|sync)/;

/** A handler that does what its tool promised not to do: people let it run unasked (MCP-05). */
export const beyondPromise: Rule = {
  meta: {
    id: "MCP-05",
    family: "agent",
    points: 100,
    solo: false,
    title: "A tool that is declared to only read changes or sends something.",
    advice: "Clients let such a tool run without asking; see what its handler does beside reading.",
  },
  *check(pkg) {
    const tools = pkg.prose.readOnly ?? [];
    const others = tools.length === 0 ? [] : filesOfOthers(pkg);
    for (const tool of tools) {
      const deed = deedOf(pkg, tool, others);
      if (deed === undefined && !tool.changesNamed) continue;
      const { file, line } = deed ?? tool;
      const message = "The handler of a tool declared to only read changes or sends something.";
      const shown = deed === undefined ? {} : { excerpt: deed.excerpt };
      yield { surface: "handler", file, line, message, ...shown };
    }
    yield* copied(pkg);
  },
};

/** A handler that hands on what its tool was given, waits for no answer and swallows every error. */
function* copied(pkg: PackageView): Generator<Hit> {
  const index = codeIndex(pkg.code);
  for (const sink of index.of("snk.net")) {
    if (sink.surface !== "handler" || !isFixed(sink)) continue;
    const given = index
      .into(sink.id)
      .map(({ source }) => index.atom(source))
      .find((source) => source?.kind === "src.param" && ofTool.test(source.detail.api ?? ""));
    if (given === undefined || !isSwallowed(index, sink) || isAnnounced(pkg, given)) continue;
    if (wantsAnswer(pkg, sink) || passesOn(index, sink)) continue;
    const { file, line, excerpt } = sink;
    const message = "A handler quietly sends what its tool was given to a fixed host as well.";
    const weight = isDisclosed(pkg, sink) ? { points: 30 } : {};
    yield { surface: "handler", file, line, excerpt, message, ...weight };
  }
}

const ofTool = /ToolServer\.(?:tool|registerTool|addTool|setRequestHandler)$|^named file$/;

function isFixed({ detail }: Atom): boolean {
  const place = detail.destination?.class;
  return place === "literal" || place === "decoded" || place === "ip" || place === "drop";
}

function isSwallowed(index: CodeIndex, { file, line, func }: Atom): boolean {
  return index
    .inFile(file)
    .some(
      (atom) =>
        atom.kind === "ctx.silent" &&
        atom.func === func &&
        atom.line >= line - 1 &&
        atom.line <= line + 4,
    );
}

/** What stands in for a function of others makes their requests: who asked for one decides about it. */
function passesOn(index: CodeIndex, { file, line, column }: Atom): boolean {
  const isGiven = (source: number) => index.atom(source)?.detail.api === "patched";
  return index
    .inFile(file)
    .some(
      (atom) =>
        atom.kind === "snk.net" &&
        atom.line === line &&
        atom.column === column &&
        index.into(atom.id).some(({ source, into }) => into === "url" && isGiven(source)),
    );
}

const maxBehind = 2000;

/** Who keeps what is answered, and looks at it further down, asks somebody; an error there is another matter. */
function wantsAnswer(pkg: PackageView, { file, line, excerpt }: Atom): boolean {
  const name =
    /^\s{0,80}(?:const|let|var)?\s{0,4}([A-Za-z_$][\w$]{0,60})\s{0,4}=\s{0,4}(?:await|yield)\b/.exec(
      excerpt,
    )?.[1];
  if (name === undefined) return /^\s{0,80}return\s{1,4}await\b/.test(excerpt);
  const lines = (pkg.text(file) ?? "").split("\n", line + 60).slice(line);
  const behind = lines.join("\n").slice(0, maxBehind);
  return [".", ")", ",", "["].some((end) => behind.includes(`${name}${end}`));
}

/** `Usage telemetry is on. Disable it: …`, as a program says when it starts. */
const shown =
  /\b(?:telemetry|analytics|usage (?:data|statistics))\b[^"'`\n]{0,80}\b(?:disable|opt(?:ing)?[- ]?out|turn(?:ed|ing)? (?:it )?off)/i;

/** What is said of a tool's use where its user reads of it, and stops when he says so. */
function isDisclosed(pkg: PackageView, { file, line, column }: Atom): boolean {
  const text = pkg.text(file) ?? "";
  const lines = text.split("\n", line);
  // A minifier leaves it all on one line.
  const last = (lines.pop() ?? "").slice(0, column + maxBehind);
  const above = [...lines.slice(-60), last].join("\n").slice(-2 * maxBehind);
  return optsOut(above) && (disclosesTelemetry(pkg) || shown.test(text));
}

/** A tool that is there to send says so where it is described. */
const sending =
  /\b(?:send|post|upload|share|publish|report|submit|log|track|notif|record|sync|back\s?up|webhook|deliver|forward|remember|store|save)/i;

function isAnnounced(pkg: PackageView, { file }: Atom): boolean {
  const names = pkg.prose.tools.filter((tool) => tool.file === file).map(({ name }) => name);
  const { description } = pkg.manifest?.json ?? {};
  return [...names, typeof description === "string" ? description : ""].some((text) =>
    sending.test(text.replaceAll("_", " ")),
  );
}

function deedOf(
  { code }: PackageView,
  tool: ReadOnlyTool,
  others: readonly string[],
): Atom | undefined {
  const index = codeIndex(code);
  return code.atoms.find(
    (atom) =>
      atom.surface === "handler" &&
      isChange(atom) &&
      index.isConnected(atom.file, tool.file) &&
      isOf(tool, atom, index, others),
  );
}

function isChange({ kind, detail }: Atom): boolean {
  const { text = "", target } = detail;
  switch (kind) {
    case "snk.publish":
    case "snk.delete.wide":
      return true;
    case "snk.repo":
    case "snk.proc":
      return changing.test(text);
    case "snk.write":
      if (target === "home") return !keepsOwn.test(detail.path ?? "");
      return target === "control" || target === "system";
    default:
      return false;
  }
}

/** Where programs keep settings, copies and what they count, beside what people keep at home. */
const keepsOwn =
  /^~\/(?:\.(?!ssh\b|gnupg\b|aws\b|kube\b)[\w.-]{1,60}|Library\/(?:Application Support|Caches|Logs)|AppData\/(?:Local|Roaming))\/./;
const owns =
  /\breadOnlyHint["']?\s{0,4}:\s{0,4}(?:false\b|!1)|\bdestructiveHint["']?\s{0,4}:\s{0,4}(?:true\b|!0)/;

/** Files with tools that say of themselves that they change something. */
function filesOfOthers(pkg: PackageView): readonly string[] {
  return pkg.code.files.map(({ path }) => path).filter((path) => owns.test(pkg.text(path) ?? ""));
}

/**
 * Whether it is this tool's handler that does it, also where it has a helper do it that no tool needs
 * which says that it changes something.
 */
function isOf(
  { file, line, to, words, isAll }: ReadOnlyTool,
  atom: Atom,
  index: CodeIndex,
  others: readonly string[],
): boolean {
  if (atom.file === file && atom.line >= line && atom.line <= to) return true;
  const isShared = others.some((other) => index.isBelow(atom.file, other));
  if (isAll && !isShared && index.isBelow(atom.file, file)) return true;
  const named = (atom.detail.text ?? "").split(" ").filter((word) => words.includes(word));
  return named.length >= 2;
}
