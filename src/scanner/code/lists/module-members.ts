/** Members of modules that are listed to be called by a name nobody wrote down. */
const members: ReadonlyMap<string, readonly string[]> = new Map([
  [
    "node:child_process",
    ["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"],
  ],
  [
    "node:vm",
    ["compileFunction", "createContext", "runInContext", "runInNewContext", "runInThisContext"],
  ],
]);

/** What listing a module of the runtime gives; null where that is told in another way. */
export function moduleMembers(name: string): readonly string[] | null {
  return members.get(name) ?? null;
}
