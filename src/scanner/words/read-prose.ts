import { definesExperts } from "../experts/expert-file.ts";
import { hookPaths, runPaths } from "../manifest/run-paths.ts";
import type { PackageView } from "../rule.ts";
import { isForAgentAtWork, isForModels } from "./addressed.ts";
import { agentGrants } from "./agent-grants.ts";
import { agentStrings, forModels } from "./agent-strings.ts";
import { type CodePiece, codePieces, unescaped } from "./comments.ts";
import { expertFields } from "./expert-fields.ts";
import type { Budget, FoundWindow } from "./found-window.ts";
import { hiddenRuns } from "./hidden.ts";
import { jsonStrings } from "./json-strings.ts";
import { judgeSegment } from "./judge-segment.ts";
import { hookPrints, manifestFields } from "./manifest-fields.ts";
import { markdownSegments } from "./markdown.ts";
import { behindBlanks, hiddenElements, markupComments, unshownParts } from "./markup.ts";
import { carriedParameters } from "./mcp-carried.ts";
import { changingTools } from "./mcp-changing.ts";
import { demandOf } from "./mcp-demands.ts";
import { readOnlyTools, secretAsks } from "./mcp-promises.ts";
import { type ServedFile, servedFiles } from "./mcp-served.ts";
import { isToolServer, toolTexts } from "./mcp-tools.ts";
import { noteHidden, noteTemplates } from "./note-marks.ts";
import { isHushed, isUnseen } from "./orders/quiet.ts";
import { type FilePlace, isAgentFile, isForAgentsByFront, isServerList, placeOf } from "./place.ts";
import type {
  AgentFile,
  CarriedParameter,
  ChangingTool,
  DemandingParameter,
  ProseFacts,
  ProseWindow,
  ReadOnlyTool,
  SecretAsk,
  ToolText,
} from "./prose.ts";
import { looksForAgents, whereAgentsRun } from "./run-by-agents.ts";
import { decodedSegment, rawSegment, type Segment, type SegmentKind } from "./segment.ts";
import { sentOn } from "./sent-on.ts";
import { coveredIn } from "./signs/cover-stories.ts";
import { startedServers } from "./started-servers.ts";
import { plansTogether } from "./together.ts";

const kib = 1024;
/** Of a longer file, this much of its beginning and its end is read as prose; hidden text is found anywhere. */
const headBytes = 1024 * kib;
const tailBytes = 128 * kib;
const maxDecoded = 512 * kib;
const maxWindowsPerFile = 64;
const maxWindows = 1000;
const maxTools = 1000;
const maxDefinitions = 20;
const maxDefinition = 256 * kib;
/** The first screen of a README, and the top of a changelog, is read by everybody. */
const firstScreen = 6000;

const unplaced = { carrier: "data", liveness: "far", isQuoted: false } as const;

type Package = Pick<PackageView, "entries" | "text" | "manifest" | "subject">;

