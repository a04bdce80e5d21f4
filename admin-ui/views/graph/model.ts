import { type ReadonlySignal, signal } from "@preact/signals";
import type { Answer, Channel } from "../../channel/channel.ts";

/** Whether one goes from a package to what it needs, or to what needs it. */
export type Direction = "needs" | "neededBy";

type Found = Answer<"getGraphNode">["parent"];

export interface Node {
  readonly id: string;
  readonly group: Found["group"];
  readonly isExpert: boolean;
  /** Of a package that was looked at its latest version; else null. */
  readonly version: string | null;
}

export interface Link {
  readonly source: string;
  readonly target: string;
  /** The range, or the tag or version that an Expert names. */
  readonly wanted: string;
  readonly isDelegation: boolean;
}

/** More than this is no picture any more. */
export const maxNodes = 3000;

/** What was looked at so far, beginning from one package. */
export interface GraphModel {
  readonly root: string;
  readonly nodes: ReadonlyMap<string, Node>;
  readonly links: ReadonlyMap<string, Link>;
  /** Counts up with each change. */
  readonly revision: ReadonlySignal<number>;
  readonly isFull: boolean;
  isExpanded(id: string, direction: Direction): boolean;
  /** What stands next to a node in a direction. */
  beside(id: string, direction: Direction): readonly Link[];
  /** @throws ChannelError */
  expand(id: string, direction: Direction): Promise<void>;
  /**
   * Everything that is stored and can be reached; what was never fetched ends a path.
   *
   * @returns whether some was left out
   * @throws ChannelError
   */
  expandAll(direction: Direction): Promise<boolean>;
}

const unknown = (id: string): Node => ({ id, group: "unknown", isExpert: false, version: null });

export function createGraphModel(channel: Channel, root: string): GraphModel {
  const nodes = new Map<string, Node>([[root, unknown(root)]]);
  const links = new Map<string, Link>();
  const beside: Readonly<Record<Direction, Map<string, Link[]>>> = {
    needs: new Map(),
    neededBy: new Map(),
  };
  const expanded = { needs: new Set<string>(), neededBy: new Set<string>() };
  const running = new Map<string, Promise<void>>();
  const revision = signal(0);

  function put(node: Node): boolean {
    const before = nodes.get(node.id);
    if (before === undefined && nodes.size >= maxNodes) return false;
    const version = node.version ?? before?.version ?? null;
    nodes.set(node.id, { ...node, version, isExpert: node.isExpert || before?.isExpert === true });
    return true;
  }

  function connect(link: Link): void {
    const key = `${link.source}\n${link.target}`;
    if (links.has(key)) return;
    links.set(key, link);
    listOf("needs", link.source).push(link);
    listOf("neededBy", link.target).push(link);
  }

  function listOf(direction: Direction, id: string): Link[] {
    const list = beside[direction].get(id) ?? [];
    beside[direction].set(id, list);
    return list;
  }

  async function lookDown(id: string): Promise<void> {
    const { parent, children } = await channel.ask("getGraphNode", { name: id });
    put(parent);
    for (const { version: wanted, ...child } of children) {
      if (!put({ ...child, version: null })) continue;
      const { isExpert: isDelegation } = parent;
      connect({ source: id, target: child.id, wanted: wanted ?? "", isDelegation });
    }
  }

  async function lookUp(id: string): Promise<void> {
    const { dependents } = await channel.ask("getDependents", { name: id, limit: 5000 });
    // The newest version of each stands last.
    const newest = new Map(dependents.map((one) => [one.name, one]));
    for (const { name, wanted } of newest.values()) {
      const known = nodes.get(name);
      if (!put(known ?? { id: name, group: "local", isExpert: false, version: null })) continue;
      connect({ source: name, target: id, wanted, isDelegation: known?.isExpert === true });
    }
  }

  return {
    root,
    nodes,
    links,
    revision,
    get isFull() {
      return nodes.size >= maxNodes;
    },
    isExpanded: (id, direction) => expanded[direction].has(id),
    beside: (id, direction) => beside[direction].get(id) ?? [],
    async expand(id, direction) {
      if (expanded[direction].has(id)) return;
      const key = `${direction} ${id}`;
      const looking = running.get(key) ?? (direction === "needs" ? lookDown(id) : lookUp(id));
      running.set(key, looking);
      try {
        await looking;
        expanded[direction].add(id);
      } finally {
        running.delete(key);
        revision.value += 1;
      }
    },
    async expandAll(direction) {
      const all = await channel.ask("getGraph");
      const stored = new Map(all.nodes.map((node) => [node.id, node]));
      const from = direction === "needs" ? "source" : "target";
      const next = Map.groupBy(all.links, (link) => link[from]);
      const reached = new Set([root]);
      // What is added while it is walked is walked as well.
      for (const id of reached) {
        expanded[direction].add(id);
        for (const { source, target } of next.get(id) ?? []) {
          const other = direction === "needs" ? target : source;
          if (!put(nodes.get(other) ?? stored.get(other) ?? unknown(other))) continue;
          reached.add(other);
          const isDelegation = nodes.get(source)?.isExpert === true;
          connect({ source, target, wanted: "", isDelegation });
        }
      }
      revision.value += 1;
      return all.truncated || nodes.size >= maxNodes;
    },
  };
}
