import { type Caller, requireScope } from "../access/permit.ts";
import type { App } from "../context.ts";
import { expertNames } from "../packages/experts.store.ts";
import type { GraphGroup } from "./graph.ts";
import { copiedEdges, copiedVersions, hostedEdges, hostedVersions } from "./overview.store.ts";

export interface WholeGraph {
  readonly nodes: readonly {
    readonly id: string;
    readonly group: GraphGroup;
    readonly version: string | null;
  }[];
  readonly links: readonly { readonly source: string; readonly target: string }[];
  /** Whether there is more than this. */
  readonly truncated: boolean;
}

/** As `wholeGraph`, with which of it are Experts, for whoever draws what delegates to what. */
export async function graphWithExperts(app: Pick<App, "db" | "cacheDb">, caller: Caller) {
  const { nodes, ...rest } = await wholeGraph(app, caller);
  const experts = await expertNames(app.db);
  return { ...rest, nodes: nodes.map((node) => ({ ...node, isExpert: experts.has(node.id) })) };
}

const maxPackages = 5000;
const maxLinks = 20_000;

/**
 * What is stored and what needs what, by names, in few statements: of what is published here the latest
 * versions, of copies those that were fetched (agentregistry contract §2).
 *
 * @throws RegistryError `unauthenticated`, `forbidden` unless an administrator asks
 */
export async function wholeGraph(
  app: Pick<App, "db" | "cacheDb">,
  caller: Caller,
): Promise<WholeGraph> {
  requireScope(caller, "admin");
  const hosted = await hostedVersions(app.db, maxPackages + 1);
  const copied = await copiedVersions(app.cacheDb, maxPackages + 1);
  const edges = [
    ...(await hostedEdges(app.db, maxLinks + 1)),
    ...(await copiedEdges(app.cacheDb, maxLinks + 1)),
  ];
  const nodes = new Map<string, { group: GraphGroup; version: string | null }>();
  for (const { name, version } of hosted) nodes.set(name, { group: "local", version });
  for (const { name, version } of copied) {
    if (nodes.size >= maxPackages) break;
    if (!nodes.has(name)) nodes.set(name, { group: "upstream", version });
  }
  const shown = edges.filter(({ source }) => nodes.has(source)).slice(0, maxLinks);
  for (const { target } of shown) {
    if (!nodes.has(target)) nodes.set(target, { group: "unknown", version: null });
  }
  return {
    nodes: [...nodes].map(([id, { group, version }]) => ({ id, group, version })),
    links: shown,
    truncated: hosted.length + copied.length > maxPackages || edges.length > maxLinks,
  };
}