/** Reads every text of a package that an agent may come to read, and notes what directs it. */
export function readProse(pkg: Package): ProseFacts {
  const windows: ProseWindow[] = [];
  const tools: ToolText[] = [];
  const agentFiles: AgentFile[] = [];
  const changing: ChangingTool[] = [];
  const carried: CarriedParameter[] = [];
  const demands: DemandingParameter[] = [];
  const readOnly: ReadOnlyTool[] = [];
  const asks: SecretAsk[] = [];
  const definitions: string[] = [];
  const limitsHit = new Set<string>();
  const entries = runPaths(pkg.manifest);
  const hooks = hookPaths(pkg.manifest);
  const sent = sentOn(pkg);
  const seen = new Set<string>();
  const served = servedBy(pkg);
  let joined: string | null = null;
  const modules = () => {
    joined ??= modulesIn(pkg, served);
    return joined;
  };
  let decodedLeft = 4 * maxDecoded;

  for (const { path, type } of pkg.entries) {
    if (type !== "file" || path === null || seen.has(path)) continue;
    seen.add(path);
    const text = pkg.text(path);
    if (text === null || text === "") continue;
    const budget: Budget = {
      decoded: Math.min(maxDecoded, decodedLeft),
      windows: maxWindowsPerFile,
    };
    const decodable = budget.decoded;
    const lineAt = lineCounter(text);
    const note = (found: FoundWindow) => {
      const { offset, ...rest } = found;
      if (windows.length < maxWindows) windows.push({ file: path, line: lineAt(offset), ...rest });
      else limitsHit.add("windows");
    };
    const place = placeFor(pkg, path, text, entries.has(path), sent);
    for (const segment of segmentsOf(pkg, path, text, place, hooks.has(path), limitsHit)) {
      const before = budget.windows;
      judgeSegment(segment, budget, note);
      if (budget.windows === before) noteHidden(segment, note);
      noteTemplates(segment, note);
      // Escapes may have kept from sight that characters are hidden.
      for (const inner of segment.isRaw || segment.hidden !== null
        ? []
        : hiddenRuns(segment.text)) {
        const hidden = decodedSegment(inner.text, segment.offset, { ...segment, hidden: inner.by });
        const left = budget.windows;
        judgeSegment(hidden, budget, note);
        if (budget.windows === left) noteHidden(hidden, note);
      }
    }
    const isDefinition = definitions.length < maxDefinitions && isExpertCopy(path, text);
    if (isDefinition) definitions.push(path);
    const carrying = served.get(path);
    const shown = carrying === undefined ? [] : servedSegments(path, text, carrying);
    for (const segment of isDefinition ? expertFields(text) : shown) {
      const demand = carrying?.form === "json" ? demandOf(segment.text) : null;
      if (demand !== null && demands.length < maxTools) {
        const name = segment.field ?? "";
        const line = lineAt(segment.offset);
        demands.push({ file: path, line, name, demand, isExplained: false });
      }
      judgeSegment(segment, budget, note);
      noteTemplates(segment, note);
    }
    if (
      place?.form === "code" ||
      (place?.form === "json" && /tools|mcp|server|manifest/i.test(path))
    ) {
      const isServed = carrying?.form === "code";
      const found = toolTexts(path, text, Math.min(text.length, headBytes), lineAt, isServed);
      if (demands.length < maxTools) demands.push(...found.demands);
      for (const tool of found.tools) if (tools.length < maxTools) tools.push(tool);
      for (const segment of found.segments) {
        judgeSegment(segment, budget, note);
        noteTemplates(segment, note);
      }
      if (place.form === "code" && isToolServer(text.slice(0, headBytes))) {
        const fields = found.segments.flatMap(({ field }) => field ?? []);
        const code = text.slice(0, headBytes);
        carried.push(...carriedParameters(path, code, new Set(fields)));
        if (changing.length < maxTools)
          changing.push(...changingTools(path, code, lineAt, modules()));
        if (readOnly.length < maxTools) readOnly.push(...readOnlyTools(path, code, lineAt));
      }
      if (place.form === "code" && /licit|ampl|createMessage/.test(text) && asks.length < maxTools)
        asks.push(...secretAsks(path, text.slice(0, headBytes), lineAt));
    }
    const isList = isServerList(path);
    if (isAgentFile(path) || isList) {
      const grants = [...agentGrants(path, text), ...startedServers(path, text)];
      if (agentFiles.length < 200 && (!isList || grants.length > 0))
        agentFiles.push({ file: path, grants });
    }
    if (budget.windows <= 0) limitsHit.add("windows");
    decodedLeft -= decodable - budget.decoded;
  }
  for (const { file, offset, ...rest } of plansTogether(togetherRead(pkg, sent))) {
    const line = lineCounter(pkg.text(file) ?? "")(offset);
    if (windows.length < maxWindows) windows.push({ file, line, ...rest });
  }
  const limits = [...limitsHit].sort();
  return {
    windows,
    tools,
    agentFiles,
    changing,
    carried,
    demands,
    readOnly,
    asks,
    definitions,
    limitsHit: limits,
  };
}

/** What an agent reads one after the other: its instructions, then what they send it to. */
function togetherRead(pkg: Package, sent: ReadonlySet<string>) {
  if (sent.size === 0) return [];
  const first = pkg.entries.flatMap(({ path }) =>
    path !== null && isAgentFile(path) && placeOf(path, false)?.liveness === "live" ? [path] : [],
  );
  return [...first, ...sent].map((path) => ({ path, text: pkg.text(path) ?? "" }));
}

/** Whether a file other than the root's perstack.toml holds definitions, as they are written or published. */
function isExpertCopy(path: string, text: string): boolean {
  if (path === "perstack.toml" || text.length > maxDefinition) return false;
  return /\.json$|(?:^|\/)perstack\.toml$/i.test(path) && definesExperts(text);
}

