import type { JsonObject } from "../scanner/rule.ts";
import { isObject } from "./packument.ts";

/** What one version wants of another package. */
export interface Dependency {
  readonly name: string;
  /** A range or a dist-tag, as the manifest has it. */
  readonly wanted: string;
}

/** Those that are installed with a version; what only its developers need can go without hurting it. */
const kinds = ["dependencies", "optionalDependencies", "peerDependencies"] as const;

/** What is longer names no package and no range. */
const maxNameLength = 256;
const maxWantedLength = 1000;

/**
 * What a manifest asks a registry for. An alias counts as what it stands for; URLs, folders and git
 * repositories are not of a registry.
 */
export function dependenciesOf(manifest: JsonObject): Dependency[] {
  const found = new Map<string, Dependency>();
  for (const kind of kinds) {
    const listed = Object.hasOwn(manifest, kind) ? manifest[kind] : undefined;
    if (!isObject(listed)) continue;
    for (const [key, spec] of Object.entries(listed)) {
      const dependency = typeof spec === "string" ? dependencyOf(key, spec.trim()) : null;
      if (dependency !== null) found.set(`${dependency.name} ${dependency.wanted}`, dependency);
    }
  }
  return [...found.values()];
}

function dependencyOf(key: string, spec: string): Dependency | null {
  const [, aliased, aliasedRange] = /^npm:(@?[^@]+)(?:@(.*))?$/.exec(spec) ?? [];
  const name = aliased ?? key;
  const wanted = aliased === undefined ? spec : (aliasedRange ?? "");
  if (name.length > maxNameLength || wanted.length > maxWantedLength) return null;
  const isElsewhere = aliased === undefined && /[/:]/.test(wanted);
  return isElsewhere ? null : { name, wanted };
}
