import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const State = z.object({ pid: z.number(), url: z.string(), startedAt: z.string() });

/** Where a running server can be reached; commands find it here, not by a default port. */
export type ServerState = z.infer<typeof State>;

export function writeServerState(home: string, state: ServerState): void {
  writeFileSync(pathIn(home), JSON.stringify(state), { mode: 0o600 });
}

export function readServerState(home: string): ServerState | null {
  const path = pathIn(home);
  if (!existsSync(path)) return null;
  const parsed = State.safeParse(JSON.parse(readFileSync(path, "utf8")));
  return parsed.success ? parsed.data : null;
}

export function removeServerState(home: string): void {
  rmSync(pathIn(home), { force: true });
}

function pathIn(home: string): string {
  return join(home, "run", "server.json");
}