/** Files beside a server that it hands to models, by path; none for a package that needs no SDK of tools. */
function servedBy(pkg: Package): ReadonlyMap<string, ServedFile> {
  const paths = pkg.entries.flatMap(({ path, type }) =>
    type === "file" && path !== null ? [path] : [],
  );
  if (!/mcp|modelcontextprotocol/i.test(pkg.manifest?.text ?? "")) return new Map();
  const found = servedFiles({ paths, text: (path) => pkg.text(path) });
  return new Map(found.map((one) => [one.path, one]));
}

/** The code of modules that servers load from beside them, up to a limit. */
function modulesIn(pkg: Package, served: ReadonlyMap<string, ServedFile>): string {
  let code = "";
  for (const { path, form } of served.values()) {
    if (form !== "code" || code.length > maxDefinition) continue;
    code += `\n${pkg.text(path) ?? ""}`;
  }
  return code.slice(0, maxDefinition);
}

/** What such a file says, as the model gets to read it. */
function* servedSegments(path: string, text: string, { form }: ServedFile): Generator<Segment> {
  if (form === "code") return;
  const to = Math.min(text.length, headBytes);
  if (form === "json") {
    for (const { key, value, offset } of jsonStrings(text, to)) {
      const kind = { carrier: "tool", liveness: "live", field: key, isField: true } as const;
      if (value.length < 4000) yield decodedSegment(value, offset, kind);
    }
    return;
  }
  const place = {
    form: "markdown",
    carrier: "agent-file",
    liveness: "live",
    isQuoted: false,
  } as const;
  if (/\.md$/i.test(path)) yield* markdownSegments(text, to, place);
  else yield rawSegment(text, 0, to, place);
}

/** Whether a description has something kept from people. */
function isUnspoken(text: string): boolean {
  const line = text.slice(0, 4000).replace(/\s+/g, " ");
  return (
    isHushed(line) ||
    isUnseen(line) ||
    coveredIn(line).isUnraised ||
    /\bkeep it internal\b/i.test(line)
  );
}

const maxSample = 16 * 1024;

/** Whether a package says of itself that it has to do with attacks on models, which it keeps samples of. */
function isAboutAttacks(pkg: Package): boolean {
  const { name, description, keywords } = pkg.manifest?.json ?? {};
  const readme = pkg.entries.find(({ path }) => path !== null && /^readme\.\w+$/i.test(path))?.path;
  const said = [name, description, ...(Array.isArray(keywords) ? keywords : [])]
    .filter((word) => typeof word === "string")
    .join(" ");
  const all = `${said} ${typeof readme === "string" ? (pkg.text(readme) ?? "").slice(0, maxSample) : ""}`;
  return /inject|jailbreak|red[- ]?team|guard|attack|adversar|malicious|phish|moderat|\bevals?\b|evaluat|benchmark|security|unsafe/i.test(
    all,
  );
}

/** Where a file stands, also when another sends agents to it. */
function placeFor(
  pkg: Package,
  path: string,
  text: string,
  isEntry: boolean,
  sent: ReadonlySet<string>,
): FilePlace | null {
  const place = placeOf(path, isEntry);
  if (place?.carrier === "doc" && place.form === "markdown" && isForAgentsByFront(text))
    return { ...place, carrier: "agent-file", liveness: "live", isQuoted: false };
  const isSample =
    place?.isQuoted === true && (place.form === "markdown" || place.form === "plain");
  if (isSample && isForAgentAtWork(text.slice(0, maxSample)) && !isAboutAttacks(pkg))
    return { ...place, liveness: "near", isQuoted: false, isForAgents: true };
  if (place === null || !sent.has(path)) return place;
  return { ...place, liveness: "near", isQuoted: false, isForAgents: true };
}

function* segmentsOf(
  pkg: Package,
  path: string,
  text: string,
  place: FilePlace | null,
  isHook: boolean,
  limitsHit: Set<string>,
): Generator<Segment> {
  for (const run of hiddenRuns(text)) {
    const { carrier, liveness, isQuoted } = place ?? unplaced;
    yield decodedSegment(run.text, run.offset, {
      carrier,
      liveness,
      isQuoted,
      hidden: run.by,
      isField: true,
    });
  }
  if (path === "package.json" && pkg.manifest !== null) {
    yield* manifestFields(pkg.manifest.json, text);
    yield* hookPrints(pkg.manifest.json, text);
    const told = pkg.subject.manifest?.["deprecated"];
    if (typeof told === "string") {
      yield decodedSegment(told, 0, {
        carrier: "field",
        liveness: "near",
        field: "deprecated",
        isField: true,
      });
    }
    return;
  }
  if (path === "perstack.toml") {
    yield* expertFields(text);
    return;
  }
  if (place === null) return;
  // What agents obey is read whole or not called clean; the middle of long documentation may go unread.
  const isObeyed = place.carrier === "agent-file" && place.liveness === "live";
  for (const [from, to] of parts(text, limitsHit, isObeyed ? "live" : "bytes"))
    yield* read(path, text, from, to, place, isHook);
}

