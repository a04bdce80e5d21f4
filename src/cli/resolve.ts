import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Command } from "commander";
import { RegistryError } from "../errors.ts";
import { closureOf, type Defined } from "../expert/closure.ts";
import { parseExpertKey } from "../expert/key.ts";
import {
  type ExpertLock,
  type LockedExpert,
  lockDifference,
  lockText,
  parseLock,
} from "../expert/lock.ts";
import { definitionDigest } from "../expert/normal-form.ts";
import { localForm, type PerstackFile } from "../expert/perstack-file.ts";
import { type CommandContext, type Flags, outputOf, show, text } from "./command.ts";
import {
  addExpertCommand,
  type ExpertRegistry,
  findAt,
  findOrNull,
  openExpertRegistry,
  perstackPath,
  readPerstackFile,
  withFrame,
} from "./expert-registry.ts";
import { printable, table } from "./terminal.ts";

/** `agentregistry resolve KEY [--frozen]`. */
export function addResolveCommand(program: Command, context: CommandContext): void {
  addExpertCommand(
    program,
    "resolve <key>",
    "find an Expert and all that it delegates to, and write down the exact versions and digests",
  )
    .option("--lock <file>", "the lock file (default: perstack.lock beside the perstack.toml)")
    .option("--frozen", "change nothing; fail if anything is not as it was locked")
    .action(async (key: string, flags: Flags) => {
      parseExpertKey(key);
      const path = perstackPath(flags);
      const isNamed = text(flags["config"]) !== undefined;
      const file = isNamed || existsSync(path) ? readPerstackFile(path) : null;
      const lockPath = resolve(text(flags["lock"]) ?? join(dirname(path), "perstack.lock"));
      const known = existsSync(lockPath)
        ? parseLock(readFileSync(lockPath, "utf8"), lockPath)
        : null;
      const isFrozen = flags["frozen"] === true;
      if (isFrozen && known === null) {
        throw new RegistryError(
          "not_found",
          `there is no ${lockPath}; resolve without --frozen first`,
        );
      }
      await using registry = await openExpertRegistry(context, flags);
      const found = await resolveTree(registry, file, key, isFrozen ? known : null);
      for (const warning of found.warnings) context.terminal.error(`warning: ${warning}`);
      if (isFrozen && known !== null) {
        const difference = lockDifference(known, found.lock);
        if (difference !== null)
          throw new RegistryError("conflict", `not as locked: ${difference}`);
      } else {
        writeWhole(lockPath, lockText(found.lock));
      }
      const experts = [...found.lock.experts].map(([wanted, locked]) => ({
        key: wanted,
        ...locked,
      }));
      show(outputOf(context, flags), { root: key, lock: lockPath, experts }, () =>
        [
          table([
            ["KEY", "VERSION", "FROM", "DIGEST"],
            ...experts.map((one) => [one.key, one.version, one.from, one.digest.slice(0, 12)]),
          ]),
          isFrozen ? `as locked in ${lockPath}` : `wrote ${lockPath}`,
        ].join("\n"),
      );
    });
}

interface Resolved extends Defined {
  readonly locked: LockedExpert;
  readonly warning: string | null;
}

/** @param frozen a lock whose exact versions are asked for, instead of what the keys mean today */
async function resolveTree(
  registry: ExpertRegistry,
  file: PerstackFile | null,
  root: string,
  frozen: ExpertLock | null,
): Promise<{ readonly lock: ExpertLock; readonly warnings: readonly string[] }> {
  const closure = await closureOf(root, async (key): Promise<Resolved> => {
    // The whole text decides, as in the runtime: a local `helper` is not `helper@1.0.0`.
    if (file?.experts.has(key) === true) return fromFile(file, key);
    return await fromRegistry(registry, key, frozen);
  });
  const experts = new Map<string, LockedExpert>();
  const warnings: string[] = [];
  for (const [key, one] of closure) {
    if (one === null) continue;
    experts.set(key, one.locked);
    if (one.warning !== null) warnings.push(one.warning);
  }
  return { lock: { root, experts }, warnings };
}

function fromFile(file: PerstackFile, key: string): Resolved {
  const definition = withFrame(() => localForm(file, key));
  const { name, version } = definition;
  const digest = definitionDigest(definition);
  return { definition, locked: { name, version, digest, from: "file" }, warning: null };
}

async function fromRegistry(
  registry: ExpertRegistry,
  key: string,
  frozen: ExpertLock | null,
): Promise<Resolved> {
  const locked = frozen?.experts.get(key);
  if (frozen !== null && locked === undefined) {
    throw new RegistryError("conflict", `not as locked: ${printable(key)} is not in the lock`);
  }
  const wanted = locked === undefined ? key : exactKey(key, locked);
  const found =
    locked === undefined ? await findAt(registry, key) : await findOrNull(registry, wanted);
  if (found === null) {
    throw new RegistryError(
      "not_found",
      `not as locked: ${printable(wanted)} is not in the registry any more`,
    );
  }
  const { definition, digest, status } = found;
  const { name, version } = definition;
  if (status === "disabled" && frozen === null) {
    throw new RegistryError(
      "not_found",
      `${name}@${version} (${key}) is disabled by its publisher`,
    );
  }
  return {
    definition,
    locked: { name, version, digest, from: "registry" },
    warning: status === "available" ? null : `${name}@${version} is ${status} by its publisher`,
  };
}

/** A lock that somebody edited must not make a key mean another name, or a pinned one another number. */
function exactKey(key: string, { name, version }: LockedExpert): string {
  const wanted = parseExpertKey(key);
  if (wanted.name === name && (wanted.version === null || wanted.version === version)) {
    return `${name}@${version}`;
  }
  throw new RegistryError(
    "conflict",
    `not as locked: the lock says that ${printable(key)} is ${printable(`${name}@${version}`)}`,
  );
}

/** A reader sees the old file or the new one, never half of it. */
function writeWhole(path: string, content: string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, content);
  renameSync(temporary, path);
}
