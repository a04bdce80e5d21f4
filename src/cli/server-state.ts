import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { isLocked } from "../db/home-lock.ts";

const State = z.object({
  pid: z.number(),
  url: z.string(),
  startedAt: z.string(),
  /** A file of certificates to trust when the address is https; null for http. */
  authority: z.string().nullable().default(null),
});

/** Where a running server can be reached; commands find it here, not by a default port. */
export type ServerState = z.infer<typeof State>;

export function writeServerState(home: string, state: ServerState): void {
  writeFileSync(pathIn(home), JSON.stringify(state), { mode: 0o600 });
}

/** The server that is running on a home, or null; what a killed one left behind does not count. */
export function runningServer(home: string): ServerState | null {
  if (!isLocked(home) || !existsSync(pathIn(home))) return null;
  try {
    return State.parse(JSON.parse(readFileSync(pathIn(home), "utf8")));
  } catch {
    return null;
  }
}

export function removeServerState(home: string): void {
  rmSync(pathIn(home), { force: true });
}

function pathIn(home: string): string {
  return join(home, "run", "server.json");
}