/** The stretches of a file that are read: all of it, or its beginning and its end. */
function parts(
  text: string,
  limitsHit: Set<string>,
  limit: "live" | "bytes",
): readonly (readonly [number, number])[] {
  if (text.length <= headBytes + tailBytes) return [[0, text.length]];
  limitsHit.add(limit);
  return [
    [0, headBytes],
    [text.length - tailBytes, text.length],
  ];
}

function* read(
  path: string,
  whole: string,
  from: number,
  to: number,
  place: FilePlace,
  isHook: boolean,
): Generator<Segment> {
  // Segments count from the beginning of the file, readers from that of their part.
  const text = from === 0 ? whole : whole.slice(from, to);
  const length = to - from;
  const shift = (segment: Segment): Segment =>
    from === 0 ? segment : { ...segment, offset: segment.offset + from };
  for (const segment of readPart(path, text, length, place, isHook)) yield shift(segment);
}

function* readPart(
  path: string,
  text: string,
  to: number,
  place: FilePlace,
  isHook: boolean,
): Generator<Segment> {
  switch (place.form) {
    case "markdown": {
      // What agents obey is one text, whatever is fenced in it.
      const isOne = place.carrier === "agent-file" && place.liveness === "live";
      if (isOne) yield rawSegment(text, 0, to, { ...place, plans: "only" });
      else if (place.carrier === "readme") {
        const top = Math.min(to, firstScreen);
        // A block that agents are told to run stands between the sentences that tell them.
        if (!place.isQuoted && isBlockForAgents(text.slice(0, top)))
          yield rawSegment(text, 0, top, { ...place, plans: "only" });
      }
      const unshown: Segment[] = [];
      for (const segment of markdownSegments(text, to, place)) {
        if (segment.hidden !== null && unshown.length < maxUnshown) unshown.push(segment);
        const isTopped = place.carrier === "readme" || place.carrier === "changelog";
        const isLater = isTopped && segment.from > firstScreen && segment.hidden === null;
        if (isOne && segment.hidden === null) yield { ...segment, plans: "elsewhere" };
        else yield isLater ? { ...segment, liveness: "far" } : segment;
      }
      yield* joinedUnshown(unshown);
      yield* hiddenElements(text, to, place);
      yield* behindBlanks(text, to, place);
      return;
    }
    case "markup":
      yield rawSegment(text, 0, to, place);
      yield* markupComments(text, to, place);
      if (/\.svg$/i.test(path)) yield* unshownParts(text, to, place);
      yield* hiddenElements(text, to, place);
      yield* behindBlanks(text, to, place);
      return;
    case "plain":
      yield rawSegment(text, 0, to, place);
      yield* behindBlanks(text, to, place);
      return;
    case "hash-code":
      yield rawSegment(text, 0, to, { ...place, isComment: true });
      return;
    case "json": {
      const isLabelled = isDataset(text.slice(0, to));
      // Callers are made of such a description; where it speaks to models, they are models.
      const isDescribed = /"(?:openapi|swagger|asyncapi)"\s{0,4}:/.test(text.slice(0, 4000));
      for (const { key, value, offset } of jsonStrings(text, to)) {
        if (!value.includes(" ") && value.charCodeAt(0) < 0x2e80) continue;
        const isShown =
          place.carrier === "data" &&
          /^(?:description|summary|instructions|title|prompt|default)$/.test(key ?? "") &&
          (isToolManifest(path)
            ? key !== "summary"
            : isDescribed && isForModels(value) && isUnspoken(value));
        const kind = isShown ? ({ carrier: "tool", liveness: "live" } as const) : place;
        yield decodedSegment(value, offset, {
          ...kind,
          ...(!isShown && isPrompt(key, value) ? ({ liveness: "near" } as const) : {}),
          isQuoted: place.isQuoted || isLabelled,
          isForAgents: place.isForAgents === true || isPrompt(key, value),
          field: key,
          isField: value.length < 4000,
        });
      }
      return;
    }
    case "code":
      yield* readCode(text, to, place, isHook);
  }
}

const maxUnshown = 50;

