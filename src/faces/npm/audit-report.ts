import type { Severity } from "../../advisories/advisory.ts";
import type { Advisories } from "../../advisories/audit.ts";
import { RegistryError } from "../../errors.ts";
import { isWithin } from "../../names/version.ts";

/** A tree of packages as older clients send it, read. */
export interface Tree {
  readonly versions: ReadonlyMap<string, readonly string[]>;
  /** By `name@version`. */
  readonly nodes: ReadonlyMap<string, TreeNode>;
  readonly counts: { readonly all: number; readonly dev: number; readonly optional: number };
}

interface TreeNode {
  /** How it comes to be installed: `a>b>name`. */
  readonly paths: string[];
  /** Whether it is there for development alone. */
  isDev: boolean;
  isOptional: boolean;
}

const maxNodes = 100_000;
const maxDepth = 100;
/** So many ways to one version, and to all of them, are reported; longer ones are cut, in characters. */
const maxPaths = 100;
const maxAllPaths = 5000;
const maxPathLength = 2000;
const maxNameLength = 500;

/**
 * Walks a tree of `dependencies` in `dependencies`, without a call for each level: a stranger decides
 * how deep it is.
 *
 * @throws RegistryError `too_large`
 */
export function readTree(body: unknown): Tree {
  const versions = new Map<string, string[]>();
  const nodes = new Map<string, TreeNode>();
  const counts = { all: 0, dev: 0, optional: 0 };
  const open = [{ value: body, path: "", depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const children = fieldsOf(fieldsOf(next.value)["dependencies"]);
    for (const [name, value] of Object.entries(children)) {
      const depth = next.depth + 1;
      if (++counts.all > maxNodes || depth > maxDepth || name.length > maxNameLength) {
        throw new RegistryError("too_large", "the tree to audit is too large; audit a part of it");
      }
      const path = depth === 1 ? name : longer(next.path, name);
      open.push({ value, path, depth });
      const { version, dev, optional } = fieldsOf(value);
      if (dev === true) counts.dev += 1;
      if (optional === true) counts.optional += 1;
      if (typeof version !== "string") continue;
      const key = `${name}@${version}`;
      const node = nodes.get(key) ?? { paths: [], isDev: true, isOptional: true };
      if (!nodes.has(key)) {
        nodes.set(key, node);
        const known = versions.get(name);
        if (known === undefined) versions.set(name, [version]);
        else known.push(version);
      }
      if (node.paths.length < maxPaths) node.paths.push(path);
      node.isDev &&= dev === true;
      node.isOptional &&= optional === true;
    }
  }
  return { versions, nodes, counts };
}

/** The report that older clients print (npm-wire-protocol §15.2). */
export function legacyReport(tree: Tree, found: Advisories): Record<string, unknown> {
  const totals: Record<Severity, number> = { info: 0, low: 0, moderate: 0, high: 0, critical: 0 };
  const advisories: [string, unknown][] = [];
  const actions: unknown[] = [];
  let pathsLeft = maxAllPaths;
  for (const [name, list] of found) {
    for (const advisory of list) {
      const { id, url, title, severity, vulnerable_versions, cwe, cvss } = advisory;
      const findings = (tree.versions.get(name) ?? [])
        .filter((version) => isWithin(version, vulnerable_versions))
        .map((version) => {
          const node = tree.nodes.get(`${name}@${version}`);
          const paths = (node?.paths ?? [])
            .slice(0, pathsLeft)
            .map((path) => path.slice(0, maxPathLength));
          pathsLeft -= paths.length;
          return { version, paths, dev: node?.isDev ?? false, optional: node?.isOptional ?? false };
        });
      totals[severity] += findings.length;
      advisories.push([
        String(id),
        {
          id,
          url,
          title,
          severity,
          vulnerable_versions,
          patched_versions: patchedVersions(vulnerable_versions),
          cwe,
          cvss,
          cves: [],
          module_name: name,
          access: "public",
          overview: title,
          recommendation: `See ${url}`,
          findings,
        },
      ]);
      const resolves = findings.flatMap(({ paths, dev, optional }) =>
        paths.map((path) => ({ id, path, dev, optional, bundled: false })),
      );
      actions.push({ action: "review", module: name, resolves });
    }
  }
  const { all, dev, optional } = tree.counts;
  return {
    actions,
    advisories: Object.fromEntries(advisories),
    muted: [],
    metadata: {
      vulnerabilities: totals,
      dependencies: all - dev - optional,
      devDependencies: dev,
      optionalDependencies: optional,
      totalDependencies: all,
    },
  };
}

/** `<1.2.3` at the end of a range means that 1.2.3 is good; else nobody knows of a good one. */
function patchedVersions(vulnerable: string): string {
  const fixed = /<\s*([^\s<>=|]+)$/.exec(vulnerable.trim());
  return fixed === null ? "<0.0.0" : `>=${fixed[1]}`;
}

/** What is cut in the end anyway need not grow: a small body could make it thousands of times its size. */
function longer(path: string, name: string): string {
  return path.length > maxPathLength ? path : `${path}>${name}`;
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
