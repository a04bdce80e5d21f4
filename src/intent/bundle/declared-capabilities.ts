import type { EntryCapabilities } from "../entry.ts";
import { GrammarError, type GrammarLine, readLines } from "../line-grammar.ts";
import { readBlocks } from "./pack-manifest.ts";

const file = "capabilities.yaml";
const levels = {
  filesystem: ["none", "read", "write"],
  network: ["none", "outbound"],
  env: ["none", "read"],
  subprocess: ["none", "allow"],
} as const;
type Kind = keyof typeof levels;
const kinds = Object.keys(levels) as Kind[];
const fields = new Set<string>([...kinds, "secrets"]);

/** `capabilities.yaml` of a bundle: what each tool declares. @throws GrammarError */
export function parseCapabilities(text: string): ReadonlyMap<string, EntryCapabilities> {
  const [head, ...block] = readLines(file, text);
  if (head?.text !== "capabilities:" || head.indent !== 0) {
    throw new GrammarError(file, head?.number ?? 1, "does not begin with capabilities:");
  }
  const declared = new Map<string, EntryCapabilities>();
  for (const { head: line, tool, fields: values } of readBlocks(file, block, fields)) {
    declared.set(tool, {
      filesystem: level(line, values, "filesystem"),
      network: level(line, values, "network"),
      env: level(line, values, "env"),
      subprocess: level(line, values, "subprocess"),
      secrets: secretsOf(line, values.get("secrets")),
    });
  }
  if (declared.size === 0) throw new GrammarError(file, head.number, "declares nothing");
  return declared;
}

function level<K extends Kind>(
  line: GrammarLine,
  values: ReadonlyMap<string, string>,
  kind: K,
): (typeof levels)[K][number] {
  const known: readonly string[] = levels[kind];
  const value = values.get(kind);
  if (value === undefined || !known.includes(value)) {
    throw new GrammarError(file, line.number, `needs ${kind}: ${known.join(" or ")}`);
  }
  return value as (typeof levels)[K][number];
}

function secretsOf(line: GrammarLine, text: string | undefined): readonly string[] {
  if (text === undefined) return [];
  const value = parsed(text);
  if (Array.isArray(value) && value.every((item) => typeof item === "string" && item !== "")) {
    return value as string[];
  }
  throw new GrammarError(file, line.number, "has secrets that are no JSON array of names");
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The highest level of each kind over all tools, and all their secrets. */
export function combined(all: Iterable<EntryCapabilities>): EntryCapabilities {
  const secrets = new Set<string>();
  const highest = { filesystem: 0, network: 0, env: 0, subprocess: 0 };
  for (const one of all) {
    for (const kind of kinds) {
      const known: readonly string[] = levels[kind];
      highest[kind] = Math.max(highest[kind], known.indexOf(one[kind]));
    }
    for (const secret of one.secrets) secrets.add(secret);
  }
  return {
    filesystem: levels.filesystem[highest.filesystem] ?? "none",
    network: levels.network[highest.network] ?? "none",
    env: levels.env[highest.env] ?? "none",
    subprocess: levels.subprocess[highest.subprocess] ?? "none",
    secrets: [...secrets],
  };
}