/** What no page shows may be cut in pieces; agents read them one after the other. */
function* joinedUnshown(pieces: readonly Segment[]): Generator<Segment> {
  const [first] = pieces;
  if (first === undefined || pieces.length < 2) return;
  const whole = pieces
    .map(({ text, from, to }) => text.slice(from, Math.min(to, from + 2 * kib)))
    .map((piece) => piece.replace(/^\[[^\]\n]{0,40}\]:\s{0,4}(?:#|<>|<#>)\s{0,4}["'(]/, ""))
    .join(".\n\n");
  if (agentWord.test(whole)) yield decodedSegment(whole, first.offset, { ...first, plans: "only" });
}

/** Lines that a program prints one after the other, which whoever started it reads as one text. */
function* printedTogether(text: string, strings: readonly CodePiece[]): Generator<Segment> {
  let lines: string[] = [];
  let first = 0;
  let last = -1;
  const together = () => {
    const whole = lines.join("\n");
    const isOne = lines.length > 1 && (agentWord.test(whole) || agentElsewhere.test(whole));
    return isOne
      ? [decodedSegment(whole, first, { carrier: "printed", liveness: "live", isField: true })]
      : [];
  };
  for (const piece of strings) {
    const gap = last >= 0 && piece.from - last < maxGap ? text.slice(last, piece.from - 1) : "";
    const isNext = lines.length > 0 && lines.length < maxPrinted && printing.test(gap);
    if (!isNext) {
      yield* together();
      lines = [];
      const before = text.slice(Math.max(0, piece.from - 40), piece.from - 1);
      last = -1;
      if (!printing.test(before)) continue;
      first = piece.from;
    }
    lines.push(unescaped(text.slice(piece.from, Math.min(piece.to, piece.from + 2 * kib))));
    last = piece.to;
  }
  yield* together();
}

const maxGap = 120;
const maxPrinted = 30;
const agentElsewhere =
  /\b(?:IA|KI)\b|\bass?istente[sn]?\b|\bassistenti?\b|\bagenten\b|\bagentes?\b|ИИ|ассистент|помощник|助手|智能体|アシスタント|エージェント|어시스턴트|에이전트/iu;

/** Whether a text for people has blocks of code and speaks of agents. */
function isBlockForAgents(text: string): boolean {
  return /\n(?:`{3}|~{3}| {4})/.test(text) && addressing.test(text);
}

/** A heading that is about agents, or a sentence that is meant for whoever is one. */
const addressing =
  /\n#{1,6}\s[^\n]{0,80}\b(?:agents?|assistants?|llms?|copilots?)\b|\bif you(?:['’]re| are) (?:an? )?(?:[\w-]{2,12} ){0,3}(?:ai|agent|assistant|llm|copilot|model)\b|\b(?:as an|each|every|any) (?:ai |coding )?(?:agent|assistant)\b|\b(?:agents|assistants) (?:must|should|need|have to|are to)\b/i;

/** A prompt under the name of one, as packages keep them in data. */
function isPrompt(key: string | null, value: string): boolean {
  if (
    key === null ||
    value.length < (/[^\p{ASCII}]/u.test(value) ? 24 : 60) ||
    !promptKey.test(key)
  )
    return false;
  return forModels.test(value) || !/\b(?:the|of|to|and|is)\b/i.test(value);
}

const promptKey =
  /(?:^|[._\-/])(?:system(?:[._-]?prompt|[._-]?message)?|prompt|instructions?|persona)$/i;

/** Samples with what they are samples of, of more than one kind: what is measured, nobody obeys. */
function isDataset(text: string): boolean {
  const kinds = new Set(Array.from(text.matchAll(label), ([, kind = ""]) => kind.toLowerCase()));
  const harmful = [...kinds].filter((kind) => bad.test(kind));
  return harmful.length > 0 && (kinds.size > 1 || harmful.some((kind) => answered.test(kind)));
}

const label =
  /"(?:label|class|category|technique|tactic|vector|attack(?:_?type)?|expected|should|expect|verdict|is_?malicious|is_?attack|target)"\s{0,2}:\s{0,2}"?(attack|malicious|(?:prompt[ _-])?injection|override|hijack\w{0,4}|leak\w{0,4}|poison\w{0,3}|bypass|evasion|persona|role-?play|social[ _-]engineering|jailbreak|exfiltration|unsafe|phishing|harmful|spam|refus\w{1,3}|reject\w{0,2}|ignore|block\w{0,2}|benign|safe|harmless|clean|ham|normal|legitimate|true|false|answer|comply|allow\w{0,2})\b/gi;
const bad =
  /^(?:attack|malicious|(?:prompt[ _-])?injection|override|hijack\w{0,4}|leak\w{0,4}|poison\w{0,3}|bypass|evasion|social[ _-]engineering|jailbreak|exfiltration|unsafe|phishing|harmful|spam|true|refus\w{1,3}|reject\w{0,2}|ignore|block\w{0,2})$/;
/** What a model is expected to do with a sample. */
const answered = /^(?:refus\w{1,3}|reject\w{0,2}|ignore|block\w{0,2})$/;

/** Manifests in which servers list their tools, by the names that they go by. */
function isToolManifest(path: string): boolean {
  return /(?:^|\/)(?:\.?mcp|server|manifest|tools?|mcp-?tools?|tool-?definitions?)\.json$/i.test(
    path,
  );
}

const printing =
  /(?:\bconsole\.\w{1,12}|\bstdout\.write|\bstderr\.write|Error|\blog|\bprint|\becho)\s{0,4}\(\s{0,8}$/;
/** A text that a command prints later. */
const helpText =
  /\b(?:const|let|var)\s{1,4}\w{0,20}(?:help|usage|banner|notice|message|hint|welcome|footer|epilog|intro)\w{0,20}\s{0,4}=\s{0,4}$/i;
const agentWord =
  /\b(?:ai|language-models?|llms?|assistants?|agents?|claude|copilot|gpt|chatgpt|gemini|cursor|models?)\b/i;

function* readCode(
  text: string,
  to: number,
  place: FilePlace,
  isHook: boolean,
): Generator<Segment> {
  let from = -1;
  let end = -1;
  let isDoc = false;
  const kind = () => ({ ...place, isComment: true, carrier: place.carrier });
  const strings: CodePiece[] = [];
  const isForAgents = isHook && looksForAgents(text.slice(0, to));
  for (const piece of codePieces(text, to)) {
    if (piece.kind === "string") {
      strings.push(piece);
      if (piece.to - piece.from < 40) continue;
      const before = text.slice(Math.max(0, piece.from - 40), piece.from - 1);
      if (!isHook && !printing.test(before) && !helpText.test(before)) continue;
      const said = text.slice(piece.from, Math.min(piece.to, piece.from + 8192));
      if (!isHook && !agentWord.test(said)) continue;
      yield decodedSegment(unescaped(said), piece.from, {
        carrier: "printed",
        liveness: "live",
        isField: true,
        field: isForAgents ? whereAgentsRun : null,
      });
      continue;
    }
    // Lines of comments that follow each other are one text.
    const isNext =
      from >= 0 && piece.kind === "comment" && !isDoc && onlyBlanks(text, end, piece.from);
    if (isNext) {
      end = piece.to;
      continue;
    }
    if (from >= 0) yield* fenced(text, from, end, kind());
    from = piece.from;
    end = piece.to;
    isDoc = piece.kind === "doc";
  }
  if (from >= 0) yield* fenced(text, from, end, kind());
  yield* printedTogether(text, strings);
  if (!place.isQuoted) yield* agentStrings(text, strings);
}

/** A comment with the examples of code in it apart, which are quoted. */
function* fenced(text: string, from: number, to: number, kind: SegmentKind): Generator<Segment> {
  const comment = text.slice(from, to);
  let isInside = false;
  let at = 0;
  for (let mark = comment.indexOf("```"); mark >= 0; mark = comment.indexOf("```", mark + 3)) {
    yield rawSegment(text, from + at, from + mark, isInside ? { ...kind, isQuoted: true } : kind);
    isInside = !isInside;
    at = mark + 3;
  }
  yield rawSegment(text, from + at, to, isInside ? { ...kind, isQuoted: true } : kind);
}

/** Whether nothing but blanks, one end of line and the mark of a comment is between two places. */
function onlyBlanks(text: string, from: number, to: number): boolean {
  if (to - from > 120) return false;
  let lines = 0;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x0a) lines += 1;
    else if (code > 0x20 && code !== 0x2f) return false;
  }
  return lines <= 1;
}

/** The line of an offset; cheap when asked in order. */
function lineCounter(text: string): (offset: number) => number {
  let at = 0;
  let line = 1;
  return (offset) => {
    if (offset < at) {
      at = 0;
      line = 1;
    }
    for (
      let next = text.indexOf("\n", at);
      next >= 0 && next < offset;
      next = text.indexOf("\n", at)
    ) {
      line += 1;
      at = next + 1;
    }
    return line;
  };
}
