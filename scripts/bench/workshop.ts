import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";

export interface SpawnOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** The processor to stay on, where the system can do that. */
  readonly cpu?: number;
}

/** A process lives on so long after it was killed, in milliseconds; it may still make folders. */
const dyingMs = 100;

export type Child = Bun.Subprocess<"ignore", "pipe", "pipe">;

/** The processes and folders of one run. However the run ends, by Ctrl-C too, none of them is left. */
export class Workshop implements AsyncDisposable {
  readonly #root = mkdtempSync(join(tmpdir(), "agentregistry-bench-"));
  readonly #children = new Set<Child>();
  readonly #onSignal = (signal: NodeJS.Signals) => {
    this.#clear();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  readonly #onExit = () => this.#clear();

  constructor() {
    // Not once: npm passes Ctrl-C on, and the second one must not end us in the middle of clearing.
    process.on("SIGINT", this.#onSignal);
    process.on("SIGTERM", this.#onSignal);
    process.on("exit", this.#onExit);
  }

  /** A new empty folder. */
  folder(purpose: string): string {
    return mkdtempSync(join(this.#root, `${purpose}-`));
  }

  remove(folder: string): void {
    rmSync(folder, { recursive: true, force: true });
  }

  spawn(command: readonly string[], { cwd, env, cpu }: SpawnOptions = {}): Child {
    const child = Bun.spawn(cpu === undefined ? [...command] : pinned(command, cpu), {
      stdin: "ignore",
      stdout: "pipe",
      stderr: "pipe",
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env: { ...env } }),
    });
    this.#children.add(child);
    void child.exited.then(() => this.#children.delete(child));
    return child;
  }

  /** Asks a process to end, and ends it when it does not. */
  async end(child: Child, patienceMs = 12_000): Promise<void> {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), patienceMs);
    await child.exited;
    clearTimeout(timer);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([...this.#children].map((child) => this.end(child, 2000)));
    this.#clear();
    process.off("SIGINT", this.#onSignal);
    process.off("SIGTERM", this.#onSignal);
    process.off("exit", this.#onExit);
  }

  /** Synchronous, because nothing else runs any more when a process exits. */
  #clear(): void {
    for (const child of this.#children) child.kill("SIGKILL");
    if (this.#children.size > 0) Bun.sleepSync(dyingMs);
    this.remove(this.#root);
  }
}

/** With one processor for the server and one for the load, neither takes time from the other. */
function pinned(command: readonly string[], cpu: number): string[] {
  const taskset = Bun.which("taskset");
  if (taskset === null || cpus().length <= cpu) return [...command];
  return [taskset, "-c", String(cpu), ...command];
}

/** The first line that a process prints; fails with what it said instead. */
export async function firstLine(child: Child): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  const reader = child.stdout.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
    const end = text.indexOf("\n");
    if (end === -1) continue;
    // Nobody reads on; a full pipe would stop the process.
    void drain(reader);
    void drain(child.stderr.getReader());
    return text.slice(0, end);
  }
  throw new Error(`a process ended before it was ready: ${await child.stderr.text()}`);
}

async function drain(reader: { read(): Promise<{ done: boolean }> }): Promise<void> {
  while (!(await reader.read()).done);
}
