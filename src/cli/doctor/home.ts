import {
  existsSync,
  readdirSync,
  rmSync,
  type Stats,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { ownerTokenPath } from "../../access/tokens.ts";
import { faultsOf } from "../../db/care.ts";
import { isLocked } from "../../db/home-lock.ts";
import type { ServerState } from "../server-state.ts";
import { inMebibytes } from "../sizes.ts";
import { type Finding, note, ok, wrong } from "./finding.ts";

/** Whether the folder of the registry is there, nobody else's, and can be written to. */
export function checkHome(home: string): Finding {
  const stats = statSync(home, { throwIfNoEntry: false });
  if (stats === undefined) return note("home", `${home} is made at the first start`);
  if (!stats.isDirectory()) return wrong("home", `${home} is no folder`, `move ${home} away`);
  if (isOfSomebodyElse(stats)) {
    const fix = `sudo chown -R ${process.getuid?.()} '${home}'`;
    return wrong("home", `${home} belongs to another user`, fix);
  }
  if (isOpen(stats)) return wrong("home", `others can read ${home}`, `chmod 700 '${home}'`);
  const probe = join(home, `.doctor-${process.pid}`);
  try {
    writeFileSync(probe, "", { flag: "wx" });
    rmSync(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return wrong("home", `${home} cannot be written to (${code})`, `chmod 700 '${home}'`);
  }
  return ok("home", `${home} is private and can be written to`);
}

const leastBytes = 200 * 1024 * 1024;
const fewBytes = 1024 * 1024 * 1024;

export function checkDisk(home: string): Finding {
  let folder = home;
  while (!existsSync(folder)) folder = dirname(folder);
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const message = `${inMebibytes(free)} are free`;
  const fix =
    "make room; `agentregistry cache prune` and `cache clear` remove copies of the upstream";
  if (free < leastBytes) return wrong("disk", message, fix);
  return free < fewBytes ? note("disk", message, fix) : ok("disk", message);
}

export function checkLock(home: string, server: ServerState | null): Finding {
  if (!existsSync(join(home, "run", "lock.db"))) return ok("lock", "the home is free");
  const isHeld = isLocked(home);
  if (server !== null) {
    if (isHeld) return ok("lock", `process ${server.pid} has the home`);
    return wrong("lock", "a registry runs without the lock of its home", "agentregistry restart");
  }
  if (!isHeld) return ok("lock", "the home is free");
  return note(
    "lock",
    "a command or a registry that just starts has the home",
    "try again in a moment",
  );
}

/** Whether the databases are whole, as far as a quick look tells. */
export function checkDatabases(home: string): Finding[] {
  const cache = join(home, "cache");
  return [
    checkDatabase(
      "database",
      join(home, "data", "registry.db"),
      "put a backup in its place: `agentregistry stop`, then `agentregistry restore FILE --force`",
    ),
    checkDatabase(
      "cache",
      join(cache, "upstream.db"),
      `nothing is lost: \`agentregistry stop\`, remove '${cache}', and start again`,
    ),
  ];
}

function checkDatabase(check: string, path: string, fix: string): Finding {
  if (!existsSync(path)) return note(check, `${path} is made at the first start`);
  const [fault] = faultsOf(path);
  if (fault === undefined) return ok(check, `${path} is whole`);
  return wrong(check, `${path}: ${fault}`, fix);
}

/** Whether anybody else can read what opens this registry. */
export function checkSecrets(home: string): Finding[] {
  const trust = join(home, "trust", "tls");
  const keys = existsSync(trust)
    ? readdirSync(trust)
        .map((name) => join(trust, name))
        .filter((path) => /key/.test(path))
    : [];
  const files = [ownerTokenPath(home), join(home, "data", "registry-key.pem"), ...keys];
  const there = files.flatMap((path) => {
    const stats = statSync(path, { throwIfNoEntry: false });
    return stats === undefined ? [] : [{ path, stats }];
  });
  const open = there.filter(({ stats }) => isOpen(stats));
  if (open.length > 0) {
    return open.map(({ path }) =>
      wrong(
        "secrets",
        `others can read ${path}`,
        `chmod 600 '${path}'; then replace what is in it`,
      ),
    );
  }
  if (there.length === 0) return [note("secrets", "there are none yet")];
  return [ok("secrets", `${there.length} files that only you can read`)];
}

/** Whether somebody else than the owner may do anything with it; Windows has no such bits. */
function isOpen(stats: Stats): boolean {
  return process.platform !== "win32" && (stats.mode & 0o077) !== 0;
}

function isOfSomebodyElse(stats: Stats): boolean {
  return process.getuid !== undefined && stats.uid !== process.getuid();
}
