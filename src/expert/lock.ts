import { z } from "zod";
import { RegistryError } from "../errors.ts";

/** What one key meant when it was locked. */
export interface LockedExpert {
  readonly name: string;
  /** Exact. */
  readonly version: string;
  /** SHA-256 of the definition in its normal form, in hex. */
  readonly digest: string;
  /** Where the definition came from: the author's own file, or the registry. */
  readonly from: "file" | "registry";
}

/** What every key of a delegation tree meant, by the key as its author wrote it. */
export interface ExpertLock {
  readonly root: string;
  readonly experts: ReadonlyMap<string, LockedExpert>;
}

const Lock = z.strictObject({
  lockfile: z.literal("agentregistry"),
  version: z.literal(1),
  root: z.string(),
  experts: z
    .record(
      z.string(),
      z.strictObject({
        name: z.string(),
        version: z.string(),
        digest: z.string().regex(/^[0-9a-f]{64}$/),
        from: z.enum(["file", "registry"]),
      }),
    )
    .transform((experts) => new Map(Object.entries(experts))),
});

/**
 * Reads a lock file of ours.
 *
 * @param file its path, for the sentence
 * @throws RegistryError `invalid` for anything else, such as the one that the Perstack runtime keeps
 *   under the same name
 */
export function parseLock(text: string, file: string): ExpertLock {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw notOurs(file);
  }
  const parsed = Lock.safeParse(json);
  if (!parsed.success) throw notOurs(file);
  return { root: parsed.data.root, experts: parsed.data.experts };
}

/** The same lock gives the same text: keys sorted, one entry a line group. */
export function lockText({ root, experts }: ExpertLock): string {
  const sorted = [...experts].sort(([a], [b]) => (a < b ? -1 : 1));
  const entries = sorted.map(([key, { name, version, digest, from }]) => [
    key,
    { name, version, digest, from },
  ]);
  const lock = {
    lockfile: "agentregistry",
    version: 1,
    root,
    experts: Object.fromEntries(entries) as unknown,
  };
  return `${JSON.stringify(lock, null, 2)}\n`;
}

/**
 * Where a tree differs from its lock, as one sentence about the first difference, or null.
 *
 * @param found what the same keys mean now
 */
export function lockDifference(lock: ExpertLock, found: ExpertLock): string | null {
  if (lock.root !== found.root) return `the lock is for ${lock.root}, not for ${found.root}`;
  for (const [key, now] of found.experts) {
    const locked = lock.experts.get(key);
    if (locked === undefined) return `${key} is delegated to and not in the lock`;
    if (locked.from !== now.from) {
      return `${key} came from the ${locked.from} when it was locked, and now from the ${now.from}`;
    }
    const before = `${locked.name}@${locked.version}`;
    const after = `${now.name}@${now.version}`;
    if (before !== after) return `${key} is ${before} in the lock and now ${after}`;
    if (locked.digest !== now.digest) {
      return `${key} (${after}) has the digest ${now.digest}, the lock has ${locked.digest}`;
    }
  }
  for (const key of lock.experts.keys()) {
    if (!found.experts.has(key)) return `${key} is in the lock and not delegated to any more`;
  }
  return null;
}

function notOurs(file: string): RegistryError {
  return new RegistryError(
    "invalid",
    `${file} is not a lock file of agentregistry (the Perstack runtime keeps another kind under the ` +
      "same name); name a different one with --lock, or remove it",
  );
}
