import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { expect } from "vitest";

const project = resolve(import.meta.dirname, "../..");
export const mainFile: string = join(project, "src/main.ts");

/** Bun runs the tests, so the program that runs them also runs the registry. */
export const bunPath: string = process.execPath;

/** What a program left behind when it ended. */
export interface Ended {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** The whole environment beside PATH: nothing of the outer run leaks in. */
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
  /** Its standard input; nothing when left out. */
  readonly input?: string;
}

/** A program that runs beside the test. Disposing it kills it and waits until it is gone. */
export interface Program extends AsyncDisposable {
  readonly pid: number;
  stdout(): string;
  stderr(): string;
  readonly exited: Promise<Ended>;
  /** Sends a signal and waits for the end; fails when it does not come in time. */
  kill(signal: NodeJS.Signals, timeoutMs?: number): Promise<Ended>;
}

const running = new Set<ReturnType<typeof Bun.spawn>>();
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Starts a program and waits for nothing. */
export function spawnProgram(command: readonly string[], options: RunOptions = {}): Program {
  const child = Bun.spawn([...command], {
    cwd: options.cwd ?? tmpdir(),
    env: {
      PATH: process.env["PATH"] ?? "",
      // Bun would keep what it compiles in the HOME, and make that if it is not there.
      BUN_RUNTIME_TRANSPILER_CACHE_PATH: "0",
      ...options.env,
    },
    stdin: options.input === undefined ? "ignore" : new Blob([options.input]),
    stdout: "pipe",
    stderr: "pipe",
  });
  running.add(child);
  const out = { stdout: "", stderr: "" };
  const reading = Promise.all([
    collect(child.stdout, (text) => {
      out.stdout += text;
    }),
    collect(child.stderr, (text) => {
      out.stderr += text;
    }),
  ]);
  const exited = (async (): Promise<Ended> => {
    await child.exited;
    running.delete(child);
    // A grandchild may hold the pipes open; what it prints is not ours to wait for.
    await Promise.race([reading, Bun.sleep(500)]);
    return { code: child.exitCode, signal: child.signalCode, ...out };
  })();

  return {
    pid: child.pid,
    stdout: () => out.stdout,
    stderr: () => out.stderr,
    exited,
    async kill(signal, timeoutMs = 15_000) {
      child.kill(signal);
      return await within(exited, timeoutMs, `the end of ${command.join(" ")} after ${signal}`);
    },
    async [Symbol.asyncDispose]() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

async function collect(stream: ReadableStream<Uint8Array>, add: (text: string) => void) {
  const decoder = new TextDecoder();
  for await (const chunk of stream) add(decoder.decode(chunk, { stream: true }));
}

/** Runs a program to its end. */
export async function run(command: readonly string[], options: RunOptions = {}): Promise<Ended> {
  await using program = spawnProgram(command, options);
  const { timeoutMs = 60_000 } = options;
  try {
    return await within(program.exited, timeoutMs, `the end of ${command.join(" ")}`);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${program.stdout()}\n${program.stderr()}`);
  }
}

export interface RegistryProcess extends Program {
  /** The address that it printed, without a slash at the end. */
  readonly url: string;
  readonly home: string;
  /** The owner's token. */
  readonly token: string;
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

export interface StartOptions {
  readonly home: string;
  /** Nothing when left out. */
  readonly upstream?: string;
  /** A free one when left out. */
  readonly port?: number;
  readonly timeoutMs?: number;
}

/** Starts the registry as its users do, without waiting for anything. */
export function spawnRegistry({ home, upstream = "none", port = 0 }: StartOptions): Program {
  const flags = ["--home", home, "--port", String(port), "--upstream", upstream];
  return spawnProgram([bunPath, mainFile, "start", ...flags], { env: { HOME: home } });
}

/** Starts the registry on a free port and waits until it answers. */
export async function startProcess(options: StartOptions): Promise<RegistryProcess> {
  const { home, timeoutMs = 20_000 } = options;
  const program = spawnRegistry(options);
  let hasEnded = false;
  void program.exited.then(() => {
    hasEnded = true;
  });
  const ready = /^listening on (http:\/\/localhost:\d+)$/m;
  try {
    await until(
      () => hasEnded || ready.test(program.stdout()),
      "the registry to listen",
      timeoutMs,
    );
    const url = ready.exec(program.stdout())?.[1];
    if (url === undefined) throw new Error(`the registry ended: ${program.stderr()}`);
    const token = readFileSync(join(home, "owner-token"), "utf8").trim();
    return { ...program, url, home, token, fetch: (path, init) => fetch(url + path, init) };
  } catch (error) {
    await program[Symbol.asyncDispose]();
    throw error;
  }
}

/** Runs one command of the command line. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return await run([bunPath, mainFile, ...args], options);
}

/** An empty folder outside the project that goes away with the test. */
export interface Folder extends Disposable {
  readonly path: string;
}

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), "agentregistry-"));
  return {
    path,
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Waits for a condition, looking often; fails with what was waited for. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  what: string,
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await condition())) {
    if (performance.now() > deadline) expect.fail(`waited ${timeoutMs} ms in vain for ${what}`);
    await Bun.sleep(10);
  }
}

async function within<T>(promise: Promise<T>, timeoutMs: number, what: string): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`waited ${timeoutMs} ms in vain for ${what}`)),
    timeoutMs,
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The Node of this machine, or null. Bun puts a link to itself in front of the PATH under that name,
 * which would make every client a Bun client.
 */
export function findNode(): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  for (const folder of folders) {
    const path = Bun.which("node", { PATH: folder });
    if (path === null) continue;
    const { stdout } = Bun.spawnSync([path, "-p", "process.versions.bun ?? ''"]);
    if (stdout.toString().trim() === "") return path;
  }
  return null;
}

/** The processes that a process has started; empty where the system does not tell. */
export function childrenOf(pid: number): number[] {
  const path = `/proc/${pid}/task/${pid}/children`;
  if (!existsSync(path)) return [];
  return readFileSync(path, "utf8").trim().split(" ").filter(Boolean).map(Number);
}

/** Whether a process still runs; one that only waits to be collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const path = `/proc/${pid}/stat`;
  return !existsSync(path) || !/\) [ZX] /.test(readFileSync(path, "utf8"));
}
