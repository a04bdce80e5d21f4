import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { processStart } from "./process-start.ts";

const State = z.object({
  pid: z.number(),
  /** When that process began, as `processStart` says it: a later one with its number is another. */
  pidStart: z.string(),
  url: z.string(),
  startedAt: z.string(),
  version: z.string(),
  /** A file of certificates to trust when the address is https; null for http. */
  authority: z.string().nullable(),
  /** Who looks after the process. */
  runAs: z.enum(["terminal", "daemon", "service"]),
  /** What `restart` gives to the next one. */
  flags: z.array(z.string()),
});

/** Where a running server can be reached; commands find it here, not by a default port. */
export type ServerState = z.infer<typeof State>;
export type RunAs = ServerState["runAs"];

/**
 * Tells commands about this server. Whoever calls this has the lock of the home, so a file that is there
 * already was left by a server that was killed, and has been removed.
 */
export function writeServerState(home: string, state: Omit<ServerState, "pid" | "pidStart">): void {
  const { pid } = process;
  const path = serverStatePath(home);
  const temporary = `${path}.${pid}`;
  const whole: ServerState = { ...state, pid, pidStart: processStart(pid) ?? "" };
  writeFileSync(temporary, JSON.stringify(whole), { mode: 0o600 });
  try {
    // A link is made with all its content or not at all, and never in place of another.
    linkSync(temporary, path);
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** The server that is running on a home, or null; what a killed one left behind does not count. */
export function runningServer(home: string): ServerState | null {
  const path = serverStatePath(home);
  if (!existsSync(path)) return null;
  try {
    const state = State.parse(JSON.parse(readFileSync(path, "utf8")));
    return isRunning(state) ? state : null;
  } catch {
    return null;
  }
}

/** Whether the very process that a state tells of is still there. */
export function isRunning({ pid, pidStart }: Pick<ServerState, "pid" | "pidStart">): boolean {
  return pidStart !== "" && processStart(pid) === pidStart;
}

export function removeServerState(home: string): void {
  rmSync(serverStatePath(home), { force: true });
}

export function serverStatePath(home: string): string {
  return join(home, "run", "server.json");
}

/** What a request to a running server needs to trust its certificate. */
export function tlsOf({ authority }: ServerState): { tls?: { ca: string } } {
  return authority === null ? {} : { tls: { ca: readFileSync(authority, "utf8") } };
}

/** Whether a server answers, within some seconds. */
export async function answers(state: ServerState, path = "/-/ping"): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(3000);
    const response = await fetch(`${state.url}${path}`, { ...tlsOf(state), signal });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false;
  }
}
