import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import { RegistryError } from "../errors.ts";
import { type PackageName, parsePackageName } from "../names/package-name.ts";
import { dependenciesOf } from "../packages/dependencies.ts";
import { isExpert as isKnownExpert } from "../packages/experts.store.ts";
import { isHosted } from "../packages/packages.store.ts";
import { storedDocument } from "../upstream/read-through.ts";
import { dependenciesOfVersion, type Edge, hostedDetails, rootPackages } from "./overview.store.ts";

export type GraphGroup = "local" | "upstream" | "unknown";

export interface GraphNode {
  readonly id: string;
  /** Of a child the range that is wanted of it. */
  readonly version: string | null;
  readonly group: GraphGroup;
  readonly hasDeps: boolean;
  /** Whether it is an Expert, which delegates to what it needs; only of what is published here. */
  readonly isExpert: boolean;
}

const maxRoots = 1000;
const maxChildren = 500;

/** Where a look at dependencies begins. @throws RegistryError `forbidden` unless an administrator asks */
export async function graphRoots(app: App, caller: Caller): Promise<GraphNode[]> {
  requireScope(caller, "admin");
  const nodes: GraphNode[] = [];
  for (const name of await rootPackages(app.db, maxRoots)) {
    const { version, edges, isExpert } = await needsOf(app, name);
    nodes.push({ id: name, version, group: "local", hasDeps: edges.length > 0, isExpert });
  }
  return nodes;
}

/** What the latest version of a package needs. @throws RegistryError `forbidden`, `not_found` */
export async function graphNode(
  app: App,
  caller: Caller,
  name: PackageName,
): Promise<{ readonly parent: GraphNode; readonly children: GraphNode[] }> {
  requireScope(caller, "admin");
  const { group, version, edges, isExpert } = await needsOf(app, name);
  if (group === "unknown") throw new RegistryError("not_found", `${name} is not stored here`);
  const children: GraphNode[] = [];
  for (const { name: child, wanted } of edges.slice(0, maxChildren)) {
    const found = await childOf(app, child);
    children.push({ id: child, version: wanted, ...found });
  }
  const parent = { id: name, version, group, hasDeps: edges.length > 0, isExpert };
  return { parent, children };
}

async function childOf(app: App, text: string): Promise<Omit<GraphNode, "id" | "version">> {
  let name: PackageName;
  try {
    name = parsePackageName(text);
  } catch {
    // A manifest can name anything.
    return { group: "unknown", hasDeps: false, isExpert: false };
  }
  const { group, edges, isExpert } = await needsOf(app, name);
  return { group, hasDeps: edges.length > 0, isExpert };
}

interface Needs {
  readonly group: GraphGroup;
  readonly version: string | null;
  readonly edges: readonly Edge[];
  readonly isExpert: boolean;
}

async function needsOf(app: App, name: PackageName): Promise<Needs> {
  if (await isHosted(app.db, name)) {
    const { latest: version } = await hostedDetails(app.db, name);
    const edges = version === null ? [] : await dependenciesOfVersion(app.db, name, version);
    return { group: "local", version, edges, isExpert: await isKnownExpert(app.db, name) };
  }
  const document = await storedDocument(app, name);
  if (document === null) return { group: "unknown", version: null, edges: [], isExpert: false };
  const tags = document.json["dist-tags"];
  const latest = typeof tags === "object" && tags !== null ? Reflect.get(tags, "latest") : null;
  const version = typeof latest === "string" ? latest : null;
  const manifest = version === null ? undefined : document.versions.get(version);
  return {
    group: "upstream",
    version,
    edges: manifest === undefined ? [] : dependenciesOf(manifest),
    isExpert: false,
  };
}
