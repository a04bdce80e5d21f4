import { definesExperts } from "../experts/expert-file.ts";
import { hookPaths, runPaths } from "../manifest/run-paths.ts";
import { agentGrants } from "./agent-grants.ts";
import { expertFields } from "./expert-fields.ts";
import { openedFolder } from "./opened-folder.ts";
import { isAgentFile, isServerList, placeOf } from "./place.ts";
import { factsOf, type Gathered, gathered, maxWindows } from "./prose/gathered.ts";
import { judgeShown, judgeTexts } from "./prose/judge-texts.ts";
import { lineCounter } from "./prose/line-counter.ts";
import { noteDemands, noteTools } from "./prose/note-tools.ts";
import { type OpenFile, openFile } from "./prose/open-file.ts";
import type { Package } from "./prose/package.ts";
import { segmentsOf } from "./prose/segments-of.ts";
import { modulesIn, servedBy, servedSegments } from "./prose/served-texts.ts";
import { placeFor } from "./prose/stands.ts";
import type { ProseFacts } from "./prose.ts";
import { sentOn } from "./sent-on.ts";
import { startedServers } from "./started-servers.ts";
import { plansTogether } from "./together.ts";

const maxDecoded = 512 * 1024;
const maxWindowsPerFile = 64;
const maxAgentFiles = 200;
const maxDefinitions = 20;
const maxDefinition = 256 * 1024;

/** Reads every text of a package that an agent may come to read, and notes what directs it. */
export function readProse(pkg: Package): ProseFacts {
  const facts = gathered();
  const entries = runPaths(pkg.manifest);
  const hooks = hookPaths(pkg.manifest);
  const sent = sentOn(pkg);
  const served = servedBy(pkg);
  const seen = new Set<string>();
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
    const decodable = Math.min(maxDecoded, decodedLeft);
    const budget = { decoded: decodable, windows: maxWindowsPerFile };
    const place = placeFor(pkg, path, text, entries.has(path), sent);
    const file = openFile({ path, text, place, served: served.get(path), budget, facts });
    judgeTexts(file, segmentsOf(pkg, path, text, place, hooks.has(path), facts.limitsHit));
    noteDefinitions(file);
    noteTools(file, modules);
    noteAgentFile(file);
    if (budget.windows <= 0) facts.limitsHit.add("windows");
    decodedLeft -= decodable - budget.decoded;
  }
  notePlansTogether(pkg, sent, facts);
  return factsOf(facts);
}

/** Judges definitions of Experts that are no perstack.toml of the root, and texts that a server hands on. */
function noteDefinitions(file: OpenFile): void {
  const { path, text, served, facts } = file;
  const isDefinition = facts.definitions.length < maxDefinitions && isExpertCopy(path, text);
  if (isDefinition) facts.definitions.push(path);
  const shown = isDefinition ? expertFields(text) : servedSegments(path, text, served);
  const segments = [...shown];
  noteDemands(file, segments);
  judgeShown(file, segments);
}

/** Whether a file other than the root's perstack.toml holds definitions, as they are written or published. */
function isExpertCopy(path: string, text: string): boolean {
  if (path === "perstack.toml" || text.length > maxDefinition) return false;
  return /\.json$|(?:^|\/)perstack\.toml$/i.test(path) && definesExperts(text);
}

/** Notes a file of coding agents, and one of servers or of an editor where it starts or grants something. */
function noteAgentFile({ path, text, facts }: OpenFile): void {
  const isAgents = isAgentFile(path);
  const opened = openedFolder(path, text);
  if (facts.agentFiles.length >= maxAgentFiles) return;
  if (!isAgents && !isServerList(path)) {
    if (opened.length > 0) facts.agentFiles.push({ file: path, grants: opened });
    return;
  }
  const { grants: started, handed } = startedServers(path, text);
  const grants = [...agentGrants(path, text), ...started, ...opened];
  if (isAgents || grants.length > 0 || handed.length > 0)
    facts.agentFiles.push({ file: path, grants, ...(handed.length > 0 ? { handed } : {}) });
}

/** Notes what is a plan only over several files. */
function notePlansTogether(pkg: Package, sent: ReadonlySet<string>, { windows }: Gathered): void {
  for (const { file, offset, ...rest } of plansTogether(togetherRead(pkg, sent))) {
    const line = lineCounter(pkg.text(file) ?? "")(offset);
    if (windows.length < maxWindows) windows.push({ file, line, ...rest });
  }
}

/** What an agent reads one after the other: its instructions, then what they send it to. */
function togetherRead(pkg: Package, sent: ReadonlySet<string>) {
  if (sent.size === 0) return [];
  const first = pkg.entries.flatMap(({ path }) =>
    path !== null && isAgentFile(path) && placeOf(path, false)?.liveness === "live" ? [path] : [],
  );
  return [...first, ...sent].map((path) => ({ path, text: pkg.text(path) ?? "" }));
}
