import { readFileSync } from "node:fs";

/**
 * When a process began, in the words of its system, or null when there is none. Numbers of processes are
 * given out again; together with this they name one process.
 */
export function processStart(pid: number): string | null {
  return process.platform === "linux" ? startInProc(pid) : startInPs(pid);
}

function startInProc(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name of the program stands in parentheses and may hold anything.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state = "Z"] = fields;
    // One that has ended and is not collected yet runs no more.
    return /[ZX]/.test(state) ? null : (fields[19] ?? null);
  } catch {
    return null;
  }
}

function startInPs(pid: number): string | null {
  const { stdout, success } = Bun.spawnSync(["ps", "-o", "lstart=", "-p", String(pid)]);
  const text = stdout.toString().trim();
  return success && text !== "" ? text : null;
}
